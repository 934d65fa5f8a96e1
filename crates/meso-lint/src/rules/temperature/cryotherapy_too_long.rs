//! Cryotherapy that lasts too long.

use crate::prelude::*;

declare_rule! {
    /// Cryotherapy that lasts too long.
    ///
    /// In a chamber at -85 °C or colder (or at no stated temperature): over 3 minutes is a warning, over 6 minutes an error.
    ///
    /// ## Why it matters
    /// At such temperatures the skin comes near to freezing within minutes.
    ///
    /// ## Evidence
    /// Grade C. Usual protocols are 2 to 3 minutes; the 5 to 6 minutes that one runner reports are one visit, not a
    /// protocol. Whole-body cryotherapy does not help endurance athletes to recover more than cold water (Dupuy 2018).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 10km; cryo 5min -110C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race 10km; cryo 3min -110C
    /// ```
    pub struct CryotherapyTooLong {
        /// The longest usual protocol.
        usual: Duration = minutes(3.0),
        /// The longest visit that anybody reports.
        limit: Duration = minutes(6.0),
        /// Chambers as cold as this or colder are meant, in degrees below zero.
        below_zero: f64 = 85.0,
    }
    name: "cryotherapy-too-long",
    group: Temperature,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for CryotherapyTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::Cryo]) {
            if item.temperature.is_some_and(|air| air.low > -self.below_zero) {
                continue;
            }
            let Some(time) = item.duration.map(|d| d.high).filter(|time| *time > self.usual) else {
                continue;
            };
            let error = time > self.limit;
            acc.push(
                event
                    .finding(format!(
                        "{time} in a cryo chamber is longer than the usual 2 to 3 minutes: skin can freeze"
                    ))
                    .severity(if error { Severity::Error } else { Severity::Warning })
                    .help(format!("stay for at most {}", self.usual)),
            );
        }
    }
}
