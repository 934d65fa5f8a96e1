//! A day after a hard session that is neither rest nor easy.

use crate::prelude::*;

declare_rule! {
    /// A day after a hard session that is neither rest, nor another sport, nor easy.
    ///
    /// Steady, moderate or marathon-pace running on the day after a hard one. A hard day there is found by
    /// `hard-day-back-to-back`.
    ///
    /// ## Why it matters
    /// Steady running costs nearly as much recovery as it brings fitness; on the day after a hard session it costs the
    /// hard session's effect too.
    ///
    /// ## Evidence
    /// Grade C. The softer form of `hard-day-back-to-back`: "active recovery next day" is what recovery guides agree on.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed 10km steady
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed 8km E
    ///   thu 10km steady
    /// ```
    pub struct RecoveryAfterHard {}
    name: "recovery-after-hard",
    group: Recovery,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for RecoveryAfterHard {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for pair in cx.days().windows(2) {
            let [before, after] = pair else { continue };
            let Some(hard) = before.hard.and_then(|place| cx.session(place)) else { continue };
            if after.hard.is_some() {
                continue;
            }
            let Some(next) = after.moderate.or(after.quality).and_then(|place| cx.session(place)) else {
                continue;
            };
            acc.push(
                Finding::session(next, format!("{} is not easy, and the day before is hard", cx.say(next)))
                    .related(hard.text, format!("hard: {}", cx.why(hard)))
                    .help("run it at an easy pace, or move it a day"),
            );
        }
    }
}
