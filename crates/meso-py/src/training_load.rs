//! Load, fitness and form on arrays.

use crate::arrays::{Loads, Output, elementwise, floats, outputs};
use crate::errors;
use meso_analysis::acwr::Ratio;
use meso_analysis::fitness::{Fitness, Smoothing, ewma_into};
use meso_analysis::impulse_response::{self, Counting};
use meso_analysis::metrics::metrics_into;
use meso_analysis::rolling::{self, Spread};
use meso_analysis::trimp::{self, Sex};
use meso_analysis::{acwr, hrv, stress};
use ndarray::{Array2, ArrayView1, Axis};
use numpy::{PyArray1, PyArray2, PyArrayDyn, PyArrayMethods};
use pyo3::prelude::*;

type Array<'py> = Bound<'py, PyArrayDyn<f64>>;

/// Banister's TRIMP (1991): minutes x reserve share x weight; numbers or arrays that broadcast.
///
/// `reserve` is (HRmean - HRrest) / (HRmax - HRrest), see `reserve_share`; below 0 it counts as 0. `sex`: "male" (0.64
/// e^(1.92 x)) or "female" (0.86 e^(1.67 x)).
///
/// >>> round(banister_trimp(60, 100 / 140), 4)
/// 108.0954
#[pyfunction]
#[pyo3(signature = (minutes, reserve, *, sex = "male"))]
pub(crate) fn banister_trimp<'py>(
    minutes: &Bound<'py, PyAny>,
    reserve: &Bound<'py, PyAny>,
    sex: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let sex = sex_named(minutes.py(), sex)?;
    elementwise([minutes, reserve], |[minutes, x]| trimp::banister(minutes, x, sex))
}

/// hrTSS in its TRIMP form: 100 x TRIMP / TRIMP of an hour at threshold; shares of the reserve, broadcast.
///
/// >>> round(hr_stress(60, 100 / 140, 120 / 140), 4)
/// 63.3429
#[pyfunction]
#[pyo3(signature = (minutes, reserve, threshold_reserve, *, sex = "male"))]
pub(crate) fn hr_stress<'py>(
    minutes: &Bound<'py, PyAny>,
    reserve: &Bound<'py, PyAny>,
    threshold_reserve: &Bound<'py, PyAny>,
    sex: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let sex = sex_named(minutes.py(), sex)?;
    elementwise([minutes, reserve, threshold_reserve], |[m, x, t]| trimp::hr_stress(m, x, t, sex))
}

/// Edwards' load (1993): minutes in 50-60, 60-70, 70-80, 80-90 and 90-100 % of HRmax times 1 to 5.
///
/// `minutes`: shape (..., 5); the result has shape (...).
///
/// >>> edwards([10, 30, 10, 8, 2])
/// 142.0
#[pyfunction]
pub(crate) fn edwards<'py>(minutes: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    zones::<5>(minutes, trimp::edwards)
}

/// Lucia's load (2003): minutes below the first ventilatory threshold, between the two, above, times 1 to 3.
///
/// `minutes`: shape (..., 3); the result has shape (...).
///
/// >>> lucia([40, 15, 5])
/// 85.0
#[pyfunction]
pub(crate) fn lucia<'py>(minutes: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    zones::<3>(minutes, trimp::lucia)
}

/// rTSS: hours x IF² x 100, with IF = speed / threshold, both in the same unit; numbers or arrays that broadcast.
///
/// Give the normalised graded speed where there is one.
///
/// >>> round(rtss(60, 1000 / 270, 1000 / 240), 4)
/// 79.0123
#[pyfunction]
pub(crate) fn rtss<'py>(
    minutes: &Bound<'py, PyAny>,
    speed: &Bound<'py, PyAny>,
    threshold: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([minutes, speed, threshold], |[m, v, t]| {
        m / 60.0 * (v / t) * (v / t) * stress::HOUR_AT_THRESHOLD
    })
}

