//! What changed between two versions of a plan, in training terms: weeks, sessions, settings, findings.
//!
//! Two plans with dates are laid over each other by date; a template, or plans that share no day, by week and day of the
//! week. Sessions are the same when their work is, however it is written.

mod axis;
mod findings;
mod sessions;
mod settings;

pub use axis::Matching;
pub use sessions::{Activity, ActivityKind, SessionChange};
pub use settings::{SettingChange, settings};

use crate::series::{Series, WeekSummary};
use axis::Axis;
use jiff::civil::Date;
use meso_core::Analysis;
use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::plan::{Day, Plan, Session};
use meso_core::syntax::ast::{WeekKind, Weekday};
use meso_core::units::{Distance, DistanceUnit, Duration};

/// One version of the plan.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// As it was read.
    pub analysis: &'a Analysis,
    /// What is said of it.
    pub findings: &'a [Diagnostic],
}

/// Something before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// Before.
    pub old: T,
    /// After.
    pub new: T,
}

impl<T> Change<T> {
    /// The same of both.
    pub fn map<U>(&self, f: impl Fn(&T) -> U) -> Change<U> {
        Change { old: f(&self.old), new: f(&self.new) }
    }
}

impl<T: PartialEq> Change<T> {
    /// Is it the same before and after?
    pub fn is_none(&self) -> bool {
        self.old == self.new
    }
}

/// A day, as its plan names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The date, unless the plan is a template.
    pub date: Option<Date>,
    /// The number of its week.
    pub week: i32,
    /// Its name.
    pub weekday: Weekday,
}

/// A whole plan in figures; ranges at their middle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Weeks in the calendar.
    pub weeks: usize,
    /// Running distance, races included.
    pub distance: Distance,
    /// Running time.
    pub duration: Duration,
    /// Stress points of all sessions; an hour at threshold is 100.
    pub load: f64,
    /// Days with a hard session.
    pub hard_days: u32,
    /// The most that a week holds.
    pub peak_distance: Distance,
    /// How far the longest run by time is, races left out.
    pub longest_distance: Distance,
    /// How long it takes.
    pub longest_duration: Duration,
    /// The goal race, else the last race.
    pub race: Option<RaceDayFigures>,
}

/// Fitness and form on the morning of a race: see [`crate::series::RaceForm`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RaceDayFigures {
    /// The day.
    pub at: Place,
    /// Chronic training load of the evening before.
    pub ctl: f64,
    /// Training stress balance of that morning.
    pub tsb: f64,
}

/// A week in figures; ranges at their middle.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekFigures {
    /// Its number.
    pub number: i32,
    /// The date of its first day.
    pub first: Option<Date>,
    /// `recovery`, `taper`, …
    pub kinds: Vec<WeekKind>,
    /// Running distance, races included.
    pub distance: Distance,
    /// Running time.
    pub duration: Duration,
    /// Stress points.
    pub load: f64,
    /// Days with a hard session.
    pub hard_days: u32,
    /// How far the longest run by time is, races included.
    pub longest_distance: Distance,
    /// How long it takes.
    pub longest_duration: Duration,
    /// Can every line of it be read? If not, the figures are too low.
    pub complete: bool,
}

/// All that changed.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How days were laid over each other.
    pub matching: Matching,
    /// Kilometres or miles, as the new plan reports.
    pub units: DistanceUnit,
    /// The plans in figures.
    pub totals: Change<Totals>,
    /// Every week of either plan, in order; at least one of the two is there.
    pub weeks: Vec<Change<Option<WeekFigures>>>,
    /// Sessions and recovery methods that changed, by day.
    pub sessions: Vec<SessionChange>,
    /// Goal, athlete, paces and the like.
    pub settings: Vec<SettingChange>,
    /// Findings of the new plan that the old one has not: places in [`Side::findings`] of the new.
    pub new_findings: Vec<usize>,
    /// Findings of the old plan that the new one has no more: places in [`Side::findings`] of the old.
    pub gone_findings: Vec<usize>,
    /// Lines of the plans' own files that could not be read, from 1.
    pub unread: Change<Vec<u32>>,
}

