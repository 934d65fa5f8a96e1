//! The walk after a race.

use crate::prelude::*;
use meso_core::syntax::ast::Sport;

declare_rule! {
    /// A short walk after a race.
    ///
    /// `cooldown-walk` (or `done 10min walk`) on the day of a race in the log: under 15 minutes. Where no walk is written
    /// down, nothing is said.
    ///
    /// ## Why it matters
    /// Who stops dead behind the line lets the blood sink into the legs, and may get dizzy. Walking brings it back up, and
    /// keeps warm on the way to dry clothes and something to eat.
    ///
    /// ## Evidence
    /// Grade D. "Walk 15 minutes, nutrition, hydration, warmth" is one source's advice; that it speeds recovery has not
    /// been shown (Van Hooren and Peake 2018).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 10km
    /// log 2027-01-10
    ///   done 10km in 44:10; cooldown-walk 5min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race 10km
    /// log 2027-01-10
    ///   done 10km in 44:10; cooldown-walk 15min
    /// ```
    pub struct RaceWalkShort {
        /// The walk advised.
        least: Duration = minutes(15.0),
    }
    name: "race-walk-short",
    group: Recovery,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RaceWalkShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.diary().days {
            let race = day.work.iter().find_map(|work| work.planned.filter(|session| session.race.is_some()));
            let Some(race) = race else { continue };
            let walks = day
                .text
                .recovery
                .iter()
                .filter(|item| item.method == EntryKind::CooldownWalk)
                .filter_map(|item| Some((item.duration?.high, item.span)));
            let done = day
                .text
                .done
                .iter()
                .filter(|done| done.sport == Sport::Walk)
                .filter_map(|done| Some((done.duration?, done.span)));
            let Some((walk, span)) = walks.chain(done).max_by_key(|(time, _)| *time) else { continue };
            if walk < self.least {
                acc.push(
                    day.finding(span, format!("{walk} of walking after a race"))
                        .related(race.text, "the race")
                        .help(format!("walk for {}, warm and with something to drink", self.least)),
                );
            }
        }
    }
}
