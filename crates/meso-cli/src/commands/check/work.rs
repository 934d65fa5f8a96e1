//! From a path to findings that are ready to be written: what every thread of a run does, file after file.

use super::Args;
use super::watch::Watched;
use crate::baseline::{Baseline, Baselines, Met};
use crate::cache::Cache;
use crate::diff::unified;
use crate::disk::{STDIN, read_plan, write};
use crate::failure::Failure;
use crate::inputs::{Inputs, Recorder};
use crate::output::{FileFindings, Format};
use crate::project::{Place, Projects};
use crate::since::Since;
use crate::terminal::{Terminal, printable};
use meso_core::diagnostic::{Applicability, Diagnostic, Fix};
use meso_core::syntax::LineCache;
use meso_core::text::{FileId, SourceText, Sources};
use meso_lint::fix::{Fixed, Refused, fix};
use meso_project::{Before, Disk, without_dots};
use std::cell::RefCell;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

thread_local! {
    /// The lines that a thread has read: the plans of a folder share many. 5,000 of them are about 5 MB.
    static LINES: RefCell<LineCache> = RefCell::new(LineCache::with_room(5_000));
}

/// What all files of a run share.
pub(super) struct Check<'a> {
    pub(super) args: &'a Args,
    /// The working folder, without symbolic links: names count from it.
    pub(super) base: PathBuf,
    /// The working folder as the system calls it.
    pub(super) here: PathBuf,
    pub(super) projects: Projects<'a>,
    pub(super) baselines: Baselines<'a>,
    pub(super) since: Option<Since>,
    pub(super) cache: Option<Cache>,
    /// With `--watch`: what the plans depend on.
    pub(super) watched: Option<&'a Mutex<Watched>>,
    pub(super) format: Box<dyn Format>,
    pub(super) terminal: Terminal,
}

/// A checked file, ready to be written.
pub(super) struct Checked {
    pub(super) place: Arc<Place>,
    pub(super) disk: Disk,
    pub(super) sources: Sources,
    /// With `--since`: has it, or anything that belongs to it? If not, nothing is to be said of it.
    pub(super) changed: bool,
    /// Those to be shown.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Which of them stand in the file itself, also those that a baseline takes out.
    pub(super) own: Vec<u64>,
    /// As the format writes them; `None` where findings in libraries have yet to be told from those already shown.
    pub(super) rendered: Option<String>,
    pub(super) baseline: Option<Arc<Baseline>>,
    /// What of the baseline was met.
    pub(super) met: Met,
    /// With `--diff`: what fixes would change.
    pub(super) diff: String,
    /// The fixed text of standard input, which has no file to go to.
    pub(super) fixed_text: Option<String>,
    pub(super) fixed: usize,
    /// Where nothing is fixed: what `--fix` would fix, by the names of the findings.
    pub(super) fixable: Vec<&'static str>,
    /// Fixes that were not applied, a line each.
    pub(super) refused: Vec<String>,
}

