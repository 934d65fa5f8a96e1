//! Banister's impulse response: what each day's load brings in fitness and costs in fatigue, and how both fade.
//!
//! p(t) = p0 + k1 Σ w(s) e^(-(t-s)/t1) - k2 Σ w(s) e^(-(t-s)/t2), over the days s before t (Banister et al. 1975; Morton,
//! Fitz-Clarke and Banister 1990). Fitted values differ widely between people and between seasons of one person; with a
//! handful of performances they describe the past and promise nothing.

use ndarray::{Array1, ArrayView1};

/// The model's five numbers, and the day from which a load counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImpulseResponse {
    /// Performance without training.
    pub p0: f64,
    /// Weight of fitness.
    pub k1: f64,
    /// Weight of fatigue.
    pub k2: f64,
    /// Days in which fitness falls to 1/e.
    pub tau1: f64,
    /// Days in which fatigue falls to 1/e.
    pub tau2: f64,
    /// From when a day's load counts.
    pub counting: Counting,
}

/// From when a day's load counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// From the next day on, as the sum over s < t says: performance on a day is that before its training.
    #[default]
    NextDay,
    /// On its own day, as the recursion g = g e^(-1/t1) + w has it.
    SameDay,
}

impl Default for ImpulseResponse {
    /// k1 = 1, k2 = 2, 42 and 7 days (Morton 1990).
    fn default() -> Self {
        ImpulseResponse { p0: 0.0, k1: 1.0, k2: 2.0, tau1: 42.0, tau2: 7.0, counting: Counting::NextDay }
    }
}

/// Why a model could not be fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FitError {
    /// Fewer performances than the model has numbers to find: three with given times, five without.
    TooFew {
        /// How many it takes.
        needed: usize,
    },
    /// A performance lies on no day of the loads.
    OutOfRange {
        /// The day.
        day: usize,
    },
    /// A load or performance is not a finite number.
    NotFinite,
    /// The performances do not tell fitness from fatigue: the loads before them are too much alike.
    Degenerate,
}

impl std::fmt::Display for FitError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FitError::TooFew { needed } => write!(f, "at least {needed} performances are needed"),
            FitError::OutOfRange { day } => {
                write!(f, "no load is known for day {day}, on which a performance lies")
            }
            FitError::NotFinite => f.write_str("loads and performances must be finite numbers"),
            FitError::Degenerate => f.write_str(
                "the performances cannot tell fitness from fatigue: the loads before them are too alike",
            ),
        }
    }
}

impl std::error::Error for FitError {}

/// A fitted model and how well it fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The model.
    pub model: ImpulseResponse,
    /// Sum of squared differences.
    pub squares: f64,
    /// Share of the variance that is explained, 1 at best.
    pub r_squared: f64,
}

impl ImpulseResponse {
    /// Fitness g and fatigue h at each day, `(days,)`, without their weights.
    #[must_use]
    pub fn components(&self, loads: ArrayView1<f64>) -> (Array1<f64>, Array1<f64>) {
        (component(loads, self.tau1, self.counting), component(loads, self.tau2, self.counting))
    }

    /// Performance at each day, `(days,)`.
    #[must_use]
    pub fn predict(&self, loads: ArrayView1<f64>) -> Array1<f64> {
        let (g, h) = self.components(loads);
        self.p0 + self.k1 * g - self.k2 * h
    }

    /// Days after one load until it does more good than harm: t1 t2 / (t1 - t2) ln(k2 / k1). 0 if it does at once.
    #[must_use]
    pub fn days_to_benefit(&self) -> f64 {
        (self.tau1 * self.tau2 / (self.tau1 - self.tau2) * (self.k2 / self.k1).ln()).max(0.0)
    }

    /// Days after one load until it does most good: t1 t2 / (t1 - t2) ln(k2 t1 / (k1 t2)).
    #[must_use]
    pub fn days_to_peak(&self) -> f64 {
        let ratio = self.k2 * self.tau1 / (self.k1 * self.tau2);
        (self.tau1 * self.tau2 / (self.tau1 - self.tau2) * ratio.ln()).max(0.0)
    }

