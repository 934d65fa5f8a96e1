//! A taper without any fast running.

use super::taper_missing::Taper;
use crate::prelude::*;

declare_rule! {
    /// A taper without quality in a plan that has quality.
    ///
    /// ## Why it matters
    /// The taper cuts how much, not how fast. A little race pace keeps the legs awake.
    ///
    /// ## Evidence
    /// Grade A. Tapers that keep intensity help (effect size 0.33), those that lower it do not (Bosquet 2007; Mujika and
    /// Padilla 2003).
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 2km E + 20min T + 2km E
    ///   thu 12km E
    ///   sun 16km E
    /// weeks 2-5 like 1
    /// week 6
    ///   tue 6km E
    ///   thu 8km E
    ///   sun 12km E
    /// week 7
    ///   tue 8km E
    ///   thu 5km E
    ///   sun race half-marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 2km E + 20min T + 2km E
    ///   thu 12km E
    ///   sun 16km E
    /// weeks 2-5 like 1
    /// week 6
    ///   tue 2km E + 10min T + 2km E
    ///   thu 8km E
    ///   sun 12km E
    /// week 7
    ///   tue 8km E
    ///   thu 5km E
    ///   sun race half-marathon
    /// ```
    pub struct TaperNoIntensity {}
    name: "taper-no-intensity",
    group: Race,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: A,
}

impl Rule for TaperNoIntensity {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(taper) = Taper::of(cx) else { return };
        let mut days = taper.days(cx).peekable();
        let Some(start) = days.peek().copied() else { return };
        let before = cx.days().iter().any(|d| d.index < start && d.quality.is_some() && d.race.is_none());
        let during = days.filter_map(|day| cx.day(day)).any(|d| d.quality.is_some());
        let Some(place) = taper.weeks.first().copied() else { return };
        let Some(head) = cx.plan.weeks.get(place).filter(|_| before && !during) else { return };
        acc.push(
            Finding::week(place, head.span, "the taper has no fast running, though the plan had some before")
                .related(taper.race.span, "the race")
                .help("keep a short session at race pace or faster, like half of a usual one: run less, not slower"),
        );
    }
}
