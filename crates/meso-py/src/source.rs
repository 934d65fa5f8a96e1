//! Reading plans and what they `use`, and remembering it, so that a plan can be pickled, copied and changed without the
//! files that it came from.

use meso_core::diagnostic::Applicability;
use meso_core::load::{Load, LoadProblem};
use meso_core::text::{SourceText, Sources};
use meso_lint::{Checked, Config};
use meso_project::{Disk, ReadError, read_text};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

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
    let loader = Recorder::new(name, libraries);
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
    let loader = Recorder::new(name, &libraries);
    meso_lint::fix::fix(SourceText::new(name, text), &loader, config, trust, &|_| true).text
}

/// Reads a plan's file.
pub(crate) fn read_file(path: &Path) -> Result<String, Unreadable> {
    read_text(path, &path.display().to_string()).map_err(|error| Unreadable {
        missing: matches!(error, ReadError::Missing(_)),
        message: error.to_string(),
    })
}

struct Recorder<'l> {
    from: Source<'l>,
    loaded: Mutex<Vec<Loaded>>,
}

enum Source<'l> {
    Disk(Disk),
    Known(&'l [Loaded]),
}

impl<'l> Recorder<'l> {
    fn new(plan: &str, libraries: &'l Libraries) -> Self {
        let from = match libraries {
            Libraries::Disk(folder) => Source::Disk(Disk::of_text(folder, plan)),
            Libraries::Known(known) => Source::Known(known),
        };
        Recorder { from, loaded: Mutex::default() }
    }
}

impl Load for Recorder<'_> {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let source = match &self.from {
            Source::Disk(disk) => disk.load(from, path)?,
            Source::Known(known) => {
                let found = known.iter().find(|l| l.from == from && l.path == path);
                let found = found.ok_or(LoadProblem::Missing { nearby: Vec::new() })?;
                SourceText::new(&*found.name, &*found.text)
            }
        };
        let (name, text) = (source.name.to_string(), source.text.to_string());
        let loaded = Loaded { from: from.to_owned(), path: path.to_owned(), name, text };
        self.loaded.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(loaded);
        Ok(source)
    }
}
