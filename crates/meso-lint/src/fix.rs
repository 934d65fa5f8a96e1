//! Applies the fixes that findings offer, until none is left that may be applied.
//!
//! Fixes are tried together and in rounds. A round is a function of the text alone, and the last one changes nothing:
//! so fixing what was fixed changes nothing. Each round leaves less to be said, by the measure of [`verdict`], so that
//! they come to an end.

mod batch;
mod training;
mod verdict;

use crate::Checked;
use crate::config::Config;
use batch::{Batch, Candidate, Stage};
use meso_core::diagnostic::{Applicability, Code, Diagnostic, Severity, Unsaid};
use meso_core::edit::{self, Edit};
use meso_core::load::Load;
use meso_core::syntax::LineCache;
use meso_core::text::{SourceText, Sources, Span};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use training::Training;
use verdict::Blame;

/// So many bytes may be checked in a round to find out which fixes of a batch are to be refused, ...
const BYTES_TRIED: usize = 16 << 20;

/// ... in so many checks at least, and at most.
const CHECKS_TRIED: (usize, usize) = (24, 256);

/// A text after fixing.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text; as it was if nothing was applied.
    pub text: String,
    /// What was done, in order.
    pub applied: Vec<Applied>,
    /// Is there more that could be done?
    pub outcome: Outcome,
    /// What is still to be said of the text.
    pub checked: Checked,
}

impl Fixed {
    /// The fixes that were refused.
    #[must_use]
    pub fn refused(&self) -> &[Refused] {
        match &self.outcome {
            Outcome::Settled => &[],
            Outcome::Stuck { refused } => refused,
        }
    }
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The name of the finding.
    pub code: &'static str,
    /// What the fix did.
    pub title: String,
}

/// How fixing ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No finding offers a fix that may be applied.
    Settled,
    /// Fixes are left, and none may be applied.
    Stuck {
        /// They, in the order in which they were refused.
        refused: Vec<Refused>,
    },
}

/// A fix that was not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The name of the finding.
    pub code: &'static str,
    /// What the fix would have done.
    pub title: String,
    /// The finding, in the text after fixing.
    pub span: Span,
    /// Why.
    pub why: Why,
}

/// Why a fix was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It would bring another finding.
    Brings {
        /// Its name.
        code: &'static str,
        /// Its line, counted from 1, in the text as it would be.
        line: u32,
    },
    /// It claims to leave the training alone, and does not.
    ChangesTraining,
    /// There would be as much to say as before.
    Useless,
    /// Its changes contradict each other.
    Contradictory,
    /// So many were refused that it was not tried by itself.
    Untried,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Brings { code, line } => write!(f, "it would bring `{code}` in line {line}"),
            Why::ChangesTraining => f.write_str("it would change the training"),
            Why::Useless => f.write_str("as much would be wrong as before"),
            Why::Contradictory => f.write_str("its changes contradict each other"),
            Why::Untried => f.write_str("too many others were refused to try it by itself"),
        }
    }
}

/// Applies the best fix of every finding that `wanted` picks, if it may be trusted as much as `trust` says, until
/// nothing changes any more.
///
/// A fix is refused when it would bring a fault. Of what a rule found: any error or warning of a kind that there were
/// fewer of. Of the text: one as grave about the text. What a line that can be read at last turns out to say, of its
/// names and dates or to the rules, is no reason against reading it. A safe fix is also refused when it would change the
/// training.
pub fn fix(
    source: SourceText,
    loader: &dyn Load,
    config: &Config,
    trust: Applicability,
    wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Fixed {
    let engine = Engine {
        name: Arc::clone(&source.name),
        loader,
        config,
        trust,
        wanted,
        lines: RefCell::new(LineCache::default()),
    };
    let mut state = engine.look(source.text.to_string());
    let mut applied = Vec::new();
    // Fixes that did not pass are left alone while others do, ...
    let mut suspects = HashSet::new();
    let refused = loop {
        match engine.round(&state, &suspects) {
            Ok(settled) => {
                applied.extend(settled.applied);
                suspects.extend(settled.blamed);
                state = settled.state;
            }
            // ... and are tried once more in the end, when nothing but the text counts.
            Err(_) if !suspects.is_empty() => suspects.clear(),
            Err(refused) => break refused,
        }
    };
    let outcome = if refused.is_empty() { Outcome::Settled } else { Outcome::Stuck { refused } };
    let State { text, mut checked, unsaid } = state;
    crate::bounded::bound(&mut checked.diagnostics, unsaid);
    Fixed { text, applied, outcome, checked }
}

struct Engine<'a> {
    name: Arc<str>,
    loader: &'a dyn Load,
    config: &'a Config,
    trust: Applicability,
    wanted: &'a dyn Fn(&Diagnostic) -> bool,
    /// Most lines of a text stay the same.
    lines: RefCell<LineCache>,
}

