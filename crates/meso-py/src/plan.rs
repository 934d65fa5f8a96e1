//! A plan in Python: made once, never changed; what one asks of it is computed then.

use crate::errors;
use crate::source::{self, Libraries, Loaded};
use crate::table::{Table, days_since_epoch};
use crate::{tables, what_if};
use meso_analysis::distribution::Distribution;
use meso_analysis::series::{BaselineSource, Series};
use meso_analysis::session_load::LoadModel;
use meso_core::Analysis;
use meso_core::diagnostic::{Applicability, Diagnostic, Severity};
use meso_core::plan::{DayIndex, PaceBasis, Volume};
use meso_core::terms::counted;
use meso_core::text::Span;
use numpy::PyArray1;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

mod parts;
mod reading;

pub(crate) use parts::{Athlete, Fitness, Goal};
pub(crate) use reading::{explain, fmt, load, loads, rules};

/// Bytes below which a plan is short: its tables are made in some twenty microseconds each.
const SHORT: usize = 1 << 15;

/// How a plan is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Wishes {
    pub(crate) profile: Option<String>,
    pub(crate) levels: Vec<(String, String)>,
}

/// What a plan is made of.
pub(crate) struct Inner {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) loaded: Vec<Loaded>,
    pub(crate) wishes: Wishes,
    pub(crate) analysis: Analysis,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Inner {
    pub(crate) fn slice(&self, span: Span) -> &str {
        self.analysis.sources.slice(span)
    }

    pub(crate) fn line(&self, span: Span) -> Option<i32> {
        let line = self.analysis.sources.get(span.file).line_index().line_of(span.start);
        i32::try_from(line).ok().map(|l| l + 1)
    }

    pub(crate) fn column(&self, span: Span) -> Option<i32> {
        let source = self.analysis.sources.get(span.file);
        let at = source.line_index().line_char(&source.text, span.start);
        i32::try_from(at.column).ok().map(|c| c + 1)
    }

    pub(crate) fn line_text(&self, span: Span) -> &str {
        let source = self.analysis.sources.get(span.file);
        let range = source.line_index().line_range(source.line_index().line_of(span.start));
        let line = source.text.get(range.start as usize..range.end as usize).unwrap_or_default();
        line.trim_end_matches(['\r', '\n'])
    }

    fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|d| d.severity).max()
    }
}

/// A training plan.
#[pyclass(frozen, module = "mesocycle", weakref)]
pub(crate) struct Plan {
    pub(crate) inner: Arc<Inner>,
}

impl Plan {
    /// Analyses and checks a text.
    pub(crate) fn make(
        py: Python<'_>,
        name: String,
        text: String,
        libraries: &Libraries,
        wishes: Wishes,
    ) -> PyResult<Plan> {
        let config = reading::config(py, &wishes)?;
        let inner = py.detach(|| {
            let (checked, loaded) = source::check(&name, &text, libraries, &config);
            Inner { name, text, loaded, wishes, analysis: checked.analysis, diagnostics: checked.diagnostics }
        });
        Ok(Plan { inner: Arc::new(inner) })
    }

    /// The same plan with another text: the libraries stay as they are.
    pub(crate) fn with_text(&self, py: Python<'_>, text: String) -> PyResult<Plan> {
        let libraries = Libraries::Known(self.inner.loaded.clone());
        Plan::make(py, self.inner.name.clone(), text, &libraries, self.inner.wishes.clone())
    }

    fn table(
        slf: &Bound<'_, Self>,
        name: &'static str,
        make: impl Fn(&Inner) -> arrow_array::RecordBatch + Send + Sync,
    ) -> Table {
        let inner = &slf.get().inner;
        // Giving the interpreter away and waiting for it again takes longer than a table of a short plan.
        let batch = if inner.text.len() < SHORT { make(inner) } else { slf.py().detach(|| make(inner)) };
        Table::new(batch, name, slf.clone().unbind())
    }

    fn series<'py>(
        &self,
        py: Python<'py>,
        f: impl Fn(&Series<'_>) -> ndarray::Array1<f64> + Send + Sync,
        model: LoadModel,
    ) -> Bound<'py, PyArray1<f64>> {
        let array = py.detach(|| f(&Series::with_model(&self.inner.analysis.plan, model)));
        PyArray1::from_owned_array(py, array)
    }
}