/// Session RPE: minutes x perceived effort, CR10 (Foster 1998); numbers or arrays that broadcast.
///
/// >>> session_rpe(60, 5)
/// 300.0
#[pyfunction]
pub(crate) fn session_rpe<'py>(
    minutes: &Bound<'py, PyAny>,
    rpe: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([minutes, rpe], |[minutes, rpe]| minutes * rpe)
}

/// Stress points by effort: hours x Friel's points an hour at a perceived effort of 1 to 10.
///
/// >>> stress_from_rpe(60, 7)
/// 80.0
#[pyfunction]
pub(crate) fn stress_from_rpe<'py>(
    minutes: &Bound<'py, PyAny>,
    rpe: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([minutes, rpe], |[minutes, rpe]| minutes / 60.0 * stress::hourly_from_rpe(rpe))
}

/// Normalised graded speed, m/s, of a recording with one value a second.
///
/// Fourth root of the mean fourth power of the 30-second mean of the speed on the level that costs as much (Minetti 2002).
/// `grade`: rise over run, as long as `speed_mps`; level without.
#[pyfunction]
#[pyo3(signature = (speed_mps, grade = None))]
pub(crate) fn normalised_graded_speed(
    speed_mps: &Bound<'_, PyAny>,
    grade: Option<&Bound<'_, PyAny>>,
) -> PyResult<f64> {
    let py = speed_mps.py();
    let list =
        |object: &Bound<'_, PyAny>| Ok::<_, PyErr>(floats(object)?.as_array().iter().copied().collect());
    let speed: Vec<f64> = list(speed_mps)?;
    let grade: Vec<f64> = grade.map_or_else(|| Ok(Vec::new()), list)?;
    let value = py.detach(|| stress::normalised_graded_speed(&speed, &grade));
    value.ok_or_else(|| errors::analysis(py, "speeds are needed, and as many slopes as speeds"))
}

/// A running average of `loads`, shape (days,) or (athletes, days); the result has the same shape.
///
/// x(today) = x(yesterday) + a (load - x(yesterday)), from `initial` on the day before the first. `smoothing` says what
/// `days` means: "exponential" a = 1 - e^(-1/N) (Banister, GoldenCheetah), "reciprocal" a = 1/N (TrainingPeaks),
/// "span" a = 2/(N+1) (pandas' span; Williams 2017). `out`: an array to write into. A day that is not a number makes
/// everything after it not a number: put 0 for rest.
///
/// >>> round(float(ewma([100.0] * 42, 42)[-1]), 4)
/// 63.2121
#[pyfunction]
#[pyo3(signature = (loads, days, *, smoothing = "exponential", initial = 0.0, out = None))]
pub(crate) fn ewma<'py>(
    loads: &Bound<'py, PyAny>,
    days: f64,
    smoothing: &str,
    initial: f64,
    out: Option<Bound<'py, PyAny>>,
) -> PyResult<Array<'py>> {
    let py = loads.py();
    let weight = smoothing_named(py, smoothing)?.weight(days_of(py, days)?);
    let loads = Loads::extract(loads)?;
    let [result] = outputs(out.map(|o| vec![o]), &loads, py)?;
    let mut lent = Output::lend(&result, &loads)?;
    let (x, y) = (loads.view()?, lent.view()?);
    py.detach(|| ewma_into(x, weight, initial, y));
    drop(lent);
    Ok(result)
}

/// Fitness (CTL) and fatigue (ATL) at the end of each day; shape (days,) or (athletes, days).
///
/// Two running averages, see `ewma`. Start them from what the athlete is used to: from 0 they mislead for six weeks.
/// `out`: two arrays to write into, which halves the time. TSB, the form, is their difference; TrainingPeaks shows
/// yesterday's today.
///
/// >>> ctl, atl = ctl_atl([50.0] * 28 + [80.0] * 7 + [30.0] * 7, smoothing="reciprocal")
/// >>> round(float(ctl[-1] - atl[-1]), 4)
/// -10.7958
#[pyfunction]
#[pyo3(signature = (loads, *, ctl_days = 42.0, atl_days = 7.0, smoothing = "exponential", initial_ctl = 0.0,
    initial_atl = 0.0, out = None))]
