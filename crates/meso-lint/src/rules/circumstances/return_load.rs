//! Too much, too soon after days off.

use crate::prelude::*;
use crate::rules::progression::weekly_volume_jump::stated_volume;
use meso_core::physiology::layoff::return_stages;

declare_rule! {
    /// More running after a break than the way back allows.
    ///
    /// The break stands in the `history` (`2026-12-20 sick 10 days`) or is a gap in the log with a `missed` day. After 6
    /// to 28 days off, an equal stretch: half of it at half of the load before, half at three quarters. After four to
    /// eight weeks, thirds at 33, 50 and 75 %; after more, three weeks each at 33, 50, 70, 85 and 100 %. Up to five days
    /// off cost nothing. The load before is the athlete's `volume`, or what the log or the plan had in the four weeks
    /// before.
    ///
    /// ## Why it matters
    /// Fitness of heart and lungs fades within weeks, and comes back as fast; what holds the legs together does neither.
    /// Most injuries of the way back come from running as before.
    ///
    /// ## Evidence
    /// Grade D for the table (Daniels), B for the physiology: oxygen uptake and blood volume fall within two to four weeks
    /// without training (Mujika and Padilla 2000, 2001).
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Back again"
    ///   start 2027-01-04
    /// athlete
    ///   volume 40km
    /// history
    ///   2026-12-21 sick 14 days "flu"
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Back again"
    ///   start 2027-01-04
    /// athlete
    ///   volume 40km
    /// history
    ///   2026-12-21 sick 14 days "flu"
    /// week 1
    ///   tue 5km E
    ///   thu 5km E
    ///   sun 8km E
    /// week 2
    ///   tue 8km E
    ///   thu 8km E
    ///   sun 12km E
    /// ```
    pub struct ReturnLoad {
        /// How much more than the table allows is worth no word. 10 %: rounding of weeks.
        tolerance: Percent = percent(10.0),
        /// Running in a week that is always fine. 10 km: below it the table asks for less than one run.
        floor: Distance = km(10.0),
    }
    name: "return-load",
    group: Circumstances,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for ReturnLoad {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for off in cx.breaks() {
            let Some(before) = load_before(cx, off) else { continue };
            let mut start = off.end;
            for stage in return_stages(u32::try_from(off.days).unwrap_or(0)) {
                let Ok(length) = i32::try_from(stage.days) else { break };
                let end = start.plus(length);
                self.judge(cx, off, start, end, before * stage.load, acc);
                start = end;
            }
        }
    }
}

impl ReturnLoad {
    /// Holds the days `start..end` against the weekly distance that they may have.
    fn judge(
        &self,
        cx: &Cx<'_>,
        off: &Break<'_>,
        start: DayIndex,
        end: DayIndex,
        weekly: Distance,
        acc: &mut Findings<'_>,
    ) {
        let days: Vec<&DayFacts> = cx.days().iter().filter(|d| d.index >= start && d.index < end).collect();
        let Some(count) = u32::try_from(days.len()).ok().filter(|n| *n >= 3) else { return };
        let distance: Distance = days.iter().map(|d| d.distance).sum();
        let rate = distance * (7.0 / f64::from(count));
        if rate <= (weekly * (1.0 + self.tolerance.share())).max(self.floor) {
            return;
        }
        let longest = days
            .iter()
            .filter_map(|d| cx.plan.day(d.index))
            .flat_map(|d| d.sessions(cx.plan))
            .filter(|s| is_running(s))
            .max_by_key(|s| s.distance.middle());
        let Some(session) = longest else { return };
        acc.push(
            Finding::session(
                session,
                format!(
                    "{} of running in {} after {} off",
                    cx.distance(distance),
                    crate::context::count(i32::try_from(count).unwrap_or(0), "day"),
                    crate::context::count(off.days, "day")
                ),
            )
            .related(off.span, format!("off: {}", off.reason))
            .help(format!(
                "keep these days at about {} a week: the way back takes as long as the break, half of it at half of the load",
                cx.distance(weekly)
            )),
        );
    }
}

/// The weekly distance before a break: of the log, else of the plan, else what the athlete states.
fn load_before(cx: &Cx<'_>, off: &Break<'_>) -> Option<Distance> {
    let month = off.first.plus(-28);
    let planned: Distance =
        cx.days().iter().filter(|d| d.index >= month && d.index < off.first).map(|d| d.distance).sum();
    let weeks = f64::from(month.0.max(0).saturating_sub(off.first.0).saturating_neg()) / 7.0;
    if weeks >= 2.0 && !planned.is_zero() {
        return Some(planned * (1.0 / weeks));
    }
    stated_volume(cx).map(|(volume, _)| volume)
}
