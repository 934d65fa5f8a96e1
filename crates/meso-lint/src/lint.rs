//! Runs the rules over a plan: look, silence what is allowed, set levels, sort.

use crate::bounded;
use crate::config::Config;
use crate::context::Cx;
use crate::finding::{Findings, Place};
use crate::level::Level;
use crate::suppression;
use meso_core::Analysis;
use meso_core::diagnostic::{Code, Diagnostic, Severity};
use meso_core::load::Load;
use meso_core::syntax::LineCache;
use meso_core::text::{FileId, Sources, Span};

/// A plan and all that is to be said of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The plan, as far as it could be read.
    pub analysis: Analysis,
    /// What is to be said of it, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// From text to findings: the file `root` of `sources`, with what it uses and what belongs to it.
#[must_use]
pub fn check(sources: Sources, root: FileId, loader: &dyn Load, config: &Config) -> Checked {
    check_with(&mut LineCache::default(), sources, root, loader, config, Severity::Info)
}

/// [`check`] with the lines of earlier plans at hand, and without what is below `least`.
#[must_use]
pub fn check_with(
    lines: &mut LineCache,
    sources: Sources,
    root: FileId,
    loader: &dyn Load,
    config: &Config,
    least: Severity,
) -> Checked {
    let analysis = meso_core::analyse_with(lines, sources, root, loader, &config.definitions);
    let diagnostics = lint_from(&analysis, config, least);
    Checked { analysis, diagnostics }
}

/// All that is to be said of a plan: what was found in its text, what the rules found, without what its `allow`s cover,
/// at the levels that the configuration asks for, in the order of the text.
#[must_use]
pub fn lint(analysis: &Analysis, config: &Config) -> Vec<Diagnostic> {
    lint_from(analysis, config, Severity::Info)
}

/// [`lint`] without what is below `least`: the same as taking it out afterwards, and quicker, as nobody words it.
#[must_use]
pub fn lint_from(analysis: &Analysis, config: &Config, least: Severity) -> Vec<Diagnostic> {
    let name = &*analysis.sources.get(analysis.root).name;
    let profile = config.profile_for(name, &analysis.plan);
    let set = config.rules_for(name, profile);
    let cx = Cx::new(analysis, profile, &config.definitions).beside(&set.rules);

    let mut found: Vec<(Place, Diagnostic)> = Vec::new();
    for active in &set.rules {
        let meta = active.meta;
        // Where an `allow` is about the rule all it says counts: an `allow` of an info is a used one, too.
        let is_allowed = analysis.plan.allows.iter().any(|allow| allow.rule == meta.name());
        if let Some(quietest) = active.quietest(if is_allowed { Severity::Info } else { least }) {
            let mut findings = Findings::new(meta.code, &mut found).between(quietest, meta.loudest);
            active.rule.check(&cx, &mut findings);
        }
    }
    if !analysis.diagnostics.is_empty() {
        let doubtful = Doubtful::new(analysis);
        found.retain(|(_, diagnostic)| !doubtful.holds(analysis, diagnostic.span));
    }
    found.extend(analysis.diagnostics.iter().map(|diagnostic| (Place::Span, diagnostic.clone())));

    let leveled = |code: &'static Code, severity: Severity| match set.changed(code.name) {
        Some(level) => level.apply(code.severity, severity),
        None => Some(severity),
    };
    let (mut all, mut unsaid) = suppression::apply(analysis, found, |rule| set.level(rule) == Level::Off);
    all.retain_mut(|diagnostic| {
        let severity = leveled(diagnostic.code, diagnostic.severity);
        diagnostic.severity = severity.unwrap_or(diagnostic.severity);
        severity.is_some()
    });
    all.retain(|diagnostic| diagnostic.severity >= least);
    unsaid.retain_mut(|finding| {
        let severity = leveled(finding.code, finding.severity).filter(|severity| *severity >= least);
        finding.severity = severity.unwrap_or(finding.severity);
        severity.is_some()
    });
    sort(&mut all);
    bounded::bound(&mut all, unsaid);
    all
}

