//! Hard or easy, and why. The reason is kept as figures: most plans are checked without anybody asking for the words.

use super::Intensity;
use crate::resolve::race_name;
use crate::syntax::ast::{Class, RaceName, Sport};
use crate::units::{Distance, DistanceUnit, Duration, Speed};
use std::fmt;

/// Hard or easy, with the reason.
///
/// Hard: at least 8 min in total at threshold pace or faster, or hill or track repetitions, or a race or time trial
/// (the catalogue's definition); or declared so. Track repetitions are those at mile pace or faster, and intervals where
/// `track` is said. Strides, up to 10 x 30 s with full recovery, are not hard, whatever they are called. Quality: hard,
/// or 5 min and more at marathon pace or faster. Moderate: 5 min and more faster than easy. A session of which a step
/// cannot be read is never easy.
#[derive(Clone, Debug, PartialEq)]
pub struct Classification {
    /// A hard session.
    pub hard: bool,
    /// Hard, or at marathon pace.
    pub quality: bool,
    /// Neither hard nor easy: steady, moderate or marathon-pace running.
    pub moderate: bool,
    /// Why.
    pub because: Because,
    /// Time at threshold pace or faster, strides left out.
    pub fast: Duration,
}

/// Why a session counts as it does. `Display` says it in a runner's words.
#[derive(Clone, Debug, PartialEq)]
pub enum Because {
    /// `hard` or `easy` was written.
    Declared(Class),
    /// It is a race.
    Race(Distance),
    /// It is a time trial.
    TimeTrial,
    /// Enough time at threshold pace or faster.
    Fast {
        /// Total time.
        total: Duration,
        /// The main work; `None` where the total says it all.
        work: Option<Work>,
    },
    /// Hill or track repetitions.
    Repetitions {
        /// The work.
        work: Work,
    },
    /// Work at marathon pace: quality, not hard.
    MarathonPace(Duration),
    /// Some steady running: neither.
    Moderate(Duration),
    /// Easy throughout.
    Easy,
    /// No running.
    OtherSport(Sport),
}

/// The work of a session. `Display` says it as a runner does: `4 x 1600 m at T`, `5 x 1 km at 5k pace`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// How often it is done.
    pub times: u32,
    /// How far or how long, once.
    pub length: WorkLength,
    /// How fast.
    pub pace: WorkPace,
    /// The plan's units, for its words.
    pub units: DistanceUnit,
}

/// How far or how long work is; what its author wrote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WorkLength {
    /// A distance.
    Distance(Distance),
    /// A time.
    Time(Duration),
}

/// How fast work is; what says it best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WorkPace {
    /// On a hill, where pace says little.
    Uphill,
    /// At the pace of a race.
    Race(RaceName),
    /// At a speed.
    Speed(Speed),
    /// In a zone.
    Zone(Intensity),
    /// Nothing is known.
    Unsaid,
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Because::Declared(Class::Hard) => f.write_str("the plan says `hard`"),
            Because::Declared(Class::Easy) => f.write_str("the plan says `easy`"),
            Because::Race(distance) => match race_name(*distance) {
                Some(RaceName::Marathon) => f.write_str("a marathon race"),
                Some(RaceName::Half) => f.write_str("a half-marathon race"),
                _ => write!(f, "a race over {distance}"),
            },
            Because::TimeTrial => f.write_str("a time trial"),
            Because::Fast { total, work: None } => write!(f, "{total} at threshold pace or faster"),
            Because::Fast { total, work: Some(work) } => {
                write!(f, "{work}, {total} at threshold pace or faster")
            }
            Because::Repetitions { work } => write!(f, "{work}: hill or track repetitions"),
            Because::MarathonPace(time) => write!(f, "{time} at marathon pace or faster"),
            Because::Moderate(time) if time.is_zero() => f.write_str("a part of it could not be read"),
            Because::Moderate(time) => write!(f, "{time} faster than easy"),
            Because::Easy => f.write_str("easy throughout"),
            Because::OtherSport(_) => f.write_str("no running"),
        }
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.times > 1 {
            write!(f, "{} x ", self.times)?;
        }
        match self.length {
            WorkLength::Distance(d) => {
                let metres = d.to_km() < 5.0 && d.to_km().fract() != 0.0 && d.to(self.units).fract() != 0.0;
                f.write_str(&d.display(if metres { DistanceUnit::Metre } else { self.units }))?;
            }
            WorkLength::Time(time) => write!(f, "{time}")?,
        }
        match self.pace {
            WorkPace::Uphill => f.write_str(" uphill"),
            WorkPace::Race(race) => write!(f, " at {race} pace"),
            WorkPace::Speed(v) => write!(f, " at {}", v.pace().display(self.units)),
            WorkPace::Zone(Intensity::Threshold) => f.write_str(" at T"),
            WorkPace::Zone(Intensity::Interval) => f.write_str(" at I"),
            WorkPace::Zone(Intensity::Repetition) => f.write_str(" at R"),
            WorkPace::Zone(_) | WorkPace::Unsaid => Ok(()),
        }
    }
}
