//! What is known of each plan, kept as long as the texts that it was made from stay the same.

use crate::configuration::{ConfigurationFile, Configurations};
use crate::loader::{self, Loader};
use crate::world::{Name, World};
use meso_core::Analysis;
use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::edit::Edit;
use meso_core::load::LoadProblem;
use meso_core::syntax::LineCache;
use meso_core::text::{SourceText, Sources};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// So many bytes of text may be kept with their analysis, which takes about thirty times as much.
const KEPT_BYTES: usize = 512 << 10;

/// All that is known of one plan in one state of the world.
pub(crate) struct Checked {
    /// The plan and the libraries it uses.
    pub(crate) analysis: Analysis,
    /// All findings, those in libraries too.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Every file that was asked for, with the revision it had.
    pub(crate) inputs: Vec<(Name, u64)>,
    /// All that can be fixed safely in the plan, once somebody has asked.
    pub(crate) fix_all: OnceLock<Vec<Edit>>,
    environment: u64,
}

impl Checked {
    /// Would it come out the same in this world?
    #[must_use]
    pub(crate) fn holds_in(&self, world: &World) -> bool {
        self.environment == world.environment
            && self.inputs.iter().all(|(name, revision)| world.revision_of(name) == *revision)
    }

    /// The files that the plan names as its logs; none when it is a log itself that was asked about.
    #[must_use]
    pub(crate) fn logs(&self) -> BTreeSet<Name> {
        let (plan, root) = (&self.analysis.plan, self.analysis.root);
        let others = plan.logs.iter().map(|log| log.span.file).filter(|file| *file != root);
        let own = plan.span.file == root;
        others.filter(|_| own).map(|file| Arc::clone(&self.analysis.sources.get(file).name)).collect()
    }

    /// For a plain answer about the plan's own file.
    #[must_use]
    pub(crate) fn view(&self) -> meso_ide::View<'_> {
        meso_ide::View { analysis: &self.analysis, diagnostics: &self.diagnostics }
    }
}

/// The plans that were asked about lately.
#[derive(Default)]
pub(crate) struct Analyses {
    slots: Mutex<HashMap<Name, Arc<Slot>>>,
    clock: AtomicU64,
    configurations: Configurations,
}

#[derive(Default)]
struct Slot {
    used: AtomicU64,
    bytes: AtomicU64,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    lines: LineCache,
    checked: Option<Arc<Checked>>,
}

impl Analyses {
    /// What is known of a plan in this world. The first who asks works it out, the others wait for it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn of(&self, world: &World, name: &Name) -> Result<Arc<Checked>, LoadProblem> {
        let slot = self.slot(name);
        let mut kept = slot.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(checked) = kept.checked.as_ref().filter(|checked| checked.holds_in(world)) {
            return Ok(Arc::clone(checked));
        }
        let text = loader::text(world, name)?;
        slot.bytes.store(text.len() as u64, Ordering::Relaxed);
        let checked = Arc::new(self.check(world, name, text, &mut kept.lines));
        // An answer for the past must not push out what the present needs.
        if kept
            .checked
            .as_ref()
            .is_none_or(|old| old.inputs.first().map(|i| i.1) <= checked.inputs.first().map(|i| i.1))
        {
            kept.checked = Some(Arc::clone(&checked));
        }
        drop(kept);
        self.forget_the_oldest();
        Ok(checked)
    }

    /// What is known of a plan, without keeping it: for the many files that are only looked at once.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn once(&self, world: &World, name: &Name) -> Result<Arc<Checked>, LoadProblem> {
        let text = loader::text(world, name)?;
        Ok(Arc::new(self.check(world, name, text, &mut LineCache::default())))
    }

    /// The configuration that holds for a plan.
    pub(crate) fn configuration_of(&self, world: &World, name: &Name) -> Arc<meso_lint::Config> {
        self.configurations.of(world, name)
    }

    /// The configuration files that were read, with their mistakes.
    pub(crate) fn configuration_files(&self) -> Vec<(PathBuf, ConfigurationFile)> {
        self.configurations.files()
    }

    fn check(&self, world: &World, name: &Name, text: Arc<str>, lines: &mut LineCache) -> Checked {
        let config = self.configurations.of(world, name);
        let loader = Loader::new(world, name);
        let (sources, root) = Sources::with(SourceText::new(Arc::clone(name), text));
        let analysis = meso_core::analyse_with(lines, sources, root, &loader, &config.definitions);
        let diagnostics = if world.settings.lint.enable {
            // Infos are for those who ask; no editor does.
            meso_lint::lint_from(&analysis, &config, Severity::Warning)
        } else {
            Vec::new()
        };
        Checked {
            analysis,
            diagnostics,
            inputs: loader.inputs(),
            fix_all: OnceLock::new(),
            environment: world.environment,
        }
    }

    fn slot(&self, name: &Name) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = Arc::clone(slots.entry(Arc::clone(name)).or_default());
        slot.used.store(self.clock.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        slot
    }

    fn forget_the_oldest(&self) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes: usize = slots.values().map(|slot| size(slot)).sum();
        while bytes > KEPT_BYTES && slots.len() > 1 {
            let oldest = slots.iter().min_by_key(|(_, slot)| slot.used.load(Ordering::Relaxed));
            let Some(name) = oldest.map(|(name, _)| Arc::clone(name)) else { return };
            bytes -= slots.remove(&name).map_or(0, |slot| size(&slot));
        }
    }
}

fn size(slot: &Slot) -> usize {
    // Even an empty file takes some room.
    usize::try_from(slot.bytes.load(Ordering::Relaxed)).unwrap_or(usize::MAX / 2) + 1024
}
