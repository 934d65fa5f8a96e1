//! Paces that change on the way: results that come in during the plan, and a VDOT or threshold from a week on.
//!
//! The plan is read once with each of the paces, which leaves its lines, its days and its order as they are, and every day
//! is taken from the reading whose paces hold on it.

use super::files::Files;
use super::report::Report;
use super::settings::Settings;
use crate::Options;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::{DayItem, Plan, Session, SessionId};
use crate::text::Span;
use crate::units::{Range, Speed};
use jiff::civil::Date;
use std::collections::HashMap;

/// Changes of the paces that are followed; what comes behind them is read with the paces of the newest result.
const MOST: usize = 24;

/// `vdot 48 from week 9`, `threshold 4:10/km from week 9`.
#[derive(Clone, Copy)]
pub(crate) struct Later {
    pub(crate) week: i32,
    pub(crate) value: LaterValue,
    pub(crate) span: Span,
}

/// What holds from a week on.
#[derive(Clone, Copy)]
pub(crate) enum LaterValue {
    Vdot(f64),
    Threshold(Speed),
}

/// What is known of the runner on a day.
#[derive(Clone, Copy, PartialEq, Default)]
pub(crate) struct Known {
    /// Results, of those with the newest first, that are still to come.
    to_come: usize,
    vdot: Option<f64>,
    threshold: Option<Speed>,
}

impl Known {
    /// Leaves in the settings what is known.
    pub(crate) fn apply(self, settings: &mut Settings) {
        settings.athlete.recent.drain(..self.to_come.min(settings.athlete.recent.len()));
        settings.vdot = self.vdot.or(settings.vdot);
        settings.athlete.threshold = self.threshold.or(settings.athlete.threshold);
    }

    /// The same on a date: results that come after it are still to come.
    fn on(self, settings: &Settings, date: Option<Date>) -> Known {
        if self.vdot.or(settings.vdot).is_some() {
            return self;
        }
        let recent = &settings.athlete.recent;
        // Before the first result there is nothing better than it.
        let oldest = recent.iter().rposition(|race| race.time.is_some()).unwrap_or(0);
        let after = |on: Date| date.is_some_and(|date| on > date);
        let to_come = recent.iter().take_while(|race| race.date.is_some_and(after)).count();
        Known { to_come: to_come.min(oldest), ..self }
    }
}

/// What is said to hold from a week on, week by week.
fn by_week(settings: &Settings, plan: &Plan, report: &mut Report) -> Vec<Known> {
    let places: HashMap<i32, usize> =
        plan.weeks.iter().enumerate().map(|(place, week)| (week.number, place)).collect();
    let mut said: Vec<(usize, LaterValue)> = Vec::new();
    for later in &settings.later {
        match places.get(&later.week) {
            Some(place) => said.push((*place, later.value)),
            None if plan.weeks.is_empty() => {}
            None => report.push(
                Diagnostic::new(&codes::UNKNOWN_WEEK, later.span, format!("there is no week {}", later.week)).help(
                    "`from week` names a week of this plan by its number; until then this line changes nothing",
                ),
            ),
        }
    }
    said.sort_by_key(|(place, _)| *place);
    let mut said = said.into_iter().peekable();
    let mut known = Known::default();
    (0..plan.weeks.len())
        .map(|week| {
            while let Some((_, value)) = said.next_if(|(place, _)| *place <= week) {
                match value {
                    LaterValue::Vdot(vdot) => known.vdot = Some(vdot),
                    LaterValue::Threshold(speed) => known.threshold = Some(speed),
                }
            }
            known
        })
        .collect()
}

/// Takes every day from the reading of the plan whose paces hold on it.
pub(super) fn apply(files: &Files, options: &Options, plan: &mut Plan, report: &mut Report) {
    let begin = plan.first_date;
    if !plan.athlete.recent.iter().any(|race| race.date.is_some_and(|date| begin.is_some_and(|b| date > b)))
        && !has_later(files)
    {
        return;
    }
    let settings = Settings::read(files, &mut Report::default());
    let weeks = by_week(&settings, plan, report);
    // A week with days that the calendar chose keeps together: another class may choose other days.
    let placed: Vec<bool> =
        (0..plan.weeks.len()).map(|week| plan.sessions_of(week).any(|session| session.placed)).collect();
    let known: Vec<Known> = plan
        .days
        .iter()
        .map(|day| {
            let date = if placed.get(day.week) == Some(&true) {
                plan.weeks.get(day.week).and_then(|week| plan.date(week.first_day))
            } else {
                day.date
            };
            weeks.get(day.week).copied().unwrap_or_default().on(&settings, date)
        })
        .collect();
    let mut readings: Vec<(Known, Plan)> = Vec::new();
    for wanted in &known {
        let there = *wanted == Known::default() || readings.iter().any(|(known, _)| known == wanted);
        if !there && readings.len() < MOST {
            let reading = super::plan_with(files, options, &mut Report::default(), Some(*wanted));
            if reading.days.len() == plan.days.len() {
                readings.push((*wanted, reading));
            }
        }
    }
    if !readings.is_empty() {
        merge(plan, &known, &readings);
    }
}

fn has_later(files: &Files) -> bool {
    files.sources.slice(whole(files)).contains("from")
}

/// The text of the plan's own file.
fn whole(files: &Files) -> Span {
    let length = files.sources.get(files.plan).text.len();
    Span::new(files.plan, 0, u32::try_from(length).unwrap_or(u32::MAX))
}

fn merge(plan: &mut Plan, known: &[Known], readings: &[(Known, Plan)]) {
    let mut sessions: Vec<Session> = Vec::with_capacity(plan.sessions.len());
    for (place, wanted) in known.iter().enumerate() {
        let reading = readings.iter().find(|(known, _)| known == wanted).map(|(_, reading)| reading);
        let Some(mut day) = reading.unwrap_or(plan).days.get(place).cloned() else { return };
        for item in &mut day.items {
            let DayItem::Session(id) = item else { continue };
            let Some(mut session) = reading.unwrap_or(plan).session(*id).cloned() else { continue };
            *id = SessionId(u32::try_from(sessions.len()).unwrap_or(u32::MAX));
            session.id = *id;
            sessions.push(session);
        }
        if let Some(own) = plan.days.get_mut(place) {
            // Only now: until here the days of the plan name its own sessions.
            *own = day;
        }
    }
    plan.sessions = sessions;
    for week in 0..plan.weeks.len() {
        let (mut distance, mut duration) = (Range::default(), Range::default());
        for session in plan.sessions_of(week).filter(|session| session.is_run()) {
            distance = distance + session.distance;
            duration = duration + session.running;
        }
        if let Some(week) = plan.weeks.get_mut(week) {
            (week.distance, week.duration) = (distance, duration);
        }
    }
}
