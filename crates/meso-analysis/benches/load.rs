//! What the kernels cost on 100,000 athletes x 365 days, one thread: `cargo bench -p meso-analysis`.
//!
//! Prints nanoseconds a day and the ratio to the same metric by its definition, both measured in this run. Goals:
//! CTL + ATL 3.5 ns, monotony + strain 4.5 ns, all six metrics in one pass 6 ns.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use meso_analysis::fitness::Fitness;
use meso_analysis::metrics::{Metrics, metrics_into};
use meso_analysis::rolling::{Spread, monotony_strain_into};
use ndarray::{Array2, ArrayView2, s};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    // A short run where `cargo test` builds and runs benches.
    let athletes = if std::env::args().any(|a| a == "--bench") { 100_000 } else { 64 };
    let days = 365;
    let loads = Array2::from_shape_fn((athletes, days), |(i, j)| ((i * 31 + j * 17) % 211) as f64 * 0.73);
    let mut out: [Array2<f64>; 6] = std::array::from_fn(|_| Array2::from_elem((athletes, days), 1.0));
    let model = Fitness::default();

    println!("{athletes} athletes x {days} days, one thread, results into given arrays");
    let copy = time(&loads, || out[0].assign(&loads));
    println!("{:34}{copy:6.2} ns/day", "copy, the limit of the memory");

    let [ctl, atl, tsb, ramp, monotony, strain] = &mut out;
    let ours = time(&loads, || model.ctl_atl_into(loads.view(), ctl.view_mut(), atl.view_mut()));
    let plain = sampled(&loads, |x| black_box(ctl_atl_by_definition(x, &model)));
    report("CTL + ATL", ours, plain, 3.5);

    let ours = time(&loads, || {
        monotony_strain_into(loads.view(), Spread::Sample, monotony.view_mut(), strain.view_mut());
    });
    let plain = sampled(&loads, |x| black_box(monotony_by_definition(x)));
    report("monotony + strain", ours, plain, 4.5);

    let ours = time(&loads, || {
        let out = Metrics {
            ctl: ctl.view_mut(),
            atl: atl.view_mut(),
            tsb: tsb.view_mut(),
            ramp: ramp.view_mut(),
            monotony: monotony.view_mut(),
            strain: strain.view_mut(),
        };
        metrics_into(loads.view(), &model, Spread::Sample, out);
    });
    let plain = sampled(&loads, |x| {
        let (ctl, atl) = ctl_atl_by_definition(x, &model);
        black_box((&ctl - &atl, monotony_by_definition(x)));
    });
    report("all six in one pass", ours, plain, 6.0);
}

fn report(name: &str, ours: f64, plain: f64, goal: f64) {
    let verdict = if ours <= goal { "meets" } else { "misses" };
    println!("{name:34}{ours:6.2} ns/day  {:5.1} x the definition  {verdict} {goal} ns", plain / ours);
}

/// Nanoseconds a day, the best of seven.
fn time(loads: &Array2<f64>, mut f: impl FnMut()) -> f64 {
    let once = |f: &mut dyn FnMut()| {
        let start = Instant::now();
        f();
        start.elapsed().as_secs_f64() * 1e9 / loads.len() as f64
    };
    (0..7).map(|_| once(&mut f)).fold(f64::INFINITY, f64::min)
}

/// Nanoseconds a day of a slow function, on the first athletes.
fn sampled<T>(loads: &Array2<f64>, f: impl Fn(ArrayView2<f64>) -> T) -> f64 {
    let some = loads.slice(s![..loads.nrows().min(4096), ..]).to_owned();
    time(&some, || drop(f(some.view())))
}

fn ctl_atl_by_definition(loads: ArrayView2<f64>, model: &Fitness) -> (Array2<f64>, Array2<f64>) {
    let average = |a: f64| {
        let mut out = Array2::zeros(loads.dim());
        for (x, mut y) in loads.rows().into_iter().zip(out.rows_mut()) {
            let mut state = 0.0;
            for t in 0..x.len() {
                state += a * (x[t] - state);
                y[t] = state;
            }
        }
        out
    };
    let [slow, fast] = model.weights();
    (average(slow), average(fast))
}

fn monotony_by_definition(loads: ArrayView2<f64>) -> Array2<f64> {
    let mut out = Array2::from_elem(loads.dim(), f64::NAN);
    for (x, mut y) in loads.rows().into_iter().zip(out.rows_mut()) {
        for t in 6..x.len() {
            let week = x.slice(s![t - 6..=t]);
            y[t] = week.sum() / 7.0 / week.std(1.0);
        }
    }
    out
}
