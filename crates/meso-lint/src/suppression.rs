//! `allow RULE "reason"`: silence for one rule, in one place, with a reason; and what is wrong with such lines.

use crate::copies;
use crate::finding::Place;
use crate::registry;
use meso_core::Analysis;
use meso_core::diagnostic::{Applicability, Code, Diagnostic, Fix, Severity, Unsaid};
use meso_core::edit::Edit;
use meso_core::limits::SUGGESTIONS;
use meso_core::plan::{Allow, AllowScope, DayIndex, DayState, Plan, Week};
use meso_core::text::Span;
use std::collections::HashMap;

/// Kinds of findings about `allow`s.
pub(crate) static CODES: &[&Code] = &[&UNKNOWN_RULE, &UNUSED_ALLOW];

/// A rule's name that no rule has.
pub static UNKNOWN_RULE: Code = Code {
    name: "unknown-rule",
    severity: Severity::Error,
    docs: "A rule's name that no rule has.\n\n\
        `allow` silences exactly one rule, so a misspelt name silences nothing. `meso rules` lists all names.\n",
};

/// An `allow` that silences nothing.
pub static UNUSED_ALLOW: Code = Code {
    name: "unused-allow",
    severity: Severity::Warning,
    docs: "An `allow` that silences nothing.\n\n\
        The plan has changed since, or the rule never spoke here. It is better gone: it would hide the next finding.\n\
        The fix takes it out.\n",
};

/// Takes out what the plan's `allow`s cover, and reports the `allow`s that are misspelt or cover nothing.
///
/// `hidden` is what was found where the text cannot be read: nobody is told, but an `allow` that covers it is of use.
/// `silent` says which rules are switched off: an `allow` for one of those is not reported.
pub(crate) fn apply(
    analysis: &Analysis,
    found: Vec<(Place, Diagnostic)>,
    hidden: &[(Place, Diagnostic)],
    silent: impl Fn(&str) -> bool,
) -> (Vec<Diagnostic>, Vec<Unsaid>) {
    let plan = &analysis.plan;
    if plan.allows.is_empty() {
        let kept = copies::named(analysis, found);
        return (kept, analysis.unsaid.clone());
    }
    let index = Index::new(plan);
    let mut used = vec![false; plan.allows.len()];
    for (place, diagnostic) in hidden {
        for allow in index.covering(plan, *place, diagnostic.code, diagnostic.span) {
            if let Some(used) = used.get_mut(allow) {
                *used = true;
            }
        }
    }
    let mut kept = Vec::with_capacity(found.len());
    for (place, diagnostic) in found {
        let mut covered = false;
        for allow in index.covering(plan, place, diagnostic.code, diagnostic.span) {
            if let Some(used) = used.get_mut(allow) {
                *used = true;
                covered = true;
            }
        }
        if !covered {
            kept.push((place, diagnostic));
        }
    }
    let mut kept = copies::named(analysis, kept);
    let mut unsaid = analysis.unsaid.clone();
    unsaid.retain(|finding| {
        let mut covered = false;
        for allow in index.covering(plan, Place::Span, finding.code, finding.span) {
            if let Some(used) = used.get_mut(allow) {
                *used = true;
                covered = true;
            }
        }
        !covered
    });
    let mut suggestions = SUGGESTIONS;
    for (allow, used) in plan.allows.iter().zip(used) {
        if registry::find(&allow.rule).is_none() {
            kept.push(unknown(allow, suggestions > 0));
            suggestions = suggestions.saturating_sub(1);
        } else if !used && !silent(&allow.rule) && can_be_read(plan, allow.scope) {
            kept.push(unused(analysis, allow));
        }
    }
    (kept, unsaid)
}

/// Can all be read that an `allow` is about? If not, nobody knows whether it is of use.
fn can_be_read(plan: &Plan, scope: AllowScope) -> bool {
    let whole = |week: &Week| week.complete || !week.written;
    match scope {
        AllowScope::Plan => plan.weeks.iter().all(whole),
        AllowScope::Phase(phase) => {
            let weeks = plan.phases.get(phase).and_then(|phase| plan.weeks.get(phase.weeks.clone()));
            weeks.is_none_or(|weeks| weeks.iter().all(whole))
        }
        AllowScope::Week(week) => plan.weeks.get(week).is_none_or(whole),
        AllowScope::Day(day) => plan.day(day).is_none_or(|day| day.state != DayState::Unread),
        AllowScope::Log(log) => plan.logs.get(log).is_none_or(|log| log.complete),
    }
}

/// The `allow`s by rule and scope.
struct Index<'p>(HashMap<(&'p str, Scope), Vec<usize>>);

/// An [`AllowScope`] to look up.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scope {
    Plan,
    Phase(usize),
    Week(usize),
    Day(DayIndex),
    Log(usize),
}

