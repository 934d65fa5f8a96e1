//! Runs that hardly begin.

use crate::prelude::*;

declare_rule! {
    /// A run of less than 20 min.
    ///
    /// Races are left out.
    ///
    /// ## Why it matters
    /// Getting dressed takes as long. Two short runs make one good one.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10min E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 30min E
    /// ```
    pub struct RunShort {
        /// The shortest run. 20 min: a convention.
        min: Duration = minutes(20.0),
    }
    name: "run-short",
    group: Progression,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RunShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.race.is_none() && s.duration.middle() < self.min) {
            acc.push(
                Finding::session(
                    session,
                    format!("{} is over in {}", cx.say(session), session.duration.middle()),
                )
                .help("make it half an hour, or a day of rest"),
            );
        }
    }
}
