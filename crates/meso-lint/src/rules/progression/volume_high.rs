//! Very big weeks.

use crate::prelude::*;

declare_rule! {
    /// A week of more than 64 km.
    ///
    /// Off unless asked for; one finding for a stretch of weeks.
    ///
    /// ## Why it matters
    /// More running is more load, and at some point more injury; where that point lies differs from runner to runner.
    ///
    /// ## Evidence
    /// Grade C, conflicting: over 64 km a week went with injuries in men, and with fewer of the knee (van Gent 2007,
    /// review).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 20km E
    ///   thu 20km E
    ///   sun 28km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 15km E
    ///   thu 15km E
    ///   sun 28km E
    /// ```
    pub struct VolumeHigh {
        /// The greatest week. 64 km: 40 miles in van Gent 2007.
        max: Distance = km(64.0),
    }
    name: "volume-high",
    group: Progression,
    level: off Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for VolumeHigh {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let mut within = false;
        for (place, week) in cx.weeks().iter().enumerate() {
            let over = week.training() > self.max;
            if over
                && !within
                && let Some(head) = cx.plan.weeks.get(place)
            {
                let length = cx.weeks().iter().skip(place).take_while(|w| w.training() > self.max).count();
                acc.push(
                    Finding::week(
                        place,
                        head.span,
                        format!(
                            "{} of more than {}, beginning with {}",
                            count(i32::try_from(length).unwrap_or(i32::MAX), "week"),
                            cx.distance(self.max),
                            cx.distance(week.training())
                        ),
                    )
                    .help("much running is fine for those who grew into it slowly; watch the small aches"),
                );
            }
            within = over;
        }
    }
}
