//! A beginner's first week.

use crate::prelude::*;
use crate::profile::Profile;
use meso_core::syntax::ast::Sport;

declare_rule! {
    /// A beginner's first week with too much running.
    ///
    /// More than 6 km of running is an info; more than 3 km a warning for a body mass index over 30. Walking is not
    /// counted. A beginner has not run in the last twelve months: `experience beginner`, or the profile `beginner`.
    ///
    /// ## Why it matters
    /// Lungs learn running in weeks, shins and knees in months; the heavier the body, the more each step asks of them.
    ///
    /// ## Evidence
    /// Grade C. Among obese novices, 14.3 % more were injured who ran 3 to 6 km in the first week than who ran less (95 %
    /// interval 3.3 to 25.3; Nielsen 2014).
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Begin"
    ///   experience beginner
    /// week 1
    ///   tue 3km E
    ///   thu 3km E
    ///   sun 3km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Begin"
    ///   experience beginner
    /// week 1
    ///   tue 8x(60s run / 90s walk)
    ///   sat 8x(60s run / 90s walk)
    /// ```
    pub struct NoviceFirstWeek {
        /// Running in the first week that is worth no word. 6 km: the upper group of Nielsen 2014.
        quiet: Distance = km(6.0),
        /// Running in the first week for a body mass index over 30. 3 km: Nielsen 2014.
        obese_max: Distance = km(3.0),
        /// The body mass index from which the lower limit holds, kg/m². 30: obesity (WHO).
        obese_from: f64 = 30.0,
    }
    name: "novice-first-week",
    group: Progression,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for NoviceFirstWeek {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(week) = cx.plan.weeks.first().filter(|_| is_beginner(cx)) else { return };
        let running: Distance = cx
            .plan
            .sessions_of(0)
            .flat_map(|s| &s.parts)
            .filter(|p| p.sport == Sport::Run && p.intensity > Intensity::Walk)
            .map(|p| p.distance.middle() * f64::from(p.times))
            .sum();
        let athlete = &cx.plan.athlete;
        let index = athlete.weight.zip(athlete.height).map(|(kg, m)| kg / (m * m));
        let obese = index.is_some_and(|index| index > self.obese_from);
        let (severity, limit) = if obese && running > self.obese_max {
            (Severity::Warning, self.obese_max)
        } else if running > self.quiet {
            (Severity::Info, self.quiet)
        } else {
            return;
        };
        acc.push(
            Finding::week(
                0,
                week.span,
                format!("{} of running in the first week, for somebody who begins", cx.distance(running)),
            )
            .severity(severity)
            .help(format!("run {} at most in the first week, with walking in between", cx.distance(limit))),
        );
    }
}

/// Has the runner not run in the last twelve months?
pub(crate) fn is_beginner(cx: &Cx<'_>) -> bool {
    cx.plan.beginner || cx.profile == Profile::Beginner
}
