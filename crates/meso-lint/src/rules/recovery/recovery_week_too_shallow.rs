//! A recovery week that hardly recovers.

use crate::prelude::*;
use crate::remedy::make_recovery_week;
use meso_core::diagnostic::Fix;

declare_rule! {
    /// A week declared `recovery` that cuts too little.
    ///
    /// Its distance is held against the mean of the three weeks before it (recovery weeks left out): a cut under 15 % is a
    /// warning, under 20 % an info.
    ///
    /// ## Why it matters
    /// A recovery week is there to let the body catch up with the weeks before. With nearly the same load it is one more
    /// week of them.
    ///
    /// ## Evidence
    /// Grade D. "A deliberate reduction in training volume, typically 20 to 30 %" is coaching canon; the median cut of
    /// published recovery weeks is 20 %. `strict` warns under 20 %.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// week 2 recovery
    ///   tue 10km E
    ///   thu 9km E
    ///   sun 14km E
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// week 2 recovery like 1 volume 75%
    /// ```
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
    ///
    /// ## Fix
    /// Unsafe: writes the week as the week before, at three quarters of the mean.
    pub struct RecoveryWeekTooShallow {
        /// The least cut. 15 %: midway between the canon and no cut.
        min_cut: Percent = percent(15.0),
        /// A cut that is worth no word. 20 %: the lower end of the canon, and the median of published plans.
        quiet_cut: Percent = percent(20.0),
    }
    name: "recovery-week-too-shallow",
    group: Recovery,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: D,
    profiles: { strict => Keep { min_cut = "20 %" } },
}

impl Rule for RecoveryWeekTooShallow {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for cut in cuts(cx) {
            if cut.share >= self.quiet_cut.share().max(self.min_cut.share()) {
                continue;
            }
            let severity = if cut.share < self.min_cut.share() { Severity::Warning } else { Severity::Info };
            let Some(week) = cx.plan.weeks.get(cut.week).filter(|_| acc.hears(severity)) else { continue };
            let change = if cut.share <= 0.005 {
                "no less".to_owned()
            } else {
                format!("only {} less", in_percent(cut.share))
            };
            let message = format!(
                "{} is declared a recovery week and has {change} than the weeks before: {} against {}",
                cx.week_name(cut.week),
                cx.distance(cut.distance),
                cx.distance(cut.mean),
            );
            acc.push(
                Finding::week(cut.week, week.span, message)
                    .severity(severity)
                    .help(format!(
                        "bring it down to about {}: a recovery week has 20 to 30 % less",
                        cx.distance(cut.mean * 0.75)
                    ))
                    .fix(deeper(cx, &cut)),
            );
        }
    }
}

/// The week before at three quarters of the mean.
fn deeper(cx: &Cx<'_>, cut: &Cut) -> Option<Fix> {
    let before = cut.week.checked_sub(1).and_then(|w| cx.weeks().get(w)).map(|w| w.distance)?;
    let share = 0.75 * cut.mean.to_km() / before.to_km();
    if (0.4..=1.0).contains(&share) { make_recovery_week(cx, cut.week, share) } else { None }
}

/// How much a recovery week cuts.
pub(crate) struct Cut {
    /// An index into the plan's weeks.
    pub(crate) week: usize,
    /// Its distance.
    pub(crate) distance: Distance,
    /// The mean distance of the weeks before.
    pub(crate) mean: Distance,
    /// What is cut, as a share of the mean; negative if it is more.
    pub(crate) share: f64,
}

/// The cuts of all declared recovery weeks against the mean of the three weeks before that are none themselves. Weeks
/// after a marathon are left out: what is right there, the rules about marathons say. So are weeks that cannot be read.
pub(crate) fn cuts(cx: &Cx<'_>) -> Vec<Cut> {
    let weeks = cx.weeks();
    let mut cuts = Vec::new();
    for (place, this) in weeks.iter().enumerate() {
        if !this.recovery
            || !this.complete
            || this.goal_race
            || (cx.is_after_marathon(place) && after_own_marathon(cx, place))
        {
            continue;
        }
        let before: Vec<&WeekFacts> =
            weeks.iter().take(place).rev().filter(|w| !w.recovery).take(3).collect();
        if before.is_empty() || before.iter().any(|w| !w.complete) {
            continue;
        }
        let mean = before.iter().map(|w| w.distance).sum::<Distance>()
            * (1.0 / f64::from(u32::try_from(before.len()).unwrap_or(1)));
        if mean.is_zero() {
            continue;
        }
        // Not `1 - this / mean`: 8 km of 40 km are 20 %, not a hair less.
        let share = (mean - this.distance).to_km() / mean.to_km();
        cuts.push(Cut { week: place, distance: this.distance, mean, share });
    }
    cuts
}

/// Does the marathon that a week follows lie in the plan? One before the plan says nothing about the weeks in between.
fn after_own_marathon(cx: &Cx<'_>, week: usize) -> bool {
    cx.plan
        .weeks
        .get(week)
        .and_then(|w| cx.marathon_before(w.first_day))
        .is_some_and(|(race, _)| race.session.is_some())
}
