//! Writes what was found, file after file, and keeps the sums.

use super::work::{Check, Checked, fingerprint};
use crate::ExitStatus;
use crate::baseline::{Drafts, Met, Review, shown};
use crate::disk::STDIN;
use crate::failure::Failure;
use crate::output::{Summary, counted, refusals, remarks};
use crate::progress::Progress;
use crate::stream::{self, Stream};
use crate::terminal::{FAINT, TITLE, Terminal, printable};
use meso_core::diagnostic::{Diagnostic, Severity};
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

pub(super) struct Report<'a> {
    check: &'a Check<'a>,
    out: Stream,
    summary: Summary,
    by_rule: BTreeMap<&'static str, (usize, Severity, bool)>,
    /// What was said already, where files name each other: several plans may use one library, a plan has its log.
    said: HashSet<u64>,
    /// The files that are checked themselves; empty when there is only one.
    names: HashSet<PathBuf>,
    /// Findings in files that are checked themselves too: said at the end, if they were not found there.
    held: Vec<Checked>,
    review: Review,
    drafts: Option<Drafts>,
    written: bool,
    failing: bool,
    pub(super) unreadable: bool,
    /// Findings that may still be printed.
    room: usize,
    progress: Progress,
}

impl<'a> Report<'a> {
    pub(super) fn new(
        check: &'a Check<'a>,
        paths: &[PathBuf],
        names: HashSet<PathBuf>,
        drafts: Option<Drafts>,
    ) -> Self {
        // The fixed text of standard input takes standard output; what is said of it goes beside.
        let fixes = check.args.fixes() && !check.args.diff;
        let out = if fixes && paths.iter().any(|path| path.as_os_str() == STDIN) {
            Stream::err(check.terminal)
        } else {
            Stream::out(check.terminal)
        };
        Report {
            check,
            out,
            summary: Summary { since: check.args.since.clone(), ..Summary::default() },
            by_rule: BTreeMap::new(),
            said: HashSet::new(),
            names: if names.len() > 1 { names } else { HashSet::new() },
            held: Vec::new(),
            review: Review::default(),
            drafts,
            written: false,
            failing: false,
            unreadable: false,
            room: check.args.max_findings.unwrap_or(usize::MAX),
            progress: Progress::new(paths.len(), check.args.quiet),
        }
    }

    pub(super) fn begin(&mut self) -> Result<(), Failure> {
        if self.check.args.speaks() {
            self.out.text(&self.check.format.head())?;
        }
        Ok(())
    }

    pub(super) fn file(&mut self, checked: Result<Checked, Failure>) -> Result<(), Failure> {
        self.progress.step();
        let mut checked = match checked {
            Ok(checked) => checked,
            Err(failure @ Failure::Baseline(_)) => return Err(failure),
            Err(failure) => {
                self.unreadable = true;
                crate::say(&failure);
                return Ok(());
            }
        };
        if !checked.changed {
            self.said.extend(checked.own.drain(..));
            return Ok(());
        }
        if let Some(text) = &checked.fixed_text {
            stream::document(text)?;
        }
        self.hold_back(&mut checked);
        self.summary.files += 1;
        self.summary.fixed += checked.fixed;
        self.summary.fixable += checked.fixable.len();
        self.summary.refused.append(&mut checked.refused);
        self.tell(checked)
    }

    /// Counts the findings of a file, and writes them.
    fn tell(&mut self, mut checked: Checked) -> Result<(), Failure> {
        self.summary.known += self.sort_out(&mut checked);
        for finding in &checked.diagnostics {
            *self.summary.counts.entry(finding.severity).or_default() += 1;
            self.failing |= self.check.args.fails(finding) && !self.check.args.diff;
            if self.check.args.statistics {
                let entry = self.by_rule.entry(finding.code.name).or_insert((0, finding.severity, false));
                let fixable = checked.fixable.contains(&finding.code.name);
                *entry = (entry.0 + 1, entry.1.max(finding.severity), entry.2 || fixable);
            }
        }
        self.failing |= !checked.diff.is_empty();
        self.write(&checked)
    }

    /// Leaves out what was said before and what the baseline knows; what is left is rendered, or goes into the draft of a
    /// baseline. Gives the number of findings that the baseline knows.
    fn sort_out(&mut self, checked: &mut Checked) -> usize {
        let mut met = std::mem::take(&mut checked.met);
        let mut known = met.count();
        if checked.rendered.is_none() {
            self.keep_new(checked);
            // What other plans have met of a library's findings is met.
            let mut all = Met::default();
            if let Some(baseline) = &checked.baseline {
                all = std::mem::take(self.review.met(baseline));
            }
            let before = all.count();
            self.check.narrow(checked, &mut all);
            known = all.count() - before;
            if let Some(baseline) = &checked.baseline {
                *self.review.met(baseline) = all;
            }
            met = Met::default();
            checked.rendered = Some(self.check.render(&checked.sources, &checked.diagnostics));
        }
        if let Some(baseline) = &checked.baseline {
            self.review.plan(baseline, checked.disk.plan(), met);
        }
        if let (Some(drafts), Some(_)) = (&mut self.drafts, checked.disk.plan()) {
            drafts.plan(&checked.place, &checked.disk, &checked.sources, &checked.diagnostics);
        }
        known
    }

