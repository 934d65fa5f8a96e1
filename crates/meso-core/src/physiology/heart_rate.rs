//! Heart rates: the maximum from age, the reserve, and what a share of them means in oxygen.

use crate::units::HeartRate;

/// Maximal heart rate from age: 208 - 0.7 x age (Tanaka, Monahan and Seals 2001; standard error about 10 bpm).
///
/// ```
/// # use meso_core::physiology::heart_rate::max_from_age;
/// assert_eq!(max_from_age(40).to_bpm(), 180);
/// ```
#[must_use]
pub fn max_from_age(years: u16) -> HeartRate {
    from_f64(208.0 - 0.7 * f64::from(years))
}

/// The share of the heart rate reserve in use (Karvonen 1957): (HR - rest) / (max - rest).
///
/// `None` if the maximum is not above the resting rate. May lie outside 0 to 1.
#[must_use]
pub fn reserve_share(hr: f64, rest: HeartRate, max: HeartRate) -> Option<f64> {
    let (rest, max) = (f64::from(rest.to_bpm()), f64::from(max.to_bpm()));
    (max > rest).then(|| (hr - rest) / (max - rest))
}

/// The heart rate at a share of the reserve.
#[must_use]
pub fn at_reserve_share(share: f64, rest: HeartRate, max: HeartRate) -> HeartRate {
    let (rest, max) = (f64::from(rest.to_bpm()), f64::from(max.to_bpm()));
    from_f64(rest + share * (max - rest))
}

/// The heart rate at a share of the maximum.
#[must_use]
pub fn at_max_share(share: f64, max: HeartRate) -> HeartRate {
    from_f64(share * f64::from(max.to_bpm()))
}

/// The share of VO2max that a share of the maximal heart rate stands for: %HRmax = 0.64 %VO2max + 37
/// (Swain et al. 1994). Holds from about 40 to 100 % of VO2max; clamped to 0 and 1.1.
#[must_use]
pub fn vo2_share_from_max_share(share: f64) -> f64 {
    ((share - 0.37) / 0.64).clamp(0.0, 1.1)
}

/// The share of the maximal heart rate at a share of VO2max; the inverse of [`vo2_share_from_max_share`].
#[must_use]
pub fn max_share_from_vo2_share(share: f64) -> f64 {
    0.64 * share + 0.37
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn from_f64(bpm: f64) -> HeartRate {
    HeartRate::from_bpm(bpm.round().clamp(0.0, f64::from(u16::MAX)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: HeartRate = HeartRate::from_bpm(50);
    const MAX: HeartRate = HeartRate::from_bpm(190);

    #[test]
    fn reserve() {
        assert!((reserve_share(150.0, REST, MAX).unwrap() - 0.7143).abs() < 5e-5);
        assert_eq!(reserve_share(150.0, MAX, REST), None);
        assert_eq!(reserve_share(150.0, MAX, MAX), None);
        assert_eq!(at_reserve_share(100.0 / 140.0, REST, MAX).to_bpm(), 150);
        assert_eq!(at_max_share(0.7, MAX).to_bpm(), 133);
    }

    #[test]
    fn age() {
        assert_eq!(max_from_age(42).to_bpm(), 179);
        assert_eq!(max_from_age(0).to_bpm(), 208);
        assert_eq!(max_from_age(u16::MAX).to_bpm(), 0);
    }

    #[test]
    fn oxygen() {
        assert!((vo2_share_from_max_share(0.77) - 0.625).abs() < 1e-12);
        for share in [0.4, 0.62, 0.88, 1.0] {
            assert!((vo2_share_from_max_share(max_share_from_vo2_share(share)) - share).abs() < 1e-12);
        }
    }
}