impl Comparison {
    /// Is there nothing to tell? What could not be read in both is no change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.totals.is_none()
            && self.weeks.iter().all(Change::is_none)
            && self.sessions.is_empty()
            && self.settings.is_empty()
            && self.new_findings.is_empty()
            && self.gone_findings.is_empty()
            && self.unread.old.len() == self.unread.new.len()
    }
}

/// What changed from `old` to `new`.
#[must_use]
pub fn compare(old: Side<'_>, new: Side<'_>) -> Comparison {
    let plans = Change { old: &old.analysis.plan, new: &new.analysis.plan };
    let series = plans.map(|plan| Series::new(plan));
    let axis = Axis::new(plans.old, plans.new);
    let figures = series.map(weeks);
    let weeks = axis.rows().iter().map(|row| Change {
        old: row.old.and_then(|week| figures.old.get(week).cloned()),
        new: row.new.and_then(|week| figures.new.get(week).cloned()),
    });
    let findings = findings::compare(old, new, &axis);
    Comparison {
        matching: axis.matching(),
        units: plans.new.units,
        totals: Change { old: totals(&series.old, plans.old), new: totals(&series.new, plans.new) },
        weeks: weeks.collect(),
        sessions: sessions::compare(old.analysis, new.analysis, &series, &axis),
        settings: settings::compare(plans.old, plans.new),
        new_findings: findings.new,
        gone_findings: findings.old,
        unread: Change { old: unread(old.analysis), new: unread(new.analysis) },
    }
}

impl Place {
    fn of(plan: &Plan, day: &Day) -> Place {
        let week = plan.weeks.get(day.week).map_or(0, |week| week.number);
        Place { date: day.date, week, weekday: day.weekday }
    }
}

fn weeks(series: &Series<'_>) -> Vec<WeekFigures> {
    let plan = series.plan();
    let figures = |(index, week): (usize, &WeekSummary)| WeekFigures {
        number: week.number,
        first: plan.date(week.first_day),
        kinds: plan
            .weeks
            .get(index)
            .map_or_else(Vec::new, |week| week.kinds.iter().map(|kind| kind.0).collect()),
        distance: week.distance.middle(),
        duration: week.duration.middle(),
        load: week.load,
        hard_days: hard_days(plan, plan.days_of(index)),
        longest_distance: week.longest_distance,
        longest_duration: week.longest_duration,
        complete: week.complete,
    };
    series.weeks().iter().enumerate().map(figures).collect()
}

fn totals(series: &Series<'_>, plan: &Plan) -> Totals {
    let runs = plan.sessions.iter().filter(|s| s.is_run() && s.race.is_none());
    let longest = runs.max_by_key(|s| s.running.middle());
    let forms = series.race_forms();
    let goal = |form: &&crate::series::RaceForm| {
        plan.session(form.session).is_some_and(|s| s.race.as_ref().is_some_and(|race| race.goal))
    };
    let race = forms.iter().find(goal).or(forms.last()).and_then(|form| {
        let at = Place::of(plan, plan.day(form.day)?);
        Some(RaceDayFigures { at, ctl: form.ctl, tsb: form.form })
    });
    Totals {
        weeks: plan.weeks.len(),
        distance: plan.weeks.iter().map(|week| week.distance.middle()).sum(),
        duration: plan.weeks.iter().map(|week| week.duration.middle()).sum(),
        load: series.session_loads().iter().map(|load| load.points).sum(),
        hard_days: hard_days(plan, &plan.days),
        peak_distance: plan.weeks.iter().map(|week| week.distance.middle()).max().unwrap_or_default(),
        longest_distance: longest.map(|s| s.distance.middle()).unwrap_or_default(),
        longest_duration: longest.map(|s| s.running.middle()).unwrap_or_default(),
        race,
    }
}

fn hard_days(plan: &Plan, days: &[Day]) -> u32 {
    let hard = days.iter().filter(|day| day.sessions(plan).any(Session::is_hard)).count();
    u32::try_from(hard).unwrap_or(u32::MAX)
}

fn unread(analysis: &Analysis) -> Vec<u32> {
    let source = analysis.sources.get(analysis.root);
    let errors = analysis
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error && found.span.file == analysis.root);
    let mut lines: Vec<u32> =
        errors.map(|found| source.line_index().line_of(found.span.start).saturating_add(1)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