/// A text and all that is to be said of it, however much it is.
struct State {
    text: String,
    checked: Checked,
    /// What nobody has worded; it counts all the same.
    unsaid: Vec<Unsaid>,
}

/// A finding, whether it is worded or not.
#[derive(Clone, Copy)]
struct Found {
    code: &'static Code,
    severity: Severity,
    span: Span,
    /// Is the line by itself at fault, wherever it stands?
    of_line: bool,
}

impl State {
    fn findings(&self) -> impl Iterator<Item = Found> {
        let root = self.checked.analysis.root;
        let parsed = self.checked.analysis.parsed.get(root.0 as usize);
        let told = parsed.into_iter().flat_map(|parsed| &parsed.lines).flat_map(|line| {
            let problems = line.syntax.problems.iter();
            problems.map(|problem| (problem.code.name, line.start + problem.span.start))
        });
        let unsaid = parsed.into_iter().flat_map(|parsed| &parsed.unsaid);
        let lines: HashSet<(&str, u32)> =
            told.chain(unsaid.map(|(code, span)| (code.name, span.start))).collect();
        let worded = self.checked.diagnostics.iter().map(|d| (d.code, d.severity, d.span));
        let unsaid = self.unsaid.iter().map(|unsaid| (unsaid.code, unsaid.severity, unsaid.span));
        worded.chain(unsaid).map(move |(code, severity, span)| {
            let of_line = span.file == root && lines.contains(&(code.name, span.start));
            Found { code, severity, span, of_line }
        })
    }
}

/// What some fixes made of a text.
struct Settled {
    state: State,
    applied: Vec<Applied>,
    /// The keys of those that did not pass.
    blamed: Vec<u64>,
}

impl Engine<'_> {
    fn look(&self, text: String) -> State {
        let (sources, root) = Sources::with(SourceText::new(Arc::clone(&self.name), text.as_str()));
        let lines = &mut self.lines.borrow_mut();
        let analysis = meso_core::analyse_with(lines, sources, root, self.loader, &self.config.definitions);
        let (diagnostics, unsaid) = crate::lint::lint_unbounded(&analysis, self.config, Severity::Info);
        State { text, checked: Checked { analysis, diagnostics }, unsaid }
    }

    /// Applies as many fixes as go together, but no suspects; else says which are refused. What it does follows from the
    /// text and the suspects alone.
    fn round(&self, state: &State, suspects: &HashSet<u64>) -> Result<Settled, Vec<Refused>> {
        let checks = (BYTES_TRIED / state.text.len().max(1)).clamp(CHECKS_TRIED.0, CHECKS_TRIED.1);
        let mut trial = Trial {
            engine: self,
            state,
            training: None,
            checks: Cell::new(checks),
            passed: None,
            blamed: Vec::new(),
            refused: Vec::new(),
        };
        for stage in Stage::ALL.into_iter().filter(|stage| stage.applicability <= self.trust) {
            let mut tried = HashSet::new();
            loop {
                // Of two that touch one place the second is tried when the first was refused.
                let chosen = batch::choose(&state.checked, stage, self.wanted, &tried, suspects);
                if chosen.is_empty() {
                    break;
                }
                tried.extend(chosen.iter().map(|candidate| candidate.id));
                if let Some((state, applied)) = trial.settle(chosen, stage) {
                    return Ok(Settled { state, applied, blamed: trial.blamed });
                }
            }
        }
        Err(trial.refused)
    }
}

/// Fixes of one text, tried together and in parts.
struct Trial<'a> {
    engine: &'a Engine<'a>,
    state: &'a State,
    /// What the text means, if a safe fix was tried.
    training: Option<Training>,
    /// Checks that may still be made to tell the fixes apart.
    checks: Cell<usize>,
    /// The most that have passed together, and the text with them.
    passed: Option<(State, Vec<Candidate>)>,
    /// The keys of those that did not pass, if only beside others.
    blamed: Vec<u64>,
    refused: Vec<Refused>,
}