    /// Writes as many findings as there is room for.
    fn write(&mut self, checked: &Checked) -> Result<(), Failure> {
        let shorter;
        let text = if self.check.args.diff {
            &checked.diff
        } else if !self.check.args.speaks() {
            ""
        } else if checked.diagnostics.len() <= self.room {
            self.room -= checked.diagnostics.len();
            checked.rendered.as_deref().unwrap_or("")
        } else {
            self.summary.unprinted += checked.diagnostics.len() - self.room;
            let first = checked.diagnostics.get(..std::mem::take(&mut self.room)).unwrap_or_default();
            // A plan without a finding would look clean.
            shorter =
                if first.is_empty() { String::new() } else { self.check.render(&checked.sources, first) };
            &shorter
        };
        if text.is_empty() {
            return Ok(());
        }
        let separates = std::mem::replace(&mut self.written, true) && self.check.args.speaks();
        let separator = if separates { self.check.format.separator() } else { "" };
        let out = &mut self.out;
        let put = |out: &mut Stream| {
            out.text(separator)?;
            out.text(text)
        };
        match self.progress.in_the_way() {
            Some(line) => line.suspend(|| put(out).and_then(|()| out.flush()))?,
            None => put(out)?,
        }
        Ok(())
    }

    /// Findings in a file that is checked itself are said there. What only a plan can know of its log waits until then.
    fn hold_back(&mut self, checked: &mut Checked) {
        if self.names.is_empty() {
            return;
        }
        self.said.extend(checked.own.drain(..));
        if checked.rendered.is_some() {
            return;
        }
        let files = checked.identities(&self.check.here);
        let elsewhere = |finding: &Diagnostic| {
            let place = finding.span.file.0 as usize;
            place != 0 && files.get(place).is_some_and(|file| self.names.contains(file))
        };
        let (held, kept) = std::mem::take(&mut checked.diagnostics).into_iter().partition(elsewhere);
        checked.diagnostics = kept;
        let held = checked.beside(held);
        if !held.diagnostics.is_empty() {
            self.held.push(held);
        }
    }

    /// Leaves out what stands in another file and was said already.
    fn keep_new(&mut self, checked: &mut Checked) {
        let files = checked.identities(&self.check.here);
        checked.diagnostics.retain(|finding| {
            let place = finding.span.file.0 as usize;
            place == 0 || self.said.insert(fingerprint(files.get(place), finding))
        });
    }

    pub(super) fn end(mut self) -> Result<ExitStatus, Failure> {
        for held in std::mem::take(&mut self.held) {
            self.tell(held)?;
        }
        self.progress.end();
        let args = self.check.args;
        if let Some(drafts) = self.drafts.take() {
            let written = drafts.write()?;
            if !args.quiet {
                for (path, count) in written {
                    let (path, findings) = (printable(&shown(&path)).into_owned(), counted(count, "finding"));
                    writeln!(
                        self.out,
                        "{findings} in `{path}`: with `--baseline {path}`, or `baseline` in the configuration, only others are shown"
                    )?;
                }
            }
            self.failing = false;
        } else {
            self.sums()?;
        }
        self.out.flush()?;
        Ok(match (self.unreadable || self.check.projects.any_faulty(), self.failing) {
            (true, _) => ExitStatus::Failure,
            (false, true) => ExitStatus::Findings,
            (false, false) => ExitStatus::Clean,
        })
    }

    fn sums(&mut self) -> Result<(), Failure> {
        let args = self.check.args;
        if args.statistics {
            let table = statistics(self.check.terminal, &self.by_rule);
            self.out.text(&table)?;
        }
        if !args.config.choose_rules() {
            self.summary.gone = self.review.gone(args.shows_info());
        }
        let foot = self.check.format.foot(&self.summary);
        if args.diff {
            if !args.quiet {
                if self.summary.fixed > 0 {
                    stream::remark(&format!("would fix {}", counted(self.summary.fixed, "finding")));
                }
                for line in refusals(&self.summary) {
                    stream::remark(&line);
                }
            }
        } else if args.format.is_for_people() {
            if !args.quiet {
                self.out.text(&foot)?;
            }
        } else {
            if args.speaks() {
                self.out.text(&foot)?;
            }
            if !args.quiet {
                for remark in remarks(&self.summary) {
                    stream::remark(&format!("meso: {remark}"));
                }
            }
        }
        Ok(())
    }
}

/// A line a rule, the most frequent first.
fn statistics(terminal: Terminal, by_rule: &BTreeMap<&'static str, (usize, Severity, bool)>) -> String {
    let mut rows: Vec<_> = by_rule.iter().collect();
    rows.sort_by_key(|(name, (n, ..))| (std::cmp::Reverse(*n), **name));
    let mut out = String::new();
    for (name, (n, severity, fixable)) in rows {
        let name = terminal.paint(TITLE, name);
        let remark = if *fixable { terminal.paint(FAINT, "  --fix") } else { String::new() };
        out.push_str(&format!("{n:>6}  {:7}  {name}{remark}\n", severity.name()));
    }
    out
}
