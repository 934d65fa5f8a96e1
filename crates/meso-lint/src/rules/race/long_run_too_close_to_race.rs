//! A long run in the last week before the goal race.

use crate::prelude::*;

declare_rule! {
    /// A long run within six days of a goal race of half-marathon or more.
    ///
    /// 90 min and more are a warning. Before a marathon, a run of three quarters of the longest one within 13 days is an
    /// info.
    ///
    /// ## Why it matters
    /// A long run needs more than a week to take effect, and its tiredness lasts about as long.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon; none of 35 published plans has a run of 90 min in the last six days.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 18km E
    ///   sun race half-marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 8km E
    ///   sun race half-marathon
    /// ```
    pub struct LongRunTooCloseToRace {
        /// Days before the race without a long run. 6: the last weekend is the week before.
        days: Days = days(6),
        /// Days before a marathon without a run nearly as long as the longest. 13: the last such run is two weeks before.
        marathon_days: Days = days(13),
        /// What is nearly as long. 75 %: a convention.
        nearly: Percent = percent(75.0),
    }
    name: "long-run-too-close-to-race",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for LongRunTooCloseToRace {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let mut races = cx.goal_races();
        races.retain(|race| race.distance.to_km() >= 21.0);
        if races.is_empty() {
            return;
        }
        let longest = cx.weeks().iter().map(|w| w.longest_distance).max().unwrap_or(Distance::ZERO);
        for session in cx.runs().filter(|s| s.race.is_none()) {
            // The next one.
            let Some(race) = races.iter().find(|race| race.day > session.day) else { continue };
            let before = session.day.until(race.day);
            let severity = if before <= self.days.0 && cx.is_long(session) {
                Severity::Warning
            } else if before <= self.marathon_days.0
                && race.is_marathon()
                && session.distance.middle() >= longest * self.nearly.share()
            {
                Severity::Info
            } else {
                continue;
            };
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} is a run of {}, {} before {}",
                        cx.say(session),
                        session.running.middle(),
                        count(before, "day"),
                        cx.goal_race_name(race)
                    ),
                )
                .severity(severity)
                .related(race.span, "the race")
                .help("move the last long run two to three weeks before a marathon, one to two before a half-marathon"),
            );
        }
    }
}
