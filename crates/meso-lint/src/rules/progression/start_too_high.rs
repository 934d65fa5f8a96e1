//! A plan that starts above what its runner does.

use crate::prelude::*;
use meso_core::plan::Volume;

declare_rule! {
    /// A first week bigger than what the athlete runs now.
    ///
    /// More than 110 % of her stated `volume`.
    ///
    /// ## Why it matters
    /// The first week of a plan is a jump like any other if the weeks before it were smaller.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon. A plan cannot show it unless it says what was run before.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Example"
    /// athlete
    ///   volume 30km
    /// week 1
    ///   tue 12km E
    ///   thu 12km E
    ///   sun 16km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Example"
    /// athlete
    ///   volume 30km
    /// week 1
    ///   tue 8km E
    ///   thu 8km E
    ///   sun 14km E
    /// ```
    pub struct StartTooHigh {
        /// The first week, as a share of the stated volume. 110 %: canon.
        max: Percent = percent(110.0),
    }
    name: "start-too-high",
    group: Progression,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for StartTooHigh {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let (Some((volume, span)), Some(week), Some(facts)) =
            (cx.plan.athlete.volume, cx.plan.weeks.first(), cx.weeks().first())
        else {
            return;
        };
        let (share, first, stated) = match volume {
            Volume::Distance(range) => (
                facts.training().to_km() / range.high.to_km(),
                cx.distance(facts.training()),
                cx.distance(range.high),
            ),
            Volume::Time(range) => (
                facts.duration.to_min() / range.high.to_min(),
                facts.duration.to_string(),
                range.high.to_string(),
            ),
        };
        if !share.is_finite() || share <= self.max.share() {
            return;
        }
        acc.push(
            Finding::week(
                0,
                week.span,
                format!(
                    "the first week has {first}, {} more than the {stated} run until now",
                    in_percent(share - 1.0)
                ),
            )
            .related(span, "the weekly volume before the plan")
            .help("start at what is run now, and let the weeks grow from there"),
        );
    }
}
