//! Changes that several rules offer: swap two days, turn a session easy, make a week a recovery week.

use crate::context::Cx;
use crate::finding::unsafe_fix;
use meso_core::diagnostic::Fix;
use meso_core::edit::Edit;
use meso_core::plan::{Day, DayIndex, DayItem, Session, StatedExtent};
use meso_core::text::Span;
use meso_core::units::{Distance, DistanceUnit};
use std::cmp::Reverse;

/// Swaps a hard session with the nearest easy day of its week that has no hard or long neighbour; the later of two.
///
/// `None` if there is none, if the session is a race, whose day is not the plan's to choose, or if one of the two days
/// has more than one item, or is written elsewhere (`like`, `any`).
pub(crate) fn swap_with_easy_day(cx: &Cx<'_>, session: &Session) -> Option<Fix> {
    if session.race.as_ref().is_some_and(|race| !race.time_trial) {
        return None;
    }
    let week = cx.week_of(session.day)?;
    let from = only_item(cx, cx.plan.day(session.day)?)?;
    let distance = |day: &Day| session.day.until(day.index);
    let mut days: Vec<&Day> =
        cx.plan.days_of(week).iter().filter(|day| may_take_hard_work(cx, day.index, session.day)).collect();
    days.sort_by_key(|day| (distance(day).abs(), Reverse(day.index)));
    let (day, to) = days.into_iter().find_map(|day| Some((day, only_item(cx, day)?)))?;
    let text = |span: Span| cx.analysis.sources.slice(span).to_owned();
    let edits = vec![Edit::replace(from, text(to)), Edit::replace(to, text(from))];
    Some(unsafe_fix(format!("swap {} and {}", cx.day_name(session.day), cx.day_name(day.index)), edits))
}

/// Turns a session into an easy run of the same length.
pub(crate) fn make_easy(cx: &Cx<'_>, session: &Session) -> Option<Fix> {
    let day = cx.plan.day(session.day)?;
    let span = own_span(cx, session)?;
    if session.placed || !session.is_run() || session.race.is_some() || day.items.is_empty() {
        return None;
    }
    let by_time = session.parts.iter().all(|p| p.stated != Some(StatedExtent::Distance));
    let easy = if by_time {
        format!("{:.0}min E", session.duration.middle().to_min())
    } else {
        format!("{} E", written(session.distance.middle(), cx.plan.units))
    };
    Some(unsafe_fix(format!("make it easy: `{easy}`"), vec![Edit::replace(span, easy)]))
}

/// Makes a week a recovery week: the week before at a share of its volume.
pub(crate) fn make_recovery_week(cx: &Cx<'_>, week: usize, share: f64) -> Option<Fix> {
    let this = cx.plan.weeks.get(week)?;
    let before = week.checked_sub(1).and_then(|w| cx.plan.weeks.get(w))?;
    let facts = cx.weeks().get(week)?;
    let text = cx.analysis.sources.slice(this.block);
    let plain = this.written && before.written && !facts.race && this.number == before.number + 1;
    // A head of several weeks, an `allow` or a comment is not for a fix to throw away.
    if !plain || !text.starts_with("week ") || text.contains('#') || text.contains("allow") {
        return None;
    }
    let percent = (share * 100.0).round();
    let head = format!("week {} recovery like {} volume {percent:.0}%", this.number, before.number);
    let title =
        format!("make week {} a recovery week at {percent:.0} % of week {}", this.number, before.number);
    let end = this.block.start.saturating_add(u32::try_from(text.trim_end().len()).ok()?);
    Some(unsafe_fix(title, vec![Edit::replace(Span::new(this.block.file, this.block.start, end), head)]))
}

/// Cuts a run of one step to a distance, rounded down.
pub(crate) fn cut_to(cx: &Cx<'_>, session: &Session, limit: Distance) -> Option<Fix> {
    let [part] = session.parts.as_slice() else { return None };
    if part.stated != Some(StatedExtent::Distance) || session.placed {
        return None;
    }
    let span = own_span(cx, session)?;
    let text = cx.analysis.sources.slice(span);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let number = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))?;
    let unit = rest.get(number..)?;
    let (unit, length) = match unit.get(..2)? {
        "km" => (DistanceUnit::Kilometre, 2),
        "mi" => (DistanceUnit::Mile, 2),
        _ => return None,
    };
    let cut = format!("{:.0}{}", limit.to(unit).floor(), unit.symbol());
    let bytes = |n: usize| u32::try_from(n).ok().map(|n| span.start.saturating_add(n));
    let at = Span::new(span.file, bytes(start)?, bytes(start + number + length)?);
    Some(unsafe_fix(format!("cut it to `{cut}`"), vec![Edit::replace(at, cut)]))
}

/// The text of the only item of a day, if nothing else is written on it, and no other session by it.
fn only_item(cx: &Cx<'_>, day: &Day) -> Option<Span> {
    match day.items.as_slice() {
        [DayItem::Rest(span)] => Some(*span),
        [DayItem::Session(id)] => {
            let session = cx.plan.session(*id)?;
            if session.placed { None } else { own_span(cx, session) }
        }
        _ => None,
    }
    .filter(|span| is_own(cx, day.index, *span))
}

/// The item of a session, if it stands in the plan's file and no other session comes from it.
fn own_span(cx: &Cx<'_>, session: &Session) -> Option<Span> {
    (!cx.is_shared(session.span) && is_own(cx, session.day, session.span)).then_some(session.span)
}

/// Stands an item in the plan's file, and in its own week? What `week 4 like 3` brings stands where it says `3`.
fn is_own(cx: &Cx<'_>, day: DayIndex, span: Span) -> bool {
    let week = cx.week_of(day).and_then(|week| cx.plan.weeks.get(week));
    let elsewhere = week.is_some_and(|week| week.span.holds(span) || !week.block.holds(span));
    span.file == cx.analysis.root && !elsewhere
}

/// Could a day take a hard session that leaves another day?
fn may_take_hard_work(cx: &Cx<'_>, day: DayIndex, leaves: DayIndex) -> bool {
    let Some(facts) = cx.day(day) else { return false };
    let busy = facts.hard.is_some()
        || facts.quality.is_some()
        || facts.long.is_some()
        || !facts.known
        || day == leaves;
    let hard = |at: DayIndex| at != leaves && cx.day(at).is_some_and(|d| d.hard.is_some());
    let long = |at: DayIndex| cx.day(at).is_some_and(|d| d.long.is_some());
    let race = |at: DayIndex| cx.races().iter().any(|r| at.until(r.day).abs() <= 2);
    !busy && !hard(day.plus(-1)) && !hard(day.plus(1)) && !long(day.plus(-1)) && !race(day)
}

/// A distance as the language writes it, in whole units.
fn written(distance: Distance, unit: DistanceUnit) -> String {
    format!("{:.0}{}", distance.to(unit), unit.symbol())
}
