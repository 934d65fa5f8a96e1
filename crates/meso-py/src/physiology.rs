//! The formulas of physiology, on numbers and on arrays.

use crate::arrays::{elementwise, floats};
use crate::errors;
use meso_core::physiology::{critical_speed, grade, heat, layoff, riegel, vdot};
use meso_core::units::{Distance, DistanceUnit, Duration, Speed};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// VDOT of a race of `distance_m` metres in `time_s` seconds; numbers or arrays that broadcast.
///
/// Daniels and Gilbert, Oxygen Power (1979); holds for races of about 3.5 to 240 min. Not a number where there is no
/// distance, no time, or no running.
///
/// >>> round(vdot(5000, 20 * 60), 4)
/// 49.8062
#[pyfunction]
#[pyo3(name = "vdot")]
pub(crate) fn vdot_of<'py>(
    distance_m: &Bound<'py, PyAny>,
    time_s: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([distance_m, time_s], |[metres, seconds]| {
        let vdot = vdot::of_race(metres, seconds / 60.0);
        if metres > 0.0 && seconds > 0.0 && vdot > 0.0 { vdot } else { f64::NAN }
    })
}

/// Seconds in which a runner of some VDOT races `distance_m` metres; numbers or arrays that broadcast.
///
/// The inverse of `vdot`.
///
/// >>> round(race_time(50, 42195) / 60, 1)
/// 190.7
#[pyfunction]
pub(crate) fn race_time<'py>(
    vdot: &Bound<'py, PyAny>,
    distance_m: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([vdot, distance_m], |[vdot, metres]| vdot::race_minutes(vdot, metres) * 60.0)
}

/// Oxygen cost of level running at `speed_mps` metres a second, ml/kg/min (Daniels and Gilbert 1979).
///
/// >>> round(oxygen_cost(250 / 60), 4)
/// 47.4645
#[pyfunction]
pub(crate) fn oxygen_cost<'py>(speed_mps: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    elementwise([speed_mps], |[v]| vdot::oxygen_cost(Speed::from_mps(v)))
}

/// Speed in m/s whose oxygen cost is `vo2` ml/kg/min: the inverse of `oxygen_cost`.
#[pyfunction]
pub(crate) fn velocity<'py>(vo2: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    elementwise([vo2], |[vo2]| vdot::velocity(vo2).to_mps())
}

/// Training paces of a VDOT in s/km: `easy` (slow, fast), `marathon`, `threshold`, `interval`, `repetition`.
///
/// Shares of VO2max: easy 59 to 74 %, threshold 88 %, interval 97.5 %, repetition 105 % (Daniels); marathon is the
/// equivalent race. Raises `AnalysisError` for a VDOT outside 1 to 120.
///
/// >>> round(training_paces(50)["threshold"])
/// 255
#[pyfunction]
pub(crate) fn training_paces(py: Python<'_>, vdot: f64) -> PyResult<Bound<'_, PyDict>> {
    let speeds = vdot::training_speeds(known(py, vdot)?);
    let pace = |speed: Speed| speed.pace().to_s_per_km();
    let paces = PyDict::new(py);
    paces.set_item("easy", (pace(speeds.easy.low), pace(speeds.easy.high)))?;
    paces.set_item("marathon", pace(speeds.marathon))?;
    paces.set_item("threshold", pace(speeds.threshold))?;
    paces.set_item("interval", pace(speeds.interval))?;
    paces.set_item("repetition", pace(speeds.repetition))?;
    Ok(paces)
}

/// Equivalent race times of a VDOT in seconds, by the name of the distance: 1500m to marathon.
///
/// >>> round(equivalents(50)["5k"])
/// 1196
#[pyfunction]
pub(crate) fn equivalents(py: Python<'_>, vdot: f64) -> PyResult<Bound<'_, PyDict>> {
    let times = PyDict::new(py);
    for (name, distance, _) in vdot::equivalents(known(py, vdot)?) {
        times.set_item(name, vdot::race_minutes(vdot, distance.to_m()) * 60.0)?;
    }
    Ok(times)
}

/// Seconds over `to_m` metres that a race over `distance_m` in `time_s` predicts; numbers or arrays.
///
/// T2 = T1 (D2 / D1)^1.06 (Riegel 1981), from 3.5 to 230 min; at least 10 min too fast for half of all marathoners (Vickers
/// and Vertosick 2016).
///
/// >>> round(riegel(10_000, 50 * 60, 21097.5))
/// 6619
#[pyfunction]
#[pyo3(name = "riegel", signature = (distance_m, time_s, to_m, *, exponent = 1.06))]
pub(crate) fn riegel_time<'py>(
    distance_m: &Bound<'py, PyAny>,
    time_s: &Bound<'py, PyAny>,
    to_m: &Bound<'py, PyAny>,
    exponent: f64,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([distance_m, time_s, to_m], |[from, time, to]| {
        if from > 0.0 { riegel::predict_s(from, time, to, exponent) } else { f64::NAN }
    })
}

/// Energy cost of running on a slope, J/kg/m (Minetti et al. 2002); `grade` is rise over run, held at 0.45 and -0.45.
///
/// >>> round(slope_cost(0.05), 4)
/// 4.6852
#[pyfunction]
pub(crate) fn slope_cost<'py>(grade: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    elementwise([grade], |[i]| grade::cost(i))
}

