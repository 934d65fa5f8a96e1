//! How fast fitness is meant to grow.

use crate::prelude::*;

declare_rule! {
    /// Fitness (CTL) that rises by more than 8 points a week.
    ///
    /// Off unless asked for. CTL is the 42-day smoothed load in stress points; once for a stretch of weeks.
    ///
    /// ## Why it matters
    /// The steeper the rise, the less of it is absorbed.
    ///
    /// ## Evidence
    /// Grade D. Custom of users of the number: 5 to 8 a week.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 5km E
    /// week 2
    ///   mon 15km E
    ///   tue 12km T
    ///   wed 20km E
    ///   thu 15km E
    ///   fri 12km T
    ///   sat 20km E
    ///   sun 30km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 8km E
    ///   thu 8km E
    ///   sun 12km E
    /// weeks 2-4 like 1
    /// ```
    pub struct RampRate {
        /// The greatest rise in a week, in stress points a day. 8: custom.
        max: f64 = 8.0,
    }
    name: "ramp-rate",
    group: Progression,
    level: off Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RampRate {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let ctl = &cx.series.fitness().ctl;
        let mut within = false;
        for (place, week) in cx.plan.weeks.iter().enumerate().skip(1) {
            let (Some(now), Some(before)) = (ctl.get(place * 7 + 6), ctl.get(place * 7 - 1)) else {
                continue;
            };
            let rise = now - before;
            let too_fast = rise > self.max;
            if too_fast && !within {
                acc.push(
                    Finding::week(
                        place,
                        week.span,
                        format!("fitness rises by {rise:.1} points in {}", cx.week_name(place)),
                    )
                    .help("5 to 8 points a week are what users of the number find they can absorb"),
                );
            }
            within = too_fast;
        }
    }
}
