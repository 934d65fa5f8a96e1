//! A hot race without days in the heat.

use super::heat_pace::expected_heat;
use crate::prelude::*;
use meso_core::units::Range;

declare_rule! {
    /// A race of 25 °C or more with fewer than ten days of heat in the two weeks before.
    ///
    /// The heat stands as an item of the race day: `weather 28C`. A day of heat has `heat 60min`, a sauna or a hot bath, or
    /// an hour of training on a day with `weather 25C` and more.
    ///
    /// ## Why it matters
    /// Ten days in the heat bring more blood, earlier sweat and a lower heart rate: it is the surest help for a hot race.
    ///
    /// ## Evidence
    /// Grade B. Consensus of Racinais 2015: one to two weeks, an hour a day.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 8km E
    /// week 2
    ///   sun race 10km; weather 28C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   mon 60min E; heat 60min
    /// week 2
    ///   sun race 10km; weather 18C
    /// ```
    pub struct HeatAcclimatise {
        /// What is hot. 25 °C: Racinais 2015.
        from: Celsius = Celsius(25.0),
        /// Days of heat wanted. 10: Racinais 2015.
        days: u32 = 10,
        /// Heat on such a day. 60 min: Racinais 2015; saunas and hot baths of any length count.
        exposure: Duration = minutes(60.0),
        /// The days before the race that count. 14: Racinais 2015.
        window: Days = days(14),
    }
    name: "heat-acclimatise",
    group: Circumstances,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for HeatAcclimatise {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for race in cx.races() {
            let (Some(session), Some((heat, item))) = (race.session, expected_heat(cx, race.day)) else {
                continue;
            };
            if heat < self.from.0 {
                continue;
            }
            let warm = cx
                .plan
                .days
                .iter()
                .filter(|d| d.index < race.day && d.index.until(race.day) <= self.window.0)
                .filter(|day| self.is_warm(cx, day))
                .count();
            if warm >= self.days as usize {
                continue;
            }
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} at {heat:.0} °C, with {} in the heat before",
                        cx.say(session),
                        count(i32::try_from(warm).unwrap_or(0), "day")
                    ),
                )
                .related(item, "the heat")
                .help(format!(
                    "spend {} a day in the heat in the two weeks before: run warm, or take a sauna after",
                    self.exposure
                )),
            );
        }
    }
}

impl HeatAcclimatise {
    fn is_warm(&self, cx: &Cx<'_>, day: &Day) -> bool {
        let long_enough = |d: Option<Range<Duration>>| d.is_some_and(|d| d.high >= self.exposure);
        let trained = day.sessions(cx.plan).any(|s| s.duration.middle() >= self.exposure);
        day.recovery().any(|item| match item.method {
            EntryKind::Heat => long_enough(item.duration),
            EntryKind::Sauna | EntryKind::HotBath => true,
            _ => false,
        }) || (trained && expected_heat(cx, day.index).is_some_and(|(heat, _)| heat >= self.from.0))
    }
}
