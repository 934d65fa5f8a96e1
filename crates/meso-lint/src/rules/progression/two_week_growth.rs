//! Fast growth over two weeks.

use crate::prelude::*;

declare_rule! {
    /// A week more than 30 % bigger than the week two weeks before.
    ///
    /// Weeks that are compared with a recovery week are left out, and so is growth of 5 km or less.
    ///
    /// ## Why it matters
    /// Growth that never pauses adds up: two steps of 15 % are a third in a fortnight.
    ///
    /// ## Evidence
    /// Grade C. Nielsen 2014 looked at two weeks; 60 % of published plans cross 30 %, so this informs and no more.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   sun 15km E
    /// week 2
    ///   tue 12km E
    ///   sun 17km E
    /// week 3
    ///   tue 15km E
    ///   sun 19km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 10km E
    ///   sun 15km E
    /// week 2
    ///   tue 11km E
    ///   sun 16km E
    /// week 3
    ///   tue 12km E
    ///   sun 17km E
    /// ```
    pub struct TwoWeekGrowth {
        /// How much more than two weeks before is worth no word. 30 %: Nielsen 2014.
        max_increase: Percent = percent(30.0),
        /// An increase that is always fine. 5 km, as in `weekly-volume-jump`.
        floor: Distance = km(5.0),
    }
    name: "two-week-growth",
    group: Progression,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for TwoWeekGrowth {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (place, three) in cx.weeks().windows(3).enumerate() {
            let [before, _, this] = three else { continue };
            let more = this.training() - before.distance;
            if before.recovery || !before.complete || before.distance.is_zero() || more <= self.floor {
                continue;
            }
            let increase = more.to_km() / before.distance.to_km();
            let (Some(head), Some(old)) = (cx.plan.weeks.get(place + 2), cx.plan.weeks.get(place)) else {
                continue;
            };
            if increase > self.max_increase.share() {
                acc.push(
                    Finding::week(
                        place + 2,
                        head.span,
                        format!(
                            "{} has {} more than two weeks before",
                            cx.week_name(place + 2),
                            in_percent(increase)
                        ),
                    )
                    .related(
                        old.span,
                        format!(
                            "{} then, {} now",
                            cx.distance(before.distance),
                            cx.distance(this.training())
                        ),
                    )
                    .help("hold a level for a week or two before the next step"),
                );
            }
        }
    }
}
