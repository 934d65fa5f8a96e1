//! Hard or easy, and why.

use crate::Options;
use crate::plan::{
    Because, Classification, Intensity, Part, PlannedStep, RaceDay, StatedExtent, Work, WorkLength, WorkPace,
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
    steps: &[PlannedStep],
    declared: Option<Class>,
    race: Option<&RaceDay>,
    sport: Sport,
    unread: bool,
    units: DistanceUnit,
    options: &Options,
) -> Classification {
    let Times { fast, marathon, moderate } = times(steps);
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
    if let Some(race) = race {
        let because = if race.time_trial { Because::TimeTrial } else { Because::Race(race.distance) };
        return of(true, true, false, because);
    }
    if sport != Sport::Run {
        return of(false, false, false, Because::OtherSport(sport));
    }
    let repetitions = repetitions(steps);
    let hills = repetitions.as_ref().is_some_and(Candidate::is_uphill);
    if fast.to_min() + 1e-6 >= options.hard_minutes && !hills {
        let work = main_work(steps).filter(|w| !w.is_all()).map(|w| w.work(units));
        return of(true, true, false, Because::Fast { total: fast, work });
    }
    if let Some(work) = repetitions {
        return of(true, true, false, Because::Repetitions { work: work.work(units) });
    }
    if marathon.to_min() >= NOTABLE_MIN {
        return of(false, true, true, Because::MarathonPace(marathon));
    }
    if moderate.to_min() >= NOTABLE_MIN || unread {
        return of(false, false, true, Because::Moderate(moderate));
    }
    of(false, false, false, Because::Easy)
}

/// Time at three levels, each with those above it; strides left out.
#[derive(Default)]
struct Times {
    fast: Duration,
    marathon: Duration,
    moderate: Duration,
}

fn times(steps: &[PlannedStep]) -> Times {
    let mut sum = Times::default();
    walk(steps, 1, &mut |part, times, rest| {
        if part.sport != Sport::Run || part.intensity < Intensity::Moderate || like_strides(part, times, rest)
        {
            return;
        }
        let time = part.duration.middle() * f64::from(times);
        sum.moderate += time;
        if part.intensity >= Intensity::Marathon {
            sum.marathon += time;
        }
        if part.intensity >= Intensity::Threshold {
            sum.fast += time;
        }
    });
    sum
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

    fn work(&self, units: DistanceUnit) -> Work {
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
        Work { times: self.times, length, pace, units }
    }
}

/// The fast step that takes the most time.
fn main_work(steps: &[PlannedStep]) -> Option<Candidate<'_>> {
    let mut best: Option<(f64, Candidate<'_>)> = None;
    walk(steps, 1, &mut |part, times, _| {
        if part.intensity >= Intensity::Threshold && part.sport == Sport::Run && !part.strides {
            let time = part.duration.middle().to_s() * f64::from(times);
            if best.as_ref().is_none_or(|(t, _)| time > *t) {
                best = Some((time, Candidate { times, part }));
            }
        }
    });
    best.map(|(_, w)| w)
}

/// Hill or track repetitions.
fn repetitions(steps: &[PlannedStep]) -> Option<Candidate<'_>> {
    let mut found = None;
    walk(steps, 1, &mut |part, times, rest| {
        let hill = part.effort == Some(Effort::Hill) || part.terrain.contains(&Terrain::Uphill);
        let track = part.terrain.contains(&Terrain::Track);
        let hard_enough = match part.intensity {
            Intensity::Repetition => true,
            Intensity::Interval => hill || track,
            Intensity::Threshold => hill,
            _ => false,
        };
        let counts = part.sport == Sport::Run && !part.between && times > 1;
        if found.is_none() && counts && hard_enough && !like_strides(part, times, rest) {
            found = Some(Candidate { times, part });
        }
    });
    found
}

/// Every step with how often it is done and how long the recovery after it is, in seconds.
fn walk<'p>(steps: &'p [PlannedStep], times: u32, acc: &mut dyn FnMut(&'p Part, u32, f64)) {
    inner(steps, times, 0.0, acc);

    fn inner<'p>(steps: &'p [PlannedStep], times: u32, rest: f64, acc: &mut dyn FnMut(&'p Part, u32, f64)) {
        for step in steps {
            match step {
                PlannedStep::Do(part) => acc(part, times, rest),
                PlannedStep::Repeat { times: n, body, recovery, .. } => {
                    let often = times.saturating_mul(n.low.midpoint(n.high.saturating_add(1)).max(1));
                    let rest = super::steps::totals(recovery).1.middle().to_s();
                    inner(body, often, rest, acc);
                    inner(recovery, often.saturating_sub(times), 0.0, acc);
                }
            }
        }
    }
}
