//! Weeks that rise before the last rise has settled.

use crate::prelude::*;

declare_rule! {
    /// A rise in weekly distance less than three weeks after the last one, or a very big one.
    ///
    /// Off unless asked for. A rise is more than 5 % above every week before it. It may be one mile for each run of the
    /// week, 16 km at most.
    ///
    /// ## Why it matters
    /// A new level needs some weeks until the body stands on it.
    ///
    /// ## Evidence
    /// Grade D. Daniels: three to four weeks at a level, then up to one mile for each weekly session, ten miles at most.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   sun 15km E
    /// week 2
    ///   tue 11km E
    ///   sun 17km E
    /// week 3
    ///   tue 12km E
    ///   sun 18km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 10km E
    ///   sun 15km E
    /// weeks 2-3 like 1
    /// week 4
    ///   tue 11km E
    ///   sun 17km E
    /// ```
    pub struct HoldBeforeRaise {
        /// How long a level is held. 3 weeks: Daniels.
        hold: Days = weeks(3),
        /// The greatest rise for each run of the week. 1 mile: Daniels.
        per_run: Distance = Distance::MILE,
        /// The greatest rise. 16 km: Daniels's ten miles.
        max_rise: Distance = km(16.0),
    }
    name: "hold-before-raise",
    group: Progression,
    level: off Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for HoldBeforeRaise {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let weeks = cx.weeks();
        let Some(mut level) = weeks.first().map(|w| w.training()) else { return };
        let mut since = 0;
        for (place, week) in weeks.iter().enumerate().take(cx.weeks_to_race()).skip(1) {
            let held = i32::try_from(place - since).unwrap_or(i32::MAX);
            let rise = week.training() - level;
            if week.training() <= level * 1.05 {
                continue;
            }
            let limit = (self.per_run * f64::from(week.runs)).min(self.max_rise);
            let Some(head) = cx.plan.weeks.get(place) else { continue };
            let message = if held.saturating_mul(7) < self.hold.0 {
                format!("{} rises again after {}", cx.week_name(place), count(held, "week"))
            } else if rise > limit {
                format!("{} rises by {}", cx.week_name(place), cx.distance(rise))
            } else {
                level = week.training();
                since = place;
                continue;
            };
            acc.push(Finding::week(place, head.span, message).help(format!(
                "hold a level for {}, then rise by {} at most",
                self.hold,
                cx.distance(limit)
            )));
            level = week.training();
            since = place;
        }
    }
}
