//! Running in the week after a marathon.

use crate::prelude::*;

declare_rule! {
    /// Running in the first week after a marathon.
    ///
    /// On the two days after it a warning, up to the seventh day an info; each once. Walking and other easy sports are
    /// fine.
    ///
    /// ## Why it matters
    /// Running on torn muscle delays its repair. Walking, swimming and cycling move the blood without the impact.
    ///
    /// ## Evidence
    /// Grade C. Ten runners who rested a week recovered leg strength and work capacity sooner than those who ran 20 to
    /// 45 min a day (Sherman 1984); published recovery schedules start again on the third day.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   tue 20min E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   tue 20min walk
    ///   thu 30min swim
    /// ```
    pub struct MarathonRunTooSoon {
        /// Days after the marathon without any running. 2: published schedules start again on the third.
        rest: Days = days(2),
        /// Days after the marathon that are better without. 7: Sherman 1984.
        quiet_from: Days = days(7),
    }
    name: "marathon-run-too-soon",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for MarathonRunTooSoon {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let mut said = (None, None);
        for session in cx.runs() {
            let Some((race, since)) = cx.marathon_before(session.day.plus(-1)) else { continue };
            let since = since + 1;
            let (slot, severity) = if since <= self.rest.0 {
                (&mut said.0, Severity::Warning)
            } else if since <= self.quiet_from.0 {
                (&mut said.1, Severity::Info)
            } else {
                continue;
            };
            if *slot == Some(race.day) {
                continue;
            }
            *slot = Some(race.day);
            acc.push(
                Finding::session(
                    session,
                    format!("{} is a run {} after a {}", cx.say(session), count(since, "day"), race.name(cx.plan.units)),
                )
                .severity(severity)
                .related(race.span, format!("the {}", race.name(cx.plan.units)))
                .help("walk, swim or cycle easily in the first week: runners who rest from running are back sooner"),
            );
        }
    }
}
