//! Looks after the plans on disk: finds those of the workspace, and sees when one changes.
//!
//! A thread of its own reads folders and stamps, so that no message waits for a disk.

use crate::state::State;
use crate::world::{self, Name, World};
use ignore::WalkBuilder;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, SystemTime};

/// The ending of plans.
pub(crate) const EXTENSION: &str = "meso";

/// Files that configure a project.
pub(crate) use meso_project::CONFIGURATION;

/// How often the stamps are looked at, for clients that do not watch files themselves.
const POLL: Duration = Duration::from_secs(2);

/// A folder with more plans than this is not a workspace but an archive; the rest is left to `meso check`.
const MOST_FILES: usize = 20_000;

/// The commands to the thread.
pub(crate) struct Files {
    commands: Sender<Command>,
    waiting: Mutex<Option<Receiver<Command>>>,
}

enum Command {
    Scan(Vec<PathBuf>),
    Look(Vec<PathBuf>),
    Know(Vec<PathBuf>),
}

type Stamp = (Option<SystemTime>, u64);

impl Default for Files {
    fn default() -> Self {
        let (commands, waiting) = channel();
        Files { commands, waiting: Mutex::new(Some(waiting)) }
    }
}

impl Files {
    /// Starts the thread; it ends with the state.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub(crate) fn spawn(state: &Arc<State>) -> std::io::Result<()> {
        let waiting = state.files.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(waiting) = waiting else { return Ok(()) };
        let state = Arc::downgrade(state);
        std::thread::Builder::new()
            .name("files".to_owned())
            .spawn(move || Keeper::new(state).run(&waiting))?;
        Ok(())
    }

    /// Finds the plans in these folders anew.
    pub(crate) fn scan(&self, folders: Vec<PathBuf>) {
        let _ = self.commands.send(Command::Scan(folders));
    }

    /// Something happened to these files.
    pub(crate) fn look_at(&self, paths: Vec<PathBuf>) {
        let _ = self.commands.send(Command::Look(paths));
    }

    /// A plan was made from these files: those that nobody looks after yet are looked after from now on.
    pub(crate) fn know_inputs(&self, world: &World, inputs: &[(Name, u64)]) {
        let unknown = inputs.iter().map(|(name, _)| name).filter(|name| world.revision_of(name) == 0);
        let paths: Vec<PathBuf> =
            unknown.map(|name| PathBuf::from(&**name)).filter(|p| p.is_absolute()).collect();
        if !paths.is_empty() {
            let _ = self.commands.send(Command::Know(paths));
        }
    }
}

struct Keeper {
    state: Weak<State>,
    /// Where configuration files are or could be.
    configuration: HashMap<PathBuf, Option<Stamp>>,
    /// Files that a plan uses and that are not there.
    missing: BTreeSet<PathBuf>,
}

impl Keeper {
    fn new(state: Weak<State>) -> Self {
        Keeper { state, configuration: HashMap::new(), missing: BTreeSet::new() }
    }

    fn run(mut self, waiting: &Receiver<Command>) {
        loop {
            let command = waiting.recv_timeout(POLL);
            let Some(state) = self.state.upgrade() else { return };
            if matches!(command, Err(RecvTimeoutError::Disconnected)) {
                return;
            }
            let work = || match command {
                Ok(Command::Scan(folders)) => self.scan(&state, &folders),
                Ok(Command::Look(paths)) => self.look(&state, &paths),
                Ok(Command::Know(paths)) => self.know(&state, &paths),
                Err(_) if state.world().profile().watches => {}
                Err(_) => self.poll(&state),
            };
            let _ = state.guarded("looking after the files", work);
        }
    }