    /// Finds the weights for given times by least squares; weights are never negative.
    ///
    /// `performances` are (day, value) with days counted from 0 in `loads`.
    ///
    /// # Errors
    /// With fewer than three performances, or if they cannot tell the weights.
    pub fn fit_weights(
        loads: ArrayView1<f64>,
        performances: &[(usize, f64)],
        tau1: f64,
        tau2: f64,
        counting: Counting,
    ) -> Result<Fit, FitError> {
        check(loads, performances, 3)?;
        weights(loads, performances, tau1, tau2, counting).ok_or(FitError::Degenerate)
    }

    /// Finds all five numbers: a grid over both times (t1 from 10 to 90 days, t2 from 2 to t1), then the simplex method of
    /// Nelder and Mead from its best point, the weights by least squares in each step. The same input gives the same
    /// result.
    ///
    /// # Errors
    /// With fewer than five performances, or if they cannot tell the weights.
    pub fn fit(
        loads: ArrayView1<f64>,
        performances: &[(usize, f64)],
        counting: Counting,
    ) -> Result<Fit, FitError> {
        check(loads, performances, 5)?;
        let cost = |tau: [f64; 2]| {
            let fit = allowed(tau).then(|| weights(loads, performances, tau[0], tau[1], counting));
            fit.flatten().map_or(f64::INFINITY, |f| f.squares)
        };
        let slow = [10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 60.0, 70.0, 80.0, 90.0];
        let fast = [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 15.0, 20.0, 25.0];
        let grid = slow.iter().flat_map(|s| fast.iter().map(move |f| [*s, *f]));
        let best = grid.map(|tau| (cost(tau), tau)).min_by(|a, b| a.0.total_cmp(&b.0));
        let start = best.filter(|b| b.0.is_finite()).ok_or(FitError::Degenerate)?.1;
        let [tau1, tau2] = nelder_mead(start, cost);
        weights(loads, performances, tau1, tau2, counting).ok_or(FitError::Degenerate)
    }
}

/// The slow component is the slower one, and neither leaves the range that the grid knows.
fn allowed([tau1, tau2]: [f64; 2]) -> bool {
    (5.0..=120.0).contains(&tau1) && tau2 >= 1.0 && tau2 <= 0.9 * tau1
}

fn check(loads: ArrayView1<f64>, performances: &[(usize, f64)], needed: usize) -> Result<(), FitError> {
    if performances.len() < needed {
        return Err(FitError::TooFew { needed });
    }
    if let Some(p) = performances.iter().find(|p| p.0 >= loads.len()) {
        return Err(FitError::OutOfRange { day: p.0 });
    }
    if loads.iter().chain(performances.iter().map(|p| &p.1)).any(|x| !x.is_finite()) {
        return Err(FitError::NotFinite);
    }
    Ok(())
}

fn component(loads: ArrayView1<f64>, tau: f64, counting: Counting) -> Array1<f64> {
    let decay = (-1.0 / tau).exp();
    let mut state = 0.0;
    let step = |w: &f64| {
        let before = state * decay;
        match counting {
            Counting::SameDay => {
                state = before + w;
                state
            }
            Counting::NextDay => {
                // The state holds yesterday's load in full; it fades by the time it is read.
                state = before + w;
                before
            }
        }
    };
    loads.iter().map(step).collect()
}

