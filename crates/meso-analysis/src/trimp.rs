//! Training impulse: load from heart rates.

use crate::stress::HOUR_AT_THRESHOLD;

/// Whose weighting Banister's formula takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sex {
    /// 0.86 e^(1.67 x).
    Female,
    /// 0.64 e^(1.92 x). Also taken where nothing is said.
    #[default]
    Male,
}

/// Banister's TRIMP (1991): minutes x reserve share x a weight that grows with it.
///
/// `reserve` = (HRmean - HRrest) / (HRmax - HRrest), see [`meso_core::physiology::heart_rate::reserve_share`]; below 0 counts
/// as 0. Women: 0.86 e^(1.67 x), men: 0.64 e^(1.92 x). (GoldenCheetah takes 0.64 for both, and gives less for women.)
///
/// ```
/// # use meso_analysis::trimp::{Sex, banister};
/// assert!((banister(60.0, 100.0 / 140.0, Sex::Male) - 108.0954).abs() < 5e-5);
/// ```
#[must_use]
pub fn banister(minutes: f64, reserve: f64, sex: Sex) -> f64 {
    // Not `max`, which would make 0 of not-a-number.
    let x = if reserve < 0.0 { 0.0 } else { reserve };
    let weight = match sex {
        Sex::Female => 0.86 * (1.67 * x).exp(),
        Sex::Male => 0.64 * (1.92 * x).exp(),
    };
    minutes * x * weight
}

/// hrTSS in its TRIMP form: 100 x TRIMP of the session / TRIMP of an hour at threshold heart rate. Shares of the reserve.
#[must_use]
pub fn hr_stress(minutes: f64, reserve: f64, threshold_reserve: f64, sex: Sex) -> f64 {
    HOUR_AT_THRESHOLD * banister(minutes, reserve, sex) / banister(60.0, threshold_reserve, sex)
}

/// Edwards' load (1993): minutes in 50-60, 60-70, 70-80, 80-90 and 90-100 % of maximal heart rate, times 1 to 5.
#[must_use]
pub fn edwards(minutes: [f64; 5]) -> f64 {
    minutes.iter().zip([1.0, 2.0, 3.0, 4.0, 5.0]).map(|(m, w)| m * w).sum()
}

/// Lucia's load (2003): minutes below the first ventilatory threshold, between the two, and above, times 1 to 3.
#[must_use]
pub fn lucia(minutes: [f64; 3]) -> f64 {
    minutes.iter().zip([1.0, 2.0, 3.0]).map(|(m, w)| m * w).sum()
}

/// Minutes in each zone of a recording: one heart rate every `seconds`, the zones by their lower bounds in order.
///
/// Rates below the first bound, and those that are not a number, count nowhere.
///
/// ```
/// # use meso_analysis::trimp::minutes_in_zones;
/// let edwards = [0.5, 0.6, 0.7, 0.8, 0.9].map(|share| share * 190.0);
/// assert_eq!(minutes_in_zones(&[100.0, 130.0, 180.0, 60.0], 60.0, edwards), [1.0, 1.0, 0.0, 0.0, 1.0]);
/// ```
#[must_use]
pub fn minutes_in_zones<const N: usize>(rates: &[f64], seconds: f64, bounds: [f64; N]) -> [f64; N] {
    let mut minutes = [0.0; N];
    for rate in rates {
        let zone = bounds.iter().rposition(|bound| rate >= bound);
        if let Some(m) = zone.and_then(|z| minutes.get_mut(z)) {
            *m += seconds / 60.0;
        }
    }
    minutes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_numbers() {
        let (x, threshold) = (100.0 / 140.0, 120.0 / 140.0);
        assert!((banister(60.0, x, Sex::Male) - 108.0954).abs() < 5e-5);
        assert!((banister(60.0, x, Sex::Female) - 121.4991).abs() < 5e-5);
        assert!((hr_stress(60.0, x, threshold, Sex::Male) - 63.3429).abs() < 5e-5);
        assert_eq!(edwards([10.0, 30.0, 10.0, 8.0, 2.0]), 142.0);
        assert_eq!(lucia([40.0, 15.0, 5.0]), 85.0);
    }

    #[test]
    fn edges() {
        assert_eq!(banister(60.0, -0.2, Sex::Female), 0.0);
        assert!(banister(60.0, f64::NAN, Sex::Male).is_nan());
        assert_eq!(minutes_in_zones(&[f64::NAN, 10.0], 60.0, [50.0]), [0.0]);
    }
}
