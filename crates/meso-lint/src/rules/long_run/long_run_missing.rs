//! A marathon plan without long runs.

use crate::prelude::*;

declare_rule! {
    /// A marathon plan whose longest run is shorter than 24 km or 2 h.
    ///
    /// Either is enough. Only plans that can be read in full.
    ///
    /// ## Why it matters
    /// The last hour of a marathon is something the legs should have met before.
    ///
    /// ## Evidence
    /// Grade D. Longest runs of published marathon plans go from 21 to 39 km; Hansons stop at 26 km on purpose.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Marathon"
    ///   goal marathon
    /// week 1
    ///   sun long 18km E
    /// week 2
    ///   sun race marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Marathon"
    ///   goal marathon
    /// week 1
    ///   sun long 28km E
    /// week 2
    ///   mon rest
    /// week 3 like 2
    /// week 4
    ///   sun race marathon
    /// ```
    pub struct LongRunMissing {
        /// A longest run of this distance is enough. 24 km: just below the shortest school of long runs.
        distance: Distance = km(24.0),
        /// A longest run of this time is enough. 2 h: for slower runners.
        duration: Duration = hours(2.0),
    }
    name: "long-run-missing",
    group: LongRun,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for LongRunMissing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(race) = cx.goal_race().filter(Race::is_marathon) else { return };
        let written = cx.weeks().iter().zip(&cx.plan.weeks).filter(|(_, week)| week.written);
        if written.clone().any(|(facts, _)| !facts.complete) || cx.runs().next().is_none() {
            return;
        }
        let runs = || cx.runs().filter(|s| s.day < race.day);
        let longest = runs().map(|s| s.distance.middle()).max().unwrap_or(Distance::ZERO);
        let duration = runs().map(|s| s.running.middle()).max().unwrap_or(Duration::ZERO);
        if longest >= self.distance || duration >= self.duration {
            return;
        }
        acc.push(
            Finding::new(
                race.span,
                format!(
                    "the longest run before the {} is {}",
                    race.name(cx.plan.units),
                    cx.distance(longest)
                ),
            )
            .help(format!(
                "work up to {} or {}, three to five weeks before the race",
                cx.distance(self.distance),
                self.duration
            )),
        );
    }
}
