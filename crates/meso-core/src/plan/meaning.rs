//! What a step is understood to mean, and on what ground: so that whoever shows a figure can say what it rests on.

use super::{Intensity, Part};
use crate::syntax::ast::Sport;
use crate::units::{Distance, Duration, Range};
use std::fmt;

/// What says how hard a step is. `Display` says it in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LevelSource {
    /// An effort word or letter.
    Word,
    /// A pace, a speed, a share or an offset of one, a time for a distance.
    Pace,
    /// A heart rate.
    HeartRate,
    /// Watts, or a share of critical power.
    Power,
    /// Perceived effort: RPE.
    Perceived,
    /// Nothing: a single run is easy.
    Nothing,
    /// Nothing: repetitions are work, at a level by their length.
    Repetitions,
    /// Nothing: running uphill is no easy running.
    Uphill,
    /// `fartlek` or `progression` alone: how much of it is fast is not said.
    Play,
    /// A target that could not be read.
    Unread,
}

impl LevelSource {
    /// Was work assumed where nobody stated an effort?
    #[must_use]
    pub fn is_assumed(self) -> bool {
        matches!(self, LevelSource::Repetitions | LevelSource::Uphill | LevelSource::Play)
    }
}

impl fmt::Display for LevelSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LevelSource::Word => "effort",
            LevelSource::Pace => "pace",
            LevelSource::HeartRate => "heart rate",
            LevelSource::Power => "power",
            LevelSource::Perceived => "RPE",
            LevelSource::Nothing => "unstated",
            LevelSource::Repetitions => "assumed from the repetitions",
            LevelSource::Uphill => "assumed from the hill",
            LevelSource::Play => "assumed",
            LevelSource::Unread => "unread",
        })
    }
}

/// Where a speed comes from. What hangs on a guess is said more quietly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeedSource {
    /// The plan names a pace, a speed or a time here.
    Stated,
    /// The zones of a runner of whom a race, a VDOT, a threshold or a goal time is known.
    Runner,
    /// Nothing is known of the runner, or the sport has only a usual speed.
    Guessed,
}

/// The steps of one sport in a session.
#[derive(Clone, Debug)]
pub struct Leg<'p> {
    /// The sport.
    pub sport: Sport,
    /// Its parts, in order.
    pub parts: Vec<&'p Part>,
}

impl Leg<'_> {
    /// Distance of all its parts; walking breaks of a run are among them.
    #[must_use]
    pub fn distance(&self) -> Range<Distance> {
        self.parts.iter().fold(Range::default(), |sum, p| sum + p.distance * f64::from(p.times))
    }

    /// Time of all its parts.
    #[must_use]
    pub fn duration(&self) -> Range<Duration> {
        self.parts.iter().fold(Range::default(), |sum, p| sum + p.duration * f64::from(p.times))
    }

    /// The hardest that it asks for.
    #[must_use]
    pub fn hardest(&self) -> Intensity {
        self.parts.iter().map(|p| p.intensity).max().unwrap_or(Intensity::Rest)
    }
}

/// Parts by sport, in the order in which the sports first come.
pub(super) fn legs(parts: &[Part]) -> Vec<Leg<'_>> {
    let mut legs: Vec<Leg<'_>> = Vec::new();
    for part in parts {
        match legs.iter_mut().find(|leg| leg.sport == part.sport) {
            Some(leg) => leg.parts.push(part),
            None => legs.push(Leg { sport: part.sport, parts: vec![part] }),
        }
    }
    legs
}
