//! A run that lasts too long.

use crate::prelude::*;

declare_rule! {
    /// A run of more than 3 h 30 that is no race.
    ///
    /// Over 210 min is a warning, over 150 min an info. Plans for races beyond the marathon are left out. Where nothing
    /// tells the runner's pace, easy running is taken to be at 6:00/km.
    ///
    /// ## Why it matters
    /// What a run brings comes in its first two and a half hours; what it costs goes on rising.
    ///
    /// ## Evidence
    /// Grade D. Daniels: 150 min; 18 of 25 published marathon plans exceed 180 min at 6:00/km, two exceed 210. `strict`
    /// warns at 150 min.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun long 4h E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun long 2h15 E
    /// ```
    pub struct LongRunTooLong {
        /// The longest run. 210 min: two of 25 published marathon plans exceed it.
        max: Duration = minutes(210.0),
        /// A length that is worth no word. 150 min: Daniels.
        quiet: Duration = minutes(150.0),
    }
    name: "long-run-too-long",
    group: LongRun,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
    profiles: { strict => Keep { max = "150 min" }, ultra => Off },
}

impl Rule for LongRunTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        if cx.is_ultra() {
            return;
        }
        for session in cx.runs().filter(|s| s.race.is_none()) {
            let length = session.running.middle();
            if length <= self.quiet.min(self.max) {
                continue;
            }
            let severity = if length > self.max { Severity::Warning } else { Severity::Info };
            if !acc.hears(severity) {
                continue;
            }
            acc.push(
                Finding::session(session, format!("{} lasts {length}", cx.say(session)))
                    .severity(severity)
                    .help("two and a half hours bring what a long run has to bring; split what goes beyond into two days"),
            );
        }
    }
}
