//! More sessions in a week than it has days.

use crate::prelude::*;

declare_rule! {
    /// More runs on free days (`any`) than the week has days.
    ///
    /// Runs with a time of day (`am`, `pm`) are second runs on purpose and not counted.
    ///
    /// ## Why it matters
    /// A list of eight runs for a week is usually a slip: a week that was copied together, or a line too many.
    ///
    /// ## Evidence
    /// Grade D: no physiology. Found in published plans.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   any 8km E
    ///   any 8km E
    ///   any 8km E
    ///   any 8km E
    ///   any 8km E
    ///   any 8km E
    ///   any 8km E
    ///   any 16km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   any 8km E
    ///   any 8km E
    ///   any 16km E
    /// ```
    pub struct WeekLength {}
    name: "week-length",
    group: Consistency,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for WeekLength {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (place, week) in cx.plan.weeks.iter().enumerate() {
            let runs = || cx.plan.sessions_of(place).filter(|s| is_running(s) && s.when.is_none());
            let count = runs().count();
            if count <= 7 || !runs().any(|s| s.placed) {
                continue;
            }
            acc.push(
                Finding::week(
                    place,
                    week.span,
                    format!("{} has {count} runs for seven days", cx.week_name(place)),
                )
                .help("take one out, or say which are second runs of a day with `am` and `pm`"),
            );
        }
    }
}
