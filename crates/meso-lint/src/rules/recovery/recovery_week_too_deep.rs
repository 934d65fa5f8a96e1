//! A recovery week that leaves hardly anything.

use super::recovery_week_too_shallow::cuts;
use crate::prelude::*;

declare_rule! {
    /// A week declared `recovery` that cuts more than half.
    ///
    /// Weeks after a marathon and race weeks are left out.
    ///
    /// ## Why it matters
    /// A step back keeps the habit and the speed of the legs. A week of next to nothing is a break, and the week after it
    /// is a jump.
    ///
    /// ## Evidence
    /// Grade D. The canon's cut is 20 to 30 %; a quarter of published recovery weeks cut more than 30 %, so this is never
    /// more than an info.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// week 2 recovery
    ///   sun 10km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// week 2 recovery
    ///   tue 8km E
    ///   thu 8km E
    ///   sun 11km E
    /// ```
    pub struct RecoveryWeekTooDeep {
        /// The greatest cut. 50 %: beyond every published reading of the canon's 20 to 30 %.
        max_cut: Percent = percent(50.0),
    }
    name: "recovery-week-too-deep",
    group: Recovery,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RecoveryWeekTooDeep {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for cut in cuts(cx) {
            let Some(week) = cx.plan.weeks.get(cut.week) else { continue };
            if cut.share <= self.max_cut.share() || cx.weeks().get(cut.week).is_some_and(|w| w.race) {
                continue;
            }
            acc.push(
                Finding::week(
                    cut.week,
                    week.span,
                    format!(
                        "{} cuts {} of the weeks before: {} against {}",
                        cx.week_name(cut.week),
                        in_percent(cut.share),
                        cx.distance(cut.distance),
                        cx.distance(cut.mean),
                    ),
                )
                .help("20 to 30 % less is enough to recover without losing the rhythm"),
            );
        }
    }
}
