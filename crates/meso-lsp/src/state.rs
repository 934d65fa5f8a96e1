//! The one place that changes: the present world, and those who are told when it changes.

use crate::analyses::{Analyses, Checked};
use crate::answers::diagnostics::Pulled;
use crate::answers::symbols::Outlines;
use crate::answers::tokens::Answered;
use crate::files::Files;
use crate::front;
use crate::log::Log;
use crate::outbox::Outbox;
use crate::worker::Pulling;
use crate::world::{Name, World};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What all parts of the server share.
pub(crate) struct State {
    world: Mutex<World>,
    changed: watch::Sender<World>,
    /// What is known of the plans.
    pub(crate) analyses: Analyses,
    /// What the server says about itself.
    pub(crate) log: Log,
    /// The way to the client.
    pub(crate) outbox: Outbox,
    /// What looks after the disk.
    pub(crate) files: Files,
    /// Does the client ask for diagnostics by itself?
    pub(crate) pulling: Pulling,
    /// What it was told when it asked.
    pub(crate) pulled: Pulled,
    /// The tokens it was told last.
    pub(crate) tokens: Answered,
    /// The outlines of the workspace.
    pub(crate) outlines: Outlines,
}

impl State {
    /// The state of a server that has heard nothing yet.
    #[must_use]
    pub(crate) fn new(log: Log, outbox: Outbox, files: Files) -> Self {
        log.connect(outbox.clone());
        let (changed, _) = watch::channel(World::default());
        State {
            world: Mutex::default(),
            changed,
            analyses: Analyses::default(),
            log,
            outbox,
            files,
            pulling: Pulling::default(),
            pulled: Pulled::default(),
            tokens: Answered::default(),
            outlines: Outlines::default(),
        }
    }

    /// The world as it is now.
    #[must_use]
    pub(crate) fn world(&self) -> World {
        self.lock().clone()
    }

    /// Changes the world, and tells those who watch if its revision moved. Never waits for anything.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.lock();
        let before = world.revision;
        let answer = change(&mut world);
        if world.revision != before {
            self.changed.send_replace(world.clone());
        }
        answer
    }

    /// A plan was checked: from now on the files that it names are looked after, and its logs are known as such.
    pub(crate) fn learn(&self, world: &World, name: &Name, checked: &Checked) {
        self.files.know_inputs(world, &checked.inputs);
        let logs = checked.logs();
        if !logs.is_empty() || world.plans.values().any(|plan| plan == name) {
            self.change(|world| world.logs_of(name, &logs));
        }
    }

    /// Does some work of a thread that must go on whatever happens in it: a mistake of ours is told to the log.
    pub(crate) fn guarded<T>(&self, what: &str, work: impl FnOnce() -> T) -> Option<T> {
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(done) => Some(done),
            Err(panic) => {
                self.log.error(format!("{what} failed: {}", front::words(&*panic)));
                None
            }
        }
    }

    /// The worlds to come; those that nobody looked at in time are skipped.
    #[must_use]
    pub(crate) fn watch(&self) -> watch::Receiver<World> {
        self.changed.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
