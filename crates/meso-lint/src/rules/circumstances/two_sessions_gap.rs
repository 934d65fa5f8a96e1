//! Two runs of a day close together.

use crate::prelude::*;
use meso_core::syntax::ast::When;

declare_rule! {
    /// Two runs on one day with less than four hours between them.
    ///
    /// From the end of the first to the start of the second, where the plan gives both times of day (`06:30`).
    ///
    /// ## Why it matters
    /// Two runs close together are one long run with a pause. Some hours between, and a meal, make them two.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 07:00 8km E
    ///   tue 10:00 6km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 07:00 8km E
    ///   tue 17:30 6km E
    /// ```
    pub struct TwoSessionsGap {
        /// The least time between. 4 h: canon.
        min: Duration = hours(4.0),
    }
    name: "two-sessions-gap",
    group: Circumstances,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for TwoSessionsGap {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.plan.days {
            let mut timed: Vec<(u16, &Session)> = day
                .sessions(cx.plan)
                .filter(|s| is_running(s))
                .filter_map(|s| match s.when {
                    Some(When::At(minute)) => Some((minute, s)),
                    _ => None,
                })
                .collect();
            timed.sort_by_key(|(minute, _)| *minute);
            for pair in timed.windows(2) {
                let [(a, first), (b, second)] = pair else { continue };
                let gap = f64::from(*b) - f64::from(*a) - first.duration.middle().to_min();
                if gap >= self.min.to_min() {
                    continue;
                }
                acc.push(
                    Finding::session(
                        second,
                        format!(
                            "{} begins {} after the end of the run before",
                            cx.say(second),
                            minutes(gap.max(0.0))
                        ),
                    )
                    .related(first.text, "the run before")
                    .help(format!("leave {} between two runs, and eat in between", self.min)),
                );
            }
        }
    }
}
