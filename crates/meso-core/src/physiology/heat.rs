//! Heat: how much slower a long race is run.

use super::interpolate;
use crate::units::Range;

/// The share by which a three-hour marathon slows at some temperature: 0.03 for 3 %.
///
/// Rounded from Ely et al. 2007: 1 to 2 % at 15 °C, 3 % at 20 °C, 5 to 8 % at 25 °C; nothing at 10 °C and below. Linear in
/// between, held above 25 °C, where the study ends. Slower runners lose more, faster ones less.
///
/// ```
/// # use meso_core::physiology::heat::marathon_slowing;
/// assert_eq!(marathon_slowing(25.0).high, 0.08);
/// ```
#[must_use]
pub fn marathon_slowing(celsius: f64) -> Range<f64> {
    Range {
        low: interpolate(&[(10.0, 0.0), (15.0, 0.01), (20.0, 0.03), (25.0, 0.05)], celsius),
        high: interpolate(&[(10.0, 0.0), (15.0, 0.02), (20.0, 0.03), (25.0, 0.08)], celsius),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_between() {
        assert_eq!(marathon_slowing(-5.0), Range::one(0.0));
        assert_eq!(marathon_slowing(15.0), Range { low: 0.01, high: 0.02 });
        assert_eq!(marathon_slowing(20.0), Range::one(0.03));
        assert!((marathon_slowing(17.5).low - 0.02).abs() < 1e-12);
        assert_eq!(marathon_slowing(40.0), Range { low: 0.05, high: 0.08 });
    }
}
