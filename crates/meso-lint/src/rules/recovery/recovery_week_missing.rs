//! Too many weeks without a step back.

use crate::prelude::*;
use crate::remedy::make_recovery_week;

declare_rule! {
    /// Too many weeks in a row without a step back.
    ///
    /// A week steps back when it has at most 90 % of the distance, or at most 80 % of the long run, of the best of the
    /// three weeks before it, or when it is declared `recovery` or `taper`. More than six weeks without one are a warning,
    /// more than four an info. Only plans of eight weeks and more that reach 30 km or 3 h a week are looked at; a week
    /// that cannot be read in full is taken for one that steps back.
    ///
    /// ## Why it matters
    /// Fitness comes when load eases, and bones and tendons need longer than muscles and lungs. A step back every few
    /// weeks lets them catch up before the next rise.
    ///
    /// ## Evidence
    /// Grade D. "A recovery week every 3 to 4 weeks" is coaching canon without a trial behind it, and 84 % of published
    /// plans do not keep it to the letter: hence two steps, and long-run step-backs count. `strict` warns after four
    /// weeks.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// weeks 2-8 like 1
    /// ```
    /// Weeks that are written out can be changed by the fix:
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// weeks 2-4 like 1
    /// week 5
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// weeks 6-8 like 1
    /// ```
    /// ```meso,fixed
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// weeks 2-4 like 1
    /// week 5 recovery like 4 volume 75%
    /// weeks 6-8 like 1
    /// ```
    /// Better still:
    /// ```meso,passes
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// weeks 2-3 like 1
    /// week 4 recovery like 1 volume 75%
    /// weeks 5-7 like 1
    /// week 8 recovery like 1 volume 75%
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the fifth of the weeks (or the next that is written out) as the week before, at 75 %.
    pub struct RecoveryWeekMissing {
        /// Weeks without a step back that are still fine. 6: seven of 41 published plans have more.
        max_weeks: u32 = 6,
        /// Weeks without a step back that are worth no word. 4: the upper end of the canon.
        quiet_weeks: u32 = 4,
        /// A week with at most so much of the best distance of the three weeks before steps back. Calibrated on
        /// published plans, many of which cut little.
        volume: Percent = percent(90.0),
        /// A week with at most so much of the longest run of the three weeks before steps back.
        long_run: Percent = percent(80.0),
    }
    name: "recovery-week-missing",
    group: Recovery,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: D,
    profiles: { strict => Keep { max_weeks = "4", quiet_weeks = "3", volume = "80 %", long_run = "0 %" } },
}

impl Rule for RecoveryWeekMissing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let until = cx.weeks_to_race();
        if until < 8 || !cx.is_substantial() {
            return;
        }
        let mut stretch: Vec<usize> = Vec::new();
        for week in 0..until {
            if self.steps_back(cx, week) {
                self.report(cx, &std::mem::take(&mut stretch), acc);
            } else {
                stretch.push(week);
            }
        }
        self.report(cx, &stretch, acc);
    }
}

impl RecoveryWeekMissing {
    /// Does a week step back from the best of the three before? One that cannot be read in full may.
    pub(crate) fn steps_back(&self, cx: &Cx<'_>, week: usize) -> bool {
        let weeks = cx.weeks();
        let Some(this) = weeks.get(week) else { return false };
        if this.recovery || this.taper || !this.complete || this.goal_race {
            return true;
        }
        let before = weeks.get(week.saturating_sub(3)..week).unwrap_or(&[]);
        let best = before.iter().map(|w| w.distance).max().unwrap_or(Distance::ZERO);
        let longest = before.iter().map(|w| w.longest_distance).max().unwrap_or(Distance::ZERO);
        !before.is_empty()
            && (this.distance <= best * self.volume.share()
                || (this.longest_distance <= longest * self.long_run.share() && !this.race))
    }

    fn report(&self, cx: &Cx<'_>, stretch: &[usize], acc: &mut Findings<'_>) {
        let weeks = u32::try_from(stretch.len()).unwrap_or(u32::MAX);
        let (limit, severity) = if weeks > self.max_weeks {
            (self.max_weeks, Severity::Warning)
        } else {
            (self.quiet_weeks, Severity::Info)
        };
        let Some(place) = stretch.get(limit as usize).copied() else { return };
        let (Some(week), Some(first)) =
            (cx.plan.weeks.get(place), stretch.first().and_then(|w| cx.plan.weeks.get(*w)))
        else {
            return;
        };
        acc.push(
            Finding::week(
                place,
                week.span,
                format!("{weeks} weeks without a step back, from {} on", cx.week_name(place - limit as usize)),
            )
            .severity(severity)
            .related(first.span, "the first of them")
            .help("make about every fourth week a recovery week: 20 to 30 % less, with some of the fast work kept").fix(stretch.iter().skip(self.quiet_weeks as usize).find_map(|week| make_recovery_week(cx, *week, 0.75))),
        );
    }
}
