//! `--watch`: the same run again whenever a plan, or anything that belongs to one, has changed.
//!
//! The cache makes a run after a change as short as the change is. Ctrl-C ends it, as it ends anything.

use crate::ExitStatus;
use crate::baseline::configured;
use crate::disk::STDIN;
use crate::failure::Failure;
use crate::project::Place;
use crate::stream;
use meso_project::CONFIGURATION;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Editors write a file in several steps: this long nothing must happen before a run begins.
const QUIET: Duration = Duration::from_millis(80);

/// What a run depended on beside the plans that it was asked for.
#[derive(Debug, Default)]
pub(super) struct Watched {
    /// Files that plans have asked for, there or not.
    pub(super) files: HashSet<PathBuf>,
    /// Folders in which a configuration may come.
    pub(super) folders: HashSet<PathBuf>,
}

impl Watched {
    /// The folders from that of a plan up to its configuration, or to its project's root.
    pub(super) fn note(&mut self, place: &Place) {
        if self.folders.contains(&place.folder) {
            return;
        }
        self.files.extend(configured(place).ok().flatten());
        let top = place.project.path.as_deref().and_then(Path::parent).unwrap_or(place.root.folder());
        let inside = place.folder.ancestors().take_while(|folder| folder.starts_with(top));
        self.folders.extend(inside.map(Path::to_path_buf));
    }
}

struct Watch<'a> {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Folders that are watched with all below them.
    whole: Vec<PathBuf>,
    /// Folders that are watched alone.
    alone: HashSet<PathBuf>,
    files: HashSet<PathBuf>,
    /// Files by name, and folders whose changes are our own.
    baseline: Option<PathBuf>,
    cache: Option<&'a Path>,
}

/// Runs again and again.
///
/// # Errors
/// When the first run cannot be made, or nothing can be watched.
pub(super) fn watch(
    paths: &[PathBuf],
    (baseline, cache): (Option<&Path>, Option<&Path>),
    quiet: bool,
    mut run: impl FnMut(&Mutex<Watched>) -> Result<ExitStatus, Failure>,
) -> Result<ExitStatus, Failure> {
    if paths.iter().any(|path| path.as_os_str() == STDIN) {
        return Err(Failure::Usage("standard input cannot be watched: it is read once".to_owned()));
    }
    // Before the first run: what changes meanwhile is seen.
    let mut watch = Watch::new(paths, baseline.and_then(|path| path.canonicalize().ok()), cache)?;
    let mut first = true;
    loop {
        stream::clear_screen()?;
        let watched = Mutex::default();
        match run(&watched) {
            Ok(_) => {}
            Err(Failure::Closed) => return Err(Failure::Closed),
            Err(failure @ Failure::NoPlans(_)) => crate::say(&failure),
            Err(failure) if first => return Err(failure),
            Err(failure) => crate::say(&failure),
        }
        first = false;
        watch.look_at(watched.into_inner().unwrap_or_else(PoisonError::into_inner));
        if !quiet {
            stream::remark("waiting for changes; Ctrl-C ends");
        }
        if !watch.wait() {
            return Ok(ExitStatus::Clean);
        }
    }
}

impl<'a> Watch<'a> {
    fn new(paths: &[PathBuf], baseline: Option<PathBuf>, cache: Option<&'a Path>) -> Result<Self, Failure> {
        let (send, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(send).map_err(|error| refused(Path::new("."), &error))?;
        let (alone, files) = (HashSet::new(), HashSet::new());
        let mut watch = Watch { watcher, events, whole: Vec::new(), alone, files, baseline, cache };
        for path in paths {
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            if real.is_dir() {
                let begun = watch.watcher.watch(&real, RecursiveMode::Recursive);
                begun.map_err(|error| refused(path, &error))?;
                watch.whole.push(real);
            } else if let Some(folder) = real.parent() {
                watch.folder(folder);
            }
        }
        Ok(watch)
    }

    fn folder(&mut self, folder: &Path) {
        let covered = self.whole.iter().any(|whole| folder.starts_with(whole));
        if !covered && !self.alone.contains(folder) {
            // A folder that is not there yet cannot be watched; the one above it tells when it comes.
            if self.watcher.watch(folder, RecursiveMode::NonRecursive).is_ok() {
                self.alone.insert(folder.to_path_buf());
            }
        }
    }

    /// Takes in what a run has depended on.
    fn look_at(&mut self, watched: Watched) {
        let of_files = watched.files.iter().filter_map(|file| file.parent());
        for folder in of_files.chain(watched.folders.iter().map(PathBuf::as_path)) {
            self.folder(folder);
        }
        self.files = watched.files;
    }

    /// Waits until something has changed and nothing changes any more. `false` when nothing can change again.
    fn wait(&self) -> bool {
        while let Ok(event) = self.events.recv() {
            if event.is_ok_and(|event| self.matters(&event)) {
                while self.events.recv_timeout(QUIET).is_ok() {}
                return true;
            }
        }
        false
    }

    fn matters(&self, event: &Event) -> bool {
        // That a file is read changes nothing: this run does it, too.
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| self.is_ours(path))
    }

    fn is_ours(&self, path: &Path) -> bool {
        let own = path.components().any(|part| part.as_os_str() == ".git");
        if own || self.cache.is_some_and(|cache| path.starts_with(cache)) {
            return false;
        }
        let named = |names: &[&str]| names.iter().any(|name| path.ends_with(name));
        match path.extension() {
            Some(extension) if extension == "meso" => true,
            _ if named(&CONFIGURATION) || named(&[".gitignore", ".ignore"]) => true,
            // A folder that comes or goes takes plans with it.
            None => true,
            _ => self.files.contains(path) || self.baseline.as_deref() == Some(path),
        }
    }
}

fn refused(path: &Path, error: &notify::Error) -> Failure {
    Failure::Usage(format!("`{}` cannot be watched: {error}", path.display()))
}