pub(crate) fn ctl_atl<'py>(
    loads: &Bound<'py, PyAny>,
    ctl_days: f64,
    atl_days: f64,
    smoothing: &str,
    initial_ctl: f64,
    initial_atl: f64,
    out: Option<Vec<Bound<'py, PyAny>>>,
) -> PyResult<(Array<'py>, Array<'py>)> {
    let py = loads.py();
    let model = fitness(py, ctl_days, atl_days, smoothing, initial_ctl, initial_atl)?;
    let loads = Loads::extract(loads)?;
    let [ctl, atl] = outputs(out, &loads, py)?;
    let (mut lent_ctl, mut lent_atl) = (Output::lend(&ctl, &loads)?, Output::lend(&atl, &loads)?);
    let (x, c, a) = (loads.view()?, lent_ctl.view()?, lent_atl.view()?);
    py.detach(|| model.ctl_atl_into(x, c, a));
    drop((lent_ctl, lent_atl));
    Ok((ctl, atl))
}

/// Foster's monotony and strain (1998) of the seven days that end on each day; (days,) or (athletes, days).
///
/// Monotony: mean load / standard deviation, days of rest are 0; strain: the week's load x monotony. `spread`: "sample"
/// (n - 1) or "population" (n, 8 % higher); the papers do not say. The first six days are not a number; seven equal
/// loads give infinity, seven days of nothing not a number. `out`: two arrays to write into.
///
/// >>> monotony, strain = monotony_strain([0, 300, 180, 420, 0, 240, 600])
/// >>> round(float(monotony[-1]), 4), round(float(strain[-1]), 4)
/// (1.1428, 1988.4026)
#[pyfunction]
#[pyo3(signature = (loads, *, spread = "sample", out = None))]
pub(crate) fn monotony_strain<'py>(
    loads: &Bound<'py, PyAny>,
    spread: &str,
    out: Option<Vec<Bound<'py, PyAny>>>,
) -> PyResult<(Array<'py>, Array<'py>)> {
    let py = loads.py();
    let spread = spread_named(py, spread)?;
    let loads = Loads::extract(loads)?;
    let [monotony, strain] = outputs(out, &loads, py)?;
    let (mut lent_m, mut lent_s) = (Output::lend(&monotony, &loads)?, Output::lend(&strain, &loads)?);
    let (x, m, s) = (loads.view()?, lent_m.view()?, lent_s.view()?);
    py.detach(|| rolling::monotony_strain_into(x, spread, m, s));
    drop((lent_m, lent_s));
    Ok((monotony, strain))
}

/// Six metrics of the same loads.
#[pyclass(frozen, get_all, module = "mesocycle")]
pub(crate) struct Metrics {
    /// Fitness at the end of each day.
    ctl: Py<PyArrayDyn<f64>>,
    /// Fatigue at the end of each day.
    atl: Py<PyArrayDyn<f64>>,
    /// CTL - ATL at the end of each day.
    tsb: Py<PyArrayDyn<f64>>,
    /// Change of CTL over seven days.
    ramp: Py<PyArrayDyn<f64>>,
    /// Foster's monotony.
    monotony: Py<PyArrayDyn<f64>>,
    /// Foster's strain.
    strain: Py<PyArrayDyn<f64>>,
}

/// CTL, ATL, TSB, ramp rate, monotony and strain in one pass over the loads; (days,) or (athletes, days).
///
/// TSB is CTL - ATL at the end of the day; the ramp is the change of CTL over seven days. `out`: six arrays to write into, in
/// that order. See `ctl_atl` and `monotony_strain`.
///
/// >>> metrics([50.0] * 60).ramp.shape
/// (60,)
#[pyfunction]
#[pyo3(signature = (loads, *, ctl_days = 42.0, atl_days = 7.0, smoothing = "exponential", initial_ctl = 0.0,
    initial_atl = 0.0, spread = "sample", out = None))]