/// Least squares for p0, k1 and k2 with weights that are not negative: the best of both, either, or none.
#[allow(clippy::cast_precision_loss)]
fn weights(
    loads: ArrayView1<f64>,
    performances: &[(usize, f64)],
    tau1: f64,
    tau2: f64,
    counting: Counting,
) -> Option<Fit> {
    let (g, h) = (component(loads, tau1, counting), component(loads, tau2, counting));
    let n = performances.len() as f64;
    let mean = |f: &dyn Fn(usize, f64) -> f64| performances.iter().map(|p| f(p.0, p.1)).sum::<f64>() / n;
    let (mg, mh, mp) = (mean(&|d, _| g[d]), mean(&|d, _| h[d]), mean(&|_, p| p));
    let sum = |f: &dyn Fn(f64, f64, f64) -> f64| {
        performances.iter().map(|&(d, p)| f(g[d] - mg, h[d] - mh, p - mp)).sum::<f64>()
    };
    let (gg, hh, gh) = (sum(&|g, _, _| g * g), sum(&|_, h, _| h * h), sum(&|g, h, _| g * h));
    let (gp, hp, pp) = (sum(&|g, _, p| g * p), sum(&|_, h, p| h * p), sum(&|_, _, p| p * p));
    let determinant = gg * hh - gh * gh;
    if gg <= 0.0 || hh <= 0.0 || determinant <= 1e-10 * gg * hh {
        return None;
    }
    let both = ((gp * hh - hp * gh) / determinant, (gp * gh - hp * gg) / determinant);
    let candidates = if both.0 >= 0.0 && both.1 >= 0.0 {
        vec![both]
    } else {
        vec![((gp / gg).max(0.0), 0.0), (0.0, (-hp / hh).max(0.0))]
    };
    let fits = candidates.into_iter().map(|(k1, k2)| {
        let squares = sum(&|g, h, p| (p - k1 * g + k2 * h).powi(2));
        let model = ImpulseResponse { p0: mp - k1 * mg + k2 * mh, k1, k2, tau1, tau2, counting };
        Fit { model, squares, r_squared: if pp > 0.0 { 1.0 - squares / pp } else { 1.0 } }
    });
    fits.min_by(|a, b| a.squares.total_cmp(&b.squares))
}