impl Checked {
    /// Other findings of the same plan, to be told apart from its own.
    pub(super) fn beside(&self, diagnostics: Vec<Diagnostic>) -> Checked {
        Checked {
            place: Arc::clone(&self.place),
            disk: self.disk.clone(),
            sources: if diagnostics.is_empty() { Sources::default() } else { self.sources.clone() },
            changed: true,
            diagnostics,
            own: Vec::new(),
            rendered: None,
            baseline: self.baseline.clone(),
            met: Met::default(),
            diff: String::new(),
            fixed_text: None,
            fixed: 0,
            fixable: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// The files of the plan, by their ids.
    pub(super) fn identities(&self, base: &Path) -> Vec<PathBuf> {
        self.sources.iter().map(|(_, file)| identity(base, Path::new(&*file.name))).collect()
    }
}

/// The file that a name means in the folder `base`, however it is written.
pub(super) fn identity(base: &Path, name: &Path) -> PathBuf {
    without_dots(&base.join(name))
}

/// Says of a fix why it was not applied.
fn not_fixed(path: &Path, fixed: &Fixed, refused: &Refused) -> String {
    let line =
        fixed.checked.analysis.sources.get(refused.span.file).line_index().line_of(refused.span.start) + 1;
    let Refused { code, title, why, .. } = refused;
    printable(&format!("{}:{line}: not fixed: `{code}`, {title}: {why}", path.display())).into_owned()
}

/// What is said of which place, in a few bytes.
pub(super) fn fingerprint(file: Option<&PathBuf>, finding: &Diagnostic) -> u64 {
    let mut hasher = DefaultHasher::new();
    (file, finding.span.start, finding.span.end, finding.code.name, &finding.message).hash(&mut hasher);
    hasher.finish()
}

impl Check<'_> {
    /// What is to be said of the plan at `path`.
    pub(super) fn file(&self, path: &Path) -> Result<Checked, Failure> {
        let place = self.projects.place(path)?;
        let disk = self.disk(path, &place);
        let mut checked = Checked {
            place,
            disk,
            sources: Sources::default(),
            changed: true,
            diagnostics: Vec::new(),
            own: Vec::new(),
            rendered: None,
            baseline: None,
            met: Met::default(),
            diff: String::new(),
            fixed_text: None,
            fixed: 0,
            fixable: Vec::new(),
            refused: Vec::new(),
        };
        // Standard input is read once, and always new.
        if !self.args.fixes() || (self.since.is_some() && path.as_os_str() != STDIN) {
            self.look(path, &mut checked)?;
        }
        if self.args.fixes() && checked.changed {
            self.fix(path, &mut checked)?;
        } else if checked.changed && self.args.promises() {
            checked.fixable = self.fixable(&checked);
        }
        checked.diagnostics.retain(|finding| self.args.is_shown(finding));
        if !checked.diagnostics.is_empty() {
            let file = identity(&self.here, path);
            let own = checked.diagnostics.iter().filter(|finding| finding.span.file == FileId(0));
            checked.own = own.map(|finding| fingerprint(Some(&file), finding)).collect();
        }
        if !checked.changed {
            return Ok(checked);
        }
        if self.args.write_baseline.is_none() && path.as_os_str() != STDIN {
            checked.baseline = self.baselines.of(&checked.place)?;
        }
        // Findings in libraries are sorted out where all plans come together.
        if checked.diagnostics.iter().all(|finding| finding.span.file == FileId(0)) {
            let mut met = Met::default();
            self.narrow(&mut checked, &mut met);
            checked.met = met;
            checked.rendered = Some(self.render(&checked.sources, &checked.diagnostics));
        }
        Ok(checked)
    }

    /// Checks a plan, or remembers what was found before.
    fn look(&self, path: &Path, checked: &mut Checked) -> Result<(), Failure> {
        let name = path.display().to_string();
        let judgement =
            self.cache.as_ref().map(|_| checked.place.project.judgement(&name)).unwrap_or_default();
        let remembered = self.cache.as_ref().and_then(|cache| cache.find(&checked.disk, &name, judgement));
        if let Some(remembered) = remembered {
            self.note(checked, &remembered.inputs);
            checked.changed = self.has_changed(path, checked, &remembered.inputs);
            // Where there is nothing to show, no text is needed, nor one that has changed just now.
            let sources = if remembered.findings.is_empty() || !checked.changed {
                Some(Sources::with(SourceText::new(name, "")).0)
            } else {
                remembered.sources()
            };
            if let Some(sources) = sources {
                (checked.sources, checked.diagnostics) = (sources, remembered.findings);
                return Ok(());
            }
        }
        let stamp = self.cache.as_ref().and_then(|_| Cache::stamp(checked.disk.plan()?));
        let (sources, root) = Sources::with(read_plan(path)?);
        let config = &checked.place.project.config;
        let new = if self.cache.is_some() { Recorder::new } else { Recorder::forgetful };
        let loader = new(&checked.disk, sources.get(root));
        let found = LINES.with_borrow_mut(|lines| {
            meso_lint::check_with(lines, sources, root, &loader, config, self.args.least())
        });
        let inputs = loader.inputs();
        (checked.sources, checked.diagnostics) = (found.analysis.sources, found.diagnostics);
        checked.diagnostics.retain(|finding| self.args.is_shown(finding));
        if let Some(cache) = &self.cache
            && inputs.tell_of(&checked.sources)
        {
            cache.keep(&checked.disk, stamp, judgement, &inputs, &checked.diagnostics);
        }
        self.note(checked, &inputs);
        checked.changed = self.has_changed(path, checked, &inputs);
        Ok(())
    }

    /// With `--watch`: takes down what the plan depends on.
    fn note(&self, checked: &Checked, inputs: &Inputs) {
        if let Some(watched) = &self.watched {
            let mut watched = watched.lock().unwrap_or_else(PoisonError::into_inner);
            let wanted = inputs.questions().filter_map(|(from, path)| checked.disk.wanted(from, path).ok());
            watched.files.extend(wanted);
            watched.note(&checked.place);
        }
    }

    fn has_changed(&self, path: &Path, checked: &Checked, inputs: &Inputs) -> bool {
        let since = self.since.as_ref();
        since.is_none_or(|since| since.touches(&checked.place, &checked.disk, path, inputs.questions()))
    }

    /// Fixes a plan, or finds out what that would change.
    fn fix(&self, path: &Path, checked: &mut Checked) -> Result<(), Failure> {
        let source = read_plan(path)?;
        let config = &checked.place.project.config;
        let trust = if self.args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let old = source.text.clone();
        let fixed = fix(source, &checked.disk, config, trust, &|finding| self.args.is_shown(finding));
        checked.fixed = fixed.applied.len();
        checked.refused = fixed.refused().iter().map(|refused| not_fixed(path, &fixed, refused)).collect();
        if self.args.diff {
            checked.diff = unified(self.terminal, &path.display().to_string(), &old, &fixed.text);
        } else if path.as_os_str() == STDIN {
            checked.fixed_text = Some(fixed.text);
        } else if *old != *fixed.text {
            write(path, &fixed.text, Before::Text(old.as_bytes()))?;
        }
        (checked.sources, checked.diagnostics) = (fixed.checked.analysis.sources, fixed.checked.diagnostics);
        Ok(())
    }

    /// What `--fix` would fix: it is found out by fixing, since not every fix that is offered may be applied.
    fn fixable(&self, checked: &Checked) -> Vec<&'static str> {
        let safe = |fix: &Fix| fix.applicability == Applicability::Safe;
        let shown = |finding: &&Diagnostic| self.args.is_shown(finding);
        if !checked.diagnostics.iter().filter(shown).any(|finding| finding.fixes.iter().any(safe)) {
            return Vec::new();
        }
        let source = checked.sources.get(FileId(0)).clone();
        let config = &checked.place.project.config;
        let wanted = |finding: &Diagnostic| self.args.is_shown(finding);
        let fixed = fix(source, &checked.disk, config, Applicability::Safe, &wanted);
        fixed.applied.iter().map(|applied| applied.code).collect()
    }

