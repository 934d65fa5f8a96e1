//! The cold end of a shower.

use crate::prelude::*;

declare_rule! {
    /// A cold shower that is shorter or longer than advised.
    ///
    /// 30 to 60 seconds of cold at the end of a warm shower.
    ///
    /// ## Why it matters
    /// It wakes up; nobody has shown that it does more. Longer is only colder.
    ///
    /// ## Evidence
    /// Grade D. One source's advice, without a trial behind it.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   wed 8km E; cold-shower 5min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   wed 8km E; cold-shower 45s
    /// ```
    pub struct ColdShower {
        /// The shortest cold end advised.
        least: Duration = Duration::from_s(30),
        /// The longest cold end advised.
        most: Duration = Duration::from_s(60),
    }
    name: "cold-shower",
    group: Temperature,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for ColdShower {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::ColdShower]) {
            let Some(time) = item.duration.map(|d| d.middle()) else { continue };
            if (self.least..=self.most).contains(&time) {
                continue;
            }
            acc.push(
                event
                    .finding(format!("{time} of cold water under the shower"))
                    .help("the usual advice is 30 to 60 seconds at the end of a warm shower"),
            );
        }
    }
}