/// The simplex method of Nelder and Mead (1965) in two dimensions, on logarithms so that steps are in proportion.
fn nelder_mead(start: [f64; 2], cost: impl Fn([f64; 2]) -> f64) -> [f64; 2] {
    type Point = (f64, [f64; 2]);
    let at = |x: [f64; 2]| -> Point { (cost(x.map(f64::exp)), x) };
    let along = |from: [f64; 2], to: [f64; 2], t: f64| [0, 1].map(|i| from[i] + t * (to[i] - from[i]));
    let x = start.map(f64::ln);
    let mut simplex = [at(x), at([x[0] + 0.1, x[1]]), at([x[0], x[1] + 0.1])];
    for _ in 0..400 {
        simplex.sort_by(|a, b| a.0.total_cmp(&b.0));
        let [best, second, worst] = simplex;
        let size = (0..2).map(|i| (worst.1[i] - best.1[i]).abs() + (second.1[i] - best.1[i]).abs());
        if size.fold(0.0, f64::max) < 1e-10 {
            break;
        }
        let centre = along(best.1, second.1, 0.5);
        let reflected = at(along(worst.1, centre, 2.0));
        let next = if reflected.0 < best.0 {
            let expanded = at(along(worst.1, centre, 3.0));
            if expanded.0 < reflected.0 { expanded } else { reflected }
        } else if reflected.0 < second.0 {
            reflected
        } else {
            let contracted = at(along(worst.1, centre, if reflected.0 < worst.0 { 1.5 } else { 0.5 }));
            if contracted.0 < worst.0.min(reflected.0) {
                contracted
            } else {
                simplex[1] = at(along(best.1, second.1, 0.5));
                at(along(best.1, worst.1, 0.5))
            }
        };
        simplex[2] = next;
    }
    simplex.sort_by(|a, b| a.0.total_cmp(&b.0));
    simplex[0].1.map(f64::exp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn worked_numbers() {
        let model = ImpulseResponse { counting: Counting::SameDay, ..ImpulseResponse::default() };
        assert!((model.days_to_benefit() - 5.8224).abs() < 5e-5);
        assert!((model.days_to_peak() - 20.8732).abs() < 5e-5);
        let loads: Array1<f64> = (1..=56).map(|day| if day <= 28 { 100.0 } else { 0.0 }).collect();
        let (g, h) = model.components(loads.view());
        let p = model.predict(loads.view());
        assert!(
            (g[27] - 2068.07).abs() < 5e-3 && (h[27] - 737.43).abs() < 5e-3 && (p[27] - 593.21).abs() < 5e-3
        );
        let best = (0..56).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap();
        assert_eq!(best + 1, 40);
        assert!((p[best] - 1288.50).abs() < 5e-3);
    }

    #[test]
    fn the_next_day_is_the_sum_over_earlier_days() {
        let model = ImpulseResponse::default();
        let loads: Array1<f64> = (0..40).map(|i| f64::from(i * 7 % 11) * 10.0).collect();
        let p = model.predict(loads.view());
        for t in 0..40 {
            let sum = |tau: f64| (0..t).map(|s| loads[s] * (-((t - s) as f64) / tau).exp()).sum::<f64>();
            assert!((p[t] - (sum(42.0) - 2.0 * sum(7.0))).abs() < 1e-9);
        }
    }

    fn season() -> Array1<f64> {
        (0..180).map(|i| f64::from(i * 37 % 11) * 12.0 + if i / 28 % 2 == 0 { 60.0 } else { 10.0 }).collect()
    }

    #[test]
    fn what_cannot_be_fitted_says_why() {
        let loads = season();
        let fit = |p: &[(usize, f64)]| ImpulseResponse::fit(loads.view(), p, Counting::NextDay).unwrap_err();
        assert_eq!(fit(&[(1, 1.0)]), FitError::TooFew { needed: 5 });
        assert_eq!(
            fit(&[(1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0), (900, 1.0)]),
            FitError::OutOfRange { day: 900 }
        );
        assert_eq!(fit(&[(1, 1.0), (2, f64::NAN), (3, 1.0), (4, 1.0), (9, 1.0)]), FitError::NotFinite);
        let none = Array1::zeros(180);
        let on = [(10, 1.0), (20, 2.0), (30, 1.0), (40, 2.0), (50, 1.0)];
        assert_eq!(ImpulseResponse::fit(none.view(), &on, Counting::NextDay), Err(FitError::Degenerate));
    }

    #[test]
    fn noise_leaves_weights_that_mean_something() {
        let loads = season();
        let on: Vec<_> = (0..12).map(|i| (i * 14 + 5, f64::from(i as i32 * 31 % 7))).collect();
        let fit = ImpulseResponse::fit(loads.view(), &on, Counting::NextDay).unwrap();
        assert!(fit.model.k1 >= 0.0 && fit.model.k2 >= 0.0 && fit.model.tau2 < fit.model.tau1);
        assert!(fit.r_squared.is_finite());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn finds_the_model_that_made_the_performances(
            k1 in 0.05..0.5f64, ratio in 1.3..3.0f64, tau1 in 25.0..60.0f64, tau2 in 4.0..12.0f64, p0 in 100.0..300.0f64,
        ) {
            let truth = ImpulseResponse { p0, k1, k2: k1 * ratio, tau1, tau2, counting: Counting::NextDay };
            let loads = season();
            let p = truth.predict(loads.view());
            let on: Vec<_> = (0..18).map(|i| (i * 10 + 3, p[i * 10 + 3])).collect();
            let fit = ImpulseResponse::fit(loads.view(), &on, Counting::NextDay).unwrap();
            prop_assert!(fit.r_squared > 1.0 - 1e-6, "{:?}", fit);
            prop_assert!((fit.model.tau1 / tau1 - 1.0).abs() < 0.02 && (fit.model.tau2 / tau2 - 1.0).abs() < 0.02, "{:?} {:?}", fit, truth);
            let given = ImpulseResponse::fit_weights(loads.view(), &on, tau1, tau2, Counting::NextDay).unwrap();
            prop_assert!((given.model.k1 / k1 - 1.0).abs() < 1e-6);
        }
    }
}
