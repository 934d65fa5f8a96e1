//! Weeks of easy running only, in a race plan.

use crate::prelude::*;

declare_rule! {
    /// Four weeks without any quality in a plan that leads to a race and has quality elsewhere.
    ///
    /// Quality is hard work or work at marathon pace. The phase called `base` is left out, or the first four weeks of a
    /// plan without phases; so are weeks after a marathon and after the goal race. Once for a stretch.
    ///
    /// ## Why it matters
    /// Pace is forgotten faster than endurance. A month without any costs the weeks it takes to find it again.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   tue 2km E + 20min T + 2km E
    ///   sun 14km E
    /// weeks 2-4 like 1
    /// week 5
    ///   tue 10km E
    ///   sun 14km E
    /// weeks 6-8 like 5
    /// week 9
    ///   sun race 10km
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "10k"
    ///   goal 10km
    /// week 1
    ///   tue 2km E + 20min T + 2km E
    ///   sun 14km E
    /// weeks 2-8 like 1
    /// week 9
    ///   sun race 10km
    /// ```
    pub struct NoQualityBlock {
        /// Weeks without quality that are worth no word, but one. 4: a month.
        weeks: u32 = 4,
    }
    name: "no-quality-block",
    group: Intensity,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for NoQualityBlock {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(race) = cx.goal_race() else { return };
        let training = cx.days().iter().filter(|d| d.index < race.day);
        if !training.clone().any(|d| d.quality.is_some() && d.race.is_none()) {
            return;
        }
        let mut without = 0;
        for (place, week) in cx.weeks().iter().enumerate().take(cx.weeks_to_race()) {
            if week.quality > 0 || !week.complete || is_base(cx, place) || cx.is_after_marathon(place) {
                without = 0;
                continue;
            }
            without += 1;
            if without == self.weeks
                && let Some(head) = cx.plan.weeks.get(place)
            {
                acc.push(
                    Finding::week(
                        place,
                        head.span,
                        format!("{without} weeks without any fast running, up to {}", cx.week_name(place)),
                    )
                    .help("put a short session at threshold or race pace into every week or two"),
                );
            }
        }
    }
}

fn is_base(cx: &Cx<'_>, place: usize) -> bool {
    if cx.plan.phases.is_empty() {
        return place < 4;
    }
    let phase = cx.plan.weeks.get(place).and_then(|w| w.phase).and_then(|p| cx.plan.phases.get(p));
    phase.and_then(|p| p.name.as_deref()).is_some_and(|name| name.eq_ignore_ascii_case("base"))
}
