//! VDOT: one number for what a race result says about every other pace.
//!
//! Daniels and Gilbert, *Oxygen Power* (1979): the oxygen cost of running at some speed, and the share of VO2max that a
//! runner holds for some time. Fitted to races of about 3.5 to 240 minutes. The tables in *Daniels' Running Formula* are
//! the same curve, rounded, and lie within 0.2 % of it.

use crate::units::{Distance, Duration, Range, Speed};
use std::ops::RangeInclusive;

/// The VDOTs that functions here accept; others are moved to the nearer end. World records lie at about 85.
pub const VALID: RangeInclusive<f64> = 1.0..=120.0;
/// Easy running, as shares of VO2max (Daniels).
pub const EASY_SHARE: Range<f64> = Range { low: 0.59, high: 0.74 };
/// Threshold running, as a share of VO2max (Daniels).
pub const THRESHOLD_SHARE: f64 = 0.88;
/// Intervals, as a share of VO2max (Daniels: 95 to 100 %).
pub const INTERVAL_SHARE: f64 = 0.975;
/// Repetitions, as a share of VO2max (Daniels: about 105 %).
pub const REPETITION_SHARE: f64 = 1.05;

/// Oxygen cost of level running, ml/kg/min.
///
/// ```
/// # use meso_core::{physiology::vdot::oxygen_cost, units::Speed};
/// assert!((oxygen_cost(Speed::from_mps(250.0 / 60.0)) - 47.4645).abs() < 5e-5);
/// ```
#[must_use]
pub fn oxygen_cost(speed: Speed) -> f64 {
    cost(speed.to_m_per_min())
}

/// The share of VO2max that can be held for some time: 0.953 for 20 min, 0.8 for ever.
#[must_use]
pub fn sustainable_share(time: Duration) -> f64 {
    share(time.to_min())
}

/// The speed whose oxygen cost is `vo2` ml/kg/min; the inverse of [`oxygen_cost`].
#[must_use]
pub fn velocity(vo2: f64) -> Speed {
    Speed::from_mps(metres_per_minute(vo2) / 60.0)
}

/// VDOT of a race.
///
/// `None` without distance or time, or if it was slower than any running (the formula goes below zero at 25 m/min).
///
/// ```
/// # use meso_core::{physiology::vdot::vdot, units::{Distance, Duration}};
/// let v = vdot(Distance::from_m(5000), Duration::from_s(20 * 60)).unwrap();
/// assert!((v - 49.8062).abs() < 5e-5);
/// ```
#[must_use]
pub fn vdot(distance: Distance, time: Duration) -> Option<f64> {
    let v = of_race(distance.to_m(), time.to_min());
    (v.is_finite() && v > 0.0).then_some(v)
}

/// VDOT of a race in metres and minutes, as plain numbers; not-a-number in, not-a-number out.
#[must_use]
pub fn of_race(metres: f64, minutes: f64) -> f64 {
    cost(metres / minutes) / share(minutes)
}

/// VDOT of a runner for whom `speed` costs a `share` of VO2max: `0.88` for a threshold pace.
///
/// `None` for a speed that is no running.
#[must_use]
pub fn from_speed(speed: Speed, share: f64) -> Option<f64> {
    let v = oxygen_cost(speed) / share;
    (v.is_finite() && v > 0.0).then_some(v)
}

/// The time that a runner of some VDOT races a distance in.
///
/// ```
/// # use meso_core::{physiology::vdot::race_time, units::Distance};
/// assert_eq!(race_time(50.0, Distance::from_m(5000)).clock(), "19:56");
/// assert_eq!(race_time(50.0, Distance::MARATHON).clock(), "3:10:40");
/// ```
#[must_use]
pub fn race_time(vdot: f64, distance: Distance) -> Duration {
    Duration::from_min(race_minutes(vdot, distance.to_m()))
}

