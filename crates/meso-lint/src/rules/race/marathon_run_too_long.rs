//! Long easy runs in the weeks after a marathon.

use crate::prelude::*;

declare_rule! {
    /// An easy run of more than 30 min in the three weeks after a marathon.
    ///
    /// Over 60 min is a warning, over 30 min an info. Hard sessions are the matter of `marathon-hard-too-soon`.
    ///
    /// ## Why it matters
    /// The first weeks are for the muscles to mend. Short runs keep the habit; long ones start the next training block
    /// before the last one is over.
    ///
    /// ## Evidence
    /// Grade D. "Easy 20 to 30 min runs, no intensity" in one guide; the hour at which it becomes a warning is ours.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   mon rest
    /// week 3
    ///   sat 70min E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   mon rest
    /// week 3
    ///   sat 30min E
    /// ```
    pub struct MarathonRunTooLong {
        /// How long a run may be. 60 min: ours.
        max: Duration = minutes(60.0),
        /// A length that is worth no word. 30 min: recovery guides.
        quiet: Duration = minutes(30.0),
        /// Days after the marathon. 21: three weeks of easy running.
        until: Days = days(21),
    }
    name: "marathon-run-too-long",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
    profiles: { strict => Keep { max = "30 min" } },
}

impl Rule for MarathonRunTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| !s.is_hard() && s.race.is_none()) {
            let Some((race, since)) = cx.marathon_before(session.day.plus(-1)) else { continue };
            let (since, length) = (since + 1, session.running.middle());
            if since >= self.until.0 || length <= self.quiet.min(self.max) {
                continue;
            }
            let severity = if length > self.max { Severity::Warning } else { Severity::Info };
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} lasts {length}, {} after a {}",
                        cx.say(session),
                        count(since, "day"),
                        race.name(cx.plan.units)
                    ),
                )
                .severity(severity)
                .related(race.span, format!("the {}", race.name(cx.plan.units)))
                .help(format!(
                    "20 to 30 min are enough until {} after the {}",
                    self.until,
                    race.name(cx.plan.units)
                )),
            );
        }
    }
}
