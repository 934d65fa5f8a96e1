//! How much of the running is easy.

use meso_core::plan::{DayIndex, Intensity, Part, Plan};
use meso_core::syntax::ast::Sport;
use meso_core::units::Duration;
use std::ops::Range;

/// Running time by intensity. Walking counts as easy, strides too (they do not make a run hard), standing not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// Easy and slower: below the first threshold.
    pub easy: Duration,
    /// Steady, moderate and marathon pace.
    pub moderate: Duration,
    /// Threshold and faster.
    pub hard: Duration,
}

impl Distribution {
    /// Of the days from `days.start` up to, not including, `days.end`.
    #[must_use]
    pub fn of(plan: &Plan, days: Range<DayIndex>) -> Distribution {
        let sessions = plan.sessions.iter().filter(|s| days.contains(&s.day));
        sessions.flat_map(|s| &s.parts).fold(Distribution::default(), Distribution::with)
    }

    /// Of a list of parts.
    #[must_use]
    pub fn of_parts<'p>(parts: impl IntoIterator<Item = &'p Part>) -> Distribution {
        parts.into_iter().fold(Distribution::default(), Distribution::with)
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.easy + self.moderate + self.hard
    }

    /// Shares of easy, moderate and hard; `None` without running.
    #[must_use]
    pub fn shares(&self) -> Option<[f64; 3]> {
        let total = self.total().to_s();
        (total > 0.0).then(|| [self.easy, self.moderate, self.hard].map(|t| t.to_s() / total))
    }

    fn with(mut self, part: &Part) -> Distribution {
        if part.sport != Sport::Run {
            return self;
        }
        let time = part.duration.middle() * f64::from(part.times);
        match part.intensity {
            Intensity::Rest => {}
            _ if part.strides => self.easy += time,
            Intensity::Walk | Intensity::Recovery | Intensity::Easy => self.easy += time,
            Intensity::Moderate | Intensity::Marathon => self.moderate += time,
            Intensity::Threshold | Intensity::Interval | Intensity::Repetition => self.hard += time,
        }
        self
    }
}
