//! A plan that ends without the race it leads to.

use crate::prelude::*;

declare_rule! {
    /// A plan with a goal that has no such race in it.
    ///
    /// Silent when a line could not be read, since that may be the race, and when the race's date lies in a week that
    /// `weeks` promises and that is not written yet. A template without dates that ends before its race
    /// is an info: many plans are printed so, and the race is taken to be on the day after the last.
    ///
    /// ## Why it matters
    /// Taper, last long run and recovery are counted from the race. Without it nothing can be said of any of them.
    ///
    /// ## Evidence
    /// Grade D: no physiology. Six of 58 published plans end before their race.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "10k"
    ///   goal 10km
    ///   start 2027-01-04
    /// week 1
    ///   tue 8km E
    ///   sun 12km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   tue 8km E
    ///   sun race 10km
    /// ```
    pub struct GoalRaceMissing {}
    name: "goal-race-missing",
    group: Consistency,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for GoalRaceMissing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for goal in cx.plan.goal.iter().chain(&cx.plan.other_goals) {
            let there = cx.races().iter().any(|race| {
                race.session.is_some()
                    && ((race.goal && Some(race.day) == goal.day)
                        || (race.distance.to_km() / goal.distance.to_km() - 1.0).abs() < 0.02)
            });
            let unreadable =
                cx.days().iter().any(|d| !d.known) || cx.plan.weeks.iter().any(|w| w.written && !w.complete);
            // Of the goal that the plan is built for, the text itself has said so.
            let before = |date| cx.plan.index_of(date).is_some_and(|day| day.0 < 0);
            let others = cx.plan.goal.as_ref().is_some_and(|main| main.span != goal.span);
            let yet_to_come = goal.day.is_none() && goal.date.is_some_and(|date| !(others && before(date)));
            if there || unreadable || yet_to_come || cx.plan.weeks.is_empty() {
                continue;
            }
            let distance = cx.distance(goal.distance);
            let help = match goal.day.and_then(|day| cx.plan.day(day)) {
                Some(day) => format!(
                    "write it on {} of {}, like `race {}`",
                    cx.day_name(day.index),
                    cx.week_name(day.week),
                    distance.replace(' ', "")
                ),
                None => format!(
                    "write it on its day, like `race {}`, in a week of its own if need be",
                    distance.replace(' ', "")
                ),
            };
            acc.push(
                Finding::new(goal.span, format!("the plan leads to {distance} and has no such race"))
                    .help(help),
            );
        }
    }
}
