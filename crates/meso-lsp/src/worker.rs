//! Works out diagnostics while the client types on: at once, on a thread of its own, the newest state first.
//!
//! There is no delay built in. While the worker is busy new states replace each other, and only the latest is taken up.

use crate::analyses::Checked;
use crate::convert;
use crate::progress::Progress;
use crate::state::State;
use crate::world::{Name, World};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Instant;
use tokio::sync::watch;
use tower_lsp::lsp_types::Url;

/// More files than this to check show their progress.
const LARGE: usize = 200;

/// Has the client begun to ask for diagnostics by itself? Then nothing is pushed any more: it would show all twice.
#[derive(Debug, Default)]
pub(crate) struct Pulling(AtomicBool);

impl Pulling {
    /// The client asked, and says in its abilities that it will go on to.
    pub(crate) fn begun(&self) -> bool {
        !self.0.swap(true, Ordering::AcqRel)
    }

    fn is_so(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Starts the thread; it ends with the state.
///
/// # Errors
/// When the system has no thread to give.
pub(crate) fn spawn(state: &Arc<State>) -> std::io::Result<()> {
    let watching = state.watch();
    let worker = Worker {
        state: Arc::downgrade(state),
        watching,
        published: HashMap::new(),
        listed: BTreeMap::new(),
        progress: None,
        configuration: BTreeMap::new(),
        configured: (0, 0),
        refreshed: 0,
    };
    // A plan's nesting is bounded, but the thread that reads all of them should not be the narrow one.
    std::thread::Builder::new()
        .name("diagnostics".to_owned())
        .stack_size(8 << 20)
        .spawn(move || worker.run())?;
    Ok(())
}

struct Worker {
    state: Weak<State>,
    watching: watch::Receiver<World>,
    /// What the client was told of each open document.
    published: HashMap<Name, Published>,
    /// The other files of the workspace: what was found in them last.
    listed: BTreeMap<Name, Published>,
    /// Shown while many of them are to be checked.
    progress: Option<Progress>,
    /// The configuration files whose mistakes were told.
    configuration: BTreeMap<PathBuf, bool>,
    /// The environment in which they were told, and how many there were.
    configured: (u64, usize),
    /// The revision up to which the client was told to ask again.
    refreshed: u64,
}

struct Published {
    uri: Url,
    version: Option<i32>,
    inputs: Vec<(Name, u64)>,
    environment: u64,
    any: bool,
}

impl Published {
    fn holds_in(&self, world: &World) -> bool {
        self.environment == world.environment
            && self.inputs.iter().all(|(name, revision)| world.revision_of(name) == *revision)
    }
}

/// What the worker does with its time.
enum Next {
    /// A newer world is there.
    Newer,
    /// All is said.
    Done,
}

impl Worker {
    fn run(mut self) {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return };
        loop {
            let world = self.watching.borrow_and_update().clone();
            let Some(state) = self.state.upgrade() else { return };
            if world.client.is_some() {
                let next = state.guarded("saying what was found", || self.catch_up(&state, &world));
                if let Some(Next::Newer) = next {
                    continue;
                }
            }
            drop((world, state));
            if runtime.block_on(self.watching.changed()).is_err() {
                return;
            }
        }
    }

    fn catch_up(&mut self, state: &State, world: &World) -> Next {
        self.refresh(state, world);
        if state.pulling.is_so() {
            self.retract(state);
            return Next::Done;
        }
        if let Some(focus) = world.focus.clone() {
            self.look_at(state, world, &focus);
        }
        self.close(state, world);
        let open: Vec<Name> = world.open.keys().cloned().collect();
        for name in open {
            if self.is_new() {
                return Next::Newer;
            }
            self.look_at(state, world, &name);
        }
        self.tell_configuration(state, world);
        if world.settings.workspace_diagnostics {
            let listed =
                world.disk.iter().filter(|(name, file)| file.listed && !world.open.contains_key(*name));
            let stale: Vec<Name> = listed
                .filter(|(name, _)| self.listed.get(*name).is_none_or(|told| !told.holds_in(world)))
                .map(|(name, _)| Name::clone(name))
                .collect();
            if stale.len() > LARGE && self.progress.is_none() && world.profile().progress {
                self.progress = Some(Progress::begin(&state.outbox, "Checking plans"));
            }
            for (done, name) in stale.iter().enumerate() {
                if self.is_new() {
                    return Next::Newer;
                }
                if let Some(progress) = &self.progress {
                    progress.report(done, stale.len());
                }
                self.look_at_listed(state, world, name);
            }
        }
        self.progress = None;
        Next::Done
    }

    fn is_new(&self) -> bool {
        self.watching.has_changed().unwrap_or(false)
    }

    /// An open document: told whenever it or something it uses changed.
    fn look_at(&mut self, state: &State, world: &World, name: &Name) {
        let Some(document) = world.open.get(name) else { return };
        let same = |told: &Published| told.version == Some(document.version) && told.holds_in(world);
        if self.published.get(name).is_some_and(same) {
            return;
        }
        let start = Instant::now();
        let Some(checked) = check(state, name, || state.analyses.of(world, name).ok()) else { return };
        state.log.debug(|| format!("checked `{name}` in {:.3} ms", start.elapsed().as_secs_f64() * 1e3));
        // Typed on meanwhile? Then this is of no use to anybody.
        if state.world().revision_of(name) != document.revision {
            return;
        }
        let diagnostics = convert::diagnostics(world, &checked);
        let told = Published {
            uri: document.uri.clone(),
            version: Some(document.version),
            inputs: checked.inputs.clone(),
            environment: world.environment,
            any: !diagnostics.is_empty(),
        };
        state.learn(world, name, &checked);
        drop(checked);
        let (uri, version) = (document.uri.clone(), Some(document.version));
        state.outbox.wait(async |client| client.publish_diagnostics(uri, diagnostics, version).await);
        self.published.insert(name.clone(), told);
        self.listed.remove(name);
    }

    /// A file of the workspace that is not open: told if there is something to tell, or was before.
    fn look_at_listed(&mut self, state: &State, world: &World, name: &Name) {
        let Some(uri) = world.uri(name) else { return };
        let checked = check(state, name, || state.analyses.once(world, name).ok());
        let (diagnostics, inputs) = match &checked {
            Some(checked) => (convert::diagnostics(world, checked), checked.inputs.clone()),
            None => (Vec::new(), vec![(name.clone(), world.revision_of(name))]),
        };
        match &checked {
            Some(checked) => state.learn(world, name, checked),
            None => state.files.know_inputs(world, &inputs),
        }
        drop(checked);
        let any = !diagnostics.is_empty();
        if any || self.listed.get(name).is_some_and(|told| told.any) {
            let uri = uri.clone();
            state.outbox.wait(async |client| client.publish_diagnostics(uri, diagnostics, None).await);
        }
        self.listed.insert(
            name.clone(),
            Published { uri, version: None, inputs, environment: world.environment, any },
        );
    }

    /// Tells the client to ask again where an answer depends on another file, or on settings, that changed.
    fn refresh(&mut self, state: &State, world: &World) {
        let told = self.published.values().map(|told| (&told.inputs, told.environment));
        let newest =
            told.filter_map(|(inputs, environment)| changed_elsewhere(world, inputs, environment)).max();
        let newest = newest.max(state.pulled.changed_elsewhere(world));
        let Some(newest) = newest.filter(|&newest| newest > self.refreshed) else { return };
        self.refreshed = newest;
        let (wanted, pulling) = (world.profile().refresh, state.pulling.is_so());
        state.outbox.ask(move |client| async move {
            // A client that refuses goes on with what it has.
            if wanted.hints {
                let _ = client.inlay_hint_refresh().await;
            }
            if wanted.lenses {
                let _ = client.code_lens_refresh().await;
            }
            if wanted.tokens {
                let _ = client.semantic_tokens_refresh().await;
            }
            if wanted.diagnostics && pulling {
                let _ = client.workspace_diagnostic_refresh().await;
            }
        });
    }

    /// Mistakes in configuration files, shown where they stand.
    fn tell_configuration(&mut self, state: &State, world: &World) {
        let files = state.analyses.configuration_files();
        if self.configured == (world.environment, files.len()) {
            return;
        }
        self.configured = (world.environment, files.len());
        let gone = self.configuration.keys().filter(|path| !files.iter().any(|(known, _)| known == *path));
        let gone: Vec<PathBuf> = gone.cloned().collect();
        let mut told = Vec::new();
        for path in gone {
            if self.configuration.remove(&path) == Some(true) {
                told.push((path, Vec::new()));
            }
        }
        for (path, file) in files {
            let any = !file.diagnostics.is_empty();
            if self.configuration.insert(path.clone(), any).unwrap_or(false) || any {
                told.push((path, convert::configuration_diagnostics(world, &file)));
            }
        }
        for (path, diagnostics) in told {
            let Ok(uri) = Url::from_file_path(&path) else { continue };
            state.outbox.wait(async |client| client.publish_diagnostics(uri, diagnostics, None).await);
        }
    }

    /// Takes back what was said of documents that are closed and files that are gone.
    fn close(&mut self, state: &State, world: &World) {
        let shown = |name: &Name| {
            world.settings.workspace_diagnostics && world.disk.get(name).is_some_and(|f| f.listed)
        };
        let mut gone: Vec<Published> = Vec::new();
        let closed: Vec<Name> =
            self.published.keys().filter(|n| !world.open.contains_key(*n)).cloned().collect();
        for name in closed {
            let Some(told) = self.published.remove(&name) else { continue };
            if shown(&name) {
                // Its diagnostics as on disk follow; until then the old ones are better than none.
                self.listed
                    .insert(name, Published { version: None, environment: u64::MAX, any: true, ..told });
            } else {
                gone.push(told);
            }
        }
        let lost: Vec<Name> =
            self.listed.keys().filter(|n| !shown(n) && !world.open.contains_key(*n)).cloned().collect();
        gone.extend(lost.iter().filter_map(|name| self.listed.remove(name)).filter(|told| told.any));
        for told in gone {
            state.outbox.wait(async |client| client.publish_diagnostics(told.uri, Vec::new(), None).await);
        }
    }

    /// Takes everything back: the client asks by itself now.
    fn retract(&mut self, state: &State) {
        let told = self
            .published
            .drain()
            .map(|(_, told)| told)
            .chain(std::mem::take(&mut self.listed).into_values());
        for told in told.filter(|told| told.any).collect::<Vec<_>>() {
            state
                .outbox
                .wait(async |client| client.publish_diagnostics(told.uri, Vec::new(), told.version).await);
        }
    }
}

/// The revision of the newest input that changed, if the plan itself did not.
pub(crate) fn changed_elsewhere(world: &World, inputs: &[(Name, u64)], environment: u64) -> Option<u64> {
    let (own, others) = inputs.split_first()?;
    if world.revision_of(&own.0) != own.1 {
        return None;
    }
    let changed = others.iter().filter(|(name, revision)| world.revision_of(name) != *revision);
    let newest = changed.map(|(name, _)| world.revision_of(name)).max();
    newest.max((environment != world.environment && environment != u64::MAX).then_some(world.environment))
}

/// A mistake of ours in one plan must not silence the others.
pub(crate) fn check(
    state: &State,
    name: &Name,
    work: impl FnOnce() -> Option<Arc<Checked>>,
) -> Option<Arc<Checked>> {
    state.guarded(&format!("checking `{name}`"), work).flatten()
}
