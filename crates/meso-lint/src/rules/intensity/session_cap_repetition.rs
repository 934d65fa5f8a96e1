//! Much running at repetition pace in one session.

use super::session_cap_threshold::at_intensity;
use crate::prelude::*;

declare_rule! {
    /// Much running at repetition pace in one session.
    ///
    /// More than 8 km is a warning, more than 5 % of the week an info. Races are left out.
    ///
    /// ## Why it matters
    /// Fast repetitions bring their speed in the first few kilometres; what follows brings mostly tiredness.
    ///
    /// ## Evidence
    /// Grade D. Daniels: the lesser of 8 km and 5 % of the week; small weeks exceed 5 % easily.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 22x(400m @R / 400m jog) + 2km E
    ///   thu 14km E
    ///   sun 20km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 5x(300m @R / 300m jog) + 2km E
    ///   thu 16km E
    ///   sun 24km E
    /// ```
    pub struct SessionCapRepetition {
        /// The greatest distance. 8 km: Daniels.
        max: Distance = km(8.0),
        /// A share of the week that is worth no word. 5 %: Daniels.
        quiet: Percent = percent(5.0),
    }
    name: "session-cap-repetition",
    group: Intensity,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for SessionCapRepetition {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.race.is_none()) {
            let distance = at_intensity(session, Intensity::Repetition);
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
                        "{} has {} at repetition pace, {} of the week",
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
