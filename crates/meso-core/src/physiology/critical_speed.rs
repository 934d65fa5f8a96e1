//! Critical speed: the speed that can be held without using up the reserve above it.

use crate::units::{Distance, Duration, Speed};

/// Marathons are run at this share of critical speed on average; from 0.930 at 2:30 to 0.789 at 6:00
/// (Smyth and Muniz-Pumares 2020).
pub const MARATHON_SHARE: f64 = 0.848;

/// The line through distance over time: D = CS T + D'.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriticalSpeed {
    /// CS.
    pub speed: Speed,
    /// D', the distance that can be run above CS.
    pub reserve: Distance,
}

impl CriticalSpeed {
    /// Least squares over maximal efforts, best of 2 to 15 min each (Jones and Vanhatalo 2017).
    ///
    /// `None` with fewer than two different times, or if the efforts do not get longer with time.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn fit(efforts: &[(Distance, Duration)]) -> Option<CriticalSpeed> {
        let n = efforts.len() as f64;
        let mean_t = efforts.iter().map(|e| e.1.to_s()).sum::<f64>() / n;
        let mean_d = efforts.iter().map(|e| e.0.to_m()).sum::<f64>() / n;
        let (mut covariance, mut variance) = (0.0, 0.0);
        for (distance, time) in efforts {
            let dt = time.to_s() - mean_t;
            covariance += dt * (distance.to_m() - mean_d);
            variance += dt * dt;
        }
        let speed = covariance / variance;
        (speed.is_finite() && speed > 0.0).then(|| CriticalSpeed {
            speed: Speed::from_mps(speed),
            reserve: Distance::new(mean_d - speed * mean_t, crate::units::DistanceUnit::Metre),
        })
    }

    /// The time for a distance: (D - D') / CS. The model holds up to about 20 to 30 min; beyond, it is too fast.
    ///
    /// `None` for a distance that lies within D'.
    #[must_use]
    pub fn time(&self, distance: Distance) -> Option<Duration> {
        (distance > self.reserve).then(|| (distance - self.reserve) / self.speed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_numbers() {
        let effort = |m, s| (Distance::from_m(m), Duration::from_s(s));
        let cs = CriticalSpeed::fit(&[effort(1500, 300), effort(3000, 640), effort(5000, 1100)]).unwrap();
        assert!((cs.speed.to_mps() - 4.3734).abs() < 5e-5);
        assert!((cs.reserve.to_m() - 192.7213).abs() < 1e-3);
        assert_eq!(Duration::from_s_f64(cs.speed.pace().to_s_per_km()).clock(), "3:49");
        assert_eq!(cs.time(Distance::from_m(10_000)).unwrap().clock(), "37:22");
        assert_eq!(cs.time(Distance::from_m(100)), None);
    }

    #[test]
    fn too_little_to_fit() {
        let effort = (Distance::from_m(1500), Duration::from_s(300));
        assert_eq!(CriticalSpeed::fit(&[]), None);
        assert_eq!(CriticalSpeed::fit(&[effort]), None);
        assert_eq!(CriticalSpeed::fit(&[effort, effort]), None);
        assert_eq!(CriticalSpeed::fit(&[effort, (Distance::from_m(3000), Duration::from_s(200))]), None);
    }
}
