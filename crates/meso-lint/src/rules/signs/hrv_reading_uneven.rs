//! Readings of heart rate variability taken otherwise than the rest.

use crate::diary::uneven;
use crate::prelude::*;

declare_rule! {
    /// A reading of heart rate variability that cannot be held against the others.
    ///
    /// Marked as taken standing, sitting, in the evening or after coffee, or at a clock time from 11:00 on. Such readings are
    /// left out of the trends.
    ///
    /// ## Why it matters
    /// Getting up, coffee and the day itself change it by more than training does.
    ///
    /// ## Evidence
    /// Grade C. First thing in the morning, lying, before coffee: the advice for runners, and the usual protocol.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   hrv 48ms standing
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   hrv 62ms
    /// ```
    pub struct HrvReadingUneven {}
    name: "hrv-reading-uneven",
    group: Signs,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for HrvReadingUneven {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.diary().days {
            for entry in day.entries().filter(|entry| entry.word == EntryKind::Hrv && uneven(entry)) {
                acc.push(
                    day.finding(
                        entry.span,
                        "this reading is not like the others, and is left out of the trends",
                    )
                    .help("measure first thing in the morning, lying, before coffee"),
                );
            }
        }
    }
}
