//! Short massages after a run.

use crate::prelude::*;

declare_rule! {
    /// A massage that is too short to do anything.
    ///
    /// Under 10 minutes.
    ///
    /// ## Why it matters
    /// Two legs in five minutes are a greeting.
    ///
    /// ## Evidence
    /// Grade C. "A short 10-minute massage after your run" is the shortest that is advised; trials used 10 to 30 minutes.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   done 16km in 1:30:00; massage 4min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   done 16km in 1:30:00; massage 15min
    /// ```
    pub struct MassageShort {
        /// The shortest time advised.
        least: Duration = minutes(10.0),
    }
    name: "massage-short",
    group: BodyWork,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for MassageShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::Massage]) {
            let Some(time) = item.duration.map(|d| d.high).filter(|time| *time < self.least) else {
                continue;
            };
            acc.push(
                event
                    .finding(format!("{time} of massage is too short to do anything"))
                    .help("10 minutes are the least that is advised"),
            );
        }
    }
}
