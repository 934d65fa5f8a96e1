//! How fast: pace as runners say it, speed as formulas need it.

use super::{Distance, DistanceUnit, Duration};
use std::ops;

/// Time per distance. Smaller is faster; compare [`Speed`]s where that would confuse.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Pace {
    seconds_per_km: f64,
}

/// Distance per time.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Speed {
    metres_per_second: f64,
}

impl Pace {
    /// Seconds for one kilometre.
    #[must_use]
    pub fn from_s_per_km(s: f64) -> Self {
        Pace { seconds_per_km: s }
    }

    /// A time for one unit: `4:18/km`, `6:55/mi`.
    #[must_use]
    pub fn per(time: Duration, unit: DistanceUnit) -> Self {
        time / Distance::new(1.0, unit)
    }

    /// Seconds for one kilometre.
    #[must_use]
    pub fn to_s_per_km(self) -> f64 {
        self.seconds_per_km
    }

    /// As speed.
    #[must_use]
    pub fn speed(self) -> Speed {
        Speed { metres_per_second: 1000.0 / self.seconds_per_km }
    }

    /// `4:18/km` or `6:55/mi`; for metres and yards the unit of their system is taken.
    #[must_use]
    pub fn display(self, unit: DistanceUnit) -> String {
        match unit {
            DistanceUnit::Mile | DistanceUnit::Yard => {
                format!("{}/mi", Duration::from_s_f64(self.seconds_per_km * 1.609_344).clock())
            }
            _ => format!("{}/km", Duration::from_s_f64(self.seconds_per_km).clock()),
        }
    }
}

impl Speed {
    /// Metres per second.
    #[must_use]
    pub fn from_mps(v: f64) -> Self {
        Speed { metres_per_second: v }
    }

    /// In metres per second.
    #[must_use]
    pub fn to_mps(self) -> f64 {
        self.metres_per_second
    }

    /// In metres per minute, the unit of the Daniels-Gilbert formula.
    #[must_use]
    pub fn to_m_per_min(self) -> f64 {
        self.metres_per_second * 60.0
    }

    /// As pace.
    #[must_use]
    pub fn pace(self) -> Pace {
        Pace { seconds_per_km: 1000.0 / self.metres_per_second }
    }
}

impl ops::Mul<Distance> for Pace {
    type Output = Duration;
    fn mul(self, d: Distance) -> Duration {
        Duration::from_s_f64(self.seconds_per_km * d.to_km())
    }
}

impl ops::Mul<Duration> for Speed {
    type Output = Distance;
    fn mul(self, t: Duration) -> Distance {
        Distance::new(self.metres_per_second * t.to_s(), DistanceUnit::Metre)
    }
}

impl ops::Add for Speed {
    type Output = Speed;
    fn add(self, o: Speed) -> Speed {
        Speed { metres_per_second: self.metres_per_second + o.metres_per_second }
    }
}

impl ops::Mul<f64> for Speed {
    type Output = Speed;
    fn mul(self, x: f64) -> Speed {
        Speed { metres_per_second: self.metres_per_second * x }
    }
}
