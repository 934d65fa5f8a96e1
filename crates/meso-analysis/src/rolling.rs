//! Sums, monotony and strain over the last days.
//!
//! Foster 1998: monotony is the mean daily load of a week over its standard deviation, strain the week's load times its
//! monotony. Days without training count, as 0. The first days, before a window is full, are not a number.

use crate::rows::for_groups;
use ndarray::{Array2, ArrayView2, ArrayViewMut2};

/// The days of Foster's window.
pub const WEEK: usize = 7;

/// Which standard deviation. The papers do not say; spreadsheets mostly divide by n - 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spread {
    /// Divided by n - 1. What this library uses unless told.
    #[default]
    Sample,
    /// Divided by n: monotony 8 % higher.
    Population,
}

impl Spread {
    fn divisor(self) -> f64 {
        match self {
            Spread::Sample => 6.0,
            Spread::Population => 7.0,
        }
    }
}

/// Monotony and strain of the seven days that end on each day; both of the shape of `loads`, `(athletes, days)`.
///
/// Six days are not a number. Seven equal loads have no spread: monotony and strain are infinite, "above any limit". Seven
/// days of nothing are not a number.
#[must_use]
pub fn monotony_strain(loads: ArrayView2<f64>, spread: Spread) -> (Array2<f64>, Array2<f64>) {
    let (mut monotony, mut strain) = (Array2::zeros(loads.dim()), Array2::zeros(loads.dim()));
    monotony_strain_into(loads, spread, monotony.view_mut(), strain.view_mut());
    (monotony, strain)
}

/// [`monotony_strain`] into arrays that are there already.
///
/// # Panics
/// If the shapes differ.
pub fn monotony_strain_into(
    loads: ArrayView2<f64>,
    spread: Spread,
    monotony: ArrayViewMut2<f64>,
    strain: ArrayViewMut2<f64>,
) {
    for_groups(loads, [monotony, strain], |x, [monotony, strain], days| {
        let rows =
            x.chunks_exact(days).zip(monotony.chunks_exact_mut(days)).zip(strain.chunks_exact_mut(days));
        for ((x, monotony), strain) in rows {
            foster(x, monotony, strain, spread);
        }
    });
}

/// The sum of the `window` days that end on each day; the first `window - 1` days are not a number.
///
/// Slides, and starts afresh every window, so that rounding errors do not grow.
#[must_use]
pub fn sum(loads: ArrayView2<f64>, window: usize) -> Array2<f64> {
    let mut out = Array2::zeros(loads.dim());
    for_groups(loads, [out.view_mut()], |x, [y], days| {
        for (x, y) in x.chunks_exact(days).zip(y.chunks_exact_mut(days)) {
            sums(x, y, window);
        }
    });
    out
}

/// The change over the last `days` days, as of CTL over a week: x(today) - x(today - days). The first `days` days are
/// measured against `initial`.
#[must_use]
pub fn ramp(x: ArrayView2<f64>, days: usize, initial: f64) -> Array2<f64> {
    let mut out = x.to_owned();
    for_groups(x, [out.view_mut()], |x, [y], n| {
        for (x, y) in x.chunks_exact(n).zip(y.chunks_exact_mut(n)) {
            ramps(x, y, days, initial);
        }
    });
    out
}

/// Monotony and strain of one row.
///
/// Every window is summed on its own, as differences from its last day: no rounding error is carried on, seven equal
/// loads have a spread of exactly 0, and the loop has no chain, so that it runs two, four or eight days at once.
///
/// Compiled twice: with AVX2 four days are worked on at once. The results are the same to the bit.
#[allow(unsafe_code)]
pub(crate) fn foster(x: &[f64], monotony: &mut [f64], strain: &mut [f64], spread: Spread) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the only condition of the call is a processor with AVX2, which was asked the line before. What is called is
        // safe code, compiled with these instructions allowed.
        return unsafe { foster_avx2(x, monotony, strain, spread) };
    }
    foster_portable(x, monotony, strain, spread);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn foster_avx2(x: &[f64], monotony: &mut [f64], strain: &mut [f64], spread: Spread) {
    foster_portable(x, monotony, strain, spread);
}

#[inline(always)]
fn foster_portable(x: &[f64], monotony: &mut [f64], strain: &mut [f64], spread: Spread) {
    let scale = 49.0 / spread.divisor();
    let full = x.len().saturating_sub(WEEK - 1);
    let head = x.len() - full;
    monotony[..head].fill(f64::NAN);
    strain[..head].fill(f64::NAN);
    let day: [&[f64]; WEEK] = std::array::from_fn(|k| x.get(k..k + full).unwrap_or_default());
    let day = day.map(|d| &d[..full.min(d.len())]);
    let (monotony, strain) = (&mut monotony[head..][..full], &mut strain[head..][..full]);
    if full == 0 {
        return;
    }
    let day = day.map(|d| &d[..full]);
    for t in 0..full {
        let last = day[6][t];
        let d: [f64; 6] = std::array::from_fn(|k| day[k][t] - last);
        let sum = (d[0] + d[1]) + (d[2] + d[3]) + (d[4] + d[5]);
        let squares = (d[0] * d[0] + d[1] * d[1]) + (d[2] * d[2] + d[3] * d[3]) + (d[4] * d[4] + d[5] * d[5]);
        // 49 times the variance, so that one division is left: total / 7 / SD = total / sqrt(49 SD^2).
        let variance = (squares - sum * sum * (1.0 / 7.0)).max(0.0) * scale;
        let total = 7.0 * last + sum;
        let m = total / variance.sqrt();
        monotony[t] = m;
        strain[t] = total * m;
    }
}