#[allow(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn metrics<'py>(
    loads: &Bound<'py, PyAny>,
    ctl_days: f64,
    atl_days: f64,
    smoothing: &str,
    initial_ctl: f64,
    initial_atl: f64,
    spread: &str,
    out: Option<Vec<Bound<'py, PyAny>>>,
) -> PyResult<Metrics> {
    let py = loads.py();
    let model = fitness(py, ctl_days, atl_days, smoothing, initial_ctl, initial_atl)?;
    let spread = spread_named(py, spread)?;
    let loads = Loads::extract(loads)?;
    let [ctl, atl, tsb, ramp, monotony, strain] = outputs(out, &loads, py)?;
    let arrays = [&ctl, &atl, &tsb, &ramp, &monotony, &strain];
    let mut lent = arrays.iter().map(|a| Output::lend(a, &loads)).collect::<PyResult<Vec<_>>>()?;
    if let [c, a, t, r, m, s] = lent.as_mut_slice() {
        let out = meso_analysis::metrics::Metrics {
            ctl: c.view()?,
            atl: a.view()?,
            tsb: t.view()?,
            ramp: r.view()?,
            monotony: m.view()?,
            strain: s.view()?,
        };
        let x = loads.view()?;
        py.detach(|| metrics_into(x, &model, spread, out));
    }
    drop(lent);
    Ok(Metrics {
        ctl: ctl.unbind(),
        atl: atl.unbind(),
        tsb: tsb.unbind(),
        ramp: ramp.unbind(),
        monotony: monotony.unbind(),
        strain: strain.unbind(),
    })
}

/// The sum of the `window` days that end on each day; the first are not a number. (days,) or (athletes, days).
#[pyfunction]
#[pyo3(signature = (loads, window = 7))]
pub(crate) fn rolling_sum<'py>(loads: &Bound<'py, PyAny>, window: usize) -> PyResult<Bound<'py, PyAny>> {
    let py = loads.py();
    if window == 0 {
        return Err(errors::analysis(py, "a window has at least one day"));
    }
    let loads = Loads::extract(loads)?;
    let x = loads.view()?;
    like(&loads, py.detach(|| rolling::sum(x, window)), py)
}

/// Change of CTL over some days; the first days against `initial`. (days,) or (athletes, days).
#[pyfunction]
#[pyo3(signature = (ctl, *, days = 7, initial = 0.0))]
pub(crate) fn ramp_rate<'py>(
    ctl: &Bound<'py, PyAny>,
    days: usize,
    initial: f64,
) -> PyResult<Bound<'py, PyAny>> {
    let py = ctl.py();
    let loads = Loads::extract(ctl)?;
    let x = loads.view()?;
    like(&loads, py.detach(|| rolling::ramp(x, days, initial)), py)
}

/// Acute:chronic workload ratio at the end of each day; (days,) or (athletes, days).
///
/// `method`: "coupled" (mean of the acute days over that of the chronic days, Gabbett 2016), "uncoupled" (over the chronic
/// days before the acute ones), "ewma" (running averages with weights 2/(N+1) from the first day's load, Williams 2017).
/// Not a number until the chronic window is full, and where the chronic load is 0. Its claim to foresee injuries has not
/// held up (Impellizzeri 2020; Frandsen 2025).
///
/// >>> weeks = [30 / 7] * 14 + [36 / 7] * 7 + [48 / 7] * 7
/// >>> [round(float(acwr(weeks, method=m)[-1]), 4) for m in ("coupled", "uncoupled", "ewma")]
/// [1.3333, 1.5, 1.2018]
#[pyfunction]
#[pyo3(name = "acwr", signature = (loads, *, method = "coupled", acute = 7, chronic = 28))]
pub(crate) fn acute_chronic<'py>(
    loads: &Bound<'py, PyAny>,
    method: &str,
    acute: usize,
    chronic: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let py = loads.py();
    let ratio = match method {
        "coupled" => Ratio::Coupled,
        "uncoupled" => Ratio::Uncoupled,
        "ewma" => Ratio::Ewma,
        _ => return Err(unknown(py, "method", method, "coupled, uncoupled or ewma")),
    };
    if acute == 0 || chronic <= acute {
        return Err(errors::analysis(py, "the acute window has at least one day, and the chronic one more"));
    }
    let loads = Loads::extract(loads)?;
    let x = loads.view()?;
    like(&loads, py.detach(|| acwr::acwr(x, ratio, acute, chronic)), py)
}

