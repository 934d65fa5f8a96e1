//! Much running at interval pace in one session.

use super::session_cap_threshold::at_intensity;
use crate::prelude::*;

declare_rule! {
    /// Much running at interval pace in one session.
    ///
    /// More than 10 km is a warning, more than 8 % of the week an info. Races are left out.
    ///
    /// ## Why it matters
    /// Fast repetitions bring their VO2max in the first few kilometres; what follows brings mostly tiredness.
    ///
    /// ## Evidence
    /// Grade D. Daniels: the lesser of 10 km and 8 % of the week; 37 % of published interval sessions exceed 8 % of their week, none 10 km.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 14x(1km @I / 2min jog) + 2km E
    ///   thu 14km E
    ///   sun 20km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 4x(800m @I / 2min jog) + 2km E
    ///   thu 16km E
    ///   sun 24km E
    /// ```
    pub struct SessionCapInterval {
        /// The greatest distance. 10 km: Daniels.
        max: Distance = km(10.0),
        /// A share of the week that is worth no word. 8 %: Daniels.
        quiet: Percent = percent(8.0),
    }
    name: "session-cap-interval",
    group: Intensity,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for SessionCapInterval {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.race.is_none()) {
            let distance = at_intensity(session, Intensity::Interval);
            let Some(week) = cx.week_of(session.day).and_then(|w| cx.weeks().get(w)) else { continue };
            let share = distance.to_km() / week.distance.to_km();
            let severity = if distance > self.max {
                Severity::Warning
            } else if week.complete && share > self.quiet.share() {
                Severity::Info
            } else {
                continue;
            };
            if !acc.hears(severity) {
                continue;
            }
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} has {} at interval pace, {} of the week",
                        cx.say(session),
                        cx.distance(distance),
                        in_percent(share)
                    ),
                )
                .severity(severity)
                .help(format!(
                    "{} or {} of the week, whichever is less, are enough",
                    cx.distance(self.max),
                    self.quiet
                )),
            );
        }
    }
}
