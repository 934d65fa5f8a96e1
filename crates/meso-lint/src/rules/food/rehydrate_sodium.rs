//! Drinking without salt.

use crate::prelude::*;

declare_rule! {
    /// Much to drink after training, without sodium.
    ///
    /// More than 1 litre on a day with training, and no `sodium` beside it.
    ///
    /// ## Why it matters
    /// Plain water dilutes the blood, and the body sends it on. With salt it stays.
    ///
    /// ## Evidence
    /// Grade A. Without sodium even 150 % of the loss did not restore the balance (Shirreffs 1996). A salted meal does as
    /// well as a drink.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   done 24km in 2:15:00; hydrate 1.5l
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   done 24km in 2:15:00; hydrate 1.5l sodium 800mg
    /// ```
    pub struct RehydrateSodium {
        /// Litres without sodium that say nothing.
        litres: f64 = 1.0,
    }
    name: "rehydrate-sodium",
    group: Food,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: A,
}

impl Rule for RehydrateSodium {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in cx.diary().days.iter().filter(|day| !day.work.is_empty()) {
            let drinks: Vec<Entry<'_>> =
                day.entries().filter(|entry| entry.word == EntryKind::Hydrate).collect();
            let drunk: f64 = drinks.iter().filter_map(|entry| entry.said.litres()).sum();
            let salted = day.entry(EntryKind::Sodium).is_some()
                || drinks.iter().any(|entry| entry.mentions(&["sodium", "salt", "electrolytes"]));
            let Some(last) = drinks.last().filter(|_| drunk > self.litres && !salted) else { continue };
            acc.push(
                day.finding(last.span, format!("{} l without sodium", tenths(drunk)))
                    .help("add salt, to the drink or the meal: without it much of the water goes through"),
            );
        }
    }
}