/// Banister's impulse response.
#[pyclass(frozen, eq, module = "mesocycle")]
#[derive(PartialEq)]
pub(crate) struct ImpulseResponse(impulse_response::ImpulseResponse);

#[pymethods]
impl ImpulseResponse {
    #[new]
    #[pyo3(signature = (*, p0 = 0.0, k1 = 1.0, k2 = 2.0, tau1 = 42.0, tau2 = 7.0, counting = "next-day"))]
    fn new(
        py: Python<'_>,
        p0: f64,
        k1: f64,
        k2: f64,
        tau1: f64,
        tau2: f64,
        counting: &str,
    ) -> PyResult<ImpulseResponse> {
        let counting = counting_named(py, counting)?;
        if !(tau1 > 0.0 && tau2 > 0.0) {
            return Err(errors::analysis(py, "both times must be longer than nothing"));
        }
        Ok(ImpulseResponse(impulse_response::ImpulseResponse { p0, k1, k2, tau1, tau2, counting }))
    }

    /// Performance without training.
    #[getter]
    fn p0(&self) -> f64 {
        self.0.p0
    }

    /// Weight of fitness.
    #[getter]
    fn k1(&self) -> f64 {
        self.0.k1
    }

    /// Weight of fatigue.
    #[getter]
    fn k2(&self) -> f64 {
        self.0.k2
    }

    /// Days in which fitness falls to 1/e.
    #[getter]
    fn tau1(&self) -> f64 {
        self.0.tau1
    }

    /// Days in which fatigue falls to 1/e.
    #[getter]
    fn tau2(&self) -> f64 {
        self.0.tau2
    }

