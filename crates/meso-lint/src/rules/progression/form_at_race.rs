//! Form on the morning of the goal race.

use crate::prelude::*;

declare_rule! {
    /// Form (TSB) on the morning of the goal race outside of +5 to +25.
    ///
    /// Off unless asked for. Form is fitness less fatigue: load smoothed over 42 days less load smoothed over 7.
    ///
    /// ## Why it matters
    /// Below, tiredness is left; far above, fitness is going.
    ///
    /// ## Evidence
    /// Grade D. Custom of users of the number.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 15km E
    /// weeks 2-7 like 1
    /// week 8
    ///   mon 15km E
    ///   tue 15km E
    ///   wed 15km E
    ///   thu 15km E
    ///   fri 15km E
    ///   sun race 10km
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   mon 10km E
    ///   tue 2km E + 20min T + 2km E
    ///   thu 12km E
    ///   sat 8km E
    ///   sun 16km E
    /// weeks 2-7 like 1
    /// week 8
    ///   tue 8km E
    ///   fri 4km E
    ///   sun race 10km
    /// ```
    pub struct FormAtRace {
        /// The least form. 5: custom.
        min: f64 = 5.0,
        /// The most form. 25: custom.
        max: f64 = 25.0,
    }
    name: "form-at-race",
    group: Progression,
    level: off Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for FormAtRace {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(session) = cx.goal_race().and_then(|race| race.session) else { return };
        let Some(form) = cx.series.race_forms().into_iter().find(|f| f.session == session.id) else { return };
        let help = if form.form < self.min {
            "run less in the last two weeks: tiredness is left"
        } else if form.form > self.max {
            "keep a little more running in the last two weeks: fitness is going"
        } else {
            return;
        };
        acc.push(
            Finding::session(
                session,
                format!(
                    "form on race morning is {:+.0}, outside of {:+} to {:+}",
                    form.form, self.min, self.max
                ),
            )
            .help(help),
        );
    }
}
