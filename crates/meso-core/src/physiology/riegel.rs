//! Riegel's power law: how race times grow with distance.

use crate::units::{Distance, Duration};

/// The exponent for runners, fatigue included (Riegel 1981).
pub const EXPONENT: f64 = 1.06;

/// The time over `to` that a race over `from` in `time` predicts: T2 = T1 (D2 / D1)^1.06.
///
/// Riegel, *Athletic Records and Human Endurance*, American Scientist 69 (1981). Holds from 3.5 to 230 min; for half of
/// all marathoners it is at least ten minutes too fast (Vickers and Vertosick 2016). `None` without distance or time.
///
/// ```
/// # use meso_core::{physiology::riegel::predict, units::{Distance, Duration}};
/// let half = predict(Distance::from_m(10_000), Duration::from_s(3000), Distance::HALF_MARATHON).unwrap();
/// assert_eq!(half.clock(), "1:50:19");
/// ```
#[must_use]
pub fn predict(from: Distance, time: Duration, to: Distance) -> Option<Duration> {
    let seconds = predict_s(from.to_m(), time.to_s(), to.to_m(), EXPONENT);
    (seconds.is_finite() && seconds > 0.0).then(|| Duration::from_s_f64(seconds))
}

/// [`predict`] as plain numbers with an exponent of one's own: metres and seconds in, seconds out.
#[must_use]
pub fn predict_s(from_m: f64, time_s: f64, to_m: f64, exponent: f64) -> f64 {
    time_s * (to_m / from_m).powf(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_numbers() {
        let ten = Distance::from_m(10_000);
        let fifty = Duration::from_s(3000);
        assert_eq!(predict(ten, fifty, Distance::HALF_MARATHON).unwrap().clock(), "1:50:19");
        assert_eq!(predict(ten, fifty, Distance::MARATHON).unwrap().clock(), "3:50:01");
        assert_eq!(predict(ten, fifty, ten), Some(fifty));
        assert_eq!(predict(Distance::ZERO, fifty, ten), None);
        assert_eq!(predict(ten, Duration::ZERO, ten), None);
    }
}