    /// From when a day's load counts: `next-day` (the sum over earlier days) or `same-day` (the recursion).
    #[getter]
    fn counting(&self) -> &'static str {
        match self.0.counting {
            Counting::NextDay => "next-day",
            Counting::SameDay => "same-day",
        }
    }

    /// Performance at each day, shape (days,), from the loads of one athlete.
    fn predict<'py>(&self, loads: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyArray1<f64>>> {
        let py = loads.py();
        let row = Loads::extract(loads)?.row()?;
        let performance = py.detach(|| self.0.predict(ArrayView1::from(&row)));
        Ok(PyArray1::from_owned_array(py, performance))
    }

    /// Fitness g and fatigue h at each day without their weights; both (days,).
    #[allow(clippy::type_complexity)]
    fn components<'py>(
        &self,
        loads: &Bound<'py, PyAny>,
    ) -> PyResult<(Bound<'py, PyArray1<f64>>, Bound<'py, PyArray1<f64>>)> {
        let py = loads.py();
        let row = Loads::extract(loads)?.row()?;
        let (g, h) = py.detach(|| self.0.components(ArrayView1::from(&row)));
        Ok((PyArray1::from_owned_array(py, g), PyArray1::from_owned_array(py, h)))
    }

    /// Days after one load until it does more good than harm.
    ///
    /// >>> round(ImpulseResponse().days_to_benefit, 4)
    /// 5.8224
    #[getter]
    fn days_to_benefit(&self) -> f64 {
        self.0.days_to_benefit()
    }

    /// Days after one load until it does most good.
    ///
    /// >>> round(ImpulseResponse().days_to_peak, 4)
    /// 20.8732
    #[getter]
    fn days_to_peak(&self) -> f64 {
        self.0.days_to_peak()
    }

    /// Finds the model that explains performances best, by least squares; weights are never negative.
    ///
    /// `loads`: (days,); `days`: the days of the performances, from 0; `performances`: as many values, larger is better. With
    /// `tau` (both times in days) it finds p0, k1 and k2 and needs three performances; without it finds the times too, by a grid
    /// and the simplex method, and needs five. Raises `AnalysisError` if there are too few, or if the loads before them are too
    /// alike. Fitted values differ widely between people; they describe the past.
    #[staticmethod]
    #[pyo3(signature = (loads, days, performances, *, tau = None, counting = "next-day"))]
    fn fit(
        loads: &Bound<'_, PyAny>,
        days: Vec<usize>,
        performances: &Bound<'_, PyAny>,
        tau: Option<(f64, f64)>,
        counting: &str,
    ) -> PyResult<Fit> {
        let py = loads.py();
        let counting = counting_named(py, counting)?;
        let row = Loads::extract(loads)?.row()?;
        let values: Vec<f64> = floats(performances)?.as_array().iter().copied().collect();
        if values.len() != days.len() {
            return Err(errors::analysis(py, "as many days as performances are needed"));
        }
        if tau.is_some_and(|(slow, fast)| !(slow > 0.0 && fast > 0.0)) {
            return Err(errors::analysis(py, "both times must be longer than nothing"));
        }
        let on: Vec<(usize, f64)> = days.into_iter().zip(values).collect();
        let fit = py.detach(|| match tau {
            Some((slow, fast)) => impulse_response::ImpulseResponse::fit_weights(
                ArrayView1::from(&row),
                &on,
                slow,
                fast,
                counting,
            ),
            None => impulse_response::ImpulseResponse::fit(ArrayView1::from(&row), &on, counting),
        });
        let fit = fit.map_err(|e| errors::analysis(py, e.to_string()))?;
        Ok(Fit {
            model: Py::new(py, ImpulseResponse(fit.model))?,
            squares: fit.squares,
            r_squared: fit.r_squared,
        })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let py = slf.py();
        let m = slf.get();
        let arguments = pyo3::types::PyDict::new(py);
        for (name, value) in
            [("p0", m.0.p0), ("k1", m.0.k1), ("k2", m.0.k2), ("tau1", m.0.tau1), ("tau2", m.0.tau2)]
        {
            arguments.set_item(name, value)?;
        }
        arguments.set_item("counting", m.counting())?;
        let partial = py.import("functools")?.getattr("partial")?;
        Ok((partial.call((slf.get_type(),), Some(&arguments))?, pyo3::types::PyTuple::empty(py).into_any()))
    }

    fn __repr__(&self) -> String {
        let m = &self.0;
        format!(
            "ImpulseResponse(p0={:?}, k1={:?}, k2={:?}, tau1={:?}, tau2={:?}, counting='{}')",
            m.p0,
            m.k1,
            m.k2,
            m.tau1,
            m.tau2,
            self.counting()
        )
    }
}

/// A fitted model.
#[pyclass(frozen, get_all, module = "mesocycle")]
pub(crate) struct Fit {
    /// The model.
    model: Py<ImpulseResponse>,
    /// Sum of squared differences.
    squares: f64,
    /// Share of the variance that is explained.
    r_squared: f64,
}

#[pymethods]
impl Fit {
    fn __repr__(&self) -> String {
        let model = self.model.get().__repr__();
        format!("Fit(model={model}, squares={:?}, r_squared={:?})", self.squares, self.r_squared)
    }
}

/// What is usual of one's heart rate variability.
#[pyclass(frozen, get_all, eq, module = "mesocycle")]
#[derive(PartialEq)]
pub(crate) struct HrvBaseline {
    /// Mean of ln rMSSD.
    mean: f64,
    /// Standard deviation of ln rMSSD, n - 1.
    sd: f64,
    /// Lower edge of the band: mean - 0.5 SD.
    low: f64,
    /// Upper edge of the band: mean + 0.5 SD.
    high: f64,
}

#[pymethods]
impl HrvBaseline {
    #[new]
    fn new(ln_rmssd: &Bound<'_, PyAny>) -> PyResult<HrvBaseline> {
        let readings: Vec<f64> = floats(ln_rmssd)?.as_array().iter().copied().collect();
        let baseline = hrv::Baseline::of_ln(&readings);
        let baseline =
            baseline.ok_or_else(|| errors::analysis(ln_rmssd.py(), "at least two readings are needed"))?;
        let (low, high) = baseline.band();
        Ok(HrvBaseline { mean: baseline.mean, sd: baseline.sd, low, high })
    }

