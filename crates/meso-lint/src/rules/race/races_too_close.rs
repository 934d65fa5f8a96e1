//! Two long races close together.

use super::race_recovery_too_short::clamp_days;
use crate::prelude::*;

declare_rule! {
    /// Two races of 15 km or more with fewer days between than one for each three kilometres of the first.
    ///
    /// ## Why it matters
    /// A second race on legs that have not recovered is slower, and adds to the damage.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon: one easy day per 3 km raced.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race half-marathon
    /// week 2
    ///   sun race 15km
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race half-marathon
    /// week 2
    ///   mon rest
    /// week 3
    ///   sun race 15km
    /// ```
    pub struct RacesTooClose {
        /// What is a long race. 15 km: a convention.
        from: Distance = km(15.0),
        /// Distance that wants one day. 3 km: Daniels.
        distance_per_day: Distance = km(3.0),
    }
    name: "races-too-close",
    group: Race,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RacesTooClose {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let long: Vec<&Race<'_>> =
            cx.races().iter().filter(|r| r.distance >= self.from && !r.time_trial).collect();
        for pair in long.windows(2) {
            let [first, second] = pair else { continue };
            let wanted = clamp_days((first.distance.to_m() / self.distance_per_day.to_m().max(1.0)).ceil());
            let between = first.day.until(second.day);
            let Some(session) = second.session.filter(|_| between < wanted) else { continue };
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} comes {} after a race of {}",
                        cx.say(session),
                        count(between, "day"),
                        cx.distance(first.distance)
                    ),
                )
                .related(first.span, "the race before")
                .help(format!("leave {wanted} days between them, or run the second one easily")),
            );
        }
    }
}
