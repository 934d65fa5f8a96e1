//! A taper that begins too early.

use crate::prelude::*;

declare_rule! {
    /// More than four weeks between the last big week and the goal race.
    ///
    /// A big week has at least 90 % of the biggest one.
    ///
    /// ## Why it matters
    /// After about three weeks of less, fitness begins to fade as well as tiredness.
    ///
    /// ## Evidence
    /// Grade B. Tapers of up to three weeks are the proven ones (Bosquet 2007; Smyth and Lawlor 2021).
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 10km E
    ///   thu 12km E
    ///   sun 16km E
    /// weeks 2-3 like 1
    /// weeks 4-8 like 1 volume 70%
    /// week 9
    ///   tue 8km E
    ///   sun race half-marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 10km E
    ///   thu 12km E
    ///   sun 16km E
    /// weeks 2-6 like 1
    /// weeks 7-8 like 1 volume 70%
    /// week 9
    ///   tue 8km E
    ///   sun race half-marathon
    /// ```
    pub struct TaperTooLong {
        /// The most weeks from the last big one to the race. 4: one more than the longest proven taper.
        max: Days = weeks(4),
        /// What makes a week big, as a share of the biggest. 90 %: a convention.
        big: Percent = percent(90.0),
    }
    name: "taper-too-long",
    group: Race,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for TaperTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(race) = cx.goal_race() else { return };
        let Some(end) = cx.week_of(race.day) else { return };
        let weeks: Vec<&WeekFacts> = cx.weeks().iter().take(end + 1).collect();
        let peak = weeks.iter().map(|w| w.training()).max().unwrap_or(Distance::ZERO);
        if weeks.iter().any(|w| !w.complete) || peak.is_zero() {
            return;
        }
        let Some(last) = weeks.iter().rposition(|w| w.training() >= peak * self.big.share()) else { return };
        let since = i32::try_from(end - last).unwrap_or(0);
        let Some(head) = cx.plan.weeks.get(last).filter(|_| since * 7 > self.max.0) else { return };
        acc.push(
            Finding::week(
                last,
                head.span,
                format!("{} is the last big week, {since} weeks before the race", cx.week_name(last)),
            )
            .related(race.span, "the race")
            .help(
                "keep the load up until two or three weeks before the race: fitness fades in longer tapers",
            ),
        );
    }
}