    /// `low`, `normal` or `high`: the mean of some days of ln rMSSD, best seven, against the band. `None` without readings.
    fn status(&self, ln_rmssd: &Bound<'_, PyAny>) -> PyResult<Option<&'static str>> {
        let readings: Vec<f64> = floats(ln_rmssd)?.as_array().iter().copied().collect();
        let baseline = hrv::Baseline { mean: self.mean, sd: self.sd };
        Ok(baseline.status(&readings).map(|status| match status {
            hrv::Status::Low => "low",
            hrv::Status::Normal => "normal",
            hrv::Status::High => "high",
        }))
    }

    fn __repr__(&self) -> String {
        format!("HrvBaseline(mean={:?}, sd={:?})", self.mean, self.sd)
    }
}

/// Applies a function to the last axis, which has one value a zone.
fn zones<'py, const N: usize>(
    minutes: &Bound<'py, PyAny>,
    f: impl Fn([f64; N]) -> f64,
) -> PyResult<Bound<'py, PyAny>> {
    let py = minutes.py();
    let array = floats(minutes)?;
    let array = array.as_array();
    if array.shape().last() != Some(&N) {
        return Err(errors::analysis(py, format!("the last axis must have the minutes in {N} zones")));
    }
    let zone = |row: ndarray::ArrayView1<'_, f64>| f(std::array::from_fn(|k| row[k]));
    let loads = array.map_axis(Axis(array.ndim() - 1), zone);
    if loads.ndim() == 0 {
        return Ok(loads.sum().into_pyobject(py)?.into_any());
    }
    Ok(PyArrayDyn::from_owned_array(py, loads).into_any())
}

fn like<'py>(loads: &Loads<'py>, result: Array2<f64>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    let array = PyArray2::from_owned_array(py, result);
    Ok(array.reshape(ndarray::IxDyn(loads.shape()))?.into_any())
}

fn fitness(
    py: Python<'_>,
    ctl: f64,
    atl: f64,
    smoothing: &str,
    initial_ctl: f64,
    initial_atl: f64,
) -> PyResult<Fitness> {
    let smoothing = smoothing_named(py, smoothing)?;
    Ok(Fitness {
        ctl_days: days_of(py, ctl)?,
        atl_days: days_of(py, atl)?,
        smoothing,
        initial_ctl,
        initial_atl,
    })
}

fn days_of(py: Python<'_>, days: f64) -> PyResult<f64> {
    if days >= 1.0 && days.is_finite() {
        return Ok(days);
    }
    Err(errors::analysis(py, "an average runs over at least one day"))
}

fn smoothing_named(py: Python<'_>, name: &str) -> PyResult<Smoothing> {
    match name {
        "exponential" => Ok(Smoothing::Exponential),
        "reciprocal" => Ok(Smoothing::Reciprocal),
        "span" => Ok(Smoothing::Span),
        _ => Err(unknown(py, "smoothing", name, "exponential, reciprocal or span")),
    }
}

fn spread_named(py: Python<'_>, name: &str) -> PyResult<Spread> {
    match name {
        "sample" => Ok(Spread::Sample),
        "population" => Ok(Spread::Population),
        _ => Err(unknown(py, "spread", name, "sample or population")),
    }
}

fn counting_named(py: Python<'_>, name: &str) -> PyResult<Counting> {
    match name {
        "next-day" => Ok(Counting::NextDay),
        "same-day" => Ok(Counting::SameDay),
        _ => Err(unknown(py, "counting", name, "next-day or same-day")),
    }
}

fn sex_named(py: Python<'_>, name: &str) -> PyResult<Sex> {
    match name {
        "female" => Ok(Sex::Female),
        "male" => Ok(Sex::Male),
        _ => Err(unknown(py, "sex", name, "female or male")),
    }
}

fn unknown(py: Python<'_>, what: &str, given: &str, known: &str) -> PyErr {
    errors::analysis(py, format!("{what} must be {known}, not {given:?}"))
}
