//! Lengths of time.

use super::{Distance, Pace, round};
use std::{fmt, iter::Sum, ops};

/// A length of time, in whole milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    milliseconds: i64,
}

impl Duration {
    /// No time.
    pub const ZERO: Duration = Duration { milliseconds: 0 };

    /// Whole seconds.
    #[must_use]
    pub const fn from_s(seconds: i64) -> Self {
        Duration { milliseconds: seconds.saturating_mul(1000) }
    }

    /// Seconds with a fraction.
    #[must_use]
    pub fn from_s_f64(seconds: f64) -> Self {
        Duration { milliseconds: round(seconds * 1e3) }
    }

    /// Minutes.
    #[must_use]
    pub fn from_min(minutes: f64) -> Self {
        Self::from_s_f64(minutes * 60.0)
    }

    /// In seconds.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_s(self) -> f64 {
        self.milliseconds as f64 / 1e3
    }

    /// In minutes.
    #[must_use]
    pub fn to_min(self) -> f64 {
        self.to_s() / 60.0
    }

    /// In hours.
    #[must_use]
    pub fn to_h(self) -> f64 {
        self.to_s() / 3600.0
    }

    /// Is it exactly nothing?
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.milliseconds == 0
    }

    /// As a clock: `4:18`, `1:30:00`.
    #[must_use]
    pub fn clock(self) -> String {
        let s = round(self.to_s());
        if s >= 3600 {
            format!("{}:{:02}:{:02}", s / 3600, s % 3600 / 60, s % 60)
        } else {
            format!("{}:{:02}", s / 60, s % 60)
        }
    }
}

impl fmt::Display for Duration {
    /// As a runner says it: `45 s`, `27 min`, `1 h 30`, `90 s` below two minutes when not whole minutes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = round(self.to_s());
        if s < 120 && s % 60 != 0 || s == 0 {
            write!(f, "{s} s")
        } else if s < 3600 {
            let m = round(self.to_min());
            if s % 60 != 0 && s < 600 {
                write!(f, "{} min {:02}", s / 60, s % 60)
            } else {
                write!(f, "{m} min")
            }
        } else {
            let m = round(self.to_min());
            if m % 60 == 0 { write!(f, "{} h", m / 60) } else { write!(f, "{} h {:02}", m / 60, m % 60) }
        }
    }
}

impl ops::Add for Duration {
    type Output = Duration;
    fn add(self, o: Duration) -> Duration {
        Duration { milliseconds: self.milliseconds.saturating_add(o.milliseconds) }
    }
}

impl ops::AddAssign for Duration {
    fn add_assign(&mut self, o: Duration) {
        *self = *self + o;
    }
}

impl ops::Sub for Duration {
    type Output = Duration;
    fn sub(self, o: Duration) -> Duration {
        Duration { milliseconds: self.milliseconds.saturating_sub(o.milliseconds) }
    }
}

impl ops::Mul<f64> for Duration {
    type Output = Duration;
    #[allow(clippy::cast_precision_loss)]
    fn mul(self, x: f64) -> Duration {
        Duration { milliseconds: round(self.milliseconds as f64 * x) }
    }
}

impl ops::Div<Distance> for Duration {
    type Output = Pace;
    fn div(self, d: Distance) -> Pace {
        Pace::from_s_per_km(self.to_s() / d.to_km())
    }
}

impl Sum for Duration {
    fn sum<I: Iterator<Item = Duration>>(iter: I) -> Duration {
        iter.fold(Duration::ZERO, ops::Add::add)
    }
}