/// The pace on the level, s/km, that costs as much as `pace_s_per_km` on a slope; numbers or arrays that broadcast.
///
/// >>> round(flat_pace(360, 0.05))
/// 277
#[pyfunction]
pub(crate) fn flat_pace<'py>(
    pace_s_per_km: &Bound<'py, PyAny>,
    grade: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([pace_s_per_km, grade], |[pace, i]| pace * grade::cost(0.0) / grade::cost(i))
}

/// Maximal heart rate by age, bpm: 208 - 0.7 age (Tanaka, Monahan and Seals 2001; standard error about 10).
#[pyfunction]
pub(crate) fn max_heart_rate<'py>(age: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    elementwise([age], |[age]| 208.0 - 0.7 * age)
}

/// Share of the heart rate reserve (Karvonen 1957): (HR - rest) / (max - rest); numbers or arrays that broadcast.
///
/// >>> round(reserve_share(150, 50, 190), 4)
/// 0.7143
#[pyfunction]
pub(crate) fn reserve_share<'py>(
    heart_rate: &Bound<'py, PyAny>,
    resting: &Bound<'py, PyAny>,
    maximal: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    elementwise([heart_rate, resting, maximal], |[hr, rest, max]| {
        if max > rest { (hr - rest) / (max - rest) } else { f64::NAN }
    })
}

/// Share of VDOT that is left after some days off (Daniels' table, linear between its rows).
///
/// >>> vdot_kept(14)
/// 0.973
#[pyfunction]
#[pyo3(signature = (days_off, *, cross_trained = false))]
pub(crate) fn vdot_kept(days_off: u32, cross_trained: bool) -> f64 {
    layoff::vdot_kept(days_off, cross_trained)
}

/// Share, from and to, by which a three-hour marathon slows at a temperature (rounded from Ely et al. 2007).
///
/// >>> marathon_slowing(25)
/// (0.05, 0.08)
#[pyfunction]
pub(crate) fn marathon_slowing(celsius: f64) -> (f64, f64) {
    let share = heat::marathon_slowing(celsius);
    (share.low, share.high)
}

/// Critical speed: the line through distance over time.
#[pyclass(frozen, eq, module = "mesocycle")]
#[derive(PartialEq)]
pub(crate) struct CriticalSpeed {
    /// Critical speed, m/s.
    #[pyo3(get)]
    speed_mps: f64,
    /// D', the distance that can be run above it, m.
    #[pyo3(get)]
    reserve_m: f64,
}

#[pymethods]
impl CriticalSpeed {
    #[new]
    fn new(speed_mps: f64, reserve_m: f64) -> Self {
        CriticalSpeed { speed_mps, reserve_m }
    }

    /// Least squares over maximal efforts, best of 2 to 15 min each: D = CS T + D'.
    ///
    /// Raises `AnalysisError` with fewer than two efforts of different length.
    ///
    /// >>> cs = CriticalSpeed.fit([1500, 3000, 5000], [300, 640, 1100])
    /// >>> round(cs.speed_mps, 4), round(cs.reserve_m, 1)
    /// (4.3734, 192.7)
    #[staticmethod]
    fn fit(distances_m: &Bound<'_, PyAny>, times_s: &Bound<'_, PyAny>) -> PyResult<CriticalSpeed> {
        let py = distances_m.py();
        let (metres, seconds) = (floats(distances_m)?, floats(times_s)?);
        let (metres, seconds) = (metres.as_array(), seconds.as_array());
        if metres.len() != seconds.len() {
            return Err(errors::analysis(py, "as many distances as times are needed"));
        }
        let effort =
            |(m, s): (&f64, &f64)| (Distance::new(*m, DistanceUnit::Metre), Duration::from_s_f64(*s));
        let efforts: Vec<_> = metres.iter().zip(&seconds).map(effort).collect();
        let fit = critical_speed::CriticalSpeed::fit(&efforts).ok_or_else(|| {
            errors::analysis(
                py,
                "at least two efforts of different length are needed, the longer one further",
            )
        })?;
        Ok(CriticalSpeed { speed_mps: fit.speed.to_mps(), reserve_m: fit.reserve.to_m() })
    }

    /// Seconds for a distance; holds to about 30 min, and is too fast beyond. Not a number within D'.
    fn time<'py>(&self, distance_m: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        elementwise([distance_m], |[d]| {
            if d > self.reserve_m { (d - self.reserve_m) / self.speed_mps } else { f64::NAN }
        })
    }

    fn __getnewargs__(&self) -> (f64, f64) {
        (self.speed_mps, self.reserve_m)
    }

    fn __repr__(&self) -> String {
        format!("CriticalSpeed(speed_mps={:?}, reserve_m={:?})", self.speed_mps, self.reserve_m)
    }
}

fn known(py: Python<'_>, vdot: f64) -> PyResult<f64> {
    if vdot::VALID.contains(&vdot) {
        return Ok(vdot);
    }
    let (low, high) = (vdot::VALID.start(), vdot::VALID.end());
    Err(errors::analysis(py, format!("a VDOT lies between {low} and {high}")))
}