#[pymethods]
impl Plan {
    /// The text it was made of.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.text
    }

    /// The name of its file.
    #[getter]
    fn file(&self) -> &str {
        &self.inner.name
    }

    /// Its name.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.inner.analysis.plan.name.as_deref()
    }

    /// What it leads to, if it says so.
    #[getter]
    fn goal(&self, py: Python<'_>) -> PyResult<Option<Goal>> {
        let Some(goal) = &self.inner.analysis.plan.goal else { return Ok(None) };
        Ok(Some(Goal {
            distance_km: goal.distance.to_km(),
            race: goal.race.map(|r| r.to_string()),
            date: goal.date.map(|d| date(py, d)).transpose()?,
            day: goal.day.map(|d| d.0),
            time_s: goal.time.map(|t| t.to_s()),
            name: goal.name.clone(),
        }))
    }

    /// Who it is for, as far as it is said.
    #[getter]
    fn athlete(&self) -> Athlete {
        let a = &self.inner.analysis.plan.athlete;
        let (km, hours) = match a.volume {
            Some((Volume::Distance(d), _)) => (Some(d.middle().to_km()), None),
            Some((Volume::Time(t), _)) => (None, Some(t.middle().to_h())),
            None => (None, None),
        };
        Athlete {
            name: a.name.clone(),
            born: a.born,
            sex: a.female.map(|f| if f { "female" } else { "male" }),
            weight_kg: a.weight,
            max_hr_bpm: a.max_hr.map(|h| h.to_bpm()),
            rest_hr_bpm: a.rest_hr.map(|h| h.to_bpm()),
            threshold_hr_bpm: a.threshold_hr.map(|h| h.to_bpm()),
            threshold_s_per_km: a.threshold.map(|v| v.pace().to_s_per_km()),
            volume_km: km,
            volume_h: hours,
            sleep_h: a.sleep.map(|t| t.to_h()),
        }
    }

    /// VDOT that its paces rest on (Daniels and Gilbert 1979); `pace_basis` says where it comes from.
    #[getter]
    fn vdot(&self) -> f64 {
        self.inner.analysis.plan.paces.vdot
    }

    /// The paces that its zones stand for, s/km: easy (slow, fast), marathon, threshold, interval, repetition.
    #[getter]
    fn paces<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let paces = &self.inner.analysis.plan.paces;
        let pace = |v: meso_core::units::Speed| v.pace().to_s_per_km();
        let out = PyDict::new(py);
        out.set_item("easy", (pace(paces.easy.low), pace(paces.easy.high)))?;
        out.set_item("marathon", pace(paces.marathon))?;
        out.set_item("threshold", pace(paces.threshold))?;
        out.set_item("interval", pace(paces.interval))?;
        out.set_item("repetition", pace(paces.repetition))?;
        Ok(out)
    }

    /// Where the paces come from: race, goal, vdot, threshold, or assumed.
    #[getter]
    fn pace_basis(&self) -> &'static str {
        match self.inner.analysis.plan.paces.basis {
            PaceBasis::Race(..) => "race",
            PaceBasis::Goal(..) => "goal",
            PaceBasis::Stated => "vdot",
            PaceBasis::Threshold => "threshold",
            PaceBasis::Assumed => "assumed",
        }
    }

    /// What had to be assumed, one sentence each.
    #[getter]
    fn assumptions(&self) -> Vec<String> {
        self.inner.analysis.plan.assumptions.iter().map(ToString::to_string).collect()
    }

    /// km or mi.
    #[getter]
    fn units(&self) -> &'static str {
        self.inner.analysis.plan.units.symbol()
    }

    /// The date of its first day; `None` in a plan without dates.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Option<Py<PyAny>>> {
        self.inner.analysis.plan.first_date.map(|d| date(py, d)).transpose()
    }

    /// Is there no finding at warning or above?
    #[getter]
    fn ok(&self) -> bool {
        self.inner.worst() < Some(Severity::Warning)
    }

    /// A table with one row a day: what is on it, its load, fitness, fatigue and form.
    #[getter]
    fn days(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "days", tables::days)
    }

    /// A table with one row a session: distance, time, load, hard or easy and why.
    #[getter]
    fn sessions(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "sessions", tables::sessions)
    }

    /// A table with one row a part of a session: how often, how far, how fast.
    #[getter]
    fn steps(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "steps", tables::steps)
    }

    /// A table with one row a week: distance, time, load, longest run, intensity.
    #[getter]
    fn weeks(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "weeks", tables::weeks)
    }

    /// A table with one row a race: fitness, fatigue and form on its morning.
    #[getter]
    fn races(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "races", tables::races)
    }

    /// A table with one row a planned recovery item.
    #[getter]
    fn recovery(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "recovery", tables::recovery)
    }

    /// A table with one row an entry of the log.
    #[getter]
    fn log(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "log", tables::log)
    }

    /// A table with one row a finding, those worth knowing too.
    #[getter]
    fn diagnostics(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "diagnostics", |inner| {
            tables::diagnostics(inner, &inner.diagnostics.iter().collect::<Vec<_>>())
        })
    }

    /// The warnings and errors alone.
    #[getter]
    pub(crate) fn findings(slf: &Bound<'_, Self>) -> Table {
        Self::table(slf, "findings", |inner| {
            let all: Vec<_> = inner.diagnostics.iter().filter(|d| d.severity >= Severity::Warning).collect();
            tables::diagnostics(inner, &all)
        })
    }

    /// The date of each day, datetime64[D], shape (days,); without dates the number of each day.
    #[getter]
    fn dates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let plan = &self.inner.analysis.plan;
        let first = plan.first_date.map(days_since_epoch);
        let days =
            plan.days.iter().map(|d| i64::from(first.map_or(d.index.0, |f| f.saturating_add(d.index.0))));
        py.import("numpy")?;
        let array = PyArray1::from_iter(py, days);
        match first {
            Some(_) => array.call_method1("astype", ("datetime64[D]",)),
            None => Ok(array.into_any()),
        }
    }

    /// Load of each day, shape (days,).
    ///
    /// `model`: "stress" (hours x IF² x 100 where a speed is known, else Friel's points for the effort), "session-rpe" (minutes x
    /// CR10, by the kind of session), or "trimp" (Banister's, heart rates from targets or estimated from the pace).
    #[pyo3(signature = (model = "stress"))]
    fn daily_load<'py>(&self, py: Python<'py>, model: &str) -> PyResult<Bound<'py, PyArray1<f64>>> {
        let model = load_model(py, model)?;
        py.import("numpy")?;
        Ok(self.series(py, |s| s.load().clone(), model))
    }

    /// Running distance of each day, km, shape (days,); ranges at their middle.
    fn daily_distance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyArray1<f64>>> {
        py.import("numpy")?;
        Ok(self.series(py, |s| s.distance_km(), LoadModel::default()))
    }

    /// Time of each day, min, shape (days,), all sports; ranges at their middle.
    fn daily_duration<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyArray1<f64>>> {
        py.import("numpy")?;
        Ok(self.series(py, |s| s.duration_min(), LoadModel::default()))
    }

    /// Stress points of each day by the log, shape (days,); not a number on days without an entry.
    fn done_load<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyArray1<f64>>> {
        py.import("numpy")?;
        Ok(self.series(py, |s| s.done_load(), LoadModel::default()))
    }

    /// Foster's monotony of the seven days that end on each day, shape (days,).
    #[pyo3(signature = (model = "stress"))]
    fn monotony<'py>(&self, py: Python<'py>, model: &str) -> PyResult<Bound<'py, PyArray1<f64>>> {
        let model = load_model(py, model)?;
        py.import("numpy")?;
        Ok(self.series(py, |s| s.monotony().clone(), model))
    }

    /// Foster's strain of the seven days that end on each day, shape (days,).
    #[pyo3(signature = (model = "stress"))]
    fn strain<'py>(&self, py: Python<'py>, model: &str) -> PyResult<Bound<'py, PyArray1<f64>>> {
        let model = load_model(py, model)?;
        py.import("numpy")?;
        Ok(self.series(py, |s| s.strain().clone(), model))
    }

    /// Fitness, fatigue and form day by day: exponential averages over 42 and 7 days, from the volume that the athlete states
    /// (run easily), else from the first week.
    #[pyo3(signature = (model = "stress"))]
    fn fitness(&self, py: Python<'_>, model: &str) -> PyResult<Fitness> {
        let model = load_model(py, model)?;
        py.import("numpy")?;
        let f = py.detach(|| Series::with_model(&self.inner.analysis.plan, model).fitness().clone());
        let array = |x| PyArray1::from_owned_array(py, x).unbind();
        Ok(Fitness {
            ctl: array(f.ctl),
            atl: array(f.atl),
            form: array(f.form),
            baseline: f.baseline.load,
            baseline_source: match f.baseline.source {
                BaselineSource::Stated => "stated volume",
                BaselineSource::FirstWeek => "first week",
                BaselineSource::Nothing => "nothing",
            },
        })
    }

    /// Minutes of running that are easy, moderate and hard, in all weeks or from one week to another, both included.
    ///
    /// Raises `AnalysisError` if there is no week of that number.
    #[pyo3(signature = (first_week = None, last_week = None))]
    fn intensity<'py>(
        &self,
        py: Python<'py>,
        first_week: Option<i32>,
        last_week: Option<i32>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let plan = &self.inner.analysis.plan;
        let from = first_week.and_then(|n| plan.weeks.iter().find(|w| w.number == n)).map(|w| w.first_day);
        let to =
            last_week.and_then(|n| plan.weeks.iter().find(|w| w.number == n)).map(|w| w.first_day.plus(7));
        if first_week.is_some() != from.is_some() || last_week.is_some() != to.is_some() {
            return Err(errors::analysis(py, "the plan has no week of that number"));
        }
        let all = from.unwrap_or(DayIndex(i32::MIN))..to.unwrap_or(DayIndex(i32::MAX));
        let d = Distribution::of(plan, all);
        let out = PyDict::new(py);
        for (name, time) in [("easy", d.easy), ("moderate", d.moderate), ("hard", d.hard)] {
            out.set_item(name, time.to_min())?;
        }
        Ok(out)
    }

    /// The plan moved by whole weeks: every date of it, not of what came before it.
    ///
    /// Raises `EditError` for a plan without dates, or for days that are no whole weeks.
    #[pyo3(signature = (*, days = 0, weeks = 0))]
    fn shift(&self, py: Python<'_>, days: i32, weeks: i32) -> PyResult<Plan> {
        let days = weeks.saturating_mul(7).saturating_add(days);
        self.with_text(py, what_if::shift(&self.inner, days).map_err(|why| errors::edit(py, why))?)
    }

    /// The plan with the distances and times of its runs times a factor, in all weeks or in some.
    ///
    /// Single steps are scaled, and totals stated for a week; repetitions, strides, races and sessions defined elsewhere stay. Rounded to
    /// 0.1 km, 50 m or a minute. Raises `EditError` for a factor outside 0.1 to 3, or if there is no such week.
    #[pyo3(signature = (factor, *, weeks = None))]
    fn scale(&self, py: Python<'_>, factor: f64, weeks: Option<Vec<i32>>) -> PyResult<Plan> {
        let text = what_if::scale(&self.inner, factor, weeks.as_deref());
        self.with_text(py, text.map_err(|why| errors::edit(py, why))?)
    }

    /// The plan with what is on two days exchanged; days as dates, ISO dates, or numbers from the first day.
    ///
    /// Raises `EditError` if a day is not in the plan, or its lines stand elsewhere.
    fn swap(&self, py: Python<'_>, first: &Bound<'_, PyAny>, second: &Bound<'_, PyAny>) -> PyResult<Plan> {
        let (a, b) = (self.day_of(first)?, self.day_of(second)?);
        self.with_text(py, what_if::swap(&self.inner, a, b).map_err(|why| errors::edit(py, why))?)
    }

    /// The plan with its fixes applied: those that keep its meaning, or with `unsafe_fixes` those that change the training too.
    #[pyo3(signature = (*, unsafe_fixes = false))]
    fn fix(&self, py: Python<'_>, unsafe_fixes: bool) -> PyResult<Plan> {
        let config = reading::config(py, &self.inner.wishes)?;
        let trust = if unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let inner = &self.inner;
        let text = py.detach(|| source::fixed(&inner.name, &inner.text, &inner.loaded, &config, trust));
        self.with_text(py, text)
    }

    /// Draws the plan with Matplotlib and gives the figure; see `mesocycle.plotting.plot`.
    #[pyo3(signature = (**options))]
    fn plot<'py>(
        slf: &Bound<'py, Self>,
        options: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("mesocycle.plotting")?.call_method("plot", (slf,), options)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("mesocycle._html")?.call_method1("plan", (slf,))
    }

    fn __repr__(&self) -> String {
        let plan = &self.inner.analysis.plan;
        let name = plan.name.as_deref().unwrap_or(&self.inner.name);
        let count = |severity| self.inner.diagnostics.iter().filter(|d| d.severity == severity).count();
        format!(
            "<Plan {name:?}: {}, {}, {}, {}>",
            counted(plan.weeks.len(), "week"),
            counted(plan.sessions.len(), "session"),
            counted(count(Severity::Error), "error"),
            counted(count(Severity::Warning), "warning")
        )
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Plan>().is_ok_and(|other| {
            let (a, b) = (&*self.inner, &*other.get().inner);
            a.text == b.text && a.name == b.name && a.loaded == b.loaded && a.wishes == b.wishes
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.inner.text, &self.inner.name, &self.inner.wishes).hash(&mut hasher);
        hasher.finish()
    }

    fn __copy__<'py>(slf: &Bound<'py, Self>) -> Bound<'py, Self> {
        slf.clone()
    }

    fn __deepcopy__<'py>(slf: &Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf.clone()
    }

    #[classmethod]
    #[pyo3(signature = (text, name, loaded, profile, levels))]
    fn _restore(
        _class: &Bound<'_, PyType>,
        py: Python<'_>,
        text: String,
        name: String,
        loaded: Vec<(String, String, String, String)>,
        profile: Option<String>,
        levels: Vec<(String, String)>,
    ) -> PyResult<Plan> {
        let known = loaded.into_iter().map(|(from, path, name, text)| Loaded { from, path, name, text });
        Plan::make(py, name, text, &Libraries::Known(known.collect()), Wishes { profile, levels })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let inner = &slf.get().inner;
        let loaded: Vec<_> = inner.loaded.iter().map(|l| (&l.from, &l.path, &l.name, &l.text)).collect();
        let wishes = &inner.wishes;
        let arguments = (&inner.text, &inner.name, loaded, &wishes.profile, wishes.levels.clone());
        Ok((slf.get_type().getattr("_restore")?, arguments.into_pyobject(slf.py())?))
    }
}

