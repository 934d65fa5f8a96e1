//! Hard or easy, and why. The reason is kept as figures: most plans are checked without anybody asking for the words.

use super::Intensity;
use crate::resolve::race_name;
use crate::syntax::ast::{Class, Effort, RaceName, Sport};
use crate::units::{Distance, DistanceUnit, Duration, Speed};
use std::fmt;

/// Hard or easy, with the reason.
///
/// A dose over all legs of the session, other sports among them: minutes at marathon pace, threshold, interval and
/// repetition level, weighted 0.2, 1, 1.3 and 1.6; the equal of 10 min at threshold is hard, and work in pieces of a minute
/// or less with twice as much easy running between counts half. Hill repetitions, repetitions at mile pace, ten and more
/// sprints and races of any sport are hard by themselves; so is what is declared so. Strides are neither. Quality: hard, or
/// 15 min and more at marathon pace, or 3 threshold minutes. Moderate: quality that is not hard, or 15 min faster than easy.
/// A session of which a step cannot be read is never easy.
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
    /// Time at threshold level or above, strides left out.
    pub fast: Duration,
    /// What it comes to in minutes at threshold.
    pub dose: f64,
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
    /// Work at marathon pace: quality, hard where it is long.
    MarathonPace(Duration),
    /// Fast running in short pieces with twice as much easy running between.
    Scattered(Duration),
    /// `fartlek` or `progression` alone: nobody said how much of it is fast.
    Play(Effort),
    /// Work without a length.
    Open,
    /// A race of another sport.
    OtherRace(Sport),
    /// Jumps, which the legs feel.
    Heavy(Sport),
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
    /// In another sport.
    Of(Sport, Intensity),
    /// At the level of repetitions of this length: none is stated.
    Assumed(Intensity),
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
                _ => write!(f, "a race over {}", in_round_units(*distance, DistanceUnit::Kilometre)),
            },
            Because::TimeTrial => f.write_str("a time trial"),
            Because::Fast { total, work: None } => write!(f, "{total} at threshold pace or faster"),
            Because::Fast { total, work: Some(work) } => {
                write!(f, "{work}, {total} at threshold pace or faster")
            }
            Because::Repetitions { work } => write!(f, "{work}: hill or track repetitions"),
            Because::MarathonPace(time) => write!(f, "{time} at marathon pace or faster"),
            Because::Scattered(time) => {
                write!(f, "{time} fast, in short pieces with twice as much easy running between")
            }
            Because::Play(Effort::Progression) => f.write_str("a progression: its end is taken for steady"),
            Because::Play(_) => f.write_str("a fartlek: how much of it is fast is not said"),
            Because::Open => f.write_str("work of which the length is not said"),
            Because::OtherRace(sport) => write!(f, "a race: {sport}"),
            Because::Heavy(sport) => write!(f, "{sport}, which the legs feel"),
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
            WorkPace::Zone(level) => match letter(level) {
                Some(letter) => write!(f, " at {letter}"),
                None => Ok(()),
            },
            WorkPace::Of(sport, level) => match letter(level) {
                Some(letter) => write!(f, " of {sport} at {letter} effort"),
                None => write!(f, " of {sport}"),
            },
            WorkPace::Assumed(level) => match letter(level) {
                Some(letter) => write!(f, ", taken for {letter}"),
                None => Ok(()),
            },
            WorkPace::Unsaid => Ok(()),
        }
    }
}

fn letter(level: Intensity) -> Option<&'static str> {
    match level {
        Intensity::Threshold => Some("T"),
        Intensity::Interval => Some("I"),
        Intensity::Repetition => Some("R"),
        _ => None,
    }
}

/// A race as people name it: `marathon`, `half-marathon`, `50 km`, `50 mi`, `10 km`.
#[must_use]
pub fn race_label(distance: Distance, units: DistanceUnit) -> String {
    match race_name(distance) {
        Some(RaceName::Marathon) => "marathon".to_owned(),
        Some(RaceName::Half) => "half-marathon".to_owned(),
        _ => in_round_units(distance, units),
    }
}

/// A distance in the units in which it is a round number; else in those of the plan.
fn in_round_units(distance: Distance, units: DistanceUnit) -> String {
    let round = |unit: DistanceUnit| {
        let n = distance.to(unit);
        n >= 5.0 && (n - n.round()).abs() < 0.001 * n
    };
    let other = if units == DistanceUnit::Mile { DistanceUnit::Kilometre } else { DistanceUnit::Mile };
    distance.display(if !round(units) && round(other) { other } else { units })
}