/// By place, then the graver first, then by name; the same said twice of one place is said once.
fn sort(all: &mut Vec<Diagnostic>) {
    all.sort_by(|a, b| {
        (a.span.file, a.span.start, a.span.end)
            .cmp(&(b.span.file, b.span.start, b.span.end))
            .then(b.severity.cmp(&a.severity))
            .then(a.code.name.cmp(b.code.name))
            .then_with(|| a.message.cmp(&b.message))
    });
    all.dedup_by(|a, b| a.code == b.code && a.span == b.span && a.message == b.message);
}

/// Lines that could not be read, and clauses that were read with a doubt: what a rule would say of them could be
/// nonsense, and the runner has enough to mend there.
struct Doubtful {
    lines: Vec<(u32, usize)>,
    spans: Vec<Span>,
}

impl Doubtful {
    fn new(analysis: &Analysis) -> Self {
        let mut doubtful = Doubtful { lines: Vec::new(), spans: Vec::new() };
        let told = analysis.diagnostics.iter().map(|diagnostic| (diagnostic.span, diagnostic.severity));
        let unsaid = analysis.unsaid.iter().map(|finding| (finding.span, finding.severity));
        for (span, severity) in told.chain(unsaid) {
            match severity {
                Severity::Error => doubtful.lines.push((span.file.0, line_of(analysis, span))),
                Severity::Warning => doubtful.spans.push(span),
                Severity::Info => {}
            }
        }
        doubtful.lines.sort_unstable();
        doubtful.spans.sort_unstable();
        doubtful
    }

    fn holds(&self, analysis: &Analysis, span: Span) -> bool {
        self.lines.binary_search(&(span.file.0, line_of(analysis, span))).is_ok() || {
            // What is found in the text does not overlap itself, so the last that begins before the end decides.
            let before =
                self.spans.partition_point(|doubt| (doubt.file, doubt.start) < (span.file, span.end));
            let last = before.checked_sub(1).and_then(|place| self.spans.get(place));
            last.is_some_and(|doubt| doubt.file == span.file && span.start < doubt.end)
        }
    }
}

fn line_of(analysis: &Analysis, span: Span) -> usize {
    analysis.sources.get(span.file).line_index().line_column(span.start).line as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::diagnostic::Code;
    use meso_core::load::NoFiles;
    use meso_core::text::SourceText;

    static CODE: Code = Code { name: "said", severity: Severity::Warning, docs: "" };

    fn at(start: u32, end: u32) -> Span {
        Span::new(FileId(0), start, end)
    }

    #[test]
    fn the_same_said_twice_of_one_place_is_said_once() {
        let said = |what: &[(u32, &str)]| {
            let mut all: Vec<Diagnostic> =
                what.iter().map(|(start, text)| Diagnostic::new(&CODE, at(*start, 9), *text)).collect();
            sort(&mut all);
            all.iter().map(|d| d.message.clone()).collect::<Vec<_>>()
        };
        assert_eq!(said(&[(1, "a"), (1, "b"), (1, "a")]), ["a", "b"]);
        assert_eq!(said(&[(2, "a"), (1, "a")]), ["a", "a"]);
    }

    #[test]
    fn what_lies_on_a_doubtful_clause_is_not_said() {
        let text = "plan \"Doubts\"\nweek 1\n  tue 8km E\n";
        let (mut sources, root) = Sources::with(SourceText::new("plan.meso", text));
        let second = sources.add(SourceText::new("log.meso", text));
        let analysis = check(sources, root, &NoFiles, &Config::default()).analysis;
        let doubtful = Doubtful { lines: vec![(0, 2)], spans: vec![at(2, 4), at(10, 14)] };
        let holds = |start, end| doubtful.holds(&analysis, at(start, end));
        for on in [(10, 14), (8, 11), (13, 16), (11, 12), (8, 16), (3, 5), (0, 12)] {
            assert!(holds(on.0, on.1), "{on:?}");
        }
        for beside in [(8, 10), (14, 16), (4, 10), (0, 2), (5, 6)] {
            assert!(!holds(beside.0, beside.1), "{beside:?}");
        }
        assert!(!doubtful.holds(&analysis, Span::new(second, 0, 5)), "another file");
        // The whole of the third line, where nothing could be read.
        let line = analysis.sources.get(root).text.find("  tue").and_then(|at| u32::try_from(at).ok());
        assert!(line.is_some_and(|line| !holds(line - 1, line) && holds(line, line + 1)));
    }
}
