//! A taper that leaves hardly any running.

use super::taper_missing::Taper;
use crate::prelude::*;

declare_rule! {
    /// A taper that cuts more than three quarters.
    ///
    /// ## Why it matters
    /// Beyond a certain cut the legs go stale: less is not always more.
    ///
    /// ## Evidence
    /// Grade B. Effects shrink when more than 60 % is cut (Bosquet 2007); the deepest published plans cut 65 %.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 10km E
    ///   thu 12km E
    ///   sun 16km E
    /// weeks 2-5 like 1
    /// week 6
    ///   thu 8km E
    /// week 7
    ///   tue 4km E
    ///   sun race half-marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 10km E
    ///   thu 12km E
    ///   sun 16km E
    /// weeks 2-5 like 1
    /// week 6 like 1 volume 75%
    /// week 7
    ///   tue 8km E
    ///   thu 5km E
    ///   sun race half-marathon
    /// ```
    pub struct TaperTooDeep {
        /// The greatest cut. 75 %: well beyond the 60 % that are best proven.
        max_cut: Percent = percent(75.0),
    }
    name: "taper-too-deep",
    group: Race,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for TaperTooDeep {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(taper) = Taper::of(cx) else { return };
        let Some(week) = taper.weeks.first().copied().filter(|_| taper.cut > self.max_cut.share()) else {
            return;
        };
        let Some(head) = cx.plan.weeks.get(week) else { return };
        acc.push(
            Finding::week(week, head.span, format!("the taper cuts {} of the biggest weeks", in_percent(taper.cut)))
                .related(taper.race.span, "the race")
                .help("40 to 60 % less is the best-proven taper; keep some short runs and a little of the race pace"),
        );
    }
}
