//! `4-6mi`: what a plan leaves open.

use std::ops::{Add, Mul};

/// From `low` to `high`; both the same where the plan names one value.
///
/// Analysed at the middle, shown as a range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Range<T> {
    /// The lower end.
    pub low: T,
    /// The upper end.
    pub high: T,
}

impl<T: Copy> Range<T> {
    /// One value.
    pub fn one(x: T) -> Self {
        Range { low: x, high: x }
    }

    /// Applies a function to both ends.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Range<U> {
        Range { low: f(self.low), high: f(self.high) }
    }
}

impl<T: Copy + PartialEq> Range<T> {
    /// Is it one value?
    pub fn is_one(&self) -> bool {
        self.low == self.high
    }

    /// [`Range::map`] with a function that takes its time: most ranges are one value, which is worked out once.
    pub(crate) fn map_once<U: Copy>(self, f: impl Fn(T) -> U) -> Range<U> {
        let low = f(self.low);
        Range { low, high: if self.is_one() { low } else { f(self.high) } }
    }
}

impl<T: Copy + PartialEq + Add<Output = T> + Mul<f64, Output = T>> Range<T> {
    /// The middle.
    pub fn middle(&self) -> T {
        if self.is_one() { self.low } else { (self.low + self.high) * 0.5 }
    }
}

impl<T: Add<Output = T>> Add for Range<T> {
    type Output = Range<T>;
    fn add(self, o: Range<T>) -> Range<T> {
        Range { low: self.low + o.low, high: self.high + o.high }
    }
}

impl<T: Mul<f64, Output = T> + Copy> Mul<f64> for Range<T> {
    type Output = Range<T>;
    fn mul(self, x: f64) -> Range<T> {
        Range { low: self.low * x, high: self.high * x }
    }
}
