//! Cold baths that last too long.

use crate::prelude::*;

declare_rule! {
    /// A cold bath that lasts too long.
    ///
    /// Over 20 minutes is an error; over 15 minutes is worth knowing. Planned baths count like baths in a log.
    ///
    /// ## Why it matters
    /// What cold water does for sore legs it has done after 10 to 15 minutes. What it does to skin, nerves and the
    /// temperature of the body goes on.
    ///
    /// ## Evidence
    /// Grade C. Advice for runners differs: 10 minutes, 10 to 15, 5 to 20; nobody defends more than 20, for fear of
    /// frostbite. Trials used 11 to 15 minutes (Machado 2016). So the error stands where nobody disagrees, and the
    /// aside where most do.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 10km; ice-bath 25min 12C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race 10km; ice-bath 12min 12C
    /// ```
    pub struct ColdBathTooLong {
        /// The longest bath that anybody recommends.
        limit: Duration = minutes(20.0),
        /// Beyond this nothing more is gained: the upper end of 10 to 15 minutes.
        enough: Duration = minutes(15.0),
    }
    name: "cold-bath-too-long",
    group: Temperature,
    level: Error,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ColdBathTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::IceBath]) {
            let Some(time) = item.duration.map(|d| d.high).filter(|time| *time > self.enough) else {
                continue;
            };
            let (severity, why) = if time > self.limit {
                (Severity::Error, "longer than anybody recommends: it risks frostbite and chills the body")
            } else {
                (Severity::Info, "longer than it takes to have its effect")
            };
            acc.push(
                event
                    .finding(format!("{time} in cold water is {why}"))
                    .severity(severity)
                    .help("10 to 15 minutes at 10 to 15 °C are what trials used; some advise 5, some 20"),
            );
        }
    }
}