/// [`race_time`] as plain numbers: metres in, minutes out.
///
/// Newton's method inside a bracket that always holds the root: the share of VO2max lies between 0.8 and 1.29, which
/// bounds the speed. About five steps, 0.2 µs.
#[must_use]
pub fn race_minutes(vdot: f64, metres: f64) -> f64 {
    if vdot.is_nan() || metres.is_nan() {
        return f64::NAN;
    }
    if metres <= 0.0 {
        return 0.0;
    }
    let vdot = vdot.clamp(*VALID.start(), *VALID.end());
    let mut low = metres / metres_per_minute(vdot * share(0.0));
    let mut high = metres / metres_per_minute(vdot * 0.8);
    let mut t = 0.5 * (low + high);
    for _ in 0..64 {
        let slow = B * (-RATE_B * t).exp();
        let slower = C * (-RATE_C * t).exp();
        let v = metres / t;
        // Cost of the speed less what can be held: falls with time.
        let excess = cost(v) - vdot * (0.8 + slow + slower);
        if excess > 0.0 {
            low = t
        } else {
            high = t
        }
        let slope = -(0.182_258 + 0.000_208 * v) * v / t + vdot * (RATE_B * slow + RATE_C * slower);
        let newton = t - excess / slope;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - t).abs() <= 1e-12 * t {
            return next;
        }
        t = next;
    }
    t
}

/// Training speeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainingSpeeds {
    /// Easy, slow to fast.
    pub easy: Range<Speed>,
    /// Marathon race pace.
    pub marathon: Speed,
    /// Threshold.
    pub threshold: Speed,
    /// Interval.
    pub interval: Speed,
    /// Repetition.
    pub repetition: Speed,
}

/// The speeds that a VDOT gives for training (Daniels' zones as shares of VO2max; M is the equivalent marathon).
#[must_use]
pub fn training_speeds(vdot: f64) -> TrainingSpeeds {
    let vdot = vdot.clamp(*VALID.start(), *VALID.end());
    TrainingSpeeds {
        easy: EASY_SHARE.map(|s| velocity(vdot * s)),
        marathon: Distance::MARATHON / race_time(vdot, Distance::MARATHON),
        threshold: velocity(vdot * THRESHOLD_SHARE),
        interval: velocity(vdot * INTERVAL_SHARE),
        repetition: velocity(vdot * REPETITION_SHARE),
    }
}

/// The distances that runners compare: their names and lengths.
pub const COMMON_DISTANCES: [(&str, Distance); 7] = [
    ("1500m", Distance::from_m(1500)),
    ("mile", Distance::MILE),
    ("3k", Distance::from_m(3000)),
    ("5k", Distance::from_m(5000)),
    ("10k", Distance::from_m(10_000)),
    ("half-marathon", Distance::HALF_MARATHON),
    ("marathon", Distance::MARATHON),
];

