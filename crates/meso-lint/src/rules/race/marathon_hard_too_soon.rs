//! Hard sessions in the weeks after a marathon.

use crate::prelude::*;
use crate::remedy::make_easy;

declare_rule! {
    /// A hard session or a race in the six weeks after a marathon.
    ///
    /// Before day 21 it is an error, before day 28 a warning, before day 42 an info. The marathon may lie in the plan, in
    /// its `history`, or be the athlete's `recent` race; longer races count as well.
    ///
    /// ## Why it matters
    /// Heart and lungs are back within a week, and that is the trap: the muscles are not. What feels like good form two
    /// weeks after a marathon is where many injuries begin.
    ///
    /// ## Evidence
    /// Grade C. One guide says both "resume hard training at 2 to 3 weeks" and "no speed work before week 4": the later
    /// is the warning, the earlier the error. Muscle repair goes on for up to twelve weeks (Warhol 1985), while oxygen
    /// uptake is back within seven days (Takayama 2017).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   mon rest
    /// week 3
    ///   wed 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    /// The fix keeps the length; shorter is better:
    /// ```meso,fixed
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   mon rest
    /// week 3
    ///   wed 10km E
    /// ```
    /// ```meso,passes
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   mon rest
    /// week 3
    ///   wed 25min E
    /// ```
    ///
    /// ## Fix
    /// Unsafe: makes it an easy run of the same length.
    pub struct MarathonHardTooSoon {
        /// Days without hard sessions. 21: the shortest wait that any guide allows.
        error_before: Days = days(21),
        /// Days that are better left without. 28: "no speed work before week 4".
        warn_before: Days = days(28),
        /// Days in which hard work is still worth a thought. 42: "intensity from week 4 to 6".
        quiet_from: Days = days(42),
    }
    name: "marathon-hard-too-soon",
    group: Race,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: C,
}

impl Rule for MarathonHardTooSoon {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.sessions().filter(|s| s.is_hard() || s.race.is_some()) {
            let Some((race, since)) = cx.marathon_before(session.day.plus(-1)) else { continue };
            let since = since + 1;
            let severity = if since < self.error_before.0 {
                Severity::Error
            } else if since < self.warn_before.0 {
                Severity::Warning
            } else if since < self.quiet_from.0 {
                Severity::Info
            } else {
                continue;
            };
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} is hard, {} after a {}",
                        cx.say(session),
                        count(since, "day"),
                        race.name(cx.plan.units)
                    ),
                )
                .severity(severity)
                .related(race.span, format!("the {}", race.name(cx.plan.units)))
                .help(format!(
                    "keep it easy until {} after the {}: the lungs are back within a week, the muscles are not",
                    self.warn_before,
                    race.name(cx.plan.units)
                ))
                .fix(make_easy(cx, session)),
            );
        }
    }
}