    fn scan(&mut self, state: &Arc<State>, folders: &[PathBuf]) {
        let mut found: BTreeSet<PathBuf> = BTreeSet::new();
        for folder in folders {
            let walk = WalkBuilder::new(folder).require_git(false).follow_links(false).build();
            let plans = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
            found
                .extend(plans.map(ignore::DirEntry::into_path).filter(|path| is_plan(path)).take(MOST_FILES));
        }
        if found.len() >= MOST_FILES {
            state.log.warn(format!(
                "the workspace has over {MOST_FILES} plans: the others are not checked until opened"
            ));
        }
        state.log.info(format!("{} plans in {} folders", found.len(), folders.len()));
        let stamps: Vec<(Name, Stamp)> =
            found.iter().filter_map(|path| Some((world::name_of_path(path), stamp(path)?))).collect();
        self.remember_configuration(found.iter().map(PathBuf::as_path), folders);
        state.change(|world| {
            let gone: Vec<Name> = world
                .disk
                .iter()
                .filter(|(name, file)| file.listed && !found.contains(Path::new(&***name)))
                .map(|(name, _)| Arc::clone(name))
                .collect();
            for name in gone {
                world.found(&name, None, true);
            }
            for (name, stamp) in &stamps {
                world.found(name, Some(*stamp), true);
            }
        });
    }

    fn look(&mut self, state: &Arc<State>, paths: &[PathBuf]) {
        let folders = state.world().folders;
        let mut configuration = false;
        for path in paths {
            if path.file_name().is_some_and(|name| CONFIGURATION.iter().any(|known| name == *known)) {
                self.configuration.insert(path.clone(), stamp(path));
                configuration = true;
            } else if is_plan(path) || state.world().disk.contains_key(&world::name_of_path(path)) {
                let listed = is_plan(path) && folders.iter().any(|folder| path.starts_with(folder));
                let stamp = stamp(path);
                state.change(|world| world.found(&world::name_of_path(path), stamp, listed));
            } else if path.is_dir() || path.extension().is_none() {
                // A folder came, went or was renamed: clients report it without its files.
                self.scan(state, &folders);
            }
        }
        if configuration {
            state.log.info("the configuration changed");
            state.change(super::world::World::configuration_changed);
        }
    }

    fn know(&mut self, state: &Arc<State>, paths: &[PathBuf]) {
        for path in paths {
            let stamp = stamp(path);
            if stamp.is_none() {
                self.missing.insert(path.clone());
            }
            state.change(|world| world.found(&world::name_of_path(path), stamp, false));
        }
        let folders = state.world().folders;
        self.remember_configuration(paths.iter().map(PathBuf::as_path), &folders);
    }

    /// Looks at everything that is known.
    fn poll(&mut self, state: &Arc<State>) {
        let world = state.world();
        let known = world.disk.iter().map(|(name, file)| (name, Some(*file)));
        for (name, file) in known {
            let stamp = stamp(Path::new(&**name));
            if stamp != file.map(|f| f.stamp) {
                state.change(|world| world.found(name, stamp, false));
            }
        }
        let came: Vec<PathBuf> = self.missing.iter().filter(|path| path.is_file()).cloned().collect();
        self.missing.retain(|path| !came.contains(path));
        if !came.is_empty() {
            self.know(state, &came);
        }
        let open =
            world.open.values().filter_map(|document| crate::client::path(&document.uri)).collect::<Vec<_>>();
        self.remember_configuration(open.iter().map(PathBuf::as_path), &world.folders);
        let changed: Vec<PathBuf> = self
            .configuration
            .iter()
            .filter(|(path, old)| stamp(path) != **old)
            .map(|(path, _)| path.clone())
            .collect();
        if !changed.is_empty() {
            self.look(state, &changed);
        }
    }

    /// Notes where configuration files are or could appear, for some plans.
    fn remember_configuration<'p>(&mut self, plans: impl Iterator<Item = &'p Path>, folders: &[PathBuf]) {
        let mut seen: BTreeSet<PathBuf> = folders.iter().cloned().collect();
        for plan in plans {
            let top = folders.iter().find(|folder| plan.starts_with(folder));
            for folder in plan.ancestors().skip(1) {
                if !seen.insert(folder.to_path_buf()) || top.is_some_and(|top| folder == top) {
                    break;
                }
            }
        }
        for folder in seen {
            for name in CONFIGURATION {
                let path = folder.join(name);
                let now = stamp(&path);
                self.configuration.entry(path).or_insert(now);
            }
        }
    }
}

/// Is it a plan, by its name?
#[must_use]
pub(crate) fn is_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some((about.modified().ok(), about.len()))
}
