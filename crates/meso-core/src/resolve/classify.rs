//! Hard or easy, and why: a dose over all legs of a session.

use super::sessions::middle;
use super::steps::totals;
use crate::Options;
use crate::plan::{
    self, Because, Classification, Intensity, LevelSource, Part, PlannedStep, Session, StatedExtent,
    WorkLength, WorkPace,
};
use crate::syntax::ast::{Class, Effort, Sport, Target, Terrain};
use crate::units::{DistanceUnit, Duration};

/// What a minute at a level weighs, in minutes at threshold. Marathon pace is so light that 50 min of it make a session
/// hard: many coaches would say 0.5 of the strain, but no coach calls 25 min at marathon pace a hard day.
const MARATHON_WEIGHT: f64 = 0.2;
const INTERVAL_WEIGHT: f64 = 1.3;
const REPETITION_WEIGHT: f64 = 1.6;
/// Work in pieces of at most so many seconds, with so many times as much easy running between, weighs half.
const SCATTERED: (f64, f64) = (60.0, 2.0);
const SCATTERED_WEIGHT: f64 = 0.5;
/// So many threshold minutes are more than a change of pace on the way.
const MODERATE_DOSE: f64 = 3.0;
/// So many minutes faster than easy are, too; and at marathon pace they are quality.
const MODERATE_MIN: f64 = 15.0;
/// A marathon-pace run of this length is hard, however fast the runner is.
const HARD_MARATHON_KM: f64 = 12.0;
/// So many sprints are a session of speed: with full recovery they are counted, not timed.
const SPRINTS: (u32, u32) = (4, 10);
/// What is not longer is a sprint.
const SPRINT_S: f64 = 15.0;
/// Fast running of less than this in all, or in less pieces, is no session of repetitions, whatever its pace.
const REPETITIONS: (f64, u32) = (2.5, 6);
/// Repetitions no longer than this, and no more of them, with this many times the rest, are strides by another name.
const STRIDE_LIKE: (f64, u32, f64) = (30.0, 10, 2.0);
/// Long strides are strides while they are few.
const LONG_STRIDES: (f64, u32) = (150.0, 6);
/// So many minutes of heavy strength work or of jumps are felt on the next day.
const HEAVY_MIN: f64 = 10.0;

/// Classifies a session: nothing counts but what it holds.
///
/// In this order: what the writer declared; a race or time trial of any sport; hill repetitions and repetitions at mile
/// pace, by their number; enough work at marathon pace or faster, weighted by its level; some of it, or steady running. What
/// is left is easy, unless something of it could not be read.
pub(crate) fn classify(session: &Session, units: DistanceUnit, options: &Options) -> Classification {
    let Work {
        fast,
        marathon,
        marathon_km,
        moderate,
        dose,
        scattered,
        play,
        main,
        hills,
        repetitions,
        sprints,
    } = Work::of(session);
    let dose = dose + MARATHON_WEIGHT * (marathon - fast).to_min().max(0.0);
    let of = |hard: bool, quality: bool, moderate: bool, because: Because| Classification {
        hard,
        quality,
        moderate,
        because,
        fast,
        dose,
    };
    match session.declared {
        Some(Class::Hard) => return of(true, true, false, Because::Declared(Class::Hard)),
        Some(Class::Easy) => return of(false, false, false, Because::Declared(Class::Easy)),
        None => {}
    }
    if let Some(race) = &session.race {
        let because = if race.time_trial { Because::TimeTrial } else { Because::Race(race.distance) };
        return of(true, true, false, because);
    }
    let other_race =
        |p: &&Part| matches!(p.effort, Some(Effort::Race | Effort::Test)) && p.sport != Sport::Run;
    if let Some(race) = session.parts.iter().find(other_race) {
        return of(true, true, false, Because::OtherRace(race.sport));
    }
    if let Some(hills) = hills {
        return of(true, true, false, Because::Repetitions { work: hills.described(units) });
    }
    if dose + 1e-6 >= options.hard_minutes || marathon_km >= HARD_MARATHON_KM {
        let because = if fast.to_min() * 2.0 >= options.hard_minutes.min(marathon.to_min()) {
            let work = main.filter(|w| !w.is_all()).map(|w| w.described(units));
            Because::Fast { total: fast, work }
        } else {
            Because::MarathonPace(marathon)
        };
        return of(true, true, false, because);
    }
    if let Some(work) = repetitions {
        return of(true, true, false, Because::Repetitions { work: work.described(units) });
    }
    if let Some(work) = sprints.as_ref().filter(|s| s.times >= SPRINTS.1) {
        return of(true, true, false, Because::Repetitions { work: work.described(units) });
    }
    if !scattered.is_zero() && dose >= MODERATE_DOSE {
        return of(false, true, true, Because::Scattered(fast));
    }
    if marathon.to_min() >= MODERATE_MIN || dose >= MODERATE_DOSE {
        return of(false, true, true, Because::MarathonPace(marathon));
    }
    if let Some(work) = sprints.filter(|s| s.times >= SPRINTS.0) {
        return of(false, false, true, Because::Repetitions { work: work.described(units) });
    }
    if let Some(effort) = play {
        return of(false, false, true, Because::Play(effort));
    }
    if let Some(sport) = heavy(session) {
        return of(false, false, true, Because::Heavy(sport));
    }
    if moderate.to_min() >= MODERATE_MIN || session.unread {
        let moderate = if session.unread { Duration::ZERO } else { moderate };
        return of(false, false, true, Because::Moderate(moderate));
    }
    if !session.parts.is_empty() && session.parts.iter().all(|p| p.open && !p.strides) && work_unsaid(session)
    {
        return of(false, false, true, Because::Open);
    }
    of(false, false, false, if session.is_run() { Because::Easy } else { Because::OtherSport(session.sport) })
}