    /// What loads the files of the plan at `path`.
    fn disk(&self, path: &Path, place: &Place) -> Disk {
        match path.file_name() {
            _ if path.as_os_str() == STDIN => Disk::of_text(&self.base, STDIN),
            Some(name) if fs::symlink_metadata(path).is_ok_and(|about| !about.is_symlink()) => {
                Disk::of_known(&self.base, path, place.folder.join(name), place.root.clone())
            }
            _ => Disk::of_file(&self.base, path),
        }
    }

    /// Takes out what the baseline has, then what does not meet a changed line if only that is asked for.
    pub(super) fn narrow(&self, checked: &mut Checked, met: &mut Met) {
        if let Some(baseline) = &checked.baseline {
            let found = std::mem::take(&mut checked.diagnostics);
            checked.diagnostics = baseline.new_ones(&checked.disk, &checked.sources, found, met);
        }
        if let Some(since) = self.since.as_ref().filter(|_| self.args.changed_lines) {
            let (disk, sources) = (&checked.disk, &checked.sources);
            checked.diagnostics.retain(|finding| since.meets(disk, sources, finding));
        }
    }

    /// Findings of one plan as the format writes them.
    pub(super) fn render(&self, sources: &Sources, diagnostics: &[Diagnostic]) -> String {
        let mut text = String::new();
        if self.args.speaks() {
            self.format.file(&FileFindings { sources, diagnostics }, &mut text);
        }
        text
    }
}
