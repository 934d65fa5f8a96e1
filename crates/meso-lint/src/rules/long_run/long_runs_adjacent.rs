//! Long runs on neighbouring days.

use crate::prelude::*;

declare_rule! {
    /// Two long runs on neighbouring days.
    ///
    /// Silent when the goal is an ultra, where it is a common way to train.
    ///
    /// ## Why it matters
    /// The second one is run on empty stores. Ultra runners want that; for a marathon it costs more than it brings.
    ///
    /// ## Evidence
    /// Grade D. Canon of ultra running.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sat long 20km E
    ///   sun long 22km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sat 10km E
    ///   sun long 22km E
    /// ```
    pub struct LongRunsAdjacent {}
    name: "long-runs-adjacent",
    group: LongRun,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
    profiles: { ultra => Off },
}

impl Rule for LongRunsAdjacent {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        if cx.is_ultra() {
            return;
        }
        for pair in cx.days().windows(2) {
            let [first, second] = pair else { continue };
            let (Some(before), Some(after)) =
                (first.long.and_then(|p| cx.session(p)), second.long.and_then(|p| cx.session(p)))
            else {
                continue;
            };
            acc.push(
                Finding::session(after, format!("{} is the second long run in two days", cx.say(after)))
                    .related(before.text, "the first")
                    .help("leave some days between long runs, unless an ultra is the goal: then `profile ultra` says so"),
            );
        }
    }
}
