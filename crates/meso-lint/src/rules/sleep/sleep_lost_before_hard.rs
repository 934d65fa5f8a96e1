//! A very short night before a hard session.

use crate::prelude::*;

declare_rule! {
    /// A very short night before a hard session.
    ///
    /// Under 6 hours, on the morning of a day with a planned hard session that was not missed. The night of a day is the one
    /// that ends on it.
    ///
    /// ## Why it matters
    /// After a short night the same pace costs more, technique suffers, and the session sets its stimulus on a body that
    /// cannot use it.
    ///
    /// ## Evidence
    /// Grade C. Endurance falls after nights of little sleep, more after several than after one.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   thu 2km E + 6x(800m @I / 2min jog) + 2km E
    /// log 2027-01-07
    ///   sleep 5h10
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   thu 8km E
    ///   fri 2km E + 6x(800m @I / 2min jog) + 2km E
    /// log 2027-01-07
    ///   sleep 5h10
    /// ```
    pub struct SleepLostBeforeHard {
        /// A shorter night than this. 6 hours: a convention of this rule.
        least: Duration = hours(6.0),
    }
    name: "sleep-lost-before-hard",
    group: Sleep,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for SleepLostBeforeHard {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.diary().days {
            let Some(night) = day.night().filter(|night| *night < self.least) else { continue };
            let Some(session) = day.text.day.and_then(|d| cx.hard_planned(d.0, d.0)) else { continue };
            if session.race.is_some() {
                continue;
            }
            acc.push(
                day.finding(
                    day.span_of(EntryKind::Sleep),
                    format!("{night} of sleep in the night before {}", cx.say(session)),
                )
                .related(session.text, "the hard session of the day")
                .help("run easy today and put the session off by a day or two: it will be run better"),
            );
        }
    }
}
