//! From a text or a file to a plan; layout and rules.

use super::{Plan, Wishes};
use crate::errors;
use crate::source::{self, Libraries};
use meso_core::diagnostic::{Diagnostic, Severity};
use meso_lint::Config;
use meso_lint::level::Level;
use meso_lint::profile::Profile;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use std::path::{Path, PathBuf};

/// Reads a plan from a text. Never fails on what the text says: findings are in `diagnostics`.
///
/// `name`: what findings call it. `folder`: where files are looked for that it uses; without, nothing is read. `profile`: default,
/// strict, beginner or ultra, whatever the plan says. `rules`: levels by the name of the rule: off, info, warning, error.
/// `strict`: raise `PlanError` if there is a warning or an error.
#[pyfunction]
#[pyo3(signature = (text, *, name = "<text>", folder = None, profile = None, rules = None, strict = false))]
pub(crate) fn loads<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    name: &str,
    folder: Option<PathBuf>,
    profile: Option<String>,
    rules: Option<Bound<'py, PyDict>>,
    strict: bool,
) -> PyResult<Bound<'py, Plan>> {
    let libraries = match folder {
        Some(folder) => Libraries::Disk(std::fs::canonicalize(&folder).map_err(|e| {
            errors::file(py, e.kind() == std::io::ErrorKind::NotFound, format!("{}: {e}", folder.display()))
        })?),
        None => Libraries::Known(Vec::new()),
    };
    let wishes = Wishes { profile, levels: levels(rules)? };
    finish(py, Plan::make(py, name.to_owned(), string(text)?, &libraries, wishes)?, strict)
}

/// Reads a plan from a file, and what it uses from its folder and project.
///
/// Raises `PlanNotFoundError` or `PlanFileError` if the file cannot be read. For the rest see `loads`.
#[pyfunction]
#[pyo3(signature = (path, *, profile = None, rules = None, strict = false))]
pub(crate) fn load<'py>(
    py: Python<'py>,
    path: PathBuf,
    profile: Option<String>,
    rules: Option<Bound<'py, PyDict>>,
    strict: bool,
) -> PyResult<Bound<'py, Plan>> {
    let unreadable = |e: source::Unreadable| errors::file(py, e.missing, e.message);
    let text = py.detach(|| source::read_file(&path)).map_err(unreadable)?;
    let real = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let folder = real.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let wishes = Wishes { profile, levels: levels(rules)? };
    finish(py, Plan::make(py, path.display().to_string(), text, &Libraries::Disk(folder), wishes)?, strict)
}

/// The text of a plan in its canonical layout, comments kept.
///
/// >>> fmt("week 1\n tue 8km E\n")
/// 'week 1\n  tue 8km E\n'
#[pyfunction]
pub(crate) fn fmt(text: &Bound<'_, PyAny>) -> PyResult<String> {
    let source = string(text)?;
    Ok(text.py().detach(|| meso_core::syntax::format(&source)))
}

/// The rules: name, level, and the first line of their pages.
#[pyfunction]
pub(crate) fn rules() -> Vec<(&'static str, &'static str, &'static str)> {
    let first = |docs: &'static str| docs.trim_start().lines().next().unwrap_or_default();
    meso_lint::registry().iter().map(|r| (r.code.name, r.level().name(), first(r.code.docs))).collect()
}

/// The page of a rule, Markdown.
#[pyfunction]
pub(crate) fn explain(py: Python<'_>, rule: &str) -> PyResult<&'static str> {
    let found = meso_lint::registry().iter().find(|r| r.code.name == rule);
    found
        .map(|r| r.code.docs)
        .ok_or_else(|| errors::analysis(py, format!("there is no rule called {rule:?}")))
}

fn finish<'py>(py: Python<'py>, plan: Plan, strict: bool) -> PyResult<Bound<'py, Plan>> {
    let plan = Bound::new(py, plan)?;
    if strict && !plan.get().ok() {
        let inner = &plan.get().inner;
        let findings = inner.diagnostics.iter().filter(|d| d.severity >= Severity::Warning);
        let say = |d: &Diagnostic| {
            let file = &inner.analysis.sources.get(d.span.file).name;
            let (line, column) = (inner.line(d.span).unwrap_or(1), inner.column(d.span).unwrap_or(1));
            format!("{file}:{line}:{column}: {}: {} [{}]", d.severity.name(), d.message, d.code.name)
        };
        let message = findings.map(say).collect::<Vec<_>>().join("\n");
        let table = Bound::new(py, Plan::findings(&plan))?;
        return Err(errors::plan(py, message, plan.as_any(), table.as_any()));
    }
    Ok(plan)
}

/// A text; halves of surrogate pairs, which no file can hold, are replaced, so that they end in a finding.
fn string(text: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = text.cast::<PyString>()?;
    Ok(text.to_string_lossy().into_owned())
}

fn levels(rules: Option<Bound<'_, PyDict>>) -> PyResult<Vec<(String, String)>> {
    rules.map_or_else(
        || Ok(Vec::new()),
        |rules| rules.iter().map(|(k, v)| Ok((k.extract()?, v.extract()?))).collect(),
    )
}

pub(super) fn config(py: Python<'_>, wishes: &Wishes) -> PyResult<Config> {
    let mut config = Config::default();
    if let Some(name) = &wishes.profile {
        let profile = Profile::named(name);
        let unknown = || errors::analysis(py, format!("there is no profile called {name:?}"));
        config.forced_profile = Some(profile.ok_or_else(unknown)?);
    }
    for (rule, level) in &wishes.levels {
        if !meso_lint::registry().iter().any(|r| r.code.name == rule) {
            return Err(errors::analysis(py, format!("there is no rule called {rule:?}")));
        }
        let level = Level::named(level).ok_or_else(|| {
            errors::analysis(py, format!("a level is off, info, warning or error, not {level:?}"))
        })?;
        config.force(rule, level);
    }
    Ok(config)
}
