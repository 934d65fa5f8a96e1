//! The acute:chronic workload ratio: the last week against the last four.
//!
//! Shown because people ask for it. Its claim to foresee injury has not held up: coupling alone makes a correlation
//! (Lolli 2019), the denominator adds noise (Impellizzeri 2020), and among 5205 runners it ran the other way
//! (Frandsen 2025).

use crate::fitness::Smoothing;
use crate::rolling;
use crate::rows::for_groups;
use ndarray::{Array2, ArrayView2};

/// Which ratio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ratio {
    /// Mean of the acute days over mean of the chronic days, which hold the acute ones (Gabbett 2016).
    #[default]
    Coupled,
    /// Over the mean of the chronic days before the acute ones.
    Uncoupled,
    /// Running averages with weights 2/(N+1), both starting at the first day's load (Williams 2017).
    Ewma,
}

/// The ratio at the end of each day, `(athletes, days)`; by custom `acute` 7 and `chronic` 28 days.
///
/// Not a number until the chronic window is full (for the running averages: from the first day on there is a number) and
/// where the chronic load is 0. `chronic` must be longer than `acute` and both at least a day, else nothing is a number.
#[must_use]
pub fn acwr(loads: ArrayView2<f64>, ratio: Ratio, acute: usize, chronic: usize) -> Array2<f64> {
    let mut out = Array2::from_elem(loads.dim(), f64::NAN);
    if acute == 0 || chronic <= acute {
        return out;
    }
    let mut long = Vec::new();
    for_groups(loads, [out.view_mut()], |x, [y], days| {
        for (x, y) in x.chunks_exact(days).zip(y.chunks_exact_mut(days)) {
            match ratio {
                Ratio::Ewma => averages(x, y, acute, chronic),
                Ratio::Coupled | Ratio::Uncoupled => {
                    long.resize(days, 0.0);
                    rolling::sums(x, y, acute);
                    let coupled = ratio == Ratio::Coupled;
                    let window = if coupled { chronic } else { chronic - acute };
                    rolling::sums(x, &mut long, window);
                    divide(y, &long, if coupled { 0 } else { acute }, acute, window);
                }
            }
        }
    });
    out
}

/// Acute sums over chronic sums `lag` days earlier, each over its number of days.
#[allow(clippy::cast_precision_loss)]
fn divide(acute_sums: &mut [f64], chronic_sums: &[f64], lag: usize, acute: usize, chronic: usize) {
    let scale = chronic as f64 / acute as f64;
    let head = lag.min(acute_sums.len());
    acute_sums[..head].fill(f64::NAN);
    for (a, c) in acute_sums[head..].iter_mut().zip(chronic_sums) {
        *a = if *c == 0.0 { f64::NAN } else { *a / c * scale };
    }
}

#[allow(clippy::cast_precision_loss)]
fn averages(x: &[f64], y: &mut [f64], acute: usize, chronic: usize) {
    let weight = |days: usize| Smoothing::Span.weight(days as f64);
    let (a, c) = (weight(acute), weight(chronic));
    let first = x.first().copied().unwrap_or_default();
    let (mut short, mut long) = (first, first);
    for (x, y) in x.iter().zip(y) {
        short += a * (x - short);
        long += c * (x - long);
        *y = if long == 0.0 { f64::NAN } else { short / long };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array1, Axis, s};
    use proptest::prelude::*;

    fn row(x: Vec<f64>) -> Array2<f64> {
        Array1::from(x).insert_axis(Axis(0))
    }

    #[test]
    fn worked_numbers() {
        let weeks = [30.0, 30.0, 36.0, 48.0];
        let loads = row(weeks.iter().flat_map(|w| [w / 7.0; 7]).collect());
        for (ratio, want) in [(Ratio::Coupled, 1.3333), (Ratio::Uncoupled, 1.5), (Ratio::Ewma, 1.2018)] {
            let got = acwr(loads.view(), ratio, 7, 28);
            assert!((got[[0, 27]] - want).abs() < 5e-5, "{ratio:?}");
            assert_eq!(got[[0, 26]].is_nan(), ratio != Ratio::Ewma);
        }
    }

    #[test]
    fn nothing_over_nothing() {
        for ratio in [Ratio::Coupled, Ratio::Uncoupled, Ratio::Ewma] {
            assert!(acwr(row(vec![0.0; 40]).view(), ratio, 7, 28).iter().all(|x| x.is_nan()));
            assert!(acwr(row(vec![1.0; 40]).view(), ratio, 7, 7).iter().all(|x| x.is_nan()));
            assert_eq!(acwr(row(vec![1.0; 5]).view(), ratio, 7, 28).len(), 5);
        }
    }

    proptest! {
        #[test]
        fn equals_the_definition(
            loads in proptest::collection::vec(1.0..500.0f64, 0..80),
            acute in 1..10usize,
            more in 1..30usize,
        ) {
            let chronic = acute + more;
            let x = row(loads.clone());
            let coupled = acwr(x.view(), Ratio::Coupled, acute, chronic);
            let uncoupled = acwr(x.view(), Ratio::Uncoupled, acute, chronic);
            for end in chronic..=loads.len() {
                let mean = |from: usize, to: usize| x.slice(s![0, from..to]).mean().unwrap();
                let short = mean(end - acute, end);
                let want = short / mean(end - chronic, end);
                prop_assert!((coupled[[0, end - 1]] / want - 1.0).abs() < 1e-12);
                let want = short / mean(end - chronic, end - acute);
                prop_assert!((uncoupled[[0, end - 1]] / want - 1.0).abs() < 1e-12);
            }
        }
    }
}
