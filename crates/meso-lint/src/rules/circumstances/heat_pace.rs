//! A pace that the heat will not allow.

use crate::prelude::*;
use meso_core::physiology::heat::marathon_slowing;

declare_rule! {
    /// A race with a goal time on a day of stated heat.
    ///
    /// The heat stands as an item of the day: `weather 24C`. Says how much slower a marathon of three hours is at that
    /// temperature; slower runners lose more. Races of half-marathon and longer, from 15 °C on.
    ///
    /// ## Why it matters
    /// Heat slows everybody, most of all those who start at the pace of a cool day.
    ///
    /// ## Evidence
    /// Grade C for the figures, which are rounded: 1 to 2 % at 15 °C, 3 % at 20 °C, 5 to 8 % at 25 °C (after Ely 2007).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race marathon in 3:10:00; weather 24C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race marathon in 3:10:00; weather 8C
    /// ```
    pub struct HeatPace {
        /// From this temperature on. 15 °C: Ely 2007.
        from: Celsius = Celsius(15.0),
    }
    name: "heat-pace",
    group: Circumstances,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for HeatPace {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for race in cx.races().iter().filter(|r| r.distance.to_km() >= 21.0) {
            let Some(session) = race.session else { continue };
            let (Some(time), Some((heat, item))) =
                (session.race.as_ref().and_then(|r| r.time), expected_heat(cx, race.day))
            else {
                continue;
            };
            if heat < self.from.0 {
                continue;
            }
            let slower = marathon_slowing(heat);
            let by = f64::midpoint(slower.low, slower.high);
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} at {heat:.0} °C: expect to be about {} slower",
                        cx.say(session),
                        in_percent(by)
                    ),
                )
                .related(item, "the heat")
                .help(format!(
                    "start at the pace for {} rather than {}",
                    (time * (1.0 + by)).clock(),
                    time.clock()
                )),
            );
        }
    }
}

/// The temperature that a day is expected to have, with where it is said: `weather 28C`.
pub(crate) fn expected_heat(cx: &Cx<'_>, day: DayIndex) -> Option<(f64, Span)> {
    cx.plan
        .day(day)?
        .recovery()
        .filter(|item| matches!(item.method, EntryKind::Temperature | EntryKind::Heat))
        .find_map(|item| Some((item.temperature?.high, item.span)))
}