impl<'p> Index<'p> {
    fn new(plan: &'p Plan) -> Self {
        let mut index: HashMap<(&str, Scope), Vec<usize>> = HashMap::new();
        for (place, allow) in plan.allows.iter().enumerate() {
            let scope = match allow.scope {
                AllowScope::Plan => Scope::Plan,
                AllowScope::Phase(phase) => Scope::Phase(phase),
                AllowScope::Week(week) => Scope::Week(week),
                AllowScope::Day(day) => Scope::Day(day),
                AllowScope::Log(log) => Scope::Log(log),
            };
            index.entry((&allow.rule, scope)).or_default().push(place);
            // An `allow` in a log reaches the planned day as well.
            if let AllowScope::Log(log) = allow.scope
                && let Some(day) = plan.logs.get(log).and_then(|l| l.day)
            {
                index.entry((&allow.rule, Scope::Day(day))).or_default().push(place);
            }
        }
        Index(index)
    }

    /// The `allow`s that reach a finding.
    fn covering(
        &self,
        plan: &Plan,
        place: Place,
        code: &'static Code,
        span: Span,
    ) -> impl Iterator<Item = usize> {
        let (day, week, log) = match place {
            Place::Day(day) => (Some(day), None, None),
            Place::Log(log) => (plan.logs.get(log).and_then(|l| l.day), None, Some(log)),
            Place::Week(week) => (None, Some(week), None),
            Place::Span => (day_at(plan, span), week_at(plan, span), None),
        };
        let week = week.or_else(|| day.and_then(|d| plan.day(d)).map(|d| d.week));
        let phase = week.and_then(|w| plan.weeks.get(w)).and_then(|w| w.phase);
        let scopes = [
            Some(Scope::Plan),
            phase.map(Scope::Phase),
            week.map(Scope::Week),
            day.map(Scope::Day),
            log.map(Scope::Log),
        ];
        let name = code.name;
        scopes.into_iter().flatten().filter_map(move |scope| self.0.get(&(name, scope))).flatten().copied()
    }
}

/// The day whose items hold a span.
fn day_at(plan: &Plan, span: Span) -> Option<DayIndex> {
    let holds = |outer: Span| outer.holds(span);
    let week = week_at(plan, span)?;
    plan.days_of(week)
        .iter()
        .find(|day| {
            day.span.is_some_and(holds)
                || day.sessions(plan).any(|s| holds(s.span))
                || day.recovery().any(|r| holds(r.span))
        })
        .map(|day| day.index)
}

/// The week whose block holds a span.
fn week_at(plan: &Plan, span: Span) -> Option<usize> {
    plan.weeks.iter().position(|week| week.written && week.block.holds(span))
}

fn unknown(allow: &Allow, suggest: bool) -> Diagnostic {
    let name = &allow.rule;
    let known: Vec<&str> = registry::registry().iter().map(|meta| meta.name()).collect();
    let found = Diagnostic::new(&UNKNOWN_RULE, allow.rule_span, format!("there is no rule `{name}`"));
    let near = if suggest { crate::config::similar(name, known.iter().copied()) } else { None };
    match near {
        Some(near) => found.help(format!("did you mean `{near}`?")).fix(Fix {
            // A guess, and it silences a rule.
            title: format!("write `{near}`"),
            applicability: Applicability::Unsafe,
            edits: vec![Edit::replace(allow.rule_span, near)],
        }),
        None => found.help("`meso rules` lists all names"),
    }
}

fn unused(analysis: &Analysis, allow: &Allow) -> Diagnostic {
    Diagnostic::new(
        &UNUSED_ALLOW,
        allow.span,
        format!("`{}` finds nothing here, so there is nothing to allow", allow.rule),
    )
    .help("take it out: it would hide the next finding")
    .fix(Fix {
        title: "take the `allow` out".to_owned(),
        applicability: Applicability::Safe,
        edits: vec![Edit::delete(item_with_separator(analysis, allow.span))],
    })
}

/// The span of an item with what separates it from its neighbours; the whole line if it stands alone.
pub(crate) fn item_with_separator(analysis: &Analysis, item: Span) -> Span {
    let text = &*analysis.sources.get(item.file).text;
    let (start, end) = (item.start as usize, item.end as usize);
    let before = text.get(..start).unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    let blank = |s: &str| s.len() - s.trim_start_matches([' ', '\t']).len();
    let gap = before.len() - before.trim_end_matches([' ', '\t']).len();
    let bytes = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let rest = after.get(blank(after)..).unwrap_or("");
    let head = before.get(..start - gap).unwrap_or("");
    if head.ends_with(';') {
        let wider = head.trim_end_matches(';').trim_end_matches([' ', '\t']).len();
        return Span::new(item.file, bytes(wider), item.end);
    }
    if let Some(tail) = rest.strip_prefix(';') {
        return Span::new(item.file, item.start, bytes(end + blank(after) + 1 + blank(tail)));
    }
    let alone = head.strip_suffix('-').map_or(head, |h| h.trim_end_matches([' ', '\t']));
    if alone.is_empty() || alone.ends_with('\n') {
        if let Some(line) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')) {
            return Span::new(item.file, bytes(alone.len()), bytes(text.len() - line.len()));
        }
        if rest.is_empty() {
            return Span::new(item.file, bytes(alone.len()), bytes(text.len()));
        }
    }
    Span::new(item.file, bytes(start - gap), item.end)
}
