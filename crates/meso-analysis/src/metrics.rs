//! Six metrics in one pass over the loads: CTL, ATL, TSB, ramp rate, monotony, strain.
//!
//! With many athletes the memory sets the pace, and each pass over the loads costs as much as the arithmetic; so all are
//! computed while eight rows and what comes of them are in the cache.

use crate::fitness::{Fitness, averages};
use crate::rolling::{Spread, WEEK, foster, ramps};
use crate::rows::for_groups;
use ndarray::{Array2, ArrayView2, ArrayViewMut2};

/// Where six metrics are or go, each `(athletes, days)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics<A> {
    /// Chronic training load at the end of each day.
    pub ctl: A,
    /// Acute training load at the end of each day.
    pub atl: A,
    /// CTL - ATL at the end of each day; the form on the next morning.
    pub tsb: A,
    /// Change of CTL over seven days; in the first week against its start.
    pub ramp: A,
    /// Foster's monotony; see [`crate::rolling::monotony_strain`].
    pub monotony: A,
    /// Foster's strain.
    pub strain: A,
}

/// All six.
#[must_use]
pub fn metrics(loads: ArrayView2<f64>, model: &Fitness, spread: Spread) -> Metrics<Array2<f64>> {
    let new = || Array2::zeros(loads.dim());
    let mut m = Metrics { ctl: new(), atl: new(), tsb: new(), ramp: new(), monotony: new(), strain: new() };
    let out = Metrics {
        ctl: m.ctl.view_mut(),
        atl: m.atl.view_mut(),
        tsb: m.tsb.view_mut(),
        ramp: m.ramp.view_mut(),
        monotony: m.monotony.view_mut(),
        strain: m.strain.view_mut(),
    };
    metrics_into(loads, model, spread, out);
    m
}

/// [`metrics`] into arrays that are there already.
///
/// # Panics
/// If the shapes differ.
pub fn metrics_into(
    loads: ArrayView2<f64>,
    model: &Fitness,
    spread: Spread,
    out: Metrics<ArrayViewMut2<f64>>,
) {
    let (a, initial) = (model.weights(), [model.initial_ctl, model.initial_atl]);
    let outputs = [out.ctl, out.atl, out.tsb, out.ramp, out.monotony, out.strain];
    for_groups(loads, outputs, |x, [ctl, atl, tsb, ramp, monotony, strain], days| {
        averages(x, ctl, atl, days, a, initial);
        for ((tsb, ctl), atl) in tsb.iter_mut().zip(ctl.iter()).zip(atl.iter()) {
            *tsb = ctl - atl;
        }
        for (ctl, ramp) in ctl.chunks_exact(days).zip(ramp.chunks_exact_mut(days)) {
            ramps(ctl, ramp, WEEK, model.initial_ctl);
        }
        let rows =
            x.chunks_exact(days).zip(monotony.chunks_exact_mut(days)).zip(strain.chunks_exact_mut(days));
        for ((x, monotony), strain) in rows {
            foster(x, monotony, strain, spread);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rolling::{monotony_strain, ramp};
    use ndarray::ShapeBuilder;

    fn same(a: &Array2<f64>, b: &Array2<f64>) {
        assert_eq!(a.dim(), b.dim());
        assert!(a.iter().zip(b).all(|(a, b)| a == b || a.is_nan() && b.is_nan()));
    }

    /// Both ways through memory: results that stay in the cache, and results that are streamed past it.
    #[test]
    fn one_pass_gives_what_six_give() {
        let model = Fitness::starting_at(40.0);
        for (athletes, days) in [(1, 1), (3, 7), (11, 50), (4_001, 365)] {
            let loads =
                Array2::from_shape_fn((athletes, days), |(i, j)| ((i * 13 + j * 7) % 97) as f64 * 0.37);
            let m = metrics(loads.view(), &model, Spread::Sample);
            let (ctl, atl) = model.ctl_atl(loads.view());
            let (monotony, strain) = monotony_strain(loads.view(), Spread::Sample);
            same(&m.tsb, &(&ctl - &atl));
            same(&m.ramp, &ramp(ctl.view(), 7, 40.0));
            same(&m.ctl, &ctl);
            same(&m.atl, &atl);
            same(&m.monotony, &monotony);
            same(&m.strain, &strain);
        }
    }

    #[test]
    fn any_layout_gives_the_same() {
        let loads = Array2::from_shape_fn((13, 40).f(), |(i, j)| ((i * 13 + j * 7) % 97) as f64);
        let standard = loads.as_standard_layout().to_owned();
        let model = Fitness::default();
        same(
            &metrics(loads.view(), &model, Spread::Sample).strain,
            &metrics(standard.view(), &model, Spread::Sample).strain,
        );
    }
}
