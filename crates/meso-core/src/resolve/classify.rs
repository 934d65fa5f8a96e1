//! Hard or easy, and why.

use super::sessions::middle;
use super::steps::totals;
use crate::Options;
use crate::plan::{
    self, Because, Classification, Intensity, Part, PlannedStep, Session, StatedExtent, WorkLength, WorkPace,
};
use crate::syntax::ast::{Class, Effort, Sport, Target, Terrain};
use crate::units::{DistanceUnit, Duration};

/// So much steady running, or running at marathon pace, is more than a change of pace on the way.
const NOTABLE_MIN: f64 = 5.0;
/// Repetitions no longer than this, and no more of them, with this many times the rest, are strides by another name.
const STRIDE_LIKE: (f64, u32, f64) = (30.0, 10, 2.0);

/// Classifies a session.
///
/// In this order: what the writer declared; a race or time trial; repetitions, which are hills, mile pace or faster,
/// or intervals on a track (not short ones with full recovery); enough time at threshold pace or faster; work at
/// marathon pace; steady running. What is left is easy, unless something of it could not be read.
pub(crate) fn classify(
    session: &Session,
    declared: Option<Class>,
    unread: bool,
    units: DistanceUnit,
    options: &Options,
) -> Classification {
    let Work { fast, marathon, moderate, main, repetitions } = Work::of(session);
    let of = |hard: bool, quality: bool, moderate: bool, because: Because| Classification {
        hard,
        quality,
        moderate,
        because,
        fast,
    };
    match declared {
        Some(Class::Hard) => return of(true, true, false, Because::Declared(Class::Hard)),
        Some(Class::Easy) => return of(false, false, false, Because::Declared(Class::Easy)),
        None => {}
    }
    if let Some(race) = &session.race {
        let because = if race.time_trial { Because::TimeTrial } else { Because::Race(race.distance) };
        return of(true, true, false, because);
    }
    if session.sport != Sport::Run {
        return of(false, false, false, Because::OtherSport(session.sport));
    }
    let hills = repetitions.as_ref().is_some_and(Candidate::is_uphill);
    if fast.to_min() + 1e-6 >= options.hard_minutes && !hills {
        let work = main.filter(|(_, w)| !w.is_all()).map(|(_, w)| w.described(units));
        return of(true, true, false, Because::Fast { total: fast, work });
    }
    if let Some(work) = repetitions {
        return of(true, true, false, Because::Repetitions { work: work.described(units) });
    }
    if marathon.to_min() >= NOTABLE_MIN {
        return of(false, true, true, Because::MarathonPace(marathon));
    }
    if moderate.to_min() >= NOTABLE_MIN || unread {
        return of(false, false, true, Because::Moderate(moderate));
    }
    of(false, false, false, Because::Easy)
}

/// What a session asks beyond easy running.
#[derive(Default)]
struct Work<'p> {
    /// Time at three levels, each with those above it; strides left out.
    fast: Duration,
    marathon: Duration,
    moderate: Duration,
    /// The fast step that takes the most time, and its seconds.
    main: Option<(f64, Candidate<'p>)>,
    /// Hill or track repetitions.
    repetitions: Option<Candidate<'p>>,
}

impl<'p> Work<'p> {
    fn of(session: &'p Session) -> Work<'p> {
        let mut work = Work::default();
        // Most sessions are easy throughout.
        if session.parts.iter().chain(&session.left_out).any(|p| p.intensity >= Intensity::Moderate) {
            work.add(session, &session.steps, 1, 0.0);
        }
        work
    }

    /// Adds steps that are done so often, with so many seconds of recovery after each.
    fn add(&mut self, session: &'p Session, steps: &[PlannedStep], times: u32, rest: f64) {
        for step in steps {
            match step {
                PlannedStep::Do(id) => {
                    if let Some(part) = session.part(*id) {
                        self.add_part(part, times, rest);
                    }
                }
                PlannedStep::Repeat { times: n, body, recovery, .. } => {
                    let often = times.saturating_mul(middle(*n));
                    let rest = totals(recovery, &|id| session.part(id)).1.middle().to_s();
                    self.add(session, body, often, rest);
                    self.add(session, recovery, often.saturating_sub(times), 0.0);
                }
            }
        }
    }

    fn add_part(&mut self, part: &'p Part, times: u32, rest: f64) {
        if part.sport != Sport::Run || part.intensity < Intensity::Moderate {
            return;
        }
        let time = part.duration.middle() * f64::from(times);
        let like_strides = like_strides(part, times, rest);
        if !like_strides {
            self.moderate += time;
            if part.intensity >= Intensity::Marathon {
                self.marathon += time;
            }
            if part.intensity >= Intensity::Threshold {
                self.fast += time;
            }
        }
        if part.intensity >= Intensity::Threshold && !part.strides {
            let seconds = part.duration.middle().to_s() * f64::from(times);
            if self.main.as_ref().is_none_or(|(most, _)| seconds > *most) {
                self.main = Some((seconds, Candidate { times, part }));
            }
        }
        if self.repetitions.is_none() && times > 1 && !part.between && !like_strides && is_repetition(part) {
            self.repetitions = Some(Candidate { times, part });
        }
    }
}

/// Hard enough for hill or track repetitions?
fn is_repetition(part: &Part) -> bool {
    let hill = part.effort == Some(Effort::Hill) || part.terrain.contains(&Terrain::Uphill);
    match part.intensity {
        Intensity::Repetition => true,
        Intensity::Interval => hill || part.terrain.contains(&Terrain::Track),
        Intensity::Threshold => hill,
        _ => false,
    }
}

/// Strides, by their name or by what they are: few, short, fast, with full recovery.
fn like_strides(part: &Part, times: u32, rest: f64) -> bool {
    let (short, few, full) = STRIDE_LIKE;
    let seconds = part.duration.middle().to_s();
    part.strides
        || part.intensity >= Intensity::Interval
            && times > 1
            && times <= few
            && seconds <= short
            && (rest == 0.0 || rest >= full * seconds)
}

/// A step that may be the work of a session, and how often it is done.
struct Candidate<'p> {
    times: u32,
    part: &'p Part,
}

impl Candidate<'_> {
    /// One stretch of a stated time: its length says it all.
    fn is_all(&self) -> bool {
        self.times == 1 && self.part.stated == Some(StatedExtent::Time)
    }

    fn is_uphill(&self) -> bool {
        self.part.effort == Some(Effort::Hill) || self.part.terrain.contains(&Terrain::Uphill)
    }

    fn described(&self, units: DistanceUnit) -> plan::Work {
        let part = self.part;
        let length = match part.stated {
            Some(StatedExtent::Distance | StatedExtent::Both) => WorkLength::Distance(part.distance.middle()),
            _ => WorkLength::Time(part.duration.middle()),
        };
        let of_race = part.targets.iter().find_map(|t| match t {
            Target::RacePace(race, None) => Some(*race),
            _ => None,
        });
        let pace = if self.is_uphill() {
            WorkPace::Uphill
        } else if let Some(race) = of_race {
            WorkPace::Race(race)
        } else if part.stated == Some(StatedExtent::Both)
            || part.targets.iter().any(|t| !matches!(t, Target::Zone(_)))
        {
            part.speed.map_or(WorkPace::Unsaid, |v| WorkPace::Speed(v.middle()))
        } else {
            WorkPace::Zone(part.intensity)
        };
        plan::Work { times: self.times, length, pace, units }
    }
}