impl Plan {
    /// A day by its number or date.
    fn day_of(&self, day: &Bound<'_, PyAny>) -> PyResult<DayIndex> {
        let py = day.py();
        if let Ok(index) = day.extract::<i32>() {
            return Ok(DayIndex(index));
        }
        let said: String = match day.cast::<PyString>() {
            Ok(text) => text.to_string(),
            Err(_) => day.call_method0("isoformat")?.extract()?,
        };
        let wanted: Option<jiff::civil::Date> = said.parse().ok();
        let index = wanted.and_then(|date| self.inner.analysis.plan.index_of(date));
        index.ok_or_else(|| errors::edit(py, format!("{said} is no day of the plan")))
    }
}

fn load_model(py: Python<'_>, name: &str) -> PyResult<LoadModel> {
    match name {
        "stress" => Ok(LoadModel::Stress),
        "session-rpe" => Ok(LoadModel::SessionRpe),
        "trimp" => Ok(LoadModel::Trimp),
        _ => Err(errors::analysis(py, format!("model must be stress, session-rpe or trimp, not {name:?}"))),
    }
}

fn date(py: Python<'_>, date: jiff::civil::Date) -> PyResult<Py<PyAny>> {
    let class = py.import("datetime")?.getattr("date")?;
    Ok(class.call1((date.year(), date.month(), date.day()))?.unbind())
}
