//! Fitness, fatigue and form: running averages of the daily load.
//!
//! x(today) = x(yesterday) + a (load(today) - x(yesterday)). The slow one is called chronic training load (CTL), the fast
//! one acute (ATL), their difference training stress balance (TSB). After Banister's two-component model (1975), in the
//! form of Allen and Coggan; three conventions for `a` are in use and give different numbers: see [`Smoothing`].

use crate::rows::{LANES, for_groups, lanes, lanes_mut};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut2, Axis};

/// How a time of N days becomes the weight `a` of today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Smoothing {
    /// a = 1 - e^(-1/N): exact decay with time constant N (Banister; GoldenCheetah). What this library uses unless told.
    #[default]
    Exponential,
    /// a = 1/N, as TrainingPeaks prints it.
    Reciprocal,
    /// a = 2/(N+1), the span of a moving average (pandas `span`; Williams 2017 for ACWR).
    Span,
}

impl Smoothing {
    /// The weight of today for a time of `days`.
    ///
    /// ```
    /// # use meso_analysis::fitness::Smoothing;
    /// assert_eq!(Smoothing::Reciprocal.weight(42.0), 1.0 / 42.0);
    /// ```
    #[must_use]
    pub fn weight(self, days: f64) -> f64 {
        match self {
            Smoothing::Exponential => 1.0 - (-1.0 / days).exp(),
            Smoothing::Reciprocal => 1.0 / days,
            Smoothing::Span => 2.0 / (days + 1.0),
        }
    }
}

/// The two averages: their times, the convention, where they start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitness {
    /// Days of the slow average. 42 by custom.
    pub ctl_days: f64,
    /// Days of the fast average. 7 by custom.
    pub atl_days: f64,
    /// The convention.
    pub smoothing: Smoothing,
    /// CTL on the day before the first. Starting at 0 misleads for the first six weeks.
    pub initial_ctl: f64,
    /// ATL on the day before the first.
    pub initial_atl: f64,
}

impl Default for Fitness {
    fn default() -> Self {
        Fitness {
            ctl_days: 42.0,
            atl_days: 7.0,
            smoothing: Smoothing::default(),
            initial_ctl: 0.0,
            initial_atl: 0.0,
        }
    }
}

impl Fitness {
    /// Both averages starting from one daily load.
    #[must_use]
    pub fn starting_at(load: f64) -> Self {
        Fitness { initial_ctl: load, initial_atl: load, ..Fitness::default() }
    }

    /// CTL and ATL at the end of each day; both of the shape of `loads`, `(athletes, days)`.
    #[must_use]
    pub fn ctl_atl(&self, loads: ArrayView2<f64>) -> (Array2<f64>, Array2<f64>) {
        let (mut ctl, mut atl) = (Array2::zeros(loads.dim()), Array2::zeros(loads.dim()));
        self.ctl_atl_into(loads, ctl.view_mut(), atl.view_mut());
        (ctl, atl)
    }

    /// [`Fitness::ctl_atl`] into arrays that are there already: half the time, since no fresh memory is touched.
    ///
    /// # Panics
    /// If the shapes differ.
    pub fn ctl_atl_into(&self, loads: ArrayView2<f64>, ctl: ArrayViewMut2<f64>, atl: ArrayViewMut2<f64>) {
        let (a, initial) = (self.weights(), [self.initial_ctl, self.initial_atl]);
        for_groups(loads, [ctl, atl], |x, [ctl, atl], days| averages(x, ctl, atl, days, a, initial));
    }

    /// CTL and ATL of one athlete, `(days,)`.
    #[must_use]
    pub fn ctl_atl_row(&self, loads: ArrayView1<f64>) -> (Array1<f64>, Array1<f64>) {
        let (ctl, atl) = self.ctl_atl(loads.insert_axis(Axis(0)));
        (ctl.index_axis_move(Axis(0), 0), atl.index_axis_move(Axis(0), 0))
    }

    /// The weights of today in CTL and ATL.
    #[must_use]
    pub fn weights(&self) -> [f64; 2] {
        [self.smoothing.weight(self.ctl_days), self.smoothing.weight(self.atl_days)]
    }
}

/// One running average with weight `a` of today, from `initial` on the day before the first; shape `(athletes, days)`.
#[must_use]
pub fn ewma(loads: ArrayView2<f64>, a: f64, initial: f64) -> Array2<f64> {
    let mut out = Array2::zeros(loads.dim());
    ewma_into(loads, a, initial, out.view_mut());
    out
}

/// [`ewma`] into an array that is there already.
///
/// # Panics
/// If the shapes differ.
pub fn ewma_into(loads: ArrayView2<f64>, a: f64, initial: f64, out: ArrayViewMut2<f64>) {
    for_groups(loads, [out], |x, [y], days| {
        if x.len() == LANES * days {
            let (x, y): ([&[f64]; LANES], _) = (lanes(x, days), lanes_mut::<LANES>(y, days));
            let mut state = [initial; LANES];
            for t in 0..days {
                for k in 0..LANES {
                    state[k] += a * (x[k][t] - state[k]);
                    y[k][t] = state[k];
                }
            }
        } else {
            for (x, y) in x.chunks_exact(days).zip(y.chunks_exact_mut(days)) {
                let mut state = initial;
                for (x, y) in x.iter().zip(y) {
                    state += a * (x - state);
                    *y = state;
                }
            }
        }
    });
}

/// TSB as it is told on the morning of each day: CTL less ATL of the evening before (TrainingPeaks' form).
#[must_use]
pub fn morning_form(ctl: ArrayView1<f64>, atl: ArrayView1<f64>, initial: f64) -> Array1<f64> {
    let evening = &ctl - &atl;
    let yesterday = std::iter::once(initial).chain(evening.iter().copied());
    yesterday.take(evening.len()).collect()
}

