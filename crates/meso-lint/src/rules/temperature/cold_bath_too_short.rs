//! Cold baths too short to do anything.

use crate::prelude::*;

declare_rule! {
    /// A cold bath too short to do anything.
    ///
    /// Under 5 minutes. Planned baths count like baths in a log.
    ///
    /// ## Why it matters
    /// The skin is cold after a minute, the muscle is not. A short dip is unpleasant and leaves the legs as they were.
    ///
    /// ## Evidence
    /// Grade C. The shortest advice for runners is 5 minutes, most begins at 10; the effect on soreness was found at 11
    /// to 15 minutes (Machado 2016).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 10km; ice-bath 3min 12C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race 10km; ice-bath 10min 12C
    /// ```
    pub struct ColdBathTooShort {
        /// The shortest bath that anybody recommends.
        least: Duration = minutes(5.0),
    }
    name: "cold-bath-too-short",
    group: Temperature,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ColdBathTooShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::IceBath]) {
            let Some(time) = item.duration.map(|d| d.high).filter(|time| *time < self.least) else {
                continue;
            };
            acc.push(
                event
                    .finding(format!("{time} in cold water is too short to reach the muscles"))
                    .help("stay in for 10 to 15 minutes (the shortest advice is 5), or leave it out"),
            );
        }
    }
}
