//! A plan as arrays: one value a day, and a table of its weeks. Each is computed when it is first asked for.

use crate::distribution::Distribution;
use crate::fitness::{Fitness, morning_form};
use crate::rolling::{Spread, monotony_strain};
use crate::session_load::{LoadModel, SessionLoad, done_load, easy_stress, middle, session_load};
use meso_core::plan::{DayIndex, DayState, Plan, Session, SessionId, Volume};
use meso_core::units::{Distance, Duration, Range};
use ndarray::{Array1, Axis};
use std::sync::OnceLock;

/// The series of a plan. Arrays have one value a day, as [`Plan::days`].
#[derive(Debug)]
pub struct Series<'p> {
    plan: &'p Plan,
    model: LoadModel,
    session_loads: OnceLock<Vec<SessionLoad>>,
    load: OnceLock<Array1<f64>>,
    weeks: OnceLock<Vec<WeekSummary>>,
    fitness: OnceLock<FitnessSeries>,
    foster: OnceLock<[Array1<f64>; 2]>,
}

/// Fitness, fatigue and form day by day.
#[derive(Clone, Debug, PartialEq)]
pub struct FitnessSeries {
    /// Chronic training load at the end of each day.
    pub ctl: Array1<f64>,
    /// Acute training load at the end of each day.
    pub atl: Array1<f64>,
    /// Form on the morning of each day: CTL less ATL of the evening before.
    pub form: Array1<f64>,
    /// Where both start.
    pub baseline: Baseline,
}

/// The daily load before the plan, on which fitness and fatigue start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baseline {
    /// Load a day.
    pub load: f64,
    /// Where it comes from.
    pub source: BaselineSource,
}

/// Where the load before the plan comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaselineSource {
    /// The athlete's stated `volume`, run easily.
    Stated,
    /// The first week, taken to be what she is used to.
    FirstWeek,
    /// The plan is empty.
    Nothing,
}

/// A week in figures.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekSummary {
    /// Its number as written.
    pub number: i32,
    /// Its first day.
    pub first_day: DayIndex,
    /// Running distance, races included.
    pub distance: Range<Distance>,
    /// Running time.
    pub duration: Range<Duration>,
    /// Load of all its sessions, in the unit of the model.
    pub load: f64,
    /// Its longest run by time, races included.
    pub longest: Option<SessionId>,
    /// How far that is.
    pub longest_distance: Distance,
    /// How long that takes.
    pub longest_duration: Duration,
    /// Runs.
    pub runs: u32,
    /// Hard sessions.
    pub hard: u32,
    /// Sessions that are hard or hold work at marathon pace.
    pub quality: u32,
    /// Running time by intensity.
    pub intensity: Distribution,
    /// Can every line of it be read? If not, the figures are too low.
    pub complete: bool,
}

/// Form on the morning of a race, as the plan would bring it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RaceForm {
    /// The session with the race.
    pub session: SessionId,
    /// Its day.
    pub day: DayIndex,
    /// CTL of the evening before.
    pub ctl: f64,
    /// ATL of the evening before.
    pub atl: f64,
    /// CTL - ATL: positive is rested. +5 to +25 by custom.
    pub form: f64,
}

