//! A race distance that is nearly, but not quite, a usual one.

use crate::prelude::*;

declare_rule! {
    /// A race whose distance is nearly, but not quite, a usual one.
    ///
    /// Between 0.5 and 3 % off the mile, 3, 5, 8, 10, 12, 15 km, 10 miles, 20 km, the half-marathon, 25, 30 km, the marathon,
    /// 50 km, 50 miles, 100 km or 100 miles. Time trials are left out.
    ///
    /// ## Why it matters
    /// `race 26mi` is no marathon: paces, taper and recovery are counted from the distance that is written.
    ///
    /// ## Evidence
    /// Grade D: no physiology. A slip of the pen that published plans contain.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 26mi
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race marathon
    /// ```
    pub struct RaceDistanceOdd {
        /// A difference that is taken for rounding. 0.5 %: `42km` is a marathon.
        rounding: Percent = percent(0.5),
        /// A difference beyond which it is another distance. 3 %: 8 km and 5 miles lie within.
        near: Percent = percent(3.0),
    }
    name: "race-distance-odd",
    group: Consistency,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

/// Usual race distances in kilometres.
const USUAL: [f64; 17] = [
    1.609_344, 3.0, 5.0, 8.0, 10.0, 12.0, 15.0, 16.093_44, 20.0, 21.0975, 25.0, 30.0, 42.195, 50.0, 80.4672,
    100.0, 160.9344,
];

impl Rule for RaceDistanceOdd {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for race in cx.races().iter().filter(|r| !r.time_trial) {
            let Some(session) = race.session else { continue };
            let km = race.distance.to_km();
            let off = |usual: f64| (km / usual - 1.0).abs();
            let Some(nearest) = USUAL.into_iter().min_by(|a, b| off(*a).total_cmp(&off(*b))) else {
                continue;
            };
            if off(nearest) <= self.rounding.share() || off(nearest) > self.near.share() {
                continue;
            }
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} is a race of {km:.2} km, nearly {}",
                        cx.say(session),
                        Distance::from_km(nearest).display(cx.plan.units)
                    ),
                )
                .help("write the distance by its name where it has one: `race marathon`, `race half-marathon`, `race 5km`"),
            );
        }
    }
}