impl Trial<'_> {
    /// The text with the fixes, or with some of them; `None` if none may be applied, and all are refused.
    fn settle(&mut self, fixes: Vec<Candidate>, stage: Stage) -> Option<(State, Vec<Applied>)> {
        self.passed = None;
        let good = self.sift(fixes, stage);
        if good.is_empty() {
            return None;
        }
        // What passes in parts passes as a whole, unless the parts depend on each other.
        if self.passed.as_ref().is_none_or(|(_, passed)| passed.len() < good.len()) {
            match self.attempt(&good, stage) {
                Ok(state) => self.passed = Some((state, good)),
                Err(_) => self.blamed.extend(good.iter().map(|fix| fix.key)),
            }
        }
        let (state, fixes) = self.passed.take()?;
        let applied = |fix: Candidate| Applied { code: fix.code, title: fix.title };
        Some((state, fixes.into_iter().map(applied).collect()))
    }

    /// Those that pass, together or in parts; others are refused, or left for another round if they may have suffered
    /// from their neighbours.
    fn sift(&mut self, fixes: Vec<Candidate>, stage: Stage) -> Vec<Candidate> {
        let mut blamed = match self.attempt(&fixes, stage) {
            Ok(state) => {
                if self.passed.as_ref().is_none_or(|(_, passed)| passed.len() < fixes.len()) {
                    self.passed = Some((state, fixes.clone()));
                }
                return fixes;
            }
            Err(blamed) => blamed,
        };
        if let [fix] = fixes.as_slice() {
            let why = blamed.pop().flatten().map_or(Why::Useless, |blame| blame.why);
            self.refuse(fix, why);
            return Vec::new();
        }
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for (fix, blame) in fixes.into_iter().zip(blamed) {
            match blame {
                None => good.push(fix),
                Some(blame) if blame.certain => self.refuse(&fix, blame.why),
                Some(blame) => bad.push((fix, blame)),
            }
        }
        if self.checks.get() == 0 {
            good.iter().for_each(|fix| self.refuse(fix, Why::Untried));
            bad.into_iter().for_each(|(fix, blame)| self.refuse(&fix, blame.why));
            return Vec::new();
        }
        if !good.is_empty() {
            good = self.sift(good, stage);
        }
        if good.is_empty() {
            return self.apart(bad, stage);
        }
        self.blamed.extend(bad.iter().map(|(fix, _)| fix.key));
        good
    }

    /// Tries fixes that are blamed in two parts: the first of each place and the rest, or every second one.
    fn apart(&mut self, bad: Vec<(Candidate, Blame)>, stage: Stage) -> Vec<Candidate> {
        let mut groups = HashSet::new();
        let firsts: Vec<bool> = bad.iter().map(|(_, blame)| groups.insert(blame.group)).collect();
        let mixed = firsts.contains(&false);
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        for (place, (blamed, is_first)) in bad.into_iter().zip(firsts).enumerate() {
            let part = if if mixed { is_first } else { place % 2 == 0 } { &mut first } else { &mut rest };
            part.push(blamed);
        }
        let mut good = Vec::new();
        for part in [first, rest] {
            if self.checks.get() == 0 {
                part.into_iter().for_each(|(fix, blame)| self.refuse(&fix, blame.why));
            } else if !part.is_empty() {
                good.extend(self.sift(part.into_iter().map(|(fix, _)| fix).collect(), stage));
            }
        }
        good
    }

    fn refuse(&mut self, fix: &Candidate, why: Why) {
        self.blamed.push(fix.key);
        self.refused.push(Refused { code: fix.code, title: fix.title.clone(), span: fix.span, why });
    }

    /// The text with all of the fixes, or who is to blame, fix by fix.
    fn attempt(&mut self, fixes: &[Candidate], stage: Stage) -> Result<State, Vec<Option<Blame>>> {
        self.checks.set(self.checks.get().saturating_sub(1));
        let edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
        let batch = Batch::new(&self.state.checked, fixes, &edits);
        let Some(text) = edit::apply(&self.state.text, &edits) else {
            return Err(batch.all_blamed(&Why::Contradictory));
        };
        let next = self.engine.look(text);
        let mut blamed = batch.judge(self.state, &next, stage);
        if blamed.iter().all(Option::is_none) && stage.applicability == Applicability::Safe {
            let before = self.training.get_or_insert_with(|| Training::of(&self.state.checked.analysis));
            let after = Training::of(&next.checked.analysis);
            blamed = batch.hold_harmless((before, &after), (self.state, &next));
        }
        if blamed.iter().all(Option::is_none) { Ok(next) } else { Err(blamed) }
    }
}