/// Equivalent performances over [`COMMON_DISTANCES`].
#[must_use]
pub fn equivalents(vdot: f64) -> [(&'static str, Distance, Duration); 7] {
    COMMON_DISTANCES.map(|(name, distance)| (name, distance, race_time(vdot, distance)))
}

const B: f64 = 0.189_439_3;
const RATE_B: f64 = 0.012_778;
const C: f64 = 0.298_955_8;
const RATE_C: f64 = 0.193_260_5;

fn cost(v: f64) -> f64 {
    -4.60 + 0.182_258 * v + 0.000_104 * v * v
}

fn share(minutes: f64) -> f64 {
    0.8 + B * (-RATE_B * minutes).exp() + C * (-RATE_C * minutes).exp()
}

fn metres_per_minute(vo2: f64) -> f64 {
    let (a, b) = (0.000_104, 0.182_258);
    (-b + (b * b + 4.0 * a * (4.60 + vo2)).max(0.0).sqrt()) / (2.0 * a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time(clock: &str) -> Duration {
        Duration::from_s(clock.split(':').fold(0, |s, part| s * 60 + part.parse::<i64>().unwrap()))
    }

    fn near(x: f64, want: f64, by: f64) {
        assert!((x - want).abs() <= by, "{x} is not {want}");
    }

    #[test]
    fn worked_numbers() {
        near(oxygen_cost(Speed::from_mps(250.0 / 60.0)), 47.4645, 5e-5);
        near(sustainable_share(time("20:00")), 0.9530, 5e-5);
        let five = Distance::from_m(5000);
        near(vdot(five, time("20:00")).unwrap(), 49.8062, 5e-5);
        near(vdot(five, time("19:57")).unwrap(), 49.9522, 5e-5);
        near(vdot(five, time("24:34")).unwrap(), 39.1104, 5e-5);
        near(vdot(Distance::MARATHON, time("3:10:49")).unwrap(), 49.9520, 5e-5);
        let at_50 = equivalents(50.0).map(|(name, _, t)| format!("{name} {}", t.clock()));
        assert_eq!(at_50[3..], ["5k 19:56", "10k 41:20", "half-marathon 1:31:31", "marathon 3:10:40"]);
    }

    #[test]
    fn the_published_table_within_a_fifth_of_a_percent() {
        // Daniels' Running Formula, 3rd edition.
        let table = [
            (30.0, ["30:40", "63:46", "2:21:04", "4:49:17"]),
            (38.0, ["25:12", "52:17", "1:55:55", "3:59:35"]),
            (39.0, ["24:39", "51:09", "1:53:24", "3:54:34"]),
            (40.0, ["24:08", "50:03", "1:50:59", "3:49:45"]),
            (50.0, ["19:57", "41:21", "1:31:35", "3:10:49"]),
        ];
        for (vdot, times) in table {
            for ((_, _, ours), published) in equivalents(vdot)[3..].iter().zip(times) {
                let published = time(published);
                near(ours.to_s() / published.to_s(), 1.0, 0.002);
            }
        }
    }

    #[test]
    fn training_speeds_of_vdot_50() {
        let paces = training_speeds(50.0);
        let clock = |v: Speed| Duration::from_s_f64(v.pace().to_s_per_km()).clock();
        assert_eq!(clock(paces.easy.low), "5:52");
        assert_eq!(clock(paces.easy.high), "4:54");
        assert_eq!(clock(paces.marathon), "4:31");
        assert_eq!(clock(paces.threshold), "4:15");
        assert_eq!(clock(paces.interval), "3:55");
        near(400.0 / paces.threshold.to_mps(), 102.1, 0.05);
        near(400.0 / paces.interval.to_mps(), 93.9, 0.05);
        near(400.0 / paces.repetition.to_mps(), 88.5, 0.05);
    }

    #[test]
    fn the_books_training_paces_at_49_within_a_percent() {
        let paces = training_speeds(49.0);
        let per = |v: Speed, metres: f64| metres / v.to_mps();
        near(per(paces.marathon, 1609.344) / 444.0, 1.0, 0.01);
        near(per(paces.threshold, 1609.344) / 415.0, 1.0, 0.01);
        near(per(paces.threshold, 400.0) / 103.0, 1.0, 0.01);
        near(per(paces.interval, 1000.0) / 239.0, 1.0, 0.01);
        near(per(paces.repetition, 400.0) / 89.0, 1.0, 0.011);
    }

    #[test]
    fn senseless_races_have_no_vdot() {
        assert_eq!(vdot(Distance::ZERO, time("20:00")), None);
        assert_eq!(vdot(Distance::from_m(5000), Duration::ZERO), None);
        assert_eq!(vdot(Distance::from_m(100), time("20:00")), None);
        assert_eq!(from_speed(Speed::from_mps(0.0), 0.88), None);
        assert!(race_minutes(f64::NAN, 5000.0).is_nan());
        assert_eq!(race_time(50.0, Distance::ZERO), Duration::ZERO);
    }

    proptest! {
        #[test]
        fn race_time_is_the_inverse_of_vdot(vdot in 15.0..90.0f64, metres in 400.0..200_000.0f64) {
            let minutes = race_minutes(vdot, metres);
            prop_assert!((of_race(metres, minutes) - vdot).abs() < 1e-9 * vdot);
        }

        #[test]
        fn velocity_is_the_inverse_of_cost(v in 1.0..8.0f64) {
            let speed = Speed::from_mps(v);
            prop_assert!((velocity(oxygen_cost(speed)).to_mps() - v).abs() < 1e-9);
        }

        #[test]
        fn any_numbers_end(vdot in proptest::num::f64::ANY, metres in proptest::num::f64::ANY) {
            let minutes = race_minutes(vdot, metres);
            prop_assert!(minutes.is_nan() || minutes >= 0.0);
        }
    }
}
