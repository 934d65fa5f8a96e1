//! Fewer easy days after a race than the canon asks for.

use super::race_recovery_too_short::clamp_days;
use crate::prelude::*;

declare_rule! {
    /// Fewer easy days after a race than one for each three kilometres.
    ///
    /// 2 days after 5 km, 4 after 10 km, 8 after a half-marathon. One finding a race, at the first quality session after
    /// it. Harder cases have a rule of their own: `race-recovery-too-short`, `marathon-hard-too-soon`.
    ///
    /// ## Why it matters
    /// The longer the race, the longer the legs need. Counting kilometres is a simple way not to forget it.
    ///
    /// ## Evidence
    /// Grade D. Daniels: one day per 3 km; Jack Foster's rule of one day per mile is twice as careful. Most published plans
    /// keep neither after tune-up races.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race half-marathon
    /// week 2
    ///   sat 2km E + 20min T + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race half-marathon
    /// week 2
    ///   sat 10km E
    /// week 3
    ///   tue 2km E + 20min T + 2km E
    /// ```
    pub struct RaceRecoveryDays {
        /// Distance that wants one easy day. 3 km: Daniels. `"1 mi"` is Foster's rule.
        distance_per_day: Distance = km(3.0),
    }
    name: "race-recovery-days",
    group: Race,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RaceRecoveryDays {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for race in cx.races() {
            let wanted = clamp_days((race.distance.to_m() / self.distance_per_day.to_m().max(1.0)).ceil());
            let after = cx.days().partition_point(|d| d.index <= race.day);
            // A race has a year to be followed by something.
            let next = cx.days().iter().skip(after).take(366).find(|d| d.quality.is_some());
            let Some(session) = next.and_then(|d| d.quality).and_then(|place| cx.session(place)) else {
                continue;
            };
            let easy = race.day.until(session.day) - 1;
            if easy >= wanted {
                continue;
            }
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} comes after {} of the {wanted} that {} of racing want",
                        cx.say(session),
                        count(easy, "easy day"),
                        cx.distance(race.distance)
                    ),
                )
                .related(race.span, "the race")
                .help(format!(
                    "one easy day for each {} of a race is the old rule",
                    cx.distance(self.distance_per_day)
                )),
            );
        }
    }
}
