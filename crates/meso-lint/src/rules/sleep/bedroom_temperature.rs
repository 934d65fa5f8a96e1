//! Bedrooms that are too warm or too cold.

use crate::prelude::*;
use crate::trends::spells;

declare_rule! {
    /// A bedroom that is too warm or too cold.
    ///
    /// Outside 16 to 19 °C. Nights in a row are one finding, at the last of them.
    ///
    /// ## Why it matters
    /// The body falls asleep while it cools. A warm room keeps it awake.
    ///
    /// ## Evidence
    /// Grade C. 16 to 19 °C is one source's figure, "cool and dark" another's words.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   bedroom 23C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   bedroom 18C
    /// ```
    pub struct BedroomTemperature {
        /// The coolest room advised.
        coolest: Celsius = Celsius(16.0),
        /// The warmest room advised.
        warmest: Celsius = Celsius(19.0),
    }
    name: "bedroom-temperature",
    group: Sleep,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for BedroomTemperature {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let rooms = cx.diary().series(|day| day.entry(EntryKind::Bedroom)?.said.celsius());
        let off = rooms.iter().filter(|(_, room)| self.judge(*room).is_some());
        for spell in spells(off.map(|(day, _)| *day), 3) {
            let Some(day) = cx.diary().day_with(*spell.end(), EntryKind::Bedroom) else { continue };
            let Some(room) = day.entry(EntryKind::Bedroom).and_then(|entry| entry.said.celsius()) else {
                continue;
            };
            let Some(what) = self.judge(room) else { continue };
            acc.push(
                day.finding(
                    day.span_of(EntryKind::Bedroom),
                    format!("a bedroom of {} °C is {what} than good for sleep", tenths(room)),
                )
                .help("16 to 19 °C are advised, dark and quiet"),
            );
        }
    }
}

impl BedroomTemperature {
    /// What a room is, if it is not as it should be.
    fn judge(&self, room: f64) -> Option<&'static str> {
        if room < self.coolest.0 {
            Some("cooler")
        } else if room > self.warmest.0 {
            Some("warmer")
        } else {
            None
        }
    }
}
