//! A hard session on the day after a long run.

use crate::prelude::*;
use crate::remedy::swap_with_easy_day;

declare_rule! {
    /// A hard session on the day after a long run.
    ///
    /// Hard work is a warning, marathon-pace work an info. A long run is one of 90 min or more that is no race; what
    /// follows a race is the matter of `race-recovery-too-short`. The day *before* a long run is left alone: a pace run
    /// on Saturday before the long run on Sunday is a well-tried pattern.
    ///
    /// ## Why it matters
    /// A long run empties the stores and bruises the muscles even when it is slow. The day after is when that is mended:
    /// hard work on it is run badly and takes the gain of both days.
    ///
    /// ## Evidence
    /// Grade C. Expert consensus; of 516 long runs in published plans 494 are followed by rest or easy running and 10 by
    /// a hard session, while 72 have hard or marathon-pace work on the day before.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun long 22km E
    /// week 2
    ///   mon 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   tue 8km E
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// week 1
    ///   sun long 22km E
    /// week 2
    ///   mon 8km E
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    /// The day before a long run is left alone:
    /// ```meso,passes
    /// week 1
    ///   sat 3km E + 8km @M
    ///   sun long 22km E
    /// week 2
    ///   mon 40min recovery
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    ///
    /// ## Fix
    /// Unsafe: swaps a hard session with the nearest easy day of its week that has no hard or long neighbour.
    pub struct HardDayAfterLongRun {}
    name: "hard-day-after-long-run",
    group: Recovery,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: C,
}

impl Rule for HardDayAfterLongRun {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for pair in cx.days().windows(2) {
            let [before, after] = pair else { continue };
            let Some(long) = before.long.and_then(|place| cx.session(place)) else { continue };
            let (next, severity) = match (after.hard, after.quality) {
                (Some(hard), _) => (hard, Severity::Warning),
                (None, Some(quality)) => (quality, Severity::Info),
                (None, None) => continue,
            };
            let Some(next) = cx.session(next) else { continue };
            let what = if severity == Severity::Warning { "hard" } else { "marathon-pace work" };
            acc.push(
                Finding::session(next, format!("{} is {what} on the day after a long run", cx.say(next)))
                    .severity(severity)
                    .related(long.text, format!("the long run: {}", long.running.middle()))
                    .help("make the day after a long run a day of rest or of easy running: it is when the long run takes effect").fix(if next.is_hard() { swap_with_easy_day(cx, next) } else { None }),
            );
        }
    }
}
