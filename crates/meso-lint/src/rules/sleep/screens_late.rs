//! Screens right before bed.

use crate::prelude::*;

declare_rule! {
    /// Screens right before bed.
    ///
    /// In the last 30 minutes: `screens 10min before bed`, or `screens 22:20` beside `bedtime 22:30`. Screens without a time
    /// count as well.
    ///
    /// ## Why it matters
    /// Light and news keep the head awake.
    ///
    /// ## Evidence
    /// Grade C. One source's advice; the half hour is a convention of this rule.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   screens 10min before bed
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   screens 45min before bed
    /// ```
    pub struct ScreensLate {
        /// Time without screens before bed.
        without: Duration = minutes(30.0),
    }
    name: "screens-late",
    group: Sleep,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ScreensLate {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.diary().days {
            for entry in day.entries().filter(|entry| entry.word == EntryKind::Screens) {
                let by_the_clock = || {
                    let bed = day.entry(EntryKind::Bedtime)?.minute_of_day()?;
                    let last = entry.minute_of_day()?;
                    // Bed may be after midnight.
                    Some(minutes(f64::from((bed + 1440 - last) % 1440)))
                };
                let gap = entry.said.before().or_else(by_the_clock);
                if gap.is_some_and(|gap| gap >= self.without)
                    || gap.is_none() && entry.minute_of_day().is_some()
                {
                    continue;
                }
                acc.push(
                    day.finding(entry.span, format!("screens in the last {} before bed", self.without))
                        .help("put them away half an hour before"),
                );
            }
        }
    }
}
