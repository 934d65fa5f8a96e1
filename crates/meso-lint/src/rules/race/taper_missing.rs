//! No taper before the goal race.

use crate::prelude::*;
use meso_core::plan::Priority;

declare_rule! {
    /// No taper before the goal race.
    ///
    /// For a half-marathon and longer the last two weeks, the race left out, are held against the three biggest weeks;
    /// for shorter races the race week alone. A cut under 20 % is a warning.
    ///
    /// ## Why it matters
    /// Tiredness fades faster than fitness. Running less in the last weeks, as fast as before, is the surest few per cent
    /// that any plan has to give.
    ///
    /// ## Evidence
    /// Grade A. A cut of 41 to 60 % over two weeks is best (Bosquet 2007, meta-analysis, effect size 0.72; Wang 2023); a
    /// strict three-week taper was worth 2.6 % to 158 000 marathon runners (Smyth and Lawlor 2021). Published plans cut 22
    /// to 65 %, so 20 % is where a taper ends. `strict` wants Bosquet's 41 %.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Half"
    ///   goal half-marathon
    /// week 1
    ///   tue 10km E
    ///   thu 12km E
    ///   sun 16km E
    /// weeks 2-6 like 1
    /// week 7
    ///   mon 10km E
    ///   tue 10km E
    ///   wed 10km E
    ///   thu 8km E
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
    /// weeks 2-5 like 1
    /// week 6 like 1 volume 75%
    /// week 7
    ///   tue 8km E
    ///   thu 5km E
    ///   sun race half-marathon
    /// ```
    pub struct TaperMissing {
        /// The least cut. 20 %: below every published half-marathon and marathon plan.
        min_cut: Percent = percent(20.0),
    }
    name: "taper-missing",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: A,
    profiles: { strict => Keep { min_cut = "41 %" } },
}

impl Rule for TaperMissing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        if let Some(taper) = Taper::of(cx) {
            self.judge(cx, &taper, Severity::Warning, acc);
        }
        for goal in &cx.plan.other_goals {
            // Before a goal that the plan is not built for the race week alone is lighter; before a B race many let it go.
            let severity = match goal.priority {
                Some(Priority::C) => continue,
                Some(Priority::B) => Severity::Info,
                Some(Priority::A) | None => Severity::Warning,
            };
            let race = cx.goal_races().into_iter().find(|race| Some(race.day) == goal.day);
            if let Some(taper) = race.and_then(|race| Taper::before(cx, race, 1)) {
                self.judge(cx, &taper, severity, acc);
            }
        }
    }
}

impl TaperMissing {
    fn judge(&self, cx: &Cx<'_>, taper: &Taper<'_>, severity: Severity, acc: &mut Findings<'_>) {
        if taper.cut >= self.min_cut.share() {
            return;
        }
        let (Some(place), Some(week)) =
            (taper.weeks.last().copied(), taper.weeks.last().and_then(|w| cx.plan.weeks.get(*w)))
        else {
            return;
        };
        let which = if taper.weeks.len() > 1 { "the last two weeks have" } else { "the race week has" };
        let change = if taper.cut <= 0.005 {
            "no less".to_owned()
        } else {
            format!("only {} less", in_percent(taper.cut))
        };
        acc.push(
            Finding::week(place, week.span, format!("{which} {change} running than the biggest weeks of the plan"))
                .severity(severity)
                .related(taper.race.span, format!("the race, {} not counted", cx.distance(taper.race.distance)))
                .help(format!(
                    "bring them down to about {} on average: 40 to 60 % less, at the usual pace, is the best-proven taper",
                    cx.distance(taper.peak * 0.55)
                )),
        );
    }
}

/// The weeks before the goal race against the biggest of the plan.
pub(crate) struct Taper<'a> {
    /// The goal race.
    pub(crate) race: Race<'a>,
    /// The weeks of the taper, in order: two for a half-marathon and longer, one for shorter races.
    pub(crate) weeks: Vec<usize>,
    /// Mean distance of the three biggest weeks.
    pub(crate) peak: Distance,
    /// What is cut, as a share.
    pub(crate) cut: f64,
}

impl<'a> Taper<'a> {
    /// `None` without a goal race, for a plan shorter than six weeks, and when a week of the taper cannot be read.
    pub(crate) fn of(cx: &Cx<'a>) -> Option<Taper<'a>> {
        let race = cx.goal_race()?;
        let count = if race.distance.to_km() >= 21.0 { 2 } else { 1 };
        Self::before(cx, race, count)
    }

    /// The same before any race, with so many weeks of taper.
    fn before(cx: &Cx<'a>, race: Race<'a>, count: usize) -> Option<Taper<'a>> {
        let last = cx.plan.days.last()?.index;
        let (end, in_week) = match cx.week_of(race.day) {
            Some(week) => (week, cx.plan.weeks.get(week)?.first_day.until(race.day)),
            // A race shortly after the last printed week ends that week's taper.
            None if (1..=7).contains(&last.until(race.day)) => (cx.plan.weeks.len().checked_sub(1)?, 6),
            None => return None,
        };
        // A race on the first days of its week: the week before is the race week.
        let end = if in_week < 3 { end.checked_sub(1)? } else { end };
        let weeks: Vec<usize> = (end + 1).checked_sub(count).map(|start| (start..=end).collect())?;
        if end < 5 || weeks.iter().any(|w| cx.weeks().get(*w).is_none_or(|w| !w.complete)) {
            return None;
        }
        let mut sizes: Vec<Distance> = cx.weeks().iter().take(end + 1).map(WeekFacts::training).collect();
        sizes.sort_unstable();
        let peak = sizes.iter().rev().take(3).copied().sum::<Distance>() * (1.0 / 3.0);
        let taper =
            weeks.iter().filter_map(|w| cx.weeks().get(*w)).map(WeekFacts::training).sum::<Distance>();
        if peak.is_zero() {
            return None;
        }
        let mean = taper.to_km() / f64::from(u32::try_from(weeks.len()).ok()?);
        // Not `1 - mean / peak`: 40 km after 50 km are a cut of 20 %, not a hair less.
        let cut = (peak.to_km() - mean) / peak.to_km();
        Some(Taper { race, weeks, peak, cut })
    }

    /// The days of the taper: those of its weeks before the race.
    pub(crate) fn days(&self, cx: &Cx<'a>) -> impl Iterator<Item = DayIndex> + use<'a> {
        let start =
            self.weeks.first().and_then(|w| cx.plan.weeks.get(*w)).map_or(self.race.day, |w| w.first_day);
        (0..start.until(self.race.day).max(0)).map(move |n| start.plus(n))
    }
}
