//! How hard a step is: one scale for all that can say it, and what holds where they differ.

use super::targets::Aim;
use crate::plan::{Intensity, LevelSource};
use crate::syntax::ast::Effort;
use crate::text::LineSpan;
use crate::units::{Range, Speed};

/// One thing that says how hard a step is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// The least and the most that it can mean.
    pub(crate) band: (Intensity, Intensity),
    /// What it means by itself.
    pub(crate) level: Intensity,
    pub(crate) source: LevelSource,
    /// The effort word, if it is one.
    pub(crate) word: Option<Effort>,
    pub(crate) speed: Option<Range<Speed>>,
    /// Only an upper or a lower limit.
    limit: bool,
    /// A pace in figures.
    figures: bool,
    /// A pace that is asked for, rather than a zone by its word or letter.
    paced: bool,
    pub(crate) span: LineSpan,
}

/// What the readings of a step come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) reading: Reading,
    /// The other side of a contradiction.
    pub(crate) against: Option<Reading>,
}

impl Reading {
    /// What an effort word says; nothing for `run` and `long`.
    pub(crate) fn of_word(
        effort: Effort,
        (level, speed): (Intensity, Option<Range<Speed>>),
        span: LineSpan,
    ) -> Option<Reading> {
        Some(Reading {
            band: effort.facts().band?,
            level,
            source: LevelSource::Word,
            word: Some(effort),
            speed,
            limit: false,
            figures: false,
            paced: false,
            span,
        })
    }

    /// What a target says. Paces say nothing of a sport that is no running.
    pub(crate) fn of_aim(aim: &Aim, runs: bool, span: LineSpan) -> Option<Reading> {
        let source = aim.source?;
        if source == LevelSource::Pace && !runs && !aim.zone {
            return None;
        }
        let level = aim.intensity?;
        Some(Reading {
            band: aim.band.unwrap_or((level, level)),
            level,
            source,
            word: None,
            speed: aim.speed.filter(|_| runs),
            limit: aim.limit,
            figures: aim.figures,
            paced: source == LevelSource::Pace && !aim.zone,
            span,
        })
    }

    /// A pace: the time that is asked for over a distance.
    pub(crate) fn of_split(level: Intensity, speed: Speed, span: LineSpan) -> Reading {
        Reading {
            band: (level, level),
            level,
            source: LevelSource::Pace,
            word: None,
            speed: Some(Range::one(speed)),
            limit: false,
            figures: true,
            paced: true,
            span,
        }
    }

    /// How exactly it says it.
    fn rank(&self) -> u8 {
        match self.source {
            LevelSource::Pace => 4,
            LevelSource::Power => 3,
            LevelSource::HeartRate => 2,
            LevelSource::Perceived => 1,
            _ => 0,
        }
    }

    fn is_gentle(&self) -> bool {
        matches!(self.word, Some(Effort::Easy | Effort::Jog | Effort::Recovery | Effort::RunWalk))
    }

    /// `recovery` at a pace: a rule of its own says how fast that may be.
    pub(crate) fn is_paced_recovery(&self, other: &Reading) -> bool {
        let recovery = |r: &Reading| r.word == Some(Effort::Recovery);
        recovery(self) && other.paced || recovery(other) && self.paced
    }

    /// Can both be meant? Not where they lie two levels apart, where an easy word meets threshold work, or `recovery`
    /// anything above easy.
    fn agrees(&self, other: &Reading) -> bool {
        let apart = |low: Intensity, high: Intensity| (high as i32) - (low as i32);
        let gap = apart(self.band.1, other.band.0).max(apart(other.band.1, self.band.0));
        let too_hard = |word: &Reading, than: &Reading| {
            word.is_gentle() && than.band.0 >= Intensity::Threshold
                || word.word == Some(Effort::Recovery) && than.band.0 > Intensity::Easy
        };
        gap < 2 && !too_hard(self, other) && !too_hard(other, self)
    }
}

/// What several readings come to together.
///
/// The most exact of those that agree; where two contradict each other, the hardest of all. Without knowledge of the runner
/// a pace in figures is no evidence against a word.
pub(crate) fn settle(readings: &[Reading], runner_known: bool) -> Option<Verdict> {
    let word = readings.iter().any(|r| r.word.is_some());
    let tells = |r: &&Reading| {
        let kept = r.limit && readings.iter().any(|w| w.word.is_some() && w.agrees(r));
        !(kept || r.figures && !runner_known && word)
    };
    let heard: Vec<&Reading> = readings.iter().filter(tells).collect();
    let hardest = |a: &&&Reading, b: &&&Reading| a.level.cmp(&b.level);
    let against = heard.iter().enumerate().find_map(|(i, a)| {
        heard.get(i + 1..)?.iter().find(|b| !a.agrees(b)).map(|b| if a.level > b.level { **b } else { **a })
    });
    if let Some(against) = against {
        let reading = **heard.iter().max_by(hardest)?;
        return Some(Verdict { reading, against: Some(against) });
    }
    let exact = heard.iter().map(|r| r.rank()).max()?;
    let reading = **heard.iter().filter(|r| r.rank() == exact).max_by(hardest)?;
    Some(Verdict { reading, against: None })
}
