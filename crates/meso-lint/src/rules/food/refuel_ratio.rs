//! Carbohydrate and protein after a run.

use crate::prelude::*;

declare_rule! {
    /// A recovery meal with an unusual share of protein.
    ///
    /// Carbohydrate to protein outside 2.5 to 1 and 4.5 to 1, where both are given.
    ///
    /// ## Why it matters
    /// Carbohydrate fills the legs, protein mends them; a meal wants both.
    ///
    /// ## Evidence
    /// Grade C. 3 to 1 or 4 to 1 say two sources, protein first says a third. The ratio matters little: protein adds nothing
    /// to refilling once there is enough carbohydrate (Betts and Williams 2010), and 0.25 to 0.3 g of protein per kg is
    /// enough (Thomas 2016). Hence the wide band.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun long 18km E; fuel carbs 20g protein 40g within 30min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun long 18km E; fuel carbs 60g protein 20g within 30min
    /// ```
    pub struct RefuelRatio {
        /// The lowest ratio: below the lowest advice of 3 to 1. A convention of this rule.
        lowest: f64 = 2.5,
        /// The highest ratio: above the highest advice of 4 to 1. A convention of this rule.
        highest: f64 = 4.5,
    }
    name: "refuel-ratio",
    group: Food,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for RefuelRatio {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::Fuel]) {
            let said = Said(&item.args);
            if said.before().is_some() {
                continue;
            }
            let (Some(carbs), Some(protein)) = (said.grams(Detail::Carbs), said.grams(Detail::Protein))
            else {
                continue;
            };
            if carbs == 0.0 || protein == 0.0 {
                continue;
            }
            let ratio = carbs / protein;
            let what = if ratio < self.lowest {
                "little carbohydrate for its protein"
            } else if ratio > self.highest {
                "little protein for its carbohydrate"
            } else {
                continue;
            };
            acc.push(event.finding(format!("{what}: {} to 1", tenths(ratio))).help(
                "3 or 4 to 1 is the usual advice after a run; how much carbohydrate there is matters more",
            ));
        }
    }
}
