//! Cold baths that are too cold, or not cold.

use crate::prelude::*;

declare_rule! {
    /// A cold bath that is too cold, or not cold.
    ///
    /// Under 5 °C is an error, 5 to 10 °C a warning, over 15 °C worth knowing. Planned baths count like baths in a log.
    ///
    /// ## Why it matters
    /// Colder is not better: below 10 °C the effect on soreness does not grow, while the shock to breath and heart, and
    /// the danger to skin and nerves, do. Above 15 °C it is a bath.
    ///
    /// ## Evidence
    /// Grade B. 11 to 15 °C for 11 to 15 minutes had the best effect on soreness (Machado 2016, meta-analysis); advice
    /// for runners says 10 to 15 °C with one voice.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 10km; ice-bath 10min 4C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race 10km; ice-bath 10min 12C
    /// ```
    pub struct ColdBathTemperature {
        /// Colder is dangerous. 5 °C: a convention of this rule, half of the coldest advice.
        dangerous: Celsius = Celsius(5.0),
        /// Colder brings nothing more: the lower end of 10 to 15 °C.
        coldest: Celsius = Celsius(10.0),
        /// Warmer is not cold: the upper end of 10 to 15 °C.
        warmest: Celsius = Celsius(15.0),
    }
    name: "cold-bath-temperature",
    group: Temperature,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for ColdBathTemperature {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::IceBath]) {
            let Some(water) = item.temperature.map(|t| t.low) else { continue };
            let (severity, what) = if water < self.dangerous.0 {
                (Severity::Error, "is dangerously cold: it numbs, and can take the breath away")
            } else if water < self.coldest.0 {
                (
                    Severity::Warning,
                    "is colder than it needs to be: the effect does not grow below 10 °C, the risk does",
                )
            } else if water > self.warmest.0 {
                (Severity::Info, "is not cold enough to do anything for sore legs")
            } else {
                continue;
            };
            acc.push(
                event
                    .finding(format!("water of {} °C {what}", tenths(water)))
                    .severity(severity)
                    .help("10 to 15 °C for 10 to 15 minutes are what trials used"),
            );
        }
    }
}
