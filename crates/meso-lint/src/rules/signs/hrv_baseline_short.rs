//! Too few readings of heart rate variability for a trend.

use crate::prelude::*;

declare_rule! {
    /// Too few readings of heart rate variability for a trend.
    ///
    /// With fewer than 14 days of readings in the logs, the rules about it stay silent, and this says so once.
    ///
    /// ## Why it matters
    /// Heart rate variability differs between people and from day to day; only against its own baseline does it say
    /// something.
    ///
    /// ## Evidence
    /// Grade C. "Build 2 to 3 weeks of baseline data before interpreting trends"; Plews 2013 works with rolling weeks.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-04
    ///   hrv 62ms
    /// log 2027-01-05
    ///   hrv 64ms
    /// log 2027-01-06
    ///   hrv 55ms
    /// ```
    /// From two weeks on:
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
    /// ```
    pub struct HrvBaselineShort {
        /// Days with a reading that a baseline needs: the lower end of 2 to 3 weeks.
        days: u32 = 14,
    }
    name: "hrv-baseline-short",
    group: Signs,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for HrvBaselineShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let readings = cx.diary().hrv();
        let count = u32::try_from(readings.len()).unwrap_or(u32::MAX);
        let Some(day) = readings.last().and_then(|(day, _)| cx.diary().day_with(*day, EntryKind::Hrv)) else {
            return;
        };
        if count >= self.days {
            return;
        }
        acc.push(
            day.finding(
                day.span_of(EntryKind::Hrv),
                format!("{count} days of heart rate variability are too few for a trend, {} are needed", self.days),
            )
            .help("go on measuring every morning; until then resting heart rate, sleep and how running feels say more"),
        );
    }
}
