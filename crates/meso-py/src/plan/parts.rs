//! What a plan says of its goal and its athlete, and what it leads to.

use numpy::PyArray1;
use pyo3::prelude::*;

/// What a plan leads to.
#[pyclass(frozen, get_all, module = "mesocycle")]
pub(crate) struct Goal {
    /// Its distance, km.
    pub(super) distance_km: f64,
    /// Its name, where the distance has one: `marathon`.
    pub(super) race: Option<String>,
    /// The day.
    pub(super) date: Option<Py<PyAny>>,
    /// The day, from the first day of the plan.
    pub(super) day: Option<i32>,
    /// The time hoped for, s.
    pub(super) time_s: Option<f64>,
    /// The name of the event.
    pub(super) name: Option<String>,
}

#[pymethods]
impl Goal {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let mut parts = vec![self.race.clone().unwrap_or_else(|| format!("{} km", self.distance_km))];
        if let Some(name) = &self.name {
            parts.push(format!("{name:?}"));
        }
        if let Some(date) = &self.date {
            parts.push(format!("on {}", date.bind(py).str()?.to_cow()?));
        }
        if let Some(time) = self.time_s {
            parts.push(format!("in {}", meso_core::units::Duration::from_s_f64(time).clock()));
        }
        Ok(format!("<Goal {}>", parts.join(" ")))
    }
}

/// Who a plan is for.
#[pyclass(frozen, get_all, module = "mesocycle")]
pub(crate) struct Athlete {
    /// Her name.
    pub(super) name: Option<String>,
    /// Year of birth.
    pub(super) born: Option<i16>,
    /// `female` or `male`.
    pub(super) sex: Option<&'static str>,
    /// Weight, kg.
    pub(super) weight_kg: Option<f64>,
    /// Maximal heart rate, bpm.
    pub(super) max_hr_bpm: Option<u16>,
    /// Resting heart rate, bpm.
    pub(super) rest_hr_bpm: Option<u16>,
    /// Heart rate at lactate threshold, bpm.
    pub(super) threshold_hr_bpm: Option<u16>,
    /// Pace at lactate threshold, s/km.
    pub(super) threshold_s_per_km: Option<f64>,
    /// Weekly distance before the plan, km.
    pub(super) volume_km: Option<f64>,
    /// Weekly time before the plan, h.
    pub(super) volume_h: Option<f64>,
    /// Sleep wanted a night, h.
    pub(super) sleep_h: Option<f64>,
}

#[pymethods]
impl Athlete {
    fn __repr__(&self) -> String {
        format!("<Athlete {:?}>", self.name.as_deref().unwrap_or("unnamed"))
    }
}

/// Fitness, fatigue and form of a plan.
#[pyclass(frozen, get_all, module = "mesocycle")]
pub(crate) struct Fitness {
    /// Fitness at the end of each day, shape (days,).
    pub(super) ctl: Py<PyArray1<f64>>,
    /// Fatigue at the end of each day, shape (days,).
    pub(super) atl: Py<PyArray1<f64>>,
    /// Form on the morning of each day, shape (days,): fitness less fatigue of the evening before.
    pub(super) form: Py<PyArray1<f64>>,
    /// The daily load that both start from.
    pub(super) baseline: f64,
    /// Where that comes from: `stated volume`, `first week` or `nothing`.
    pub(super) baseline_source: &'static str,
}
