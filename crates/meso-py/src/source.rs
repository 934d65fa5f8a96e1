//! Reading plans and what they `use`, and remembering it, so that a plan can be pickled, copied and changed without the
//! files that it came from.

use meso_core::diagnostic::Applicability;
use meso_core::load::{Load, LoadProblem};
use meso_core::text::{SourceText, Sources};
use meso_lint::{Checked, Config};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

/// A file larger than this is no plan.
const LIMIT: u64 = 64 << 20;

/// Files that mark the folder in which they lie as the root of a project: nothing outside of it is read.
const ROOT_MARKS: [&str; 3] = ["meso.toml", "pyproject.toml", ".git"];

/// A file that a plan asked for: from which file, by which path, and what came.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Loaded {
    pub(crate) from: String,
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Where libraries come from.
#[derive(Clone, Debug)]
pub(crate) enum Libraries {
    /// From the folder of the plan, within its project.
    Disk(PathBuf),
    /// From what was loaded before.
    Known(Vec<Loaded>),
}

/// Why a file could not be read.
pub(crate) struct Unreadable {
    pub(crate) missing: bool,
    pub(crate) message: String,
}

/// Checks a text. Gives the libraries that it needed with it.
pub(crate) fn check(
    name: &str,
    text: &str,
    libraries: &Libraries,
    config: &Config,
) -> (Checked, Vec<Loaded>) {
    let (sources, root) = Sources::with(SourceText::new(name, text));
    let loader = Recorder { libraries, loaded: Mutex::new(Vec::new()) };
    let checked = meso_lint::check(sources, root, &loader, config);
    let loaded = loader.loaded.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    (checked, loaded)
}

/// The text with its fixes applied, until nothing changes.
pub(crate) fn fixed(
    name: &str,
    text: &str,
    known: &[Loaded],
    config: &Config,
    trust: Applicability,
) -> String {
    let libraries = Libraries::Known(known.to_vec());
    let loader = Recorder { libraries: &libraries, loaded: Mutex::new(Vec::new()) };
    meso_lint::fix::fix(SourceText::new(name, text), &loader, config, trust, &|_| true).text
}

/// Reads a plan's file.
pub(crate) fn read_file(path: &Path) -> Result<String, Unreadable> {
    let name = path.display();
    let system = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Unreadable { missing: true, message: format!("there is no file {name}") },
        _ => Unreadable { missing: false, message: format!("could not read {name}: {error}") },
    };
    let about = fs::metadata(path).map_err(system)?;
    if about.is_dir() {
        return Err(Unreadable { missing: false, message: format!("{name} is a folder, not a plan") });
    }
    if !about.is_file() || about.len() > LIMIT {
        let message = format!("{name} is no regular file of at most {} MB", LIMIT >> 20);
        return Err(Unreadable { missing: false, message });
    }
    let bytes = fs::read(path).map_err(system)?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to() + 1;
        let message = format!("{name} is not text: byte {at} is not UTF-8; save the file as UTF-8");
        Unreadable { missing: false, message }
    })
}

struct Recorder<'l> {
    libraries: &'l Libraries,
    loaded: Mutex<Vec<Loaded>>,
}

impl Load for Recorder<'_> {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let loaded = match self.libraries {
            Libraries::Disk(folder) => from_disk(folder, from, path)?,
            Libraries::Known(known) => {
                let found = known.iter().find(|l| l.from == from && l.path == path);
                found.cloned().ok_or(LoadProblem::Missing { nearby: Vec::new() })?
            }
        };
        let source = SourceText::new(&*loaded.name, &*loaded.text);
        self.loaded.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(loaded);
        Ok(source)
    }
}

/// `folder` is that of the plan, without symbolic links; names of libraries are paths from there or absolute.
fn from_disk(folder: &Path, from: &str, path: &str) -> Result<Loaded, LoadProblem> {
    let root = project_root(folder);
    let beside = folder.join(from);
    // The plan itself lies in `folder`, whatever path it was named by.
    let start = match fs::canonicalize(&beside) {
        Ok(real) if real.starts_with(&root) => {
            real.parent().map_or_else(|| folder.to_path_buf(), Path::to_path_buf)
        }
        _ => folder.to_path_buf(),
    };
    let wanted = without_dots(&start.join(path));
    if !wanted.starts_with(&root) {
        return Err(LoadProblem::Outside);
    }
    let real =
        fs::canonicalize(&wanted).map_err(|_| LoadProblem::Missing { nearby: plans_beside(&wanted) })?;
    if !real.starts_with(&root) {
        return Err(LoadProblem::Outside);
    }
    let text = read_file(&real).map_err(|e| LoadProblem::NotText(e.message))?;
    let name = real.strip_prefix(folder).unwrap_or(&real).display().to_string();
    Ok(Loaded { from: from.to_owned(), path: path.to_owned(), name, text })
}

fn project_root(folder: &Path) -> PathBuf {
    let marked = folder.ancestors().find(|f| ROOT_MARKS.iter().any(|mark| f.join(mark).exists()));
    marked.unwrap_or(folder).to_path_buf()
}

fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

fn plans_beside(path: &Path) -> Vec<String> {
    let Some(entries) = path.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return Vec::new() };
    let names = entries.flatten().filter_map(|e| e.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|n| n.ends_with(".meso")).collect();
    names.sort();
    names
}
