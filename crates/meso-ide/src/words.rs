//! Figures in a runner's words, as hovers, hints and lenses say them.

use crate::view::View;
use meso_core::plan::{Day, PaceBasis, Session, Week};
use meso_core::terms::Effort;
use meso_core::units::{Distance, DistanceUnit, Duration, Range, Speed};

/// `8 km`, `6-8 km`.
#[must_use]
pub(crate) fn distance(range: Range<Distance>, unit: DistanceUnit) -> String {
    let high = range.high.display(unit);
    if range.is_one() {
        return high;
    }
    let low = range.low.display(unit);
    let low = low.strip_suffix(unit.symbol()).unwrap_or(&low).trim_end();
    if low == high.strip_suffix(unit.symbol()).unwrap_or(&high).trim_end() {
        high
    } else {
        format!("{low}-{high}")
    }
}

/// `45 min`, `30 min-1 h`.
#[must_use]
pub(crate) fn duration(range: Range<Duration>) -> String {
    let (low, high) = (range.low.to_string(), range.high.to_string());
    if low == high { high } else { format!("{low}-{high}") }
}

/// `5:05-5:45/km`, the faster first, as paces are written.
#[must_use]
pub(crate) fn pace(range: Range<Speed>, unit: DistanceUnit) -> Option<String> {
    if range.low.to_mps() <= 0.1 {
        return None;
    }
    let (slow, fast) = (range.low.pace().display(unit), range.high.pace().display(unit));
    if slow == fast {
        return Some(fast);
    }
    let fast = fast.split('/').next().unwrap_or(&fast);
    Some(format!("{fast}-{slow}"))
}

/// The running of a week: its distance, or its time where the distance says nothing.
#[must_use]
pub(crate) fn total(view: View<'_>, week: &Week) -> Option<String> {
    if !week.distance.high.is_zero() {
        Some(distance(week.distance, view.plan().units))
    } else if !week.duration.high.is_zero() {
        Some(duration(week.duration))
    } else {
        None
    }
}

/// How a week differs from the one before: `+8 %`.
#[must_use]
pub(crate) fn change(view: View<'_>, week: usize) -> Option<String> {
    let weeks = &view.plan().weeks;
    let (before, now) = (weeks.get(week.checked_sub(1)?)?, weeks.get(week)?);
    if !before.complete || !now.complete {
        return None;
    }
    let (old, new) = (before.distance.middle().to_km(), now.distance.middle().to_km());
    if old <= 0.0 || new <= 0.0 {
        return None;
    }
    let percent = (new / old - 1.0) * 100.0;
    Some(if percent.abs() < 0.5 { "±0 %".to_owned() } else { format!("{percent:+.0} %") })
}

/// `Tuesday 19 January 2027`, or `day 2` of a template.
#[must_use]
pub(crate) fn date(day: &Day) -> String {
    match day.date {
        Some(date) => date.strftime("%A %-d %B %Y").to_string(),
        None => format!("day {}", day.index.0.saturating_add(1)),
    }
}

/// `Tue 19 Jan`.
#[must_use]
pub(crate) fn short_date(date: jiff::civil::Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// What a session comes to: `12.5 km, 1 h 04`.
#[must_use]
pub(crate) fn extent(view: View<'_>, session: &Session) -> String {
    let mut parts = Vec::new();
    if !session.distance.high.is_zero() {
        parts.push(distance(session.distance, view.plan().units));
    }
    if !session.duration.high.is_zero() {
        parts.push(duration(session.duration));
    }
    parts.join(", ")
}

/// Where the paces come from: `from 10 km in 41:30, VDOT 50.1`.
#[must_use]
pub(crate) fn origin(view: View<'_>) -> String {
    let paces = &view.plan().paces;
    let unit = view.plan().units;
    match paces.basis {
        PaceBasis::Race(distance, time) => {
            format!(
                "from the race over {} in {}, VDOT {:.1}",
                distance.display(unit),
                time.clock(),
                paces.vdot
            )
        }
        PaceBasis::Goal(distance, time) => {
            format!("from the goal of {} in {}, VDOT {:.1}", distance.display(unit), time.clock(), paces.vdot)
        }
        PaceBasis::Stated => format!("from the stated VDOT {:.1}", paces.vdot),
        PaceBasis::Threshold => "from the stated threshold pace".to_owned(),
        PaceBasis::Assumed => "assumed, as no result is known: give the athlete a `recent` race".to_owned(),
    }
}

/// The pace of a zone: its range or its one pace.
#[must_use]
pub(crate) fn zone_pace(view: View<'_>, effort: Effort) -> Option<String> {
    let paces = &view.plan().paces;
    let speed = match effort {
        Effort::Easy => paces.easy,
        Effort::Marathon => Range::one(paces.marathon),
        Effort::Threshold => Range::one(paces.threshold),
        Effort::Interval => Range::one(paces.interval),
        Effort::Repetition => Range::one(paces.repetition),
        _ => return None,
    };
    pace(speed, view.plan().units)
}