/// Jumps, said as such; heavy lifting is work at a level and counted as that.
fn heavy(session: &Session) -> Option<Sport> {
    let time: f64 =
        session.parts.iter().filter(|p| p.sport == Sport::Plyometrics).map(|p| p.total().to_min()).sum();
    (time >= HEAVY_MIN).then_some(Sport::Plyometrics)
}

/// Is there work of which nobody knows how much?
fn work_unsaid(session: &Session) -> bool {
    session.parts.iter().any(|p| p.intensity >= Intensity::Marathon)
}

/// What a session asks beyond easy training.
#[derive(Default)]
struct Work<'p> {
    /// Time at three levels, each with those above it; strides left out.
    fast: Duration,
    marathon: Duration,
    moderate: Duration,
    /// Running at marathon pace or faster.
    marathon_km: f64,
    /// Minutes at threshold and above, weighted by their level.
    dose: f64,
    /// Of these, what lies scattered in easy running.
    scattered: Duration,
    /// `fartlek` or `progression` alone.
    play: Option<Effort>,
    /// The fast step that takes the most time.
    main: Option<Candidate<'p>>,
    /// Hill repetitions.
    hills: Option<Candidate<'p>>,
    /// Repetitions at mile pace or faster, or on the track.
    repetitions: Option<Candidate<'p>>,
    /// Sprints, on a hill or on the flat.
    sprints: Option<Candidate<'p>>,
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
        for (i, step) in steps.iter().enumerate() {
            match step {
                PlannedStep::Do(id) => {
                    if let Some(part) = session.part(*id) {
                        // Written as `10x(1min hard + 2min easy)`, the recovery is the next step.
                        let next = steps.get(i + 1).filter(|_| times > 1);
                        let after = next.map_or(0.0, |next| gentle_seconds(session, next));
                        self.add_part(part, times, rest.max(after));
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
        if part.intensity < Intensity::Moderate {
            return;
        }
        if let Some(play @ (Effort::Fartlek | Effort::Progression)) = part.effort {
            self.play = self.play.or(Some(play));
        }
        let this = || Candidate { times, part };
        let each = part.duration.middle().to_s();
        if is_sprint(part) {
            if self.sprints.as_ref().is_none_or(|s| s.times < times) {
                self.sprints = Some(this());
            }
            return;
        }
        let time = part.duration.middle() * f64::from(times);
        let uphill = is_hill(part);
        let like_strides = like_strides(part, times, rest);
        if !like_strides {
            self.moderate += time;
            if part.intensity >= Intensity::Marathon {
                self.marathon += time;
                if part.sport == Sport::Run {
                    self.marathon_km += part.distance.middle().to_km() * f64::from(times);
                }
            }
            if part.intensity >= Intensity::Threshold {
                let scattered = part.intensity <= Intensity::Interval
                    && !uphill
                    && times > 1
                    && each <= SCATTERED.0
                    && rest >= SCATTERED.1 * each;
                let weight = weight(part.intensity) * if scattered { SCATTERED_WEIGHT } else { 1.0 };
                self.fast += time;
                self.dose += weight * time.to_min();
                if scattered {
                    self.scattered += time;
                }
            }
        }
        if like_strides || part.strides || part.between {
            return;
        }
        if part.intensity >= Intensity::Threshold && self.main.as_ref().is_none_or(|main| main.time() < time)
        {
            self.main = Some(this());
        }
        if times < 2 {
            return;
        }
        if uphill && part.intensity >= Intensity::Threshold {
            self.hills.get_or_insert_with(this);
        }
        let (least, many) = REPETITIONS;
        let on_track = part.terrain.contains(&Terrain::Track) && part.intensity >= Intensity::Interval;
        let short = part.sport == Sport::Run && (part.intensity == Intensity::Repetition || on_track);
        if short && (time.to_min() >= least || times >= many) {
            self.repetitions.get_or_insert_with(this);
        }
    }
}

/// What a minute at threshold or above weighs.
fn weight(intensity: Intensity) -> f64 {
    match intensity {
        Intensity::Repetition => REPETITION_WEIGHT,
        Intensity::Interval => INTERVAL_WEIGHT,
        _ => 1.0,
    }
}

/// The seconds of a step that is easy or slower.
fn gentle_seconds(session: &Session, step: &PlannedStep) -> f64 {
    match step {
        PlannedStep::Do(id) => session
            .part(*id)
            .filter(|p| p.intensity <= Intensity::Easy)
            .map_or(0.0, |p| p.duration.middle().to_s()),
        PlannedStep::Repeat { .. } => 0.0,
    }
}

fn is_hill(part: &Part) -> bool {
    part.sport == Sport::Run && (part.effort == Some(Effort::Hill) || part.terrain.contains(&Terrain::Uphill))
}

/// Sprints by their word, or so short on a hill that they can be nothing else.
fn is_sprint(part: &Part) -> bool {
    let short = part.duration.middle().to_s() <= SPRINT_S;
    short && (part.effort == Some(Effort::Sprint) || is_hill(part) && part.intensity >= Intensity::Threshold)
}

/// Strides, by their name or by what they are: few, short, fast, with full recovery.
fn like_strides(part: &Part, times: u32, rest: f64) -> bool {
    let (short, few, full) = STRIDE_LIKE;
    let (long, many) = LONG_STRIDES;
    let seconds = part.duration.middle().to_s();
    if part.strides {
        return part.distance.middle().to_m() <= long || times <= many || seconds <= short;
    }
    part.intensity >= Intensity::Interval
        && part.level != LevelSource::Repetitions
        && !is_hill(part)
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
    fn time(&self) -> Duration {
        self.part.duration.middle() * f64::from(self.times)
    }

    /// One stretch of a stated time: its length says it all.
    fn is_all(&self) -> bool {
        self.times == 1 && self.part.stated == Some(StatedExtent::Time)
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
        let pace = if is_hill(part) {
            WorkPace::Uphill
        } else if part.level == LevelSource::Repetitions {
            WorkPace::Assumed(part.intensity)
        } else if part.sport != Sport::Run {
            WorkPace::Of(part.sport, part.intensity)
        } else if let Some(race) = of_race {
            WorkPace::Race(race)
        } else if part.stated == Some(StatedExtent::Both)
            || part.level == LevelSource::Pace && part.targets.iter().any(|t| !matches!(t, Target::Zone(_)))
        {
            part.speed.map_or(WorkPace::Unsaid, |v| WorkPace::Speed(v.middle()))
        } else {
            WorkPace::Zone(part.intensity)
        };
        plan::Work { times: self.times, length, pace, units }
    }
}
