//! The week of greatest strain.

use crate::prelude::*;

declare_rule! {
    /// A week of much more strain than the four before it.
    ///
    /// Foster's strain is the load of the week times its monotony. The week with the most of the plan is named if it has
    /// more than 1.5 times the mean of the four weeks before.
    ///
    /// ## Why it matters
    /// Much load without easy days in it is what tires most.
    ///
    /// ## Evidence
    /// Grade C. Illnesses followed peaks of strain in 25 athletes (Foster 1998); the 1.5 is ours.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 8km E
    ///   thu 8km E
    ///   sun 12km E
    /// weeks 2-4 like 1
    /// week 5
    ///   mon 6km E
    ///   tue 8km E
    ///   wed 6km E
    ///   thu 8km E
    ///   fri 6km E
    ///   sun 12km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 8km E
    ///   thu 8km E
    ///   sun 12km E
    /// weeks 2-5 like 1
    /// ```
    pub struct StrainSpike {
        /// How much more than the mean of four weeks is worth no word. 1.5 times: ours.
        quiet: f64 = 1.5,
    }
    name: "strain-spike",
    group: Progression,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for StrainSpike {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let daily = cx.series.strain();
        let strain: Vec<f64> = (0..cx.plan.weeks.len())
            .map(|w| daily.get(w * 7 + 6).copied().filter(|x| x.is_finite()).unwrap_or(0.0))
            .collect();
        let Some((place, most)) = strain.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))
        else {
            return;
        };
        let (Some(before), Some(facts)) = (
            place.checked_sub(4).and_then(|start| strain.get(start..place)),
            place.checked_sub(4).and_then(|start| cx.weeks().get(start..=place)),
        ) else {
            return;
        };
        let mean = before.iter().sum::<f64>() / 4.0;
        let Some(head) = cx.plan.weeks.get(place) else { return };
        if mean > 0.0 && most > mean * self.quiet && facts.iter().all(|w| w.complete) {
            acc.push(
                Finding::week(
                    place,
                    head.span,
                    format!(
                        "{} has {:.1} times the strain of the four weeks before",
                        cx.week_name(place),
                        most / mean
                    ),
                )
                .help("strain is load times sameness: put easy days or rest into the big week"),
            );
        }
    }
}
