//! Hard work on the last days before the goal race.

use crate::prelude::*;
use crate::remedy::make_easy;

declare_rule! {
    /// A hard session on one of the two days before the goal race.
    ///
    /// ## Why it matters
    /// It can no longer make anybody fitter, and its tiredness is still there on the start line.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon; not one of 38 published plans does it.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   fri 2km E + 20min T + 2km E
    ///   sun race 10km
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   fri 8km E
    ///   sun race 10km
    /// ```
    /// Better still:
    /// ```meso,passes
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   wed 2km E + 10min T + 2km E
    ///   fri rest
    ///   sat 20min E with 4x20s strides
    ///   sun race 10km
    /// ```
    ///
    /// ## Fix
    /// Unsafe: makes it an easy run of the same length.
    pub struct HardSessionTooCloseToRace {
        /// Days before the race without hard work. 2: no published plan has any there.
        days: Days = days(2),
    }
    name: "hard-session-too-close-to-race",
    group: Race,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: D,
}

impl Rule for HardSessionTooCloseToRace {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let races = cx.goal_races();
        for session in cx.hard_sessions() {
            // Of two goals the nearer one.
            let race = races.iter().find(|race| (1..=self.days.0).contains(&session.day.until(race.day)));
            // A race that is a goal of its own is no session to be made easy.
            let own_goal = races.iter().any(|race| race.session.is_some_and(|s| s.id == session.id));
            let Some(race) = race.filter(|_| !own_goal) else { continue };
            let before = session.day.until(race.day);
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} is hard, {} before {}",
                        cx.say(session),
                        count(before, "day"),
                        cx.goal_race_name(race)
                    ),
                )
                .related(race.span, "the race")
                .help("run easily with a few strides, or rest: hard work now only tires for the race")
                .fix(make_easy(cx, session)),
            );
        }
    }
}