pub(crate) fn ramps(x: &[f64], y: &mut [f64], days: usize, initial: f64) {
    let head = days.min(x.len());
    for (y, x) in y.iter_mut().zip(&x[..head]) {
        *y = x - initial;
    }
    for ((y, x), before) in y[head..].iter_mut().zip(&x[head..]).zip(x) {
        *y = x - before;
    }
}

pub(crate) fn sums(x: &[f64], y: &mut [f64], window: usize) {
    if window == 0 || window > x.len() {
        y.fill(if window == 0 { 0.0 } else { f64::NAN });
        return;
    }
    y[..window - 1].fill(f64::NAN);
    for start in (window - 1..x.len()).step_by(window) {
        let mut sum: f64 = x[start + 1 - window..=start].iter().sum();
        y[start] = sum;
        for t in start + 1..(start + window).min(x.len()) {
            sum += x[t] - x[t - window];
            y[t] = sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array1, Array2, Axis, s};
    use proptest::prelude::*;

    #[test]
    fn the_two_builds_agree_to_the_bit() {
        let loads: Vec<f64> = (0..97).map(|day| f64::from(day * 7919 % 131) * 0.37).collect();
        for len in 0..loads.len() {
            let run = |f: fn(&[f64], &mut [f64], &mut [f64], Spread)| {
                let (mut monotony, mut strain) = (vec![0.0; len], vec![0.0; len]);
                f(&loads[..len], &mut monotony, &mut strain, Spread::Sample);
                monotony.into_iter().chain(strain).map(f64::to_bits).collect::<Vec<_>>()
            };
            assert_eq!(run(foster), run(foster_portable), "{len} days");
        }
    }

    fn row(x: &[f64]) -> Array2<f64> {
        Array1::from(x.to_vec()).insert_axis(Axis(0))
    }

    #[test]
    fn worked_numbers() {
        let week = row(&[0.0, 300.0, 180.0, 420.0, 0.0, 240.0, 600.0]);
        let (m, s) = monotony_strain(week.view(), Spread::Sample);
        assert!((m[[0, 6]] - 1.1428).abs() < 5e-5 && (s[[0, 6]] - 1988.4026).abs() < 5e-4);
        let (m, _) = monotony_strain(week.view(), Spread::Population);
        assert!((m[[0, 6]] - 1.2343).abs() < 5e-5);
        assert_eq!(sum(week.view(), 7)[[0, 6]], 1740.0);
        let (m, _) = monotony_strain(row(&[240., 300., 240., 300., 240., 300., 240.]).view(), Spread::Sample);
        assert!((m[[0, 6]] - 8.2851).abs() < 5e-5);
    }

    #[test]
    fn no_spread_is_above_any_limit_and_no_load_is_no_number() {
        let (m, s) = monotony_strain(row(&[53.7; 9]).view(), Spread::Sample);
        assert!(m.slice(s![0, 6..]).iter().chain(s.slice(s![0, 6..])).all(|x| *x == f64::INFINITY));
        let (m, s) = monotony_strain(row(&[0.0; 9]).view(), Spread::Sample);
        assert!(m.iter().chain(&s).all(|x| x.is_nan()));
        let (m, _) = monotony_strain(row(&[1.0; 6]).view(), Spread::Sample);
        assert!(m.iter().all(|x| x.is_nan()));
    }

    #[test]
    fn an_unknown_day_spoils_the_windows_that_hold_it() {
        let mut loads: Vec<f64> = (0..30).map(|x| f64::from(x % 5)).collect();
        loads[10] = f64::NAN;
        let (m, _) = monotony_strain(row(&loads).view(), Spread::Sample);
        for t in 6..30 {
            assert_eq!(m[[0, t]].is_nan(), (10..17).contains(&t), "day {t}");
        }
    }

    #[test]
    fn the_portable_and_the_wide_kernel_agree_to_the_bit() {
        let loads: Vec<f64> = (0..97).map(|i| f64::from(i * 37 % 101) * 1.7).collect();
        let (mut m, mut s, mut pm, mut ps) = (vec![0.0; 97], vec![0.0; 97], vec![0.0; 97], vec![0.0; 97]);
        foster(&loads, &mut m, &mut s, Spread::Sample);
        foster_portable(&loads, &mut pm, &mut ps, Spread::Sample);
        assert_eq!((&m[6..], &s[6..]), (&pm[6..], &ps[6..]));
    }

    #[test]
    fn ramps_start_at_the_beginning() {
        let x = row(&[1., 2., 4., 8., 16.]);
        assert_eq!(ramp(x.view(), 2, 0.5), row(&[0.5, 1.5, 3., 6., 12.]));
        assert_eq!(ramp(x.view(), 9, 0.0), x);
    }

    proptest! {
        #[test]
        fn equals_the_definition(loads in proptest::collection::vec(0.0..1000.0f64, 0..60), window in 1..30usize) {
            let x = row(&loads);
            let (m, s) = monotony_strain(x.view(), Spread::Sample);
            let sums = sum(x.view(), window);
            for t in 0..loads.len() {
                if t >= 6 {
                    let week = x.slice(s![0, t - 6..=t]);
                    let want = week.sum() / 7.0 / week.std(1.0);
                    prop_assert!((m[[0, t]] / want - 1.0).abs() < 1e-12);
                    prop_assert!((s[[0, t]] / (want * week.sum()) - 1.0).abs() < 1e-12);
                }
                if t + 1 >= window {
                    let want = x.slice(s![0, t + 1 - window..=t]).sum();
                    prop_assert!((sums[[0, t]] - want).abs() <= 1e-12 * want.max(1000.0));
                } else {
                    prop_assert!(sums[[0, t]].is_nan());
                }
            }
        }
    }
}
