//! Nights shorter than wanted.

use crate::prelude::*;
use crate::trends::spells;

declare_rule! {
    /// Nights that are shorter than wanted.
    ///
    /// Under 8 hours, or under what the `athlete` block says under `sleep`. Naps count, up to 90 minutes a day. Nights in a
    /// row are one finding, at the last of them.
    ///
    /// ## Why it matters
    /// A single short night does little. A habit of them does.
    ///
    /// ## Evidence
    /// Grade C. Advice for runners in training is 8 to 9 hours a night, one source accepts 7; needs differ between people
    /// (Walsh 2021), which is why the target can be stated.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   sleep 7h20
    /// log 2027-01-06
    ///   sleep 7h10
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   sleep 8h20
    /// log 2027-01-06
    ///   sleep 7h10; nap 1h
    /// ```
    pub struct SleepBelowTarget {
        /// Sleep wanted a night where the athlete states none: what most sources ask for.
        target: Duration = hours(8.0),
    }
    name: "sleep-below-target",
    group: Sleep,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
    profiles: { strict => Warning },
}

impl Rule for SleepBelowTarget {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let target = cx.plan.athlete.sleep.unwrap_or(self.target);
        let nights = cx.diary().nights();
        let short = nights.iter().filter(|(_, slept)| *slept < target.to_h());
        for spell in spells(short.map(|(day, _)| *day), 1) {
            let Some(day) = cx.diary().day_with(*spell.end(), EntryKind::Sleep) else { continue };
            let Some(slept) = day.slept() else { continue };
            let count = spell.end() - spell.start() + 1;
            let message = if count == 1 {
                format!("{slept} of sleep, {target} wanted")
            } else {
                format!("{slept} of sleep, and {count} nights in a row under {target}")
            };
            acc.push(
                day.finding(day.span_of(EntryKind::Sleep), message)
                    .help("an earlier evening, or a nap of up to 90 minutes, makes up for it"),
            );
        }
    }
}
