//! Easy runs that do not feel easy.

use crate::prelude::*;
use crate::signs::{self, Felt, Showing, Sign, easy_runs, hard_easy_runs};
use crate::trends::spells;

declare_rule! {
    /// Easy runs that do not feel easy.
    ///
    /// Of the last four easy runs (of three weeks) three at a perceived effort of 5 or more, at the usual pace or heart
    /// rate. Easy is what the plan calls so, long runs left out; runs that were faster than easy pace are left out too.
    ///
    /// ## Why it matters
    /// The same run at the same pace that feels harder from time to time is the oldest sign of a load that is not digested,
    /// and needs no watch.
    ///
    /// ## Evidence
    /// Grade C. "Easy runs consistently feel harder than they should": one of five signs that a recovery week is due, in
    /// advice for runners. How it feels follows load more closely than most measurements.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 8km E
    ///   wed 6km E
    ///   fri 8km E
    ///   sat 6km E
    /// log 2027-01-05
    ///   done 8km in 46:00 rpe 3
    /// log 2027-01-06
    ///   done 6km in 34:40 rpe 5
    /// log 2027-01-08
    ///   done 8km in 46:20 rpe 6
    /// log 2027-01-09
    ///   done 6km in 34:50 rpe 5
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 8km E
    ///   wed 6km E
    ///   fri 8km E
    ///   sat 6km E
    /// log 2027-01-05
    ///   done 8km in 46:00 rpe 3
    /// log 2027-01-06
    ///   done 6km in 34:40 rpe 5
    /// log 2027-01-08
    ///   done 8km in 46:20 rpe 3
    /// log 2027-01-09
    ///   done 6km in 34:50 rpe 4
    /// ```
    pub struct EasyRunsFeelHard {
        /// Perceived effort (CR10) that is not easy any more: 5 is "hard".
        effort: f64 = 5.0,
        /// So many of the last ones.
        count: u32 = 3,
        /// The last so many easy runs.
        of: u32 = 4,
    }
    name: "easy-runs-feel-hard",
    group: Signs,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for EasyRunsFeelHard {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let size = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let runs = easy_runs(cx);
        let hard = self.hard(&runs);
        for spell in spells(hard.iter().map(|(_, day)| *day), 10) {
            let Some((place, _)) = hard.iter().rev().find(|(_, day)| day == spell.end()) else { continue };
            let (Some(run), Some(day)) = (runs.get(*place), cx.diary().day(*spell.end())) else { continue };
            let recent = runs.get((place + 1).saturating_sub(size(self.of))..=*place).unwrap_or(&[]);
            let count = recent.iter().filter(|run| run.rpe >= self.effort).count();
            let mut finding = day
                .finding(
                    run.span,
                    format!(
                        "{count} of the last {} easy runs felt like {} or more of 10, at the usual pace",
                        recent.len(),
                        tenths(self.effort)
                    ),
                )
                .help("take some days easier and shorter, and sleep: easy runs should feel like 2 to 4");
            for earlier in recent.iter().filter(|other| other.rpe >= self.effort && other.span != run.span) {
                finding = finding.related(earlier.span, format!("felt like {}", tenths(earlier.rpe)));
            }
            acc.push(finding);
        }
    }

    fn signs(&self, cx: &Cx<'_>) -> Vec<Showing> {
        let runs = easy_runs(cx);
        self.hard(&runs)
            .into_iter()
            .filter_map(|(place, day)| Some(signs::of_run(Sign::HardEasyRuns, day, runs.get(place)?.span)))
            .collect()
    }
}

impl EasyRunsFeelHard {
    /// The runs at which too many of the last ones felt hard, with their days.
    fn hard(&self, runs: &[Felt]) -> Vec<(usize, i32)> {
        let size = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        hard_easy_runs(runs, self.effort, size(self.count), size(self.of))
    }
}
