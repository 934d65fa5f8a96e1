//! Intensities as bands of colour: few enough to tell apart, each with a name for those who do not see colours.

use meso_core::plan::{Intensity, Session};
use meso_core::units::Distance;

/// A band of colour in bars and on days, from easy to fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
    Easy,
    Moderate,
    Marathon,
    Threshold,
    Interval,
    Repetition,
}

impl Band {
    pub(crate) const ALL: [Band; 6] =
        [Band::Easy, Band::Moderate, Band::Marathon, Band::Threshold, Band::Interval, Band::Repetition];

    /// The band of an intensity.
    pub(crate) fn of(intensity: Intensity) -> Band {
        match intensity {
            Intensity::Rest | Intensity::Walk | Intensity::Recovery | Intensity::Easy => Band::Easy,
            Intensity::Moderate => Band::Moderate,
            Intensity::Marathon => Band::Marathon,
            Intensity::Threshold => Band::Threshold,
            Intensity::Interval => Band::Interval,
            Intensity::Repetition => Band::Repetition,
        }
    }

    /// Its class in the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Band::Easy => "easy",
            Band::Moderate => "moderate",
            Band::Marathon => "marathon",
            Band::Threshold => "threshold",
            Band::Interval => "interval",
            Band::Repetition => "repetition",
        }
    }

    /// Its name in the legend.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Band::Easy => "easy",
            Band::Moderate => "moderate",
            Band::Marathon => "marathon pace",
            Band::Threshold => "threshold",
            Band::Interval => "interval",
            Band::Repetition => "repetition",
        }
    }
}

/// The hardest work of a session, strides left out.
pub(crate) fn hardest(session: &Session) -> Band {
    session.parts.iter().filter(|p| !p.strides).map(|p| Band::of(p.intensity)).max().unwrap_or(Band::Easy)
}

/// The running distance of sessions in each band.
pub(crate) fn by_band<'s>(sessions: impl Iterator<Item = &'s Session>) -> [Distance; 6] {
    let mut sums = [Distance::ZERO; 6];
    for session in sessions.filter(|s| s.is_run()) {
        for part in &session.parts {
            if let Some(sum) = sums.get_mut(Band::of(part.intensity) as usize) {
                *sum += part.distance.middle() * f64::from(part.times);
            }
        }
    }
    sums
}
