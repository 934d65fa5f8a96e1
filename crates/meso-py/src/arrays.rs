//! NumPy arrays in and out: whatever NumPy can read as floats comes in without a copy where it can, and every failure
//! is a Python exception.

use crate::errors;
use ndarray::{ArrayBase, ArrayView2, ArrayViewD, ArrayViewMut2, Axis, Ix2, IxDyn, RawData, ShapeError};
use numpy::{
    PyArray1, PyArrayDyn, PyArrayMethods, PyReadonlyArrayDyn, PyReadwriteArrayDyn, PyUntypedArrayMethods,
};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// Loads as the kernels want them: rows of days.
pub(crate) struct Loads<'py> {
    array: PyReadonlyArrayDyn<'py, f64>,
}

impl<'py> Loads<'py> {
    /// Takes `(days,)` or `(athletes, days)`.
    pub(crate) fn extract(loads: &Bound<'py, PyAny>) -> PyResult<Self> {
        let array = floats(loads)?;
        if !matches!(array.shape().len(), 1 | 2) {
            let shape = PyTuple::new(loads.py(), array.shape())?;
            let message = format!("loads must be of shape (days,) or (athletes, days), not {shape}");
            return Err(errors::analysis(loads.py(), message));
        }
        Ok(Loads { array })
    }

    pub(crate) fn view(&self) -> PyResult<ArrayView2<'_, f64>> {
        rows(self.array.as_array()).map_err(|e| errors::analysis(self.array.py(), e.to_string()))
    }

    pub(crate) fn shape(&self) -> &[usize] {
        self.array.shape()
    }

    pub(crate) fn row(&self) -> PyResult<Vec<f64>> {
        match self.shape().len() {
            1 => Ok(self.array.as_array().iter().copied().collect()),
            _ => Err(errors::analysis(self.array.py(), "loads of one athlete are wanted, of shape (days,)")),
        }
    }
}

/// A result array that a kernel writes into.
pub(crate) struct Output<'py> {
    array: PyReadwriteArrayDyn<'py, f64>,
}

impl<'py> Output<'py> {
    /// Lends an array of the shape of the loads.
    pub(crate) fn lend(array: &Bound<'py, PyArrayDyn<f64>>, like: &Loads<'py>) -> PyResult<Self> {
        let py = array.py();
        if array.shape() != like.shape() {
            return Err(errors::analysis(py, "`out` must have the shape of the loads"));
        }
        let array = array.try_readwrite().map_err(|_| {
            errors::analysis(py, "`out` cannot be written: it is read-only, or shares memory with the loads")
        })?;
        Ok(Output { array })
    }

    pub(crate) fn view(&mut self) -> PyResult<ArrayViewMut2<'_, f64>> {
        let py = self.array.py();
        rows(self.array.as_array_mut()).map_err(|e| errors::analysis(py, e.to_string()))
    }
}

/// One athlete is one row.
fn rows<S: RawData>(array: ArrayBase<S, IxDyn>) -> Result<ArrayBase<S, Ix2>, ShapeError> {
    if array.ndim() == 1 { array.insert_axis(Axis(0)) } else { array }.into_dimensionality()
}

/// Arrays for results: those given as `out`, else new ones.
pub(crate) fn outputs<'py, const N: usize>(
    out: Option<Vec<Bound<'py, PyAny>>>,
    like: &Loads<'py>,
    py: Python<'py>,
) -> PyResult<[Bound<'py, PyArrayDyn<f64>>; N]> {
    let arrays: Vec<_> = match out {
        Some(out) => {
            let cast = |o: Bound<'py, PyAny>| o.cast_into::<PyArrayDyn<f64>>();
            let wanted = || errors::analysis(py, format!("`out` must be {N} arrays of float64"));
            out.into_iter().map(cast).collect::<Result<_, _>>().map_err(|_| wanted())?
        }
        None => (0..N).map(|_| PyArrayDyn::zeros(py, IxDyn(like.shape()), false)).collect(),
    };
    arrays.try_into().map_err(|_| errors::analysis(py, format!("`out` must be {N} arrays of float64")))
}

/// Anything that NumPy can make an array of floats of.
pub(crate) fn floats<'py>(object: &Bound<'py, PyAny>) -> PyResult<PyReadonlyArrayDyn<'py, f64>> {
    let py = object.py();
    let array = match object.cast::<PyArrayDyn<f64>>() {
        Ok(array) => array.clone(),
        Err(_) => {
            let options = PyDict::new(py);
            options.set_item("dtype", "float64")?;
            let array = py.import("numpy")?.call_method("asarray", (object,), Some(&options))?;
            array.cast_into::<PyArrayDyn<f64>>()?
        }
    };
    array.try_readonly().map_err(|_| errors::analysis(py, "the array is being written to"))
}

/// Applies a function of numbers to numbers, or with NumPy's broadcasting to arrays.
pub(crate) fn elementwise<'py, const N: usize>(
    arguments: [&Bound<'py, PyAny>; N],
    f: impl Fn([f64; N]) -> f64 + Send + Sync,
) -> PyResult<Bound<'py, PyAny>> {
    let py = arguments[0].py();
    let scalars = arguments.map(|a| a.extract::<f64>().ok());
    if scalars.iter().all(Option::is_some) && arguments.iter().all(|a| !a.hasattr("ndim").unwrap_or(false)) {
        return Ok(f(scalars.map(|x| x.unwrap_or(f64::NAN))).into_pyobject(py)?.into_any());
    }
    let mut arrays = Vec::with_capacity(N);
    for argument in arguments {
        arrays.push(floats(argument)?);
    }
    let shapes: Vec<&[usize]> = arrays.iter().map(|a| a.shape()).collect();
    let Some(shape) = broadcast(&shapes) else {
        let shapes: Vec<String> = shapes.iter().map(|s| format!("{s:?}")).collect();
        return Err(errors::analysis(py, format!("shapes {} do not fit together", shapes.join(" and "))));
    };
    let views: Vec<ArrayViewD<f64>> = arrays.iter().map(|a| a.as_array()).collect();
    let values = py.detach(|| {
        let wide: Vec<_> = views.iter().filter_map(|v| v.broadcast(IxDyn(&shape))).collect();
        let mut columns: Vec<_> = wide.iter().map(|w| w.iter()).collect();
        let count = shape.iter().product();
        let next = |_| {
            f(std::array::from_fn(|k| columns.get_mut(k).and_then(|c| c.next()).copied().unwrap_or(f64::NAN)))
        };
        (0..count).map(next).collect::<Vec<f64>>()
    });
    Ok(PyArray1::from_vec(py, values).reshape(IxDyn(&shape))?.into_any())
}

/// NumPy's rule: from the last axis on, lengths are equal or 1.
fn broadcast(shapes: &[&[usize]]) -> Option<Vec<usize>> {
    let dims = shapes.iter().map(|s| s.len()).max()?;
    let mut out = vec![1; dims];
    for shape in shapes {
        for (to, from) in out.iter_mut().rev().zip(shape.iter().rev()) {
            if *to == 1 {
                *to = *from;
            } else if *from != 1 && from != to {
                return None;
            }
        }
    }
    Some(out)
}
