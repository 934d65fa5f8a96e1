//! Weeks in which every day is alike.

use crate::prelude::*;

declare_rule! {
    /// A week in which every day weighs about the same.
    ///
    /// Foster's monotony: the mean of the seven daily loads over their standard deviation (n-1). Above 2.0, for whole weeks
    /// that can be read.
    ///
    /// ## Why it matters
    /// Hard days work because easy days let them. Where all days are middling, neither happens.
    ///
    /// ## Evidence
    /// Grade C. In 25 athletes illnesses followed peaks of strain, at a threshold of each one's own (Foster 1998); 2.0 is
    /// custom. 7 % of published weeks are above it.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 10km E
    ///   tue 10km E
    ///   wed 10km E
    ///   thu 10km E
    ///   fri 10km E
    ///   sat 10km E
    ///   sun 12km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   mon rest
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed 6km E
    ///   thu 12km E
    ///   fri rest
    ///   sat 6km E
    ///   sun 18km E
    /// ```
    pub struct MonotonyHigh {
        /// Monotony that is worth no word. 2.0: custom after Foster 1998.
        quiet: f64 = 2.0,
    }
    name: "monotony-high",
    group: Progression,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for MonotonyHigh {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let monotony = cx.series.monotony();
        for (place, week) in cx.plan.weeks.iter().enumerate() {
            let complete = cx.weeks().get(place).is_some_and(|w| w.complete);
            let Some(value) = monotony.get(place * 7 + 6).copied().filter(|_| complete) else { continue };
            if value.is_nan() || value <= self.quiet {
                continue;
            }
            let says =
                if value.is_finite() { format!("monotony {value:.1}") } else { "all days alike".to_owned() };
            acc.push(
                Finding::week(
                    place,
                    week.span,
                    format!("the days of {} are much alike: {says}", cx.week_name(place)),
                )
                .help("make the hard days harder and the easy days easier, and one of them a day of rest"),
            );
        }
    }
}
