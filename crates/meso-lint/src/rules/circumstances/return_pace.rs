//! Paces from before a break.

use crate::prelude::*;
use meso_core::physiology::layoff::vdot_kept;
use meso_core::plan::PaceBasis;

declare_rule! {
    /// Training paces that come from a race before a break of six or more days.
    ///
    /// Says how much of VDOT is left, by Daniels's table. Only when nothing faster stands after the break.
    ///
    /// ## Why it matters
    /// The paces of a race run before the break are those of a fitter runner.
    ///
    /// ## Evidence
    /// Grade D. Daniels: 0.6 % of VDOT after a week, 2.7 % after two, 7 % after four, 20 % after ten; about half of that
    /// with cross-training of the legs.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Back again"
    ///   start 2027-01-04
    /// athlete
    ///   recent 10km in 44:00 on 2026-10-04
    /// history
    ///   2026-12-07 injury 28 days "calf"
    /// week 1
    ///   wed 5km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Back again"
    ///   start 2027-01-04
    /// athlete
    ///   recent 10km in 44:00 on 2026-12-06
    /// history
    ///   2026-12-31 sick 3 days
    /// week 1
    ///   wed 5km E
    /// ```
    pub struct ReturnPace {
        /// Days off from which it holds. 6: Daniels.
        from: Days = days(6),
    }
    name: "return-pace",
    group: Circumstances,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for ReturnPace {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        if !matches!(cx.plan.paces.basis, PaceBasis::Race(..)) {
            return;
        }
        let newest = cx.past().iter().filter(|p| p.race).map(|p| p.day).max();
        for off in cx.breaks().iter().filter(|off| off.days >= self.from.0) {
            if newest.is_none_or(|day| day >= off.first) {
                continue;
            }
            let days = u32::try_from(off.days).unwrap_or(0);
            let (without, with) = (vdot_kept(days, false), vdot_kept(days, true));
            let vdot = cx.plan.paces.vdot;
            acc.push(
                Finding::new(
                    off.span,
                    format!(
                        "after {} off about {} of VDOT {vdot:.0} is left, {} with cross-training",
                        count(off.days, "day"),
                        in_percent(without),
                        in_percent(with)
                    ),
                )
                .help(format!(
                    "take the paces of VDOT {:.0} until a race or a test shows better: `vdot {:.0}` under `athlete`",
                    vdot * without,
                    vdot * without
                )),
            );
        }
    }
}
