//! Length along the ground.

use super::{Duration, Pace, Speed, round};
use std::fmt::Write as _;
use std::{fmt, iter::Sum, ops};

/// A distance, in whole millimetres. Kilometres, miles, metres and yards are all exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance {
    millimetres: i64,
}

/// A unit in which distances are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DistanceUnit {
    /// `km`
    Kilometre,
    /// `mi`
    Mile,
    /// `m`
    Metre,
    /// `yd`
    Yard,
}

impl DistanceUnit {
    /// Millimetres in one unit.
    #[must_use]
    pub fn millimetres(self) -> f64 {
        match self {
            DistanceUnit::Kilometre => 1e6,
            DistanceUnit::Mile => 1_609_344.0,
            DistanceUnit::Metre => 1e3,
            DistanceUnit::Yard => 914.4,
        }
    }

    /// How the unit is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            DistanceUnit::Kilometre => "km",
            DistanceUnit::Mile => "mi",
            DistanceUnit::Metre => "m",
            DistanceUnit::Yard => "yd",
        }
    }
}

impl Distance {
    /// No distance.
    pub const ZERO: Distance = Distance { millimetres: 0 };
    /// 42.195 km (World Athletics).
    pub const MARATHON: Distance = Distance { millimetres: 42_195_000 };
    /// 21.0975 km (World Athletics).
    pub const HALF_MARATHON: Distance = Distance { millimetres: 21_097_500 };
    /// 1609.344 m.
    pub const MILE: Distance = Distance { millimetres: 1_609_344 };

    /// A number of some unit.
    #[must_use]
    pub fn new(value: f64, unit: DistanceUnit) -> Self {
        Distance { millimetres: round(value * unit.millimetres()) }
    }

    /// Whole metres.
    #[must_use]
    pub const fn from_m(metres: i64) -> Self {
        Distance { millimetres: metres * 1000 }
    }

    /// Kilometres.
    #[must_use]
    pub fn from_km(km: f64) -> Self {
        Self::new(km, DistanceUnit::Kilometre)
    }

    /// In metres.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_m(self) -> f64 {
        self.millimetres as f64 / 1e3
    }

    /// In kilometres.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_km(self) -> f64 {
        self.millimetres as f64 / 1e6
    }

    /// In some unit.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to(self, unit: DistanceUnit) -> f64 {
        self.millimetres as f64 / unit.millimetres()
    }

    /// Is it exactly nothing?
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.millimetres == 0
    }

    /// Written in a unit with at most one decimal for km and mi, none for m and yd.
    #[must_use]
    pub fn display(self, unit: DistanceUnit) -> String {
        let decimals = usize::from(matches!(unit, DistanceUnit::Kilometre | DistanceUnit::Mile));
        let x = self.to(unit);
        let symbol = unit.symbol();
        let mut text = String::with_capacity(16);
        let scaled = if decimals == 1 { x * 10.0 } else { x };
        let last = round(scaled);
        // Writing integers is ten times as fast. What lies halfway is left to the standard library.
        #[allow(clippy::cast_precision_loss)]
        let written = if x >= 0.0 && (scaled - last as f64).abs() < 0.499_999 {
            match (decimals, last / 10, last % 10) {
                (1, whole, 0) => write!(text, "{whole}"),
                (1, whole, tenth) => write!(text, "{whole}.{tenth}"),
                _ => write!(text, "{last}"),
            }
        } else {
            write!(text, "{x:.decimals$}")
        };
        debug_assert!(written.is_ok(), "a string takes everything");
        if text.ends_with(".0") {
            text.truncate(text.len() - 2);
        }
        text.push(' ');
        text.push_str(symbol);
        text
    }
}

impl fmt::Display for Distance {
    /// Metres below 1 km where they are whole, else kilometres.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit =
            if self.millimetres.abs() < 1_000_000 { DistanceUnit::Metre } else { DistanceUnit::Kilometre };
        f.write_str(&self.display(unit))
    }
}

impl ops::Add for Distance {
    type Output = Distance;
    fn add(self, o: Distance) -> Distance {
        Distance { millimetres: self.millimetres.saturating_add(o.millimetres) }
    }
}

impl ops::AddAssign for Distance {
    fn add_assign(&mut self, o: Distance) {
        *self = *self + o;
    }
}

impl ops::Sub for Distance {
    type Output = Distance;
    fn sub(self, o: Distance) -> Distance {
        Distance { millimetres: self.millimetres.saturating_sub(o.millimetres) }
    }
}

impl ops::Mul<f64> for Distance {
    type Output = Distance;
    #[allow(clippy::cast_precision_loss)]
    fn mul(self, x: f64) -> Distance {
        Distance { millimetres: round(self.millimetres as f64 * x) }
    }
}

impl ops::Div<Duration> for Distance {
    type Output = Speed;
    fn div(self, t: Duration) -> Speed {
        Speed::from_mps(self.to_m() / t.to_s())
    }
}

impl ops::Div<Speed> for Distance {
    type Output = Duration;
    fn div(self, v: Speed) -> Duration {
        Duration::from_s_f64(self.to_m() / v.to_mps())
    }
}

impl ops::Mul<Pace> for Distance {
    type Output = Duration;
    fn mul(self, p: Pace) -> Duration {
        p * self
    }
}

impl Sum for Distance {
    fn sum<I: Iterator<Item = Distance>>(iter: I) -> Distance {
        iter.fold(Distance::ZERO, ops::Add::add)
    }
}
