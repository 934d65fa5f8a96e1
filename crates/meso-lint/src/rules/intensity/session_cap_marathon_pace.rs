//! Much marathon-pace running in one session.

use super::session_cap_threshold::at_intensity;
use crate::prelude::*;

declare_rule! {
    /// Much running at marathon pace in one session.
    ///
    /// More than 110 min or 29 km. Races are left out.
    ///
    /// ## Why it matters
    /// What goes beyond is a race, and wants the recovery of one.
    ///
    /// ## Evidence
    /// Grade D. Daniels: the lesser of 110 min and 18 miles.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun long 2h @M
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun long 10km E + 14km @M
    /// ```
    pub struct SessionCapMarathonPace {
        /// The longest time. 110 min: Daniels.
        duration: Duration = minutes(110.0),
        /// The greatest distance. 29 km: Daniels's 18 miles.
        distance: Distance = km(29.0),
    }
    name: "session-cap-marathon-pace",
    group: Intensity,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for SessionCapMarathonPace {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.race.is_none()) {
            let distance = at_intensity(session, Intensity::Marathon);
            let time: Duration = session
                .parts
                .iter()
                .filter(|p| p.intensity == Intensity::Marathon && !p.between && !p.strides)
                .map(|p| p.duration.middle() * f64::from(p.times))
                .sum();
            if distance > self.distance || time > self.duration {
                acc.push(
                    Finding::session(
                        session,
                        format!("{} has {} at marathon pace, {time}", cx.say(session), cx.distance(distance)),
                    )
                    .help(format!(
                        "{} or {} at that pace are enough, whichever comes first",
                        self.duration,
                        cx.distance(self.distance)
                    )),
                );
            }
        }
    }
}
