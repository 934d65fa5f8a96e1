//! The fixes that findings bring with them, one by one and all at once.

use super::{Action, Kind};
use crate::format::difference;
use crate::view::View;
use meso_core::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use meso_core::edit::Edit;
use meso_core::load::Load;
use meso_lint::Config;

/// The fixes of a finding.
pub(super) fn of(index: usize, diagnostic: &Diagnostic) -> impl Iterator<Item = Action> {
    let only = diagnostic.fixes.len() == 1;
    diagnostic.fixes.iter().map(move |fix| Action {
        title: capitalised(&fix.title),
        kind: Kind::Fix,
        edits: fix.edits.clone(),
        fixes: Some(index),
        preferred: only && fix.applicability == Applicability::Safe,
        select: None,
    })
}

/// All that can be fixed safely in a file, as `meso check --fix` does it: a fix that would bring another fault, or change
/// the training, is left out.
#[must_use]
pub fn fix_all(view: View<'_>, loader: &dyn Load, config: &Config) -> Vec<Edit> {
    let shown = |diagnostic: &Diagnostic| diagnostic.severity > Severity::Info;
    let safe = |fix: &Fix| fix.applicability == Applicability::Safe;
    if !view.diagnostics.iter().any(|diagnostic| diagnostic.fixes.iter().any(safe)) {
        return Vec::new();
    }
    let fixed = meso_lint::fix::fix(view.source().clone(), loader, config, Applicability::Safe, &shown);
    difference(view, &fixed.text)
}

fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
