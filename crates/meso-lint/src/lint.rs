//! Runs the rules over a plan: look, silence what is allowed, set levels, sort.

use crate::bounded;
use crate::config::Config;
use crate::context::Cx;
use crate::doubtful::Doubtful;
use crate::finding::{Findings, Place};
use crate::level::Level;
use crate::suppression;
use meso_core::Analysis;
use meso_core::diagnostic::{Code, Diagnostic, Severity, Unsaid};
use meso_core::load::Load;
use meso_core::syntax::LineCache;
use meso_core::text::{FileId, Sources};

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
    let (mut all, unsaid) = lint_unbounded(analysis, config, least);
    bounded::bound(&mut all, unsaid);
    all
}

/// [`lint_from`] with all findings, however many they are, and those about the text that nobody has worded.
pub(crate) fn lint_unbounded(
    analysis: &Analysis,
    config: &Config,
    least: Severity,
) -> (Vec<Diagnostic>, Vec<Unsaid>) {
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
    let mut hidden = Vec::new();
    if !analysis.diagnostics.is_empty() {
        let doubtful = Doubtful::new(analysis);
        if !doubtful.is_empty() {
            (hidden, found) = found.into_iter().partition(|(_, found)| doubtful.holds(analysis, found.span));
        }
    }
    found.extend(analysis.diagnostics.iter().map(|diagnostic| (Place::Span, diagnostic.clone())));

    let leveled = |code: &'static Code, severity: Severity| match set.changed(code.name) {
        Some(level) => level.apply(code.severity, severity),
        None => Some(severity),
    };
    let (mut all, mut unsaid) =
        suppression::apply(analysis, found, &hidden, |rule| set.level(rule) == Level::Off);
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
    (all, unsaid)
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

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::diagnostic::Code;
    use meso_core::text::Span;

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
}