/// Both averages of a group of whole rows.
pub(crate) fn averages(
    x: &[f64],
    ctl: &mut [f64],
    atl: &mut [f64],
    days: usize,
    a: [f64; 2],
    initial: [f64; 2],
) {
    if x.len() == LANES * days {
        averages_of::<LANES>(lanes(x, days), lanes_mut(ctl, days), lanes_mut(atl, days), days, a, initial);
        return;
    }
    let rows = x.chunks_exact(days).zip(ctl.chunks_exact_mut(days)).zip(atl.chunks_exact_mut(days));
    for ((x, ctl), atl) in rows {
        averages_of::<1>([x], [ctl], [atl], days, a, initial);
    }
}

fn averages_of<const N: usize>(
    x: [&[f64]; N],
    ctl: [&mut [f64]; N],
    atl: [&mut [f64]; N],
    days: usize,
    a: [f64; 2],
    initial: [f64; 2],
) {
    // The length is said once, so that nothing is checked in the loop.
    let x = x.map(|row| &row[..days]);
    let ctl = ctl.map(|row| &mut row[..days]);
    let atl = atl.map(|row| &mut row[..days]);
    let mut state = [initial; N];
    for t in 0..days {
        for k in 0..N {
            let load = x[k][t];
            let [c, f] = state[k];
            state[k] = [c + a[0] * (load - c), f + a[1] * (load - f)];
            ctl[k][t] = state[k][0];
            atl[k][t] = state[k][1];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array, ShapeBuilder};
    use proptest::prelude::*;

    /// The definition, word for word.
    fn naive(loads: &[f64], a: f64, initial: f64) -> Vec<f64> {
        let mut x = initial;
        loads
            .iter()
            .map(|w| {
                x += a * (w - x);
                x
            })
            .collect()
    }

    #[test]
    fn a_hundred_a_day_from_zero() {
        let wanted = [
            (Smoothing::Reciprocal, 63.6544, 66.0083),
            (Smoothing::Exponential, 63.2121, 63.2121),
            (Smoothing::Span, 86.4716, 86.6516),
        ];
        for (smoothing, ctl_42, atl_7) in wanted {
            let model = Fitness { smoothing, ..Fitness::default() };
            let (ctl, atl) = model.ctl_atl_row(Array1::from_elem(42, 100.0).view());
            assert!((ctl[41] - ctl_42).abs() < 5e-5 && (atl[6] - atl_7).abs() < 5e-5, "{smoothing:?}");
        }
    }

    #[test]
    fn a_block_and_a_taper() {
        let loads: Array1<f64> = [vec![50.0; 28], vec![80.0; 7], vec![30.0; 7]].concat().into();
        let wanted = [
            (Smoothing::Reciprocal, 32.6566, 43.4524, -10.7958),
            (Smoothing::Exponential, 32.4342, 44.2100, -11.7758),
        ];
        for (smoothing, c, f, tsb) in wanted {
            let (ctl, atl) = Fitness { smoothing, ..Fitness::default() }.ctl_atl_row(loads.view());
            assert!((ctl[41] - c).abs() < 5e-5 && (atl[41] - f).abs() < 5e-5);
            assert!((ctl[41] - atl[41] - tsb).abs() < 1e-4);
            let form = morning_form(ctl.view(), atl.view(), 0.0);
            assert_eq!((form[0], form[41]), (0.0, ctl[40] - atl[40]));
        }
    }

    #[test]
    fn a_steady_load_stays_where_it_starts() {
        let (ctl, atl) = Fitness::starting_at(60.0).ctl_atl_row(Array1::from_elem(100, 60.0).view());
        assert!(ctl.iter().chain(&atl).all(|x| *x == 60.0));
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(Fitness::default().ctl_atl(Array2::zeros((0, 7)).view()).0.dim(), (0, 7));
        assert_eq!(Fitness::default().ctl_atl(Array2::zeros((7, 0)).view()).0.dim(), (7, 0));
    }

    #[test]
    fn an_unknown_day_is_unknown_from_there_on() {
        let mut loads = Array2::from_elem((9, 20), 50.0);
        loads[[3, 5]] = f64::NAN;
        let (ctl, _) = Fitness::default().ctl_atl(loads.view());
        assert!(ctl.row(3).iter().take(5).all(|x| x.is_finite()));
        assert!(ctl.row(3).iter().skip(5).all(|x| x.is_nan()));
        assert!(ctl.row(4).iter().all(|x| x.is_finite()));
    }

    proptest! {
        #[test]
        fn any_shape_and_layout_equals_the_definition(
            (rows, days) in (0..20usize, 0..40usize),
            fortran in any::<bool>(),
            seed in proptest::collection::vec(0.0..300.0f64, 800),
            initial in 0.0..100.0f64,
        ) {
            let shape = (rows, days).set_f(fortran);
            let loads = Array::from_shape_fn(shape, |(i, j)| seed[i * 40 + j]);
            let model = Fitness { initial_ctl: initial, initial_atl: initial / 2.0, ..Fitness::default() };
            let (ctl, atl) = model.ctl_atl(loads.view());
            let mut fortran_out = Array2::zeros((rows, days).f());
            ewma_into(loads.view(), model.weights()[0], initial, fortran_out.view_mut());
            for i in 0..rows {
                let row = loads.row(i).to_vec();
                let want = naive(&row, model.weights()[0], initial);
                prop_assert_eq!(ctl.row(i).to_vec(), want.clone());
                prop_assert_eq!(fortran_out.row(i).to_vec(), want);
                prop_assert_eq!(atl.row(i).to_vec(), naive(&row, model.weights()[1], initial / 2.0));
            }
        }
    }
}
