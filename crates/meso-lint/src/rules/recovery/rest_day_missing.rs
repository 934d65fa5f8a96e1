//! A week of days without rest.

use crate::prelude::*;

declare_rule! {
    /// Seven days running without a day of rest.
    ///
    /// A day of rest is one without running, one of other easy sports only, or one with nothing but one easy run of 40 min
    /// or less. A stretch of such days is one finding, at its seventh day. Days that cannot be read break the stretch.
    /// Runners of 110 km a week and more may want a `window` of 14 days.
    ///
    /// ## Why it matters
    /// A day with next to no running is when the load of the others is repaired; it is also the day that life can move
    /// things to.
    ///
    /// ## Evidence
    /// Grade D. "At least one full rest or active recovery day per week" is common advice; 92 % of published weeks have
    /// one when a short easy run counts, and nearly all that do not belong to plans of 113 km a week and more.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 10km E
    ///   tue 10km E
    ///   wed 10km E
    ///   thu 10km E
    ///   fri 10km E
    ///   sat 10km E
    ///   sun 16km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   mon 30min E
    ///   tue 10km E
    ///   wed 10km E
    ///   thu 10km E
    ///   fri rest
    ///   sat 10km E
    ///   sun 16km E
    /// ```
    pub struct RestDayMissing {
        /// Days running that need one of rest among them. 7: common advice.
        window: Days = days(7),
        /// An easy run of this length or less counts as rest. 40 min: the upper end of active recovery.
        easy_run: Duration = minutes(40.0),
    }
    name: "rest-day-missing",
    group: Recovery,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RestDayMissing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for stretch in cx.days().split(|day| !day.known || self.rests(cx, day)) {
            self.report(cx, stretch, acc);
        }
    }
}

impl RestDayMissing {
    fn rests(&self, cx: &Cx<'_>, day: &DayFacts) -> bool {
        let easy = day.hard.is_none() && day.quality.is_none() && day.moderate.is_none();
        day.without_running
            || (easy && day.runs == 1 && day.duration <= self.easy_run)
            || cx.plan.day(day.index).is_none()
    }

    fn report(&self, cx: &Cx<'_>, stretch: &[DayFacts], acc: &mut Findings<'_>) {
        let Ok(window) = usize::try_from(self.window.0) else { return };
        let (Some(last), Some(first)) = (window.checked_sub(1).and_then(|n| stretch.get(n)), stretch.first())
        else {
            return;
        };
        let runs =
            |day: &DayFacts| cx.plan.day(day.index).and_then(|d| d.sessions(cx.plan).find(|s| is_running(s)));
        let (Some(session), Some(start)) = (runs(last), runs(first)) else { return };
        acc.push(
            Finding::session(session, format!("{} days running without a day of rest", stretch.len()))
                .related(start.text, "the first of them")
                .help(format!(
                    "make one of them a day of rest, of another easy sport, or of one easy run of {} at most",
                    self.easy_run
                )),
        );
    }
}
