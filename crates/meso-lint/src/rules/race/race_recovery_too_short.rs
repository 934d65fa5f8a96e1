//! Quality too soon after a race.

use crate::prelude::*;

declare_rule! {
    /// Hard or marathon-pace work too soon after a race or a time trial.
    ///
    /// On the next day it is an error; a hard session on the second day after a race of 10 km and more is a warning;
    /// quality before one day for each three kilometres of the race has passed is an info. After a marathon
    /// `marathon-hard-too-soon` speaks instead.
    ///
    /// ## Why it matters
    /// Nobody leaves anything in a race. The muscles need days, more after longer races, before hard work does anything
    /// but damage.
    ///
    /// ## Evidence
    /// Grade C. "48 to 72 h easy only" in the guides. In published plans nobody is hard on the day after a tune-up race,
    /// and 37 % within two days, most of them after 5 km: so the wait scales with the distance. `strict` wants two easy
    /// days after every race.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 10km
    /// week 2
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race 10km
    /// week 2
    ///   mon rest
    ///   tue 8km E
    ///   fri 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    pub struct RaceRecoveryTooShort {
        /// From this race distance on, a hard session on the second day after is a warning. 10 km: half of the published
        /// tune-up races up to 5 km are followed by quality sooner.
        warn_from: Distance = km(10.0),
        /// Kilometres of racing that want one day before quality. 3 km: Daniels.
        distance_per_day: Distance = km(3.0),
    }
    name: "race-recovery-too-short",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
    profiles: { strict => Keep { warn_from = "1 km" } },
}

impl Rule for RaceRecoveryTooShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in cx.days() {
            let Some(session) = day.quality.or(day.hard).and_then(|place| cx.session(place)) else {
                continue;
            };
            let Some(race) = cx.race_before(day.index) else { continue };
            if race.is_marathon() {
                continue;
            }
            let since = race.day.until(day.index);
            let wait = (race.distance.to_m() / self.distance_per_day.to_m().max(1.0)).ceil();
            let severity = if since == 1 {
                Severity::Error
            } else if since == 2 && session.is_hard() && race.distance >= self.warn_from {
                Severity::Warning
            } else if f64::from(since) < wait {
                Severity::Info
            } else {
                continue;
            };
            let kind = if race.time_trial { "time trial" } else { "race" };
            let when = if since == 1 { "the day after".to_owned() } else { format!("{since} days after") };
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} comes {when} a {kind} of {}",
                        cx.say(session),
                        cx.race_distance(race.distance)
                    ),
                )
                .severity(severity)
                .related(race.span, format!("the {kind}"))
                .help(format!(
                    "run easily for {} after it, one for each {} of the {kind}; two at the very least",
                    count(clamp_days(wait.max(2.0)), "day"),
                    cx.distance(self.distance_per_day),
                )),
            );
        }
    }
}

/// A number of days that came from a distance.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn clamp_days(days: f64) -> i32 {
    days.clamp(0.0, 10_000.0) as i32
}
