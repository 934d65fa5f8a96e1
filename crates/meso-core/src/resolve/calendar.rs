//! Drafts of weeks to the calendar of the plan: days, sessions, totals, the goal race.

use super::dates::{Layout, WeekBlock};
use super::files::Files;
use super::report::Report;
use super::same_distance;
use super::weeks::WeekDraft;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::{
    Allow, AllowScope, Day, DayIndex, DayItem, DayState, Goal, Phase, Plan, Session, SessionId, Volume, Week,
};
use crate::syntax::ast::{Extent, Weekday};
use crate::text::Span;
use crate::units::{Distance, Range};
use jiff::civil::Date;

/// Puts a week into the calendar: its days, its sessions, its totals. The sessions that were read get their day and
/// their number in the plan; `order` is which they are.
#[allow(clippy::too_many_arguments)]
pub(crate) fn add_week(
    plan: &mut Plan,
    sessions: &mut [Session],
    order: &mut Vec<SessionId>,
    files: &Files,
    layout: &Layout,
    blocks: &[WeekBlock<'_>],
    index: usize,
    mut draft: WeekDraft,
) {
    let slot = &layout.slots[index];
    let block = &blocks[slot.block];
    let head = block.head.filter(|_| slot.written);
    let end = block.block.body.last().map_or(block.span, |l| files.line_span(files.plan, *l));
    let first_day = DayIndex(i32::try_from(7 * index).unwrap_or(i32::MAX));
    let mut complete = slot.written && !draft.unread;
    let mut distance = Range::default();
    let mut duration = Range::default();
    let start = plan.week_starts as usize;
    let mut date = plan.date(first_day);
    for (d, day_draft) in draft.days.iter_mut().enumerate() {
        complete &= !day_draft.unread;
        let index_of_day = first_day.plus(i32::try_from(d).unwrap_or(0));
        let mut items = std::mem::take(&mut day_draft.items);
        for item in &mut items {
            if let DayItem::Session(id) = item
                && let Some(session) = sessions.get_mut(id.0 as usize)
            {
                if session.is_run() {
                    distance = distance + session.distance;
                    duration = duration + session.running;
                    // A run of which nobody knows the length: what the week adds up to is not known.
                    complete &= !(session.open && session.running.high.is_zero());
                }
                session.day = index_of_day;
                session.id = SessionId(u32::try_from(order.len()).unwrap_or(u32::MAX));
                order.push(std::mem::replace(id, session.id));
            }
        }
        if !day_draft.allows.is_empty() {
            let scope = AllowScope::Day(index_of_day);
            plan.allows
                .extend(std::mem::take(&mut day_draft.allows).into_iter().map(|a| Allow { scope, ..a }));
        }
        let nothing = items.is_empty() && !day_draft.written;
        let state = if day_draft.unread || (nothing && draft.unread) {
            DayState::Unread
        } else if nothing {
            DayState::Empty
        } else {
            DayState::Planned
        };
        plan.days.push(Day {
            index: index_of_day,
            date,
            weekday: Weekday::ALL[(start + d) % 7],
            week: index,
            state,
            span: day_draft.span,
            items,
        });
        date = date.and_then(|d| d.tomorrow().ok());
    }
    plan.allows.extend(draft.allows.into_iter().map(|a| Allow { scope: AllowScope::Week(index), ..a }));
    plan.weeks.push(Week {
        number: slot.number,
        span: block.span,
        block: block.span.cover(end),
        written: slot.written,
        complete,
        kinds: head
            .map_or_else(Vec::new, |h| h.kinds.iter().map(|k| (k.node, block.at.at(k.span))).collect()),
        phase: block.phase,
        stated_total: head
            .and_then(|h| h.total.as_ref())
            .and_then(|t| Some((volume(&t.node)?, block.at.at(t.span)))),
        title: head.and_then(|h| h.title.as_ref()).map(|t| String::from(&*t.node)),
        first_day,
        distance,
        duration,
    });
}

/// The sessions in the order of the calendar, which nearly always is the order in which they were read.
pub(crate) fn in_order(sessions: Vec<Session>, order: &[SessionId]) -> Vec<Session> {
    if order.len() == sessions.len() && order.is_sorted() {
        return sessions;
    }
    let mut read: Vec<Option<Session>> = sessions.into_iter().map(Some).collect();
    order.iter().filter_map(|id| read.get_mut(id.0 as usize)?.take()).collect()
}

fn volume(extent: &Extent) -> Option<Volume> {
    match extent {
        Extent::Distance(d, unit) => Some(Volume::Distance(d.map(|x| Distance::new(x, *unit)))),
        Extent::Time(t) => Some(Volume::Time(*t)),
        Extent::Lap | Extent::Param(_) => None,
    }
}

/// From the first to the last week of each phase.
pub(crate) fn finish_phases(plan: &mut Plan, phases: &mut [Phase]) {
    for (i, week) in plan.weeks.iter().enumerate() {
        if let Some(phase) = week.phase.and_then(|p| phases.get_mut(p)) {
            let begin = if phase.weeks.is_empty() { i } else { phase.weeks.start.min(i) };
            phase.weeks = begin..phase.weeks.end.max(i + 1);
        }
    }
}

/// Finds the race of each goal: on the goal's day, else the last race of its distance.
pub(crate) fn set_goals(plan: &mut Plan, main_day: Option<usize>) {
    let first = plan.first_date;
    let last = plan.days.len();
    let inside = |date: Date| {
        let days = first?.until((jiff::Unit::Day, date)).ok()?.get_days();
        usize::try_from(days).ok().filter(|day| *day < last)
    };
    let sessions = &mut plan.sessions;
    if let Some(goal) = &mut plan.goal {
        set_goal(goal, main_day, sessions);
    }
    for goal in &mut plan.other_goals {
        set_goal(goal, goal.date.and_then(inside), sessions);
    }
}

fn set_goal(goal: &mut Goal, goal_day: Option<usize>, sessions: &mut [Session]) {
    let is_goal = |s: &&mut Session| match (&s.race, goal_day) {
        (Some(race), Some(day)) => {
            usize::try_from(s.day.0) == Ok(day)
                && !race.time_trial
                && same_distance(race.distance, goal.distance)
        }
        (Some(race), None) => {
            goal.date.is_none()
                && !race.time_trial
                && !race.goal
                && same_distance(race.distance, goal.distance)
        }
        _ => false,
    };
    let session = sessions.iter_mut().rfind(is_goal);
    goal.day = goal_day.and_then(|d| i32::try_from(d).ok()).map(DayIndex);
    if let Some(session) = session {
        goal.day = goal.day.or(Some(session.day));
        if let Some(race) = &mut session.race {
            race.goal = true;
            race.time = race.time.or(goal.time);
        }
    }
}

/// Gives what lies before the plan, and the logs, their day in its calendar.
pub(crate) fn date_the_past(plan: &mut Plan) {
    let days: Vec<_> = plan.history.iter().map(|e| plan.index_of(e.date)).collect();
    for (event, day) in plan.history.iter_mut().zip(days) {
        event.day = day;
    }
    let days: Vec<_> = plan.logs.iter().map(|l| plan.index_of(l.date)).collect();
    for (log, day) in plan.logs.iter_mut().zip(days) {
        log.day = day;
    }
}

/// Sessions in the first week before the plan starts.
pub(crate) fn before_start(plan: &Plan, start: Option<(Date, Span)>, report: &mut Report) {
    let Some((date, start_at)) = start else { return };
    let Some(first) = plan.index_of(date) else { return };
    for session in plan.sessions.iter().take_while(|s| s.day < first) {
        if session.placed {
            continue;
        }
        report.push(
            Diagnostic::new(
                &codes::DAY_BEFORE_START,
                session.span,
                format!("this day lies before the start on {date}"),
            )
            .help("start the plan earlier, or take the session out")
            .related(start_at, "the start"),
        );
    }
}
