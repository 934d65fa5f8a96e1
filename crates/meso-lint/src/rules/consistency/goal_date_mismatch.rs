//! A goal on one date, and its race on another.

use crate::prelude::*;
use meso_core::diagnostic::Fix;

declare_rule! {
    /// A goal whose race stands on another day of the plan than its date says.
    ///
    /// The goal's date is held against the races of its distance, by the dates that `start`, `weeks` and the numbers of the
    /// weeks give the plan; the nearest race is the one that is meant. Silent where the day of the goal cannot be read, and
    /// where its week is not written yet.
    ///
    /// ## Why it matters
    /// One of the two is wrong. If it is the race, every date and the whole taper are off by as many days.
    ///
    /// ## Evidence
    /// Grade D: no physiology.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "5k"
    ///   goal 5km on 2026-06-06
    ///   weeks 2
    /// week 1
    ///   sat race 5km
    /// week 2
    ///   sun 8km E
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// plan "5k"
    ///   goal 5km on 2026-06-06
    ///   weeks 2
    /// week 1
    ///   sat rest
    /// week 2
    ///   sat race 5km
    ///   sun 8km E
    /// ```
    /// Or with another run before it:
    /// ```meso,passes
    /// plan "5k"
    ///   goal 5km on 2026-06-06
    ///   weeks 2
    /// week 1
    ///   sun 8km E
    /// week 2
    ///   sat race 5km
    /// ```
    ///
    /// ## Fix
    /// Unsafe: moves the race to the goal's date, or the goal to the race's.
    pub struct GoalDateMismatch {}
    name: "goal-date-mismatch",
    group: Consistency,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: D,
}

impl Rule for GoalDateMismatch {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for goal in cx.plan.goal.iter().chain(&cx.plan.other_goals) {
            let (Some(date), Some(day)) = (goal.date, goal.day) else { continue };
            let its_week = cx.week_of(day).and_then(|w| cx.plan.weeks.get(w));
            if !cx.day(day).is_some_and(|d| d.known) || !its_week.is_some_and(|w| w.written) {
                continue;
            }
            // A race that another goal has is not the one that this goal means.
            let taken = |race: &Race<'_>| {
                cx.plan
                    .goal
                    .iter()
                    .chain(&cx.plan.other_goals)
                    .any(|g| g.span != goal.span && g.day == Some(race.day))
            };
            let is_its_own = |race: &Race<'_>| {
                !race.time_trial && (race.distance.to_km() / goal.distance.to_km() - 1.0).abs() <= 0.02
            };
            let races: Vec<(&Race<'_>, &Session)> = cx
                .races()
                .iter()
                .filter(|race| is_its_own(race) && !taken(race))
                .filter_map(|race| Some((race, race.session?)))
                .collect();
            if races.iter().any(|(race, _)| race.day == day) {
                continue;
            }
            let Some((race, session)) = races.into_iter().min_by_key(|(race, _)| race.day.until(day).abs())
            else {
                continue;
            };
            let Some(race_date) = cx.plan.date(race.day) else { continue };
            let week = cx.week_of(race.day).map_or_else(String::new, |w| format!(" ({})", cx.week_name(w)));
            let days = race.day.until(day);
            let off = format!("{} {}", count(days.abs(), "day"), if days > 0 { "earlier" } else { "later" });
            let what = cx.race_distance(goal.distance);
            acc.push(
                Finding::new(
                    goal.span,
                    format!(
                        "the goal is on {}, and the plan's race of {what} on {}{week}, {off}",
                        date.strftime("%A, %-d %B %Y"),
                        race_date.strftime("%A, %-d %B %Y"),
                    ),
                )
                .related(session.text, "the race")
                .help("move the race to the goal's day, or correct the goal's date: taper and last days are counted from it")
                .fix(move_race(cx, session, day))
                .fix(move_goal(cx, goal.span, date, race_date, race.day.until(day))),
            );
        }
    }
}

