//! Heart rate variability below its baseline for five days or more.

use crate::prelude::*;
use crate::signs::low_hrv;

declare_rule! {
    /// Heart rate variability below its baseline for five days or more.
    ///
    /// A warning; an error when a hard session is planned for one of those days from the fifth on, or within two days
    /// after. Baseline and days as in `hrv-falling`.
    ///
    /// ## Why it matters
    /// Three days are a hint, five are an answer: the body does not keep up. This is the time for a recovery week, planned
    /// or not.
    ///
    /// ## Evidence
    /// Grade C. "Trending down for 5 or more consecutive days" calls for a recovery week, in advice for runners; the band is
    /// that of Plews 2013.
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
    /// log 2027-01-21
    ///   hrv 55ms
    /// log 2027-01-22
    ///   hrv 53ms
    /// ```
    /// Two low days are no trend:
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
    ///   hrv 56ms
    /// log 2027-01-20
    ///   hrv 63ms
    /// log 2027-01-21
    ///   hrv 62ms
    /// log 2027-01-22
    ///   hrv 64ms
    /// ```
    pub struct HrvLowLong {
        /// Days running from which it calls for a recovery week.
        from: u32 = 5,
        /// A hard session so many days after the last low one makes it an error.
        ahead: Days = days(2),
        /// Readings that a baseline needs.
        baseline: u32 = 14,
    }
    name: "hrv-low-long",
    group: Signs,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for HrvLowLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let baseline = usize::try_from(self.baseline).unwrap_or(usize::MAX);
        for spell in low_hrv(cx, baseline).into_iter().filter(|spell| spell.readings >= self.from) {
            let Some(day) = cx.diary().day_with(spell.last, EntryKind::Hrv) else { continue };
            let fifth = spell.first.saturating_add(i32::try_from(self.from).unwrap_or(i32::MAX)) - 1;
            let hard = cx.hard_planned(fifth.min(spell.last), spell.last.saturating_add(self.ahead.0));
            let mut finding = day
                .finding(
                    day.span_of(EntryKind::Hrv),
                    format!(
                        "heart rate variability has been below its baseline for {} days: {:.0} ms, usually {:.0} ms",
                        spell.readings, spell.reading, spell.baseline
                    ),
                )
                .severity(if hard.is_some() { Severity::Error } else { Severity::Warning })
                .help("make this a recovery week: a fifth to a third less, nothing hard until it is back for some days");
            if let Some(session) = hard {
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
}
