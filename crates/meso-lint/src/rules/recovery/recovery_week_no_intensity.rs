//! A recovery week without any fast running.

use crate::prelude::*;

declare_rule! {
    /// A week declared `recovery` without quality, though the weeks before had some.
    ///
    /// Quality is hard work or work at marathon pace. Weeks after a marathon are left out.
    ///
    /// ## Why it matters
    /// What tires is the amount; what keeps the form is the pace. A little fast running in a lighter week holds the
    /// rhythm and costs next to nothing.
    ///
    /// ## Evidence
    /// Grade C. "While maintaining some intensity", say the recovery guides; research on the taper found the same
    /// (Bosquet 2007: volume down, intensity kept).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   sun 16km E
    /// week 2 recovery
    ///   tue 8km E
    ///   sun 10km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   sun 16km E
    /// week 2 recovery
    ///   tue 2km E + 3km T + 2km E
    ///   sun 10km E
    /// ```
    pub struct RecoveryWeekNoIntensity {}
    name: "recovery-week-no-intensity",
    group: Recovery,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for RecoveryWeekNoIntensity {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let weeks = cx.weeks();
        for (place, this) in weeks.iter().enumerate() {
            let had_some = weeks.iter().take(place).rev().take(3).any(|w| w.quality > 0);
            if !this.recovery
                || !this.complete
                || this.quality > 0
                || !had_some
                || cx.is_after_marathon(place)
            {
                continue;
            }
            let Some(week) = cx.plan.weeks.get(place) else { continue };
            acc.push(
                Finding::week(
                    place,
                    week.span,
                    format!("{} has no fast running, though the weeks before had some", cx.week_name(place)),
                )
                .help("keep a short, easy form of it, like `2km E + 10min T + 2km E`: less is what recovers, not slower"),
            );
        }
    }
}
