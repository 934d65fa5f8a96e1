//! Hot baths that are too hot, too long or too short.

use crate::prelude::*;

declare_rule! {
    /// A hot bath outside the usual time or temperature.
    ///
    /// Over 42 °C is a warning; outside 15 to 20 minutes or 38 to 40 °C is worth knowing.
    ///
    /// ## Why it matters
    /// Warm water relaxes. Beyond 42 °C it scalds, and it lowers the pressure of the blood until standing up is a risk.
    ///
    /// ## Evidence
    /// Grade C. 15 to 20 minutes at 38 to 40 °C is one source's advice, another prefers the bath to the shower without a
    /// figure. The line at 42 °C is a convention of this rule.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   wed 8km E; hot-bath 15min 44C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   wed 8km E; hot-bath 15min 39C
    /// ```
    pub struct HotBath {
        /// The shortest bath advised.
        least: Duration = minutes(15.0),
        /// The longest bath advised.
        most: Duration = minutes(20.0),
        /// The coolest water advised.
        coolest: Celsius = Celsius(38.0),
        /// The hottest water advised.
        hottest: Celsius = Celsius(40.0),
        /// Hotter is dangerous. 42 °C: a convention of this rule.
        dangerous: Celsius = Celsius(42.0),
    }
    name: "hot-bath",
    group: Temperature,
    level: Info,
    loudest: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for HotBath {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::HotBath]) {
            let help = "the usual advice is 15 to 20 minutes at 38 to 40 °C";
            if let Some(water) = item.temperature.map(|t| t.high) {
                if water > self.dangerous.0 {
                    acc.push(
                        event
                            .finding(format!("water of {} °C is too hot to sit in", tenths(water)))
                            .severity(Severity::Warning)
                            .help(help),
                    );
                    continue;
                }
                let what = if water < self.coolest.0 {
                    Some("cooler")
                } else if water > self.hottest.0 {
                    Some("hotter")
                } else {
                    None
                };
                if let Some(what) = what {
                    acc.push(
                        event
                            .finding(format!("water of {} °C is {what} than advised", tenths(water)))
                            .help(help),
                    );
                    continue;
                }
            }
            let Some(time) = item.duration.map(|d| d.middle()) else { continue };
            let what = if time < self.least {
                "shorter"
            } else if time > self.most {
                "longer"
            } else {
                continue;
            };
            acc.push(event.finding(format!("{time} of hot bath is {what} than advised")).help(help));
        }
    }
}