/// Gives the race's line the name of the goal's day, in the same week, if nothing else is on either.
fn move_race(cx: &Cx<'_>, race: &Session, to: DayIndex) -> Option<Fix> {
    let (from, to) = (cx.plan.day(race.day)?, cx.plan.day(to)?);
    let [DayItem::Session(_)] = from.items.as_slice() else { return None };
    let week = cx.plan.weeks.get(from.week)?;
    let own =
        |span: Span| span.file == cx.analysis.root && !cx.is_shared(race.span) && week.block.holds(span);
    if race.placed || !own(race.span) || race.span.file != cx.analysis.root {
        return None;
    }
    let title = format!("move the race to {}, {}", cx.day_name(to.index), cx.week_name(to.week));
    let text = cx.analysis.sources.slice(race.span);
    let end = |at: Span| Span::new(at.file, at.end, at.end);
    match (to.span, to.items.as_slice()) {
        (None, []) if from.week == to.week => {
            let name = from.span.filter(|span| own(*span))?;
            Some(unsafe_fix(title, vec![Edit::replace(name, to.weekday.to_string())]))
        }
        (None, []) => {
            let there = cx.plan.weeks.get(to.week)?;
            let alone = cx.plan.weeks.iter().filter(|w| w.block == there.block).count() == 1;
            // Before the next day that is written, else behind the last line.
            let line = format!("{} {text}", to.weekday);
            let next = cx.plan.days_of(to.week).iter().filter(|d| d.index > to.index).find_map(|d| d.span);
            let insert = match next.filter(|span| there.block.holds(*span)) {
                Some(next) => {
                    let at = Span::new(next.file, next.start, next.start);
                    Edit::replace(at, format!("{line}\n  "))
                }
                None => Edit::replace(end(there.block), format!("\n  {line}")),
            };
            let edits = vec![Edit::replace(race.span, "rest"), insert];
            (alone && there.written).then(|| unsafe_fix(title, edits))
        }
        (Some(_), [DayItem::Session(id)]) => {
            let other = cx.plan.session(*id)?;
            let there = cx.plan.weeks.get(to.week)?;
            if other.placed
                || cx.is_shared(other.span)
                || !there.block.holds(other.span)
                || other.race.is_some()
            {
                return None;
            }
            let swapped = cx.analysis.sources.slice(other.span).to_owned();
            let edits = vec![Edit::replace(race.span, swapped), Edit::replace(other.span, text)];
            Some(unsafe_fix(title, edits))
        }
        (Some(_), [DayItem::Rest(rest)]) => {
            let there = cx.plan.weeks.get(to.week)?;
            let shared = cx.plan.weeks.iter().filter(|w| w.block == there.block).count() != 1;
            if shared || !there.block.holds(*rest) {
                return None;
            }
            let rested = cx.analysis.sources.slice(*rest).to_owned();
            Some(unsafe_fix(title, vec![Edit::replace(race.span, rested), Edit::replace(*rest, text)]))
        }
        _ => None,
    }
}

/// Writes the race's date into the goal, where that leaves the calendar as it is: by a `start`, or within the week.
fn move_goal(
    cx: &Cx<'_>,
    goal: Span,
    date: jiff::civil::Date,
    race: jiff::civil::Date,
    days: i32,
) -> Option<Fix> {
    let text = cx.analysis.sources.slice(goal);
    let written = date.to_string();
    let at = u32::try_from(text.find(&written)?).ok()?;
    let span = Span::new(goal.file, goal.start + at, goal.start + at + u32::try_from(written.len()).ok()?);
    let mut edits = vec![Edit::replace(span, race.to_string())];
    let same_week = cx.plan.index_of(date)?.0.div_euclid(7) == cx.plan.index_of(race)?.0.div_euclid(7);
    let title = format!("move the goal to {race}");
    if cx.plan.start.is_none() && !same_week {
        // Without a start the weeks are counted from the goal: what they are now has to be said.
        let first = cx.plan.weeks.iter().position(|week| week.number == 1)?;
        let start = cx.plan.date(cx.plan.weeks.get(first)?.first_day)?;
        let end = Span::new(goal.file, goal.end, goal.end);
        edits.push(Edit::replace(end, format!("\n  start {start}")));
    }
    (days != 0).then(|| unsafe_fix(title, edits))
}
