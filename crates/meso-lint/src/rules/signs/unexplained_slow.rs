//! Slower than usual at the same effort.

use crate::prelude::*;
use crate::signs::{self, Showing, Sign, Slow, paces_at_like_effort, slow_times};

declare_rule! {
    /// Slower than usual at the same effort.
    ///
    /// Three runs in a row more than 3 % slower than the median of the runs at like effort in the 28 days before, of which
    /// there have to be five. Like effort is a mean heart rate within 5 beats, or, where none was measured, a perceived
    /// effort within one point. Hard sessions are left out, and so are runs whose slowness has an explanation in the log:
    /// hills, trails, wind, heat from 20 °C, altitude, illness.
    ///
    /// ## Why it matters
    /// The same heart rate used to be worth a better pace. Something is in the way: fatigue, an illness, too little iron.
    ///
    /// ## Evidence
    /// Grade C. "Unexplained slow times": one of five signs that a recovery week is due, in advice for runners. The 3 % are
    /// a convention of this rule.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-04
    ///   done 8km in 46:00 hr 140
    /// log 2027-01-05
    ///   done 8km in 46:10 hr 141
    /// log 2027-01-06
    ///   done 8km in 45:50 hr 140
    /// log 2027-01-07
    ///   done 8km in 46:00 hr 139
    /// log 2027-01-08
    ///   done 8km in 46:00 hr 140
    /// log 2027-01-10
    ///   done 8km in 48:10 hr 140
    /// log 2027-01-11
    ///   done 8km in 48:30 hr 141
    /// log 2027-01-13
    ///   done 8km in 48:20 hr 140
    /// ```
    /// A hot day explains itself:
    /// ```meso,passes
    /// log 2027-01-04
    ///   done 8km in 46:00 hr 140
    /// log 2027-01-05
    ///   done 8km in 46:10 hr 141
    /// log 2027-01-06
    ///   done 8km in 45:50 hr 140
    /// log 2027-01-07
    ///   done 8km in 46:00 hr 139
    /// log 2027-01-08
    ///   done 8km in 46:00 hr 140
    /// log 2027-01-10
    ///   done 8km in 48:10 hr 140
    /// log 2027-01-11
    ///   done 8km in 48:30 hr 141; weather 27C
    /// log 2027-01-13
    ///   done 8km in 46:10 hr 140
    /// ```
    pub struct UnexplainedSlow {
        /// Slower than the median by more than this. 3 %: a convention of this rule.
        by: Percent = percent(3.0),
        /// Runs in a row.
        runs: u32 = 3,
        /// Runs at like effort that make a median. 5: a convention of this rule.
        baseline: u32 = 5,
    }
    name: "unexplained-slow",
    group: Signs,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for UnexplainedSlow {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (last, count) in self.slow(cx) {
            let Some(day) = cx.diary().day(last.day) else { continue };
            acc.push(
                day.finding(
                    last.span,
                    format!("{count} runs in a row were {} % slower than usual at the same effort", tenths(last.by * 100.0)),
                )
                .help("rest more and look for a reason: sleep, stress, an illness on its way, iron; note heat or hills if they were it"),
            );
        }
    }

    fn signs(&self, cx: &Cx<'_>) -> Vec<Showing> {
        let slow = self.slow(cx).into_iter();
        slow.map(|(last, _)| signs::of_run(Sign::SlowTimes, last.day, last.span)).collect()
    }
}

impl UnexplainedSlow {
    /// The last of each row of slow runs, and how many there are.
    fn slow(&self, cx: &Cx<'_>) -> Vec<(Slow, usize)> {
        let size = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let runs = paces_at_like_effort(cx, size(self.baseline));
        slow_times(&runs, self.by.share(), size(self.runs))
    }
}
