//! A goal time out of reach of the recent races.

use crate::prelude::*;
use meso_core::physiology;

declare_rule! {
    /// A goal time much faster than a recent race predicts.
    ///
    /// The prediction is the equal performance by VDOT of the athlete's best recent race. More than 8 % faster is a
    /// warning, more than 4 % an info.
    ///
    /// ## Why it matters
    /// Training paces follow the goal. A goal out of reach makes every fast session too fast, and the race a long walk.
    ///
    /// ## Evidence
    /// Grade B. Predictions from shorter races are too fast already: for half of 2303 runners by ten minutes and more in
    /// the marathon (Vickers and Vertosick 2016).
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Sub 3"
    ///   goal marathon in 2:55:00
    /// athlete
    ///   recent 10km in 44:00
    /// week 1
    ///   sun race marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Sub 3:30"
    ///   goal marathon in 3:29:00
    /// athlete
    ///   recent 10km in 44:00
    /// week 1
    ///   sun race marathon
    /// ```
    pub struct GoalPaceUnlikely {
        /// How much faster than predicted a goal may be. 8 %: twice the info.
        max: Percent = percent(8.0),
        /// What is worth no word. 4 %: a good block of training.
        quiet: Percent = percent(4.0),
    }
    name: "goal-pace-unlikely",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for GoalPaceUnlikely {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(goal) = &cx.plan.goal else { return };
        let Some(hoped) = goal.time.filter(|t| !t.is_zero()) else { return };
        let best = cx
            .plan
            .athlete
            .recent
            .iter()
            .filter_map(|race| Some((race, physiology::vdot::vdot(race.distance, race.time?)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((race, vdot)) = best else { return };
        let predicted = physiology::vdot::race_time(vdot, goal.distance);
        let faster = 1.0 - hoped.to_s() / predicted.to_s();
        if faster <= self.quiet.share().min(self.max.share()) {
            return;
        }
        let severity = if faster > self.max.share() { Severity::Warning } else { Severity::Info };
        if !acc.hears(severity) {
            return;
        }
        acc.push(
            Finding::new(
                goal.span,
                format!(
                    "the goal of {} is {} faster than the {} that a recent {} predicts",
                    hoped.clock(),
                    in_percent(faster),
                    predicted.clock(),
                    cx.distance(race.distance)
                ),
            )
            .severity(severity)
            .related(race.span, "the race")
            .help("predictions are too fast rather than too slow, above all for the marathon: take a nearer goal, or race again first"),
        );
    }
}
