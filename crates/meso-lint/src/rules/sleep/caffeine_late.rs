//! Caffeine in the afternoon.

use crate::prelude::*;

declare_rule! {
    /// Caffeine late in the day.
    ///
    /// After 15:00.
    ///
    /// ## Why it matters
    /// Half of it is still in the blood five hours later, and takes from the night what the cup seemed to give to the day.
    ///
    /// ## Evidence
    /// Grade B. 400 mg taken six hours before bed still cost more than an hour of sleep (Drake 2013, from memory of the
    /// paper); "until early or mid afternoon" is the advice for runners.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   caffeine 17:30
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   caffeine 09:30
    /// ```
    pub struct CaffeineLate {
        /// The last time of day for caffeine: mid afternoon.
        until: TimeOfDay = TimeOfDay(15 * 60),
    }
    name: "caffeine-late",
    group: Sleep,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for CaffeineLate {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.diary().days {
            for entry in day.entries().filter(|entry| entry.word == EntryKind::Caffeine) {
                let Some(minute) = entry.minute_of_day().filter(|minute| *minute > self.until.0) else {
                    continue;
                };
                acc.push(
                    day.finding(
                        entry.span,
                        format!(
                            "caffeine at {:02}:{:02} is still at work at bed time",
                            minute / 60,
                            minute % 60
                        ),
                    )
                    .help(format!(
                        "have the last one before {:02}:{:02}",
                        self.until.0 / 60,
                        self.until.0 % 60
                    )),
                );
            }
        }
    }
}
