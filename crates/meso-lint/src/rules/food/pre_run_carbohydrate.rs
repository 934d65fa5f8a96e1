//! Carbohydrate before a long run or race.

use crate::prelude::*;

declare_rule! {
    /// Too little or too much carbohydrate before a long run or race.
    ///
    /// In the 1 to 4 hours before: under 1 or over 4 g per kg of weight. Counted is what stands before the run (by clock
    /// times, as `fuel carbs 90g 2h before`, or in order on the same day), if a weight is known and any is given.
    ///
    /// ## Why it matters
    /// The night has emptied the liver. A breakfast fills it; too big a one comes along on the run.
    ///
    /// ## Evidence
    /// Grade B. 1 to 4 g per kg in the 1 to 4 hours before (Thomas 2016).
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   weight 68kg; fuel carbs 30g 2h before; done 24km in 2:15:00
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   weight 68kg; fuel carbs 100g 2h before; done 24km in 2:15:00
    /// ```
    pub struct PreRunCarbohydrate {
        /// Grams per kg that are enough.
        least: f64 = 1.0,
        /// Grams per kg that are too many.
        most: f64 = 4.0,
        /// How long before the run food counts, at most.
        window: Duration = hours(4.0),
    }
    name: "pre-run-carbohydrate",
    group: Food,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: B,
}

/// What counts as a meal.
const MEALS: [EntryKind; 2] = [EntryKind::Fuel, EntryKind::Snack];

impl Rule for PreRunCarbohydrate {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let timeline = cx.timeline();
        if !timeline.has_care(&MEALS) {
            return;
        }
        for all in [&timeline.planned, &timeline.done] {
            for run in all.iter().filter(|event| event.is_run() && (event.is_long() || event.is_race())) {
                let meals: Vec<(&Event<'_>, f64)> = run
                    .around(all, 0, 0)
                    .iter()
                    .filter(|event| event.is_care(&MEALS))
                    .filter_map(|meal| {
                        let said = meal.entry()?.said;
                        if said.within().is_some() {
                            return None;
                        }
                        let gap = said.before().map(Duration::to_min).or_else(|| meal.minutes_until(run))?;
                        (gap <= self.window.to_min()).then_some((meal, said.grams(Detail::Carbs)?))
                    })
                    .collect();
                let Some((first, _)) = meals.first() else { continue };
                let Some(weight) = weight(cx, run).filter(|kg| *kg > 0.0) else { continue };
                let share = meals.iter().map(|(_, grams)| grams).sum::<f64>() / weight;
                let what = if share < self.least {
                    "little"
                } else if share > self.most {
                    "much"
                } else {
                    continue;
                };
                acc.push(
                    first
                        .finding(format!("{} g of carbohydrate per kg is {what} before {}", tenths(share), run.say(cx)))
                        .related(run.span, "the run")
                        .help("eat 1 to 4 g per kg of weight in the 1 to 4 hours before: the longer before, the more"),
                );
            }
        }
    }
}

/// The last weight in the log until the day of a run, else the athlete's.
fn weight(cx: &Cx<'_>, run: &Event<'_>) -> Option<f64> {
    cx.diary()
        .between(run.day.saturating_sub(28), run.day)
        .iter()
        .rev()
        .find_map(|day| day.measure(EntryKind::Weight).map(|(_, kg)| kg))
        .or(cx.plan.athlete.weight)
}