impl<'p> Series<'p> {
    /// With stress points as load.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        Self::with_model(plan, LoadModel::default())
    }

    /// With a load of one's choice.
    #[must_use]
    pub fn with_model(plan: &'p Plan, model: LoadModel) -> Self {
        Series {
            plan,
            model,
            session_loads: OnceLock::new(),
            load: OnceLock::new(),
            weeks: OnceLock::new(),
            fitness: OnceLock::new(),
            foster: OnceLock::new(),
        }
    }

    /// The plan itself.
    #[must_use]
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// The load of each session, as [`Plan::sessions`].
    pub fn session_loads(&self) -> &[SessionLoad] {
        self.session_loads.get_or_init(|| {
            self.plan.sessions.iter().map(|s| session_load(self.plan, s, self.model)).collect()
        })
    }

    /// Load of each day.
    pub fn load(&self) -> &Array1<f64> {
        self.load.get_or_init(|| {
            let loads = self.session_loads();
            self.daily(|session| loads.get(session.id.0 as usize).map_or(0.0, |l| l.points))
        })
    }

    /// Running distance of each day, km, ranges at their middle.
    #[must_use]
    pub fn distance_km(&self) -> Array1<f64> {
        self.daily(|s| s.distance.middle().to_km())
    }

    /// Time of each day, minutes, all sports, ranges at their middle.
    #[must_use]
    pub fn duration_min(&self) -> Array1<f64> {
        self.daily(|s| s.duration.middle().to_min())
    }

    /// Stress points of what was done on each day, from the log; not a number on days without an entry.
    #[must_use]
    pub fn done_load(&self) -> Array1<f64> {
        let mut out = Array1::from_elem(self.plan.days.len(), f64::NAN);
        for log in self.plan.logs.iter().filter(|l| !l.done.is_empty() || l.missed.is_some()) {
            if let Some(x) = log.day.and_then(|d| self.position(d)).and_then(|i| out.get_mut(i)) {
                let points: f64 = log.done.iter().map(|d| done_load(self.plan, d).points).sum();
                *x = points + if x.is_nan() { 0.0 } else { *x };
            }
        }
        out
    }

    /// The weeks in figures, as [`Plan::weeks`].
    pub fn weeks(&self) -> &[WeekSummary] {
        self.weeks.get_or_init(|| (0..self.plan.weeks.len()).filter_map(|w| self.week(w)).collect())
    }

    /// Fitness, fatigue and form, starting from the load before the plan, with exponential smoothing over 42 and 7 days.
    pub fn fitness(&self) -> &FitnessSeries {
        self.fitness.get_or_init(|| {
            let baseline = self.baseline();
            let (ctl, atl) = Fitness::starting_at(baseline.load).ctl_atl_row(self.load().view());
            let form = morning_form(ctl.view(), atl.view(), 0.0);
            FitnessSeries { ctl, atl, form, baseline }
        })
    }

    /// Foster's monotony of the seven days that end on each day.
    pub fn monotony(&self) -> &Array1<f64> {
        &self.foster()[0]
    }

    /// Foster's strain of the seven days that end on each day.
    pub fn strain(&self) -> &Array1<f64> {
        &self.foster()[1]
    }

    /// Form on the morning of each race and time trial.
    #[must_use]
    pub fn race_forms(&self) -> Vec<RaceForm> {
        let fitness = self.fitness();
        let before = |x: &Array1<f64>, i: usize| {
            i.checked_sub(1).and_then(|i| x.get(i)).copied().unwrap_or(fitness.baseline.load)
        };
        let races = self.plan.sessions.iter().filter(|s| s.race.is_some());
        let form = |s: &Session| {
            let i = self.position(s.day)?;
            let (ctl, atl) = (before(&fitness.ctl, i), before(&fitness.atl, i));
            Some(RaceForm { session: s.id, day: s.day, ctl, atl, form: ctl - atl })
        };
        races.filter_map(form).collect()
    }

    /// Is something on this day or in the six before it unreadable? Then its windows say too little.
    #[must_use]
    pub fn week_is_complete(&self, day: DayIndex) -> bool {
        self.position(day).is_some_and(|i| {
            let week = self.plan.days.get((i + 1).saturating_sub(7)..=i).unwrap_or_default();
            week.iter().all(|d| d.state != DayState::Unread)
        })
    }

    fn foster(&self) -> &[Array1<f64>; 2] {
        self.foster.get_or_init(|| {
            let (m, s) = monotony_strain(self.load().view().insert_axis(Axis(0)), Spread::Sample);
            [m.index_axis_move(Axis(0), 0), s.index_axis_move(Axis(0), 0)]
        })
    }

    fn baseline(&self) -> Baseline {
        let plan = self.plan;
        let stated = plan.athlete.volume.map(|(volume, _)| match volume {
            Volume::Distance(d) => d.middle() / middle(plan.paces.easy),
            Volume::Time(t) => t.middle(),
        });
        let weekly = stated.filter(|_| self.model == LoadModel::Stress).map(|t| easy_stress(t, &plan.paces));
        if let Some(weekly) = weekly.filter(|w| w.is_finite() && *w >= 0.0) {
            return Baseline { load: weekly / 7.0, source: BaselineSource::Stated };
        }
        match self.weeks().first() {
            Some(week) => Baseline { load: week.load / 7.0, source: BaselineSource::FirstWeek },
            None => Baseline { load: 0.0, source: BaselineSource::Nothing },
        }
    }

    fn week(&self, index: usize) -> Option<WeekSummary> {
        let week = self.plan.weeks.get(index)?;
        let sessions: Vec<&Session> = self.plan.sessions_of(index).collect();
        let longest = sessions.iter().filter(|s| s.is_run()).max_by_key(|s| s.running.middle());
        let count = |test: &dyn Fn(&Session) -> bool| {
            u32::try_from(sessions.iter().filter(|s| test(s)).count()).unwrap_or(u32::MAX)
        };
        let loads = self.session_loads();
        let load = sessions.iter().filter_map(|s| loads.get(s.id.0 as usize)).map(|l| l.points).sum();
        Some(WeekSummary {
            number: week.number,
            first_day: week.first_day,
            distance: week.distance,
            duration: week.duration,
            load,
            longest: longest.map(|s| s.id),
            longest_distance: longest.map_or(Distance::ZERO, |s| s.distance.middle()),
            longest_duration: longest.map_or(Duration::ZERO, |s| s.running.middle()),
            runs: count(&|s| s.is_run()),
            hard: count(&|s| s.is_hard()),
            quality: count(&|s| s.class.quality),
            intensity: Distribution::of_parts(sessions.iter().flat_map(|s| &s.parts)),
            complete: week.complete,
        })
    }

    /// Sums a figure of the sessions of each day.
    fn daily(&self, figure: impl Fn(&Session) -> f64) -> Array1<f64> {
        let mut out = Array1::zeros(self.plan.days.len());
        for session in &self.plan.sessions {
            if let Some(x) = self.position(session.day).and_then(|i| out.get_mut(i)) {
                *x += figure(session);
            }
        }
        out
    }

    fn position(&self, day: DayIndex) -> Option<usize> {
        usize::try_from(self.plan.days.first()?.index.until(day)).ok()
    }
}
