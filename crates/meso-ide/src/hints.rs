//! What an editor shows between the words: the date behind a weekday, the pace behind a zone, a week's total.

use crate::mentions::{self, What};
use crate::view::View;
use crate::words;
use meso_core::plan::{Part, PartId, PlannedStep, Session};
use meso_core::syntax::ast::Effort;
use meso_core::text::Span;

/// Something shown in the text that is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte behind which it stands.
    pub offset: u32,
    /// What it says.
    pub label: String,
    /// What it is about.
    pub kind: Kind,
    /// What to say when it is pointed at.
    pub tooltip: Option<String>,
}

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The date of a day.
    Date,
    /// The pace of a step.
    Pace,
    /// The total of a week.
    Total,
}

/// The hints within a span, in the order of the text.
#[must_use]
pub fn hints(view: View<'_>, within: Span) -> Vec<Hint> {
    let mut hints = Vec::new();
    let here = |span: Span| span.file == view.file() && within.start <= span.end && span.start <= within.end;
    for (index, week) in view.plan().weeks.iter().enumerate() {
        if week.written && here(week.span) {
            hints.extend(total(view, index));
        }
        if !here(week.block) {
            continue;
        }
        for day in view.plan().days_of(index) {
            let Some(span) = day.span.filter(|span| here(*span)) else { continue };
            // A day that is written as a date needs no other one.
            if let Some(date) = day.date.filter(|_| !view.slice(span).contains(|c: char| c.is_ascii_digit()))
            {
                let tooltip = Some(words::date(day));
                hints.push(Hint {
                    offset: span.end,
                    label: words::short_date(date),
                    kind: Kind::Date,
                    tooltip,
                });
            }
        }
    }
    for session in view.plan().sessions.iter().filter(|session| here(session.span)) {
        paces(view, session, &mut hints);
    }
    hints.sort_by_key(|hint| hint.offset);
    hints.dedup();
    hints
}

fn total(view: View<'_>, index: usize) -> Option<Hint> {
    let week = view.plan().weeks.get(index)?;
    let total = words::total(view, week)?;
    let label = match words::change(view, index) {
        Some(change) => format!("{total}, {change}"),
        None => total,
    };
    let tooltip = Some(crate::hover::week_summary(view, index)).filter(|text| !text.is_empty());
    Some(Hint { offset: week.span.end, label, kind: Kind::Total, tooltip })
}

/// Behind each step of a session whose pace is not written out.
fn paces(view: View<'_>, session: &Session, hints: &mut Vec<Hint>) {
    let mut parts = Vec::new();
    collect(&session.steps, &mut parts);
    for part in parts.into_iter().filter_map(|id| session.part(id)) {
        let of_session = part.span.file == session.span.file
            && session.span.start <= part.span.start
            && part.span.end <= session.span.end;
        if !of_session || part.strides || part.effort.is_none() && part.targets.is_empty() {
            continue;
        }
        let written = view.slice(part.span);
        // What names a pace needs none beside it; standing and walking have none.
        if written.contains("/km")
            || written.contains("/mi")
            || part.intensity <= meso_core::plan::Intensity::Walk
        {
            continue;
        }
        let Some(label) = part.speed.and_then(|speed| words::pace(speed, view.plan().units)) else {
            continue;
        };
        let Some(offset) = behind_zone(view, part) else { continue };
        hints.push(Hint { offset, label, kind: Kind::Pace, tooltip: Some(words::origin(view)) });
    }
}

/// Where the zone or the race pace of a step ends.
fn behind_zone(view: View<'_>, part: &Part) -> Option<u32> {
    let line = view.line_at(part.span.start)?;
    let zones = mentions::on_line(view, line).into_iter().filter_map(|m| match m.what {
        What::Zone(effort) => Some((effort, m.span)),
        _ => None,
    });
    let within = |span: Span| part.span.start <= span.start && span.end <= part.span.end;
    let zones: Vec<(Effort, Span)> = zones.filter(|(_, span)| within(*span)).collect();
    // Of `long 20km E` it is the zone that has the pace.
    let zone =
        zones.iter().find(|(effort, _)| *effort != Effort::Long).or(zones.first()).map(|(_, span)| span);
    let written = view.slice(part.span);
    let target = written.find('@').map(|at| {
        let end = written[at..].find([' ', ')', ';', '/']).map_or(written.len(), |length| at + length);
        part.span.start + u32::try_from(end).unwrap_or(0)
    });
    // A target says more than the effort before it.
    target.filter(|_| !part.targets.is_empty()).or(zone.map(|span| span.end))
}

fn collect(steps: &[PlannedStep], parts: &mut Vec<PartId>) {
    for step in steps {
        match step {
            PlannedStep::Do(id) => parts.push(*id),
            PlannedStep::Repeat { body, .. } => collect(body, parts),
        }
    }
}
