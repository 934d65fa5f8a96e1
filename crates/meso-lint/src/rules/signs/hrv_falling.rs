//! Heart rate variability below its baseline for three or four days.

use crate::prelude::*;
use crate::signs::{self, Showing, Sign, low_hrv};

declare_rule! {
    /// Heart rate variability that falls, or stays below its baseline, for days.
    ///
    /// Three or four days running; from five on it is `hrv-low-long`. The baseline is the mean of the logarithm of rMSSD
    /// over the 28 days before, of which 14 must have a reading; a day is low under the mean less half a standard
    /// deviation. Up to two days of unbroken fall below the mean that lead there count, and one missing morning does not
    /// end the row. Against noise, the mean of the last seven days has to be low too, and that of the row lower than chance
    /// would make it (2.9 standard errors). A single low day is never a finding. Readings taken standing, in the evening
    /// or after coffee are left out.
    ///
    /// ## Why it matters
    /// When the variability stays down, the body still works on what it has been given: by training, by a bad week, by an
    /// illness on its way. Hard sessions now take more than they give.
    ///
    /// ## Evidence
    /// Grade C. Bands of the mean of seven days in ln rMSSD (Plews 2013); "trending down over 3 to 5 days" is the advice
    /// for runners to reduce volume or intensity. Single days are noise.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-04
    ///   hrv 62ms
    /// log 2027-01-05
    ///   hrv 64ms
    /// log 2027-01-06
    ///   hrv 61ms
    /// log 2027-01-07
    ///   hrv 63ms
    /// log 2027-01-08
    ///   hrv 65ms
    /// log 2027-01-09
    ///   hrv 62ms
    /// log 2027-01-10
    ///   hrv 60ms
    /// log 2027-01-11
    ///   hrv 63ms
    /// log 2027-01-12
    ///   hrv 64ms
    /// log 2027-01-13
    ///   hrv 62ms
    /// log 2027-01-14
    ///   hrv 61ms
    /// log 2027-01-15
    ///   hrv 65ms
    /// log 2027-01-16
    ///   hrv 63ms
    /// log 2027-01-17
    ///   hrv 62ms
    /// log 2027-01-18
    ///   hrv 57ms
    /// log 2027-01-19
    ///   hrv 56ms
    /// log 2027-01-20
    ///   hrv 54ms
    /// ```
    /// One low day is no trend:
    /// ```meso,passes
    /// log 2027-01-04
    ///   hrv 62ms
    /// log 2027-01-05
    ///   hrv 64ms
    /// log 2027-01-06
    ///   hrv 61ms
    /// log 2027-01-07
    ///   hrv 63ms
    /// log 2027-01-08
    ///   hrv 65ms
    /// log 2027-01-09
    ///   hrv 62ms
    /// log 2027-01-10
    ///   hrv 60ms
    /// log 2027-01-11
    ///   hrv 63ms
    /// log 2027-01-12
    ///   hrv 64ms
    /// log 2027-01-13
    ///   hrv 62ms
    /// log 2027-01-14
    ///   hrv 61ms
    /// log 2027-01-15
    ///   hrv 65ms
    /// log 2027-01-16
    ///   hrv 63ms
    /// log 2027-01-17
    ///   hrv 62ms
    /// log 2027-01-18
    ///   hrv 57ms
    /// log 2027-01-19
    ///   hrv 63ms
    /// log 2027-01-20
    ///   hrv 62ms
    /// ```
    pub struct HrvFalling {
        /// Days running from which it is a trend.
        from: u32 = 3,
        /// Days running from which it is `hrv-low-long`.
        to: u32 = 5,
        /// Readings that a baseline needs.
        baseline: u32 = 14,
    }
    name: "hrv-falling",
    group: Signs,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for HrvFalling {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let baseline = usize::try_from(self.baseline).unwrap_or(usize::MAX);
        for spell in low_hrv(cx, baseline) {
            if !(self.from..self.to).contains(&spell.readings) {
                continue;
            }
            let Some(day) = cx.diary().day_with(spell.last, EntryKind::Hrv) else { continue };
            let mut finding = day
                .finding(
                    day.span_of(EntryKind::Hrv),
                    format!(
                        "heart rate variability has been falling or low for {} days: {:.0} ms, usually {:.0} ms",
                        spell.readings, spell.reading, spell.baseline
                    ),
                )
                .help("take volume or intensity out until it is back: an easy day costs nothing");
            if let Some(session) = cx.hard_planned(spell.last, spell.last + 2) {
                finding = finding.related(
                    session.text,
                    format!(
                        "{}: heart rate variability has been below its baseline for {} days",
                        cx.say(session),
                        spell.readings
                    ),
                );
            }
            acc.push(finding);
        }
    }

    fn signs(&self, cx: &Cx<'_>) -> Vec<Showing> {
        let baseline = usize::try_from(self.baseline).unwrap_or(usize::MAX);
        let spells = low_hrv(cx, baseline).into_iter().filter(|spell| spell.readings >= self.from);
        spells
            .filter_map(|spell| signs::of_spell(cx, Sign::LowHrv, EntryKind::Hrv, &spell, self.from))
            .collect()
    }
}
