//! What a session of a plan weighs, before anybody has run it; and one of a log, after.

use crate::stress;
use crate::trimp::{Sex, banister};
use meso_core::physiology::{heart_rate, vdot};
use meso_core::plan::{Done, Intensity, Paces, Part, Plan, Session};
use meso_core::syntax::ast::{Sport, Target};
use meso_core::units::{Duration, Range, Speed};

/// How load is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoadModel {
    /// Stress points: hours x IF² x 100 part by part where a speed is known, else Friel's points an hour for the effort.
    /// One hour at threshold is 100. The default, because a plan says paces; the models of fitness expect it.
    #[default]
    Stress,
    /// Foster's session RPE: minutes x effort, the effort from the kind of session unless the plan says `@RPE 7`.
    SessionRpe,
    /// Banister's TRIMP, heart rates from the plan's targets, else estimated from the share of VO2max.
    Trimp,
}

/// What a load rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Paces of the plan, or of a known athlete.
    Pace,
    /// Paces that were assumed, since nothing is known of the athlete.
    AssumedPace,
    /// Heart rates of the plan or log.
    HeartRate,
    /// The effort named, or the kind of work.
    Effort,
    /// Several of these.
    Mixed,
    /// There is nothing to do.
    Nothing,
}

impl Method {
    /// As it stands in tables: `pace`, `assumed-pace`, `heart-rate`, `effort`, `mixed`, `nothing`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Method::Pace => "pace",
            Method::AssumedPace => "assumed-pace",
            Method::HeartRate => "heart-rate",
            Method::Effort => "effort",
            Method::Mixed => "mixed",
            Method::Nothing => "nothing",
        }
    }

    fn and(self, other: Method) -> Method {
        match (self, other) {
            (Method::Nothing, m) | (m, Method::Nothing) => m,
            (a, b) if a == b => a,
            _ => Method::Mixed,
        }
    }
}

/// A load and what it rests on. Never not a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionLoad {
    /// In the unit of its model.
    pub points: f64,
    /// What it rests on.
    pub method: Method,
}

impl SessionLoad {
    /// No load.
    pub const NOTHING: SessionLoad = SessionLoad { points: 0.0, method: Method::Nothing };

    fn new(points: f64, method: Method) -> Self {
        SessionLoad { points: if points.is_finite() { points.max(0.0) } else { 0.0 }, method }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: SessionLoad) -> SessionLoad {
        SessionLoad::new(self.points + other.points, self.method.and(other.method))
    }
}

/// The load of a planned session, ranges at their middle.
#[must_use]
pub fn session_load(plan: &Plan, session: &Session, model: LoadModel) -> SessionLoad {
    let parts = |load: &dyn Fn(&Part) -> SessionLoad| {
        session.parts.iter().map(load).fold(SessionLoad::NOTHING, SessionLoad::and)
    };
    match model {
        LoadModel::Stress => parts(&|part| stress_of(part, &plan.paces)),
        LoadModel::Trimp => parts(&|part| trimp_of(part, plan)),
        LoadModel::SessionRpe => {
            let minutes = session.duration.middle();
            if minutes.is_zero() {
                return SessionLoad::NOTHING;
            }
            SessionLoad::new(stress::session_rpe(minutes, effort(session)), Method::Effort)
        }
    }
}

/// The perceived effort of a planned session on the CR10 scale.
///
/// What the plan says (`@RPE 7`, the highest of its parts), else by kind: recovery 2, easy 3, long 4, steady 4, marathon pace
/// 6, threshold 7, repetitions 7, intervals 8, race 9.
#[must_use]
pub fn effort(session: &Session) -> f64 {
    let stated = session.parts.iter().filter(|p| !p.strides).filter_map(stated_effort);
    if let Some(rpe) = stated.reduce(f64::max) {
        return rpe;
    }
    if session.race.is_some() {
        return 9.0;
    }
    if session.is_hard() {
        let work = |p: &&Part| !p.strides && p.intensity >= Intensity::Threshold;
        let main = session.parts.iter().filter(work).max_by_key(|p| time(p));
        return main.map_or(7.0, |p| effort_of(p.intensity));
    }
    if session.class.quality {
        effort_of(Intensity::Marathon)
    } else if session.class.moderate {
        effort_of(Intensity::Moderate)
    } else if session.long {
        4.0
    } else if session.recovery {
        effort_of(Intensity::Recovery)
    } else {
        effort_of(Intensity::Easy)
    }
}

/// The load of a logged run, in stress points: by pace where distance and time are known, else by heart rate (hrTSS,
/// with the threshold at 88 % of VO2max where none is stated), else by effort, easy where none is said.
#[must_use]
pub fn done_load(plan: &Plan, done: &Done) -> SessionLoad {
    let running = done.sport == Sport::Run;
    let pace = middle(plan.paces.easy);
    let time = match (done.duration, done.distance) {
        (Some(t), _) => t,
        (None, Some(d)) if running => d / pace,
        (None, _) => return SessionLoad::NOTHING,
    };
    if let (true, Some(distance), Some(t)) = (running, done.distance, done.duration) {
        let points = stress::rtss(t, (distance / t).to_mps(), plan.paces.threshold.to_mps());
        return SessionLoad::new(points, Method::Pace);
    }
    if let Some(x) = done.heart_rate.and_then(|hr| reserve_of(f64::from(hr.to_bpm()), plan)) {
        let stated = plan.athlete.threshold_hr.and_then(|hr| reserve_of(f64::from(hr.to_bpm()), plan));
        let threshold = stated.unwrap_or(vdot::THRESHOLD_SHARE);
        return SessionLoad::new(trimp_stress(time, x, threshold, plan), Method::HeartRate);
    }
    let rpe = done.rpe.unwrap_or_else(|| effort_of(Intensity::Easy));
    SessionLoad::new(time.to_h() * stress::hourly_from_rpe(rpe), Method::Effort)
}

