//! Drinking back what was sweated out.

use crate::prelude::*;

declare_rule! {
    /// Less drunk than was sweated out.
    ///
    /// From `weight 68.4kg -> 67.1kg` and `hydrate 1.2l` of one day: less than 1.5 times the loss is worth knowing (where
    /// something was logged as drunk), a loss of more than 2 % of the weight is a warning.
    ///
    /// ## Why it matters
    /// A kilogram lost is a litre of water. Part of what is drunk goes through, so it takes half as much again. A loss of
    /// more than 2 % slows the run itself, most of all in heat.
    ///
    /// ## Evidence
    /// Grade A. 150 % of the loss, with sodium, restored the balance within six hours (Shirreffs 1996).
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   done 24km in 2:15:00; weight 68kg -> 66.2kg; hydrate 1l
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   done 24km in 2:15:00; weight 68kg -> 67kg; hydrate 1.5l sodium 800mg
    /// ```
    pub struct Rehydrate {
        /// So many times the loss.
        times: f64 = 1.5,
        /// A loss beyond this share of the weight is a warning.
        loss: Percent = percent(2.0),
    }
    name: "rehydrate",
    group: Food,
    level: Info,
    loudest: Warning,
    fix: None,
    since: "0.1.0",
    grade: A,
}

impl Rule for Rehydrate {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.diary().days {
            let Some((before, after, span)) = day
                .text
                .measures
                .iter()
                .filter(|measure| measure.kind == EntryKind::Weight)
                .find_map(|measure| Some((measure.value, measure.after?, measure.span)))
            else {
                continue;
            };
            let lost = before - after;
            let share = lost / before;
            if share > self.loss.share() {
                acc.push(
                    day.finding(
                        span,
                        format!("{} kg lost are {} % of the weight", tenths(lost), tenths(share * 100.0)),
                    )
                    .severity(Severity::Warning)
                    .help(format!(
                        "drink on the way next time, and {} l over the next hours, with salt",
                        tenths(lost * self.times)
                    )),
                );
                continue;
            }
            let drinks: Vec<Entry<'_>> =
                day.entries().filter(|entry| entry.word == EntryKind::Hydrate).collect();
            let drunk: f64 = drinks.iter().filter_map(|entry| entry.said.litres()).sum();
            let Some(first) = drinks.first().filter(|_| drunk > 0.0 && drunk < lost * self.times) else {
                continue;
            };
            acc.push(
                day.finding(
                    first.span,
                    format!("{} l drunk after {} kg were lost", tenths(drunk), tenths(lost)),
                )
                .related(span, "the loss")
                .help(format!(
                    "drink 1.5 times as much as was lost: {} l over six hours, with salt",
                    tenths(lost * self.times)
                )),
            );
        }
    }
}
