//! The exceptions of `mesocycle.errors`, raised from here. They are classes of Python: an extension for all versions
//! from 3.10 on cannot derive its own from the built-in ones.

use pyo3::prelude::*;

/// A value that an analysis cannot use.
pub(crate) fn analysis(py: Python<'_>, message: impl Into<String>) -> PyErr {
    new(py, "AnalysisError", message.into())
}

/// A what-if that the plan's text does not allow.
pub(crate) fn edit(py: Python<'_>, message: impl Into<String>) -> PyErr {
    new(py, "EditError", message.into())
}

/// A file that could not be read.
pub(crate) fn file(py: Python<'_>, missing: bool, message: impl Into<String>) -> PyErr {
    new(py, if missing { "PlanNotFoundError" } else { "PlanFileError" }, message.into())
}

/// A plan with findings where none were to be: the exception carries it and them.
pub(crate) fn plan(
    py: Python<'_>,
    message: String,
    plan: &Bound<'_, PyAny>,
    diagnostics: &Bound<'_, PyAny>,
) -> PyErr {
    let error = new(py, "PlanError", message);
    let value = error.value(py);
    match value.setattr("plan", plan).and_then(|()| value.setattr("diagnostics", diagnostics)) {
        Ok(()) => error,
        Err(other) => other,
    }
}

fn new(py: Python<'_>, class: &str, message: String) -> PyErr {
    let make = || py.import("mesocycle.errors")?.getattr(class)?.call1((message,));
    match make() {
        Ok(error) => PyErr::from_value(error),
        Err(other) => other,
    }
}
