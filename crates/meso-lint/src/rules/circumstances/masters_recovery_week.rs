//! Recovery weeks for runners of fifty and older.

use super::masters_spacing::is_masters;
use crate::prelude::*;
use crate::rules::recovery::recovery_week_missing::RecoveryWeekMissing;

declare_rule! {
    /// More than four weeks without a step back, for a runner of fifty or older.
    ///
    /// What a step back is, `recovery-week-missing` says; that rule speaks after six weeks.
    ///
    /// ## Why it matters
    /// Where each session takes longer to mend, weeks of them do as well.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon.
    ///
    /// ## Example
    /// ```meso,fails,masters
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// weeks 2-8 like 1
    /// ```
    /// Use instead:
    /// ```meso,passes,masters
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// weeks 2-3 like 1
    /// week 4 recovery like 1 volume 75%
    /// weeks 5-7 like 1
    /// week 8 recovery like 1 volume 75%
    /// ```
    pub struct MastersRecoveryWeek {
        /// Weeks without a step back that are still fine. 4: canon.
        max_weeks: u32 = 4,
        /// The age from which it holds. 50: where masters research usually begins.
        age: u32 = 50,
    }
    name: "masters-recovery-week",
    group: Circumstances,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for MastersRecoveryWeek {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let until = cx.weeks_to_race();
        if !is_masters(cx, self.age) || until < 8 || !cx.is_substantial() {
            return;
        }
        let rule = RecoveryWeekMissing::default();
        let mut without = 0;
        for place in 0..until {
            without = if rule.steps_back(cx, place) { 0 } else { without + 1 };
            if without == self.max_weeks.saturating_add(1)
                && let Some(head) = cx.plan.weeks.get(place)
            {
                acc.push(
                    Finding::week(
                        place,
                        head.span,
                        format!("{without} weeks without a step back, up to {}", cx.week_name(place)),
                    )
                    .help("from fifty on, make every fourth week a recovery week"),
                );
            }
        }
    }
}
