//! Days off: how much fitness they cost, and how to come back.

use super::interpolate;

/// Days off, and the share of VDOT left without and with cross-training of the legs
/// (Daniels, as printed by Runner's Tribe).
const KEPT: [(f64, f64, f64); 14] = [
    (5.0, 1.0, 1.0),
    (6.0, 0.997, 0.998),
    (7.0, 0.994, 0.997),
    (10.0, 0.985, 0.992),
    (14.0, 0.973, 0.986),
    (21.0, 0.952, 0.976),
    (28.0, 0.931, 0.965),
    (35.0, 0.910, 0.955),
    (42.0, 0.889, 0.944),
    (49.0, 0.868, 0.934),
    (56.0, 0.847, 0.923),
    (63.0, 0.826, 0.913),
    (70.0, 0.805, 0.900),
    (72.0, 0.800, 0.900),
];

/// The share of VDOT that is left after some days off; linear between the rows of Daniels' table.
///
/// 1 up to five days, 0.8 (0.9 with cross-training) from ten weeks on.
#[must_use]
pub fn vdot_kept(days_off: u32, cross_trained: bool) -> f64 {
    let column = KEPT.map(|(days, without, with)| (days, if cross_trained { with } else { without }));
    interpolate(&column, f64::from(days_off))
}

/// A stretch of the way back: so many days at no more than this share of the load before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReturnStage {
    /// Its length in days.
    pub days: u32,
    /// Share of the load before the break.
    pub load: f64,
}

/// The way back after some days off (Daniels): none up to 5 days; 6 to 28 days: an equal stretch, half of it at 50 %,
/// half at 75 %; 4 to 8 weeks: thirds at 33, 50 and 75 %; longer: three weeks each at 33, 50, 70, 85 and 100 %.
#[must_use]
pub fn return_stages(days_off: u32) -> Vec<ReturnStage> {
    let stages = |days: u32, parts: u32, loads: &[f64]| {
        // The first parts take the days that do not divide evenly.
        let stage =
            |(i, &load): (u32, &f64)| ReturnStage { days: days / parts + u32::from(i < days % parts), load };
        (0..).zip(loads).map(stage).collect()
    };
    match days_off {
        0..=5 => Vec::new(),
        6..=28 => stages(days_off, 2, &[0.5, 0.75]),
        29..=56 => stages(days_off, 3, &[0.33, 0.5, 0.75]),
        _ => stages(105, 5, &[0.33, 0.5, 0.7, 0.85, 1.0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_rows() {
        let rows = [
            (6, 0.997, 0.998),
            (14, 0.973, 0.986),
            (28, 0.931, 0.965),
            (63, 0.826, 0.913),
            (70, 0.805, 0.900),
        ];
        for (days, without, with) in rows {
            assert!((vdot_kept(days, false) - without).abs() < 1e-12, "{days} days");
            assert!((vdot_kept(days, true) - with).abs() < 1e-12, "{days} days");
        }
        assert_eq!(vdot_kept(0, false), 1.0);
        assert_eq!(vdot_kept(5, false), 1.0);
        assert_eq!(vdot_kept(400, false), 0.8);
        assert_eq!(vdot_kept(400, true), 0.9);
    }

    #[test]
    fn the_way_back() {
        let days = |off| return_stages(off).iter().map(|s| (s.days, s.load)).collect::<Vec<_>>();
        assert!(days(5).is_empty());
        assert_eq!(days(7), [(4, 0.5), (3, 0.75)]);
        assert_eq!(days(30), [(10, 0.33), (10, 0.5), (10, 0.75)]);
        assert_eq!(days(90).len(), 5);
        assert!(days(u32::MAX).iter().all(|s| s.0 == 21));
    }
}