/// The load of some running at the easy pace of the athlete, in stress points.
pub(crate) fn easy_stress(time: Duration, paces: &Paces) -> f64 {
    stress::rtss(time, middle(paces.easy).to_mps(), paces.threshold.to_mps())
}

fn trimp_stress(time: Duration, reserve: f64, threshold: f64, plan: &Plan) -> f64 {
    crate::trimp::hr_stress(time.to_min(), reserve, threshold, sex(plan))
}

/// The middle of a range of speeds.
pub(crate) fn middle(speed: Range<Speed>) -> Speed {
    Speed::from_mps(0.5 * (speed.low.to_mps() + speed.high.to_mps()))
}

fn time(part: &Part) -> Duration {
    part.duration.middle() * f64::from(part.times)
}

fn stress_of(part: &Part, paces: &Paces) -> SessionLoad {
    let time = time(part);
    if time.is_zero() {
        return SessionLoad::NOTHING;
    }
    let hourly = |rpe: f64| SessionLoad::new(time.to_h() * stress::hourly_from_rpe(rpe), Method::Effort);
    if part.sport != Sport::Run {
        return hourly(stated_effort(part).unwrap_or_else(|| cross_training_effort(part)));
    }
    match (stated_effort(part), part.speed) {
        (Some(rpe), _) if !part.speed_stated() => hourly(rpe),
        (_, Some(speed)) if part.intensity > Intensity::Rest => {
            let method = if part.speed_stated() { Method::Pace } else { Method::AssumedPace };
            SessionLoad::new(stress::rtss(time, middle(speed).to_mps(), paces.threshold.to_mps()), method)
        }
        // Standing between repetitions weighs nothing and says nothing of the method.
        _ if part.intensity == Intensity::Rest => SessionLoad::NOTHING,
        _ => hourly(effort_of(part.intensity)),
    }
}

fn trimp_of(part: &Part, plan: &Plan) -> SessionLoad {
    let minutes = time(part).to_min();
    if minutes == 0.0 || part.intensity == Intensity::Rest {
        return SessionLoad::NOTHING;
    }
    let target =
        part.heart_rate.map(|hr| 0.5 * f64::from(hr.low.to_bpm()) + 0.5 * f64::from(hr.high.to_bpm()));
    let (x, method) = match (target.and_then(|hr| reserve_of(hr, plan)), part.speed) {
        (Some(x), _) => (x, Method::HeartRate),
        (None, Some(speed)) if part.sport == Sport::Run => {
            let method = if part.speed_stated() { Method::Pace } else { Method::AssumedPace };
            (reserve_of_speed(middle(speed), plan.paces.vdot), method)
        }
        _ => (reserve_of_intensity(part.intensity), Method::Effort),
    };
    SessionLoad::new(banister(minutes, x, sex(plan)), method)
}

fn sex(plan: &Plan) -> Sex {
    if plan.athlete.female == Some(true) { Sex::Female } else { Sex::Male }
}

/// The share of the reserve at a heart rate; by way of the share of VO2max where no resting rate is known.
fn reserve_of(hr: f64, plan: &Plan) -> Option<f64> {
    let max = plan.athlete.max_hr?;
    match plan.athlete.rest_hr {
        Some(rest) => heart_rate::reserve_share(hr, rest, max),
        None if max.to_bpm() > 0 => Some(heart_rate::vo2_share_from_max_share(hr / f64::from(max.to_bpm()))),
        None => None,
    }
}

/// Share of the heart rate reserve = share of the VO2 reserve above rest, 3.5 ml/kg/min (Swain and Leutholtz 1997).
fn reserve_of_speed(speed: Speed, vdot: f64) -> f64 {
    const RESTING: f64 = 3.5;
    ((vdot::oxygen_cost(speed) - RESTING) / (vdot - RESTING)).clamp(0.0, 1.0)
}

fn reserve_of_intensity(intensity: Intensity) -> f64 {
    match intensity {
        Intensity::Rest => 0.0,
        Intensity::Walk => 0.3,
        Intensity::Recovery => vdot::EASY_SHARE.low,
        Intensity::Easy => 0.5 * (vdot::EASY_SHARE.low + vdot::EASY_SHARE.high),
        Intensity::Moderate => 0.78,
        Intensity::Marathon => 0.82,
        Intensity::Threshold => vdot::THRESHOLD_SHARE,
        Intensity::Interval => vdot::INTERVAL_SHARE,
        Intensity::Repetition => 1.0,
    }
}

/// CR10 by intensity.
fn effort_of(intensity: Intensity) -> f64 {
    match intensity {
        Intensity::Rest => 0.0,
        Intensity::Walk => 1.0,
        Intensity::Recovery => 2.0,
        Intensity::Easy => 3.0,
        Intensity::Moderate => 4.0,
        Intensity::Marathon => 6.0,
        Intensity::Threshold | Intensity::Repetition => 7.0,
        Intensity::Interval => 8.0,
    }
}

/// Stretching and the like are no more than walking.
fn cross_training_effort(part: &Part) -> f64 {
    match part.sport {
        Sport::Yoga | Sport::Pilates | Sport::Mobility => effort_of(Intensity::Walk),
        _ => effort_of(part.intensity),
    }
}

fn stated_effort(part: &Part) -> Option<f64> {
    part.targets.iter().find_map(|target| match target {
        Target::Rpe(range) => Some(0.5 * (range.low + range.high)),
        _ => None,
    })
}
