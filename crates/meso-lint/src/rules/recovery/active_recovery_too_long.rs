//! A recovery run that goes on too long.

use crate::prelude::*;
use meso_core::plan::{PaceBasis, StatedExtent};

declare_rule! {
    /// A run declared `recovery` of more than 40 min.
    ///
    /// Over 60 min is a warning, over 40 min an info. Where the plan gives a distance and nothing tells the runner's pace,
    /// the time is a guess, and the finding stays an info.
    ///
    /// ## Why it matters
    /// A recovery run moves blood through tired legs. Past half an hour or so it is one more easy run, and tires.
    ///
    /// ## Evidence
    /// Grade C. "20 to 40 minutes at genuinely easy effort": expert consensus, no trial of lengths.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 70min recovery
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   mon 35min recovery
    /// ```
    pub struct ActiveRecoveryTooLong {
        /// The greatest length. 60 min: half as long again as any guide allows.
        max: Duration = minutes(60.0),
        /// A length that is worth no word. 40 min: the upper end of the guides.
        quiet: Duration = minutes(40.0),
    }
    name: "active-recovery-too-long",
    group: Recovery,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
    profiles: { strict => Keep { max = "40 min" } },
}

impl Rule for ActiveRecoveryTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.recovery && s.race.is_none()) {
            let length = session.running.middle();
            if length <= self.quiet.min(self.max) {
                continue;
            }
            let guessed = matches!(cx.plan.paces.basis, PaceBasis::Assumed | PaceBasis::Goal(..))
                && session
                    .parts
                    .iter()
                    .any(|p| p.stated == Some(StatedExtent::Distance) && !p.speed_stated());
            let severity = if length > self.max && !guessed { Severity::Warning } else { Severity::Info };
            acc.push(
                Finding::session(
                    session,
                    format!("{} is a recovery run of {length}", cx.say(session)),
                )
                .severity(severity)
                .help("20 to 40 min are enough to loosen the legs; what goes beyond tires them, and is an easy run"),
            );
        }
    }
}
