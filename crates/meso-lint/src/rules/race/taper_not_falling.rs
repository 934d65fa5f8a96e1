//! A taper week bigger than the one before.

use super::taper_missing::Taper;
use crate::prelude::*;

declare_rule! {
    /// A week of the taper with more running than the one before it.
    ///
    /// The goal race is not counted.
    ///
    /// ## Why it matters
    /// A taper that goes up again takes back the rest it gave.
    ///
    /// ## Evidence
    /// Grade B. Strict tapers, falling week by week, were worth more than relaxed ones in 158 000 marathons (Smyth and
    /// Lawlor 2021).
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
    ///   tue 6km E
    ///   sun 8km E
    /// week 7
    ///   tue 10km E
    ///   thu 8km E
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
    /// week 6
    ///   tue 8km E
    ///   thu 6km E
    ///   sun 12km E
    /// week 7
    ///   tue 8km E
    ///   thu 5km E
    ///   sun race half-marathon
    /// ```
    pub struct TaperNotFalling {
        /// A rise that is worth no word. 5 %: rounding.
        tolerance: Percent = percent(5.0),
    }
    name: "taper-not-falling",
    group: Race,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for TaperNotFalling {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(taper) = Taper::of(cx) else { return };
        for place in &taper.weeks {
            let Some(before) = place.checked_sub(1).and_then(|w| cx.weeks().get(w)) else { continue };
            let (Some(this), Some(head)) = (cx.weeks().get(*place), cx.plan.weeks.get(*place)) else {
                continue;
            };
            if !before.complete || this.training() <= before.training() * (1.0 + self.tolerance.share()) {
                continue;
            }
            acc.push(
                Finding::week(
                    *place,
                    head.span,
                    format!(
                        "{} is in the taper and has more than the week before: {} after {}",
                        cx.week_name(*place),
                        cx.distance(this.training()),
                        cx.distance(before.training()),
                    ),
                )
                .related(taper.race.span, "the race")
                .help("let every week of the taper be smaller than the one before"),
            );
        }
    }
}
