//! A line of figures above each phase and week.

use crate::view::View;
use crate::words;
use meso_core::plan::Phase;
use meso_core::text::Span;
use meso_core::units::{Distance, Duration, Range};

/// Figures above a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The line's head.
    pub span: Span,
    /// The figures.
    pub title: String,
}

/// The lenses of a plan, in the order of the text.
#[must_use]
pub fn lenses(view: View<'_>) -> Vec<Lens> {
    let plan = view.plan();
    let form = crate::form::by_week(view);
    let mut lenses: Vec<Lens> = plan.phases.iter().filter_map(|p| phase(view, p)).collect();
    for (index, week) in plan.weeks.iter().enumerate().filter(|(_, week)| week.written) {
        let mut parts: Vec<String> = words::total(view, week).into_iter().collect();
        if !week.distance.high.is_zero() && !week.duration.high.is_zero() {
            parts.push(words::duration(week.duration));
        }
        parts.push(hard(plan.sessions_of(index).filter(|session| session.is_hard()).count()));
        parts.extend(form.get(index).copied().flatten().map(|form| format!("form {form:+.0}")));
        lenses.push(Lens { span: week.span, title: parts.join(" · ") });
    }
    lenses.retain(|lens| lens.span.file == view.file());
    lenses.sort_by_key(|lens| lens.span.start);
    lenses
}

fn phase(view: View<'_>, phase: &Phase) -> Option<Lens> {
    let plan = view.plan();
    let weeks = plan.weeks.get(phase.weeks.clone())?;
    let zero = Range::one(Distance::ZERO);
    let distance = weeks.iter().fold(zero, |sum, week| sum + week.distance);
    let duration = weeks.iter().fold(Range::one(Duration::ZERO), |sum, week| sum + week.duration);
    let count = weeks.len();
    let mut parts = vec![format!("{count} {}", if count == 1 { "week" } else { "weeks" })];
    if !distance.high.is_zero() {
        parts.push(words::distance(distance, plan.units));
    } else if !duration.high.is_zero() {
        parts.push(words::duration(duration));
    }
    parts.push(hard(phase.weeks.clone().flat_map(|w| plan.sessions_of(w)).filter(|s| s.is_hard()).count()));
    Some(Lens { span: phase.span, title: parts.join(" · ") })
}

fn hard(count: usize) -> String {
    match count {
        0 => "no hard session".to_owned(),
        1 => "1 hard session".to_owned(),
        n => format!("{n} hard sessions"),
    }
}
