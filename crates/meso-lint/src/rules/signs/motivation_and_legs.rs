//! Low motivation with heavy legs.

use crate::prelude::*;
use crate::signs::{self, Showing, Sign, heavy_days};
use crate::trends::spells;
use std::ops::RangeInclusive;

declare_rule! {
    /// Low motivation together with heavy legs, for days.
    ///
    /// Both on three days, one missing day between them allowed. Low is a motivation or mood of 2/5 or less; heavy is a
    /// soreness or fatigue of 6/10 or more, or a note that says so ("heavy legs").
    ///
    /// ## Why it matters
    /// Everybody has a grey morning, and everybody has heavy legs after a long run. Both together, day after day, are a body
    /// that asks for rest.
    ///
    /// ## Evidence
    /// Grade C. "Persistent motivation drop combined with heavy legs": one of five signs that a recovery week is due, in
    /// advice for runners. The figures are a convention of this rule.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   motivation 2/5; soreness 6/10
    /// log 2027-01-06
    ///   motivation 2/5; soreness 7/10
    /// log 2027-01-07
    ///   motivation 1/5; soreness 7/10
    /// ```
    /// Sore but willing is fine:
    /// ```meso,passes
    /// log 2027-01-05
    ///   motivation 4/5; soreness 6/10
    /// log 2027-01-06
    ///   motivation 3/5; soreness 7/10
    /// log 2027-01-07
    ///   motivation 2/5; soreness 7/10
    /// ```
    pub struct MotivationAndLegs {
        /// Motivation at or below this share of its scale is low: 2 of 5.
        low: Percent = percent(40.0),
        /// Soreness or fatigue at or above this share of its scale is heavy: 6 of 10.
        heavy: Percent = percent(60.0),
        /// Days that make it persistent.
        days: u32 = 3,
    }
    name: "motivation-and-legs",
    group: Signs,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for MotivationAndLegs {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (_, count, (day, span)) in self.spells(cx) {
            acc.push(
                day.finding(span, format!("low motivation and heavy legs on {count} days"))
                    .help("take two or three days off or very easy; if it stays, make it a recovery week"),
            );
        }
    }

    fn signs(&self, cx: &Cx<'_>) -> Vec<Showing> {
        self.spells(cx)
            .into_iter()
            .map(|(spell, _, (_, span))| Showing {
                sign: Sign::HeavyLegs,
                first: spell.start() + signs::days_after_first(self.days),
                last: spell.end() + COUNTS_ON,
                span,
            })
            .collect()
    }
}

/// Days after the last of them on which they still count as a sign.
const COUNTS_ON: i32 = 3;

impl MotivationAndLegs {
    /// Spells of enough such days: from when to when, how many, and the last of them.
    fn spells<'c, 'a>(&self, cx: &'c Cx<'a>) -> Vec<(RangeInclusive<i32>, usize, (&'c DiaryDay<'a>, Span))> {
        let days = heavy_days(cx, self.low.share(), self.heavy.share());
        spells(days.iter().map(|(day, _)| day.number), 2)
            .into_iter()
            .filter_map(|spell| {
                let of_it = || days.iter().filter(|(day, _)| spell.contains(&day.number));
                let (count, last) = (of_it().count(), *of_it().next_back()?);
                let enough = u32::try_from(count).unwrap_or(u32::MAX) >= self.days;
                enough.then_some((spell, count, last))
            })
            .collect()
    }
}
