//! A table that any data frame library reads without a copy, by the Arrow PyCapsule interface; and a row of it.

use crate::plan::Plan;
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Date32Type, Float64Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, RecordBatch, RecordBatchIterator,
    StringArray,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef, ffi::FFI_ArrowSchema};
use jiff::civil::Date;
use pyo3::exceptions::{PyAttributeError, PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PySlice, PyString, PyTuple};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The names, types, units and descriptions of a table's columns: the same in every plan, so kept from the first.
pub(crate) type Shape = OnceLock<SchemaRef>;

/// Columns on their way to a table.
pub(crate) struct Columns {
    shape: &'static Shape,
    /// As long as there is no shape.
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    /// Of a table of this shape, whose columns are always the same.
    pub(crate) fn of(shape: &'static Shape) -> Self {
        Columns { shape, fields: Vec::new(), arrays: Vec::new() }
    }

    pub(crate) fn int(self, name: &str, about: &str, values: impl IntoIterator<Item = Option<i32>>) -> Self {
        self.with(name, "", about, Arc::new(values.into_iter().collect::<Int32Array>()))
    }

    /// Values that are not a number are missing.
    pub(crate) fn float(
        self,
        name: &str,
        unit: &str,
        about: &str,
        values: impl IntoIterator<Item = Option<f64>>,
    ) -> Self {
        let values = values.into_iter().map(|x| x.filter(|x| x.is_finite()));
        self.with(name, unit, about, Arc::new(values.collect::<Float64Array>()))
    }

    pub(crate) fn text<S: AsRef<str>>(
        self,
        name: &str,
        about: &str,
        values: impl IntoIterator<Item = Option<S>>,
    ) -> Self {
        self.with(name, "", about, Arc::new(values.into_iter().collect::<StringArray>()))
    }

    pub(crate) fn flag(self, name: &str, about: &str, values: impl IntoIterator<Item = bool>) -> Self {
        let values: BooleanArray = values.into_iter().map(Some).collect();
        self.with(name, "", about, Arc::new(values))
    }

    pub(crate) fn date(
        self,
        name: &str,
        about: &str,
        values: impl IntoIterator<Item = Option<Date>>,
    ) -> Self {
        let values = values.into_iter().map(|d| d.map(days_since_epoch));
        self.with(name, "", about, Arc::new(values.collect::<Date32Array>()))
    }

    fn with(mut self, name: &str, unit: &str, about: &str, array: ArrayRef) -> Self {
        if self.shape.get().is_none() {
            let field = Field::new(name, array.data_type().clone(), true);
            let metadata =
                [("unit", unit), ("description", about)].into_iter().filter(|(_, v)| !v.is_empty());
            let metadata: HashMap<_, _> = metadata.map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
            self.fields.push(field.with_metadata(metadata));
        }
        self.arrays.push(array);
        self
    }

    pub(crate) fn build(self) -> RecordBatch {
        let schema = Arc::clone(self.shape.get_or_init(|| Arc::new(Schema::new(self.fields))));
        // All columns come from the same rows, so that they are equally long.
        RecordBatch::try_new(Arc::clone(&schema), self.arrays)
            .unwrap_or_else(|_| RecordBatch::new_empty(schema))
    }
}

/// Days from 1970-01-01.
pub(crate) fn days_since_epoch(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until((jiff::Unit::Day, date)).map_or(0, |span| span.get_days())
}

/// A table of a plan.
#[pyclass(frozen, module = "mesocycle", sequence)]
pub(crate) struct Table {
    batch: RecordBatch,
    name: &'static str,
    plan: Py<Plan>,
}

impl Table {
    pub(crate) fn new(batch: RecordBatch, name: &'static str, plan: Py<Plan>) -> Self {
        Table { batch, name, plan }
    }

    fn row(slf: &Bound<'_, Self>, row: usize) -> PyResult<Py<Row>> {
        Py::new(slf.py(), Row { batch: slf.get().batch.clone(), row })
    }
}

#[pymethods]
impl Table {
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer ignore what schema is asked for.
        drop(requested_schema);
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.batch.schema());
        let schema = schema.map_err(|e| crate::errors::analysis(py, e.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// Which table it is.
    #[getter]
    fn name(&self) -> &'static str {
        self.name
    }

    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema_ref().fields().iter().map(|f| f.name().clone()).collect()
    }

    /// Type, unit and description of each column.
    #[getter]
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let out = PyDict::new(py);
        for field in self.batch.schema_ref().fields() {
            let get = |key: &str| field.metadata().get(key).map(String::as_str).unwrap_or_default();
            let about = PyDict::new(py);
            about.set_item("type", type_name(field.data_type()))?;
            about.set_item("unit", get("unit"))?;
            about.set_item("description", get("description"))?;
            out.set_item(field.name(), about)?;
        }
        Ok(out)
    }

    /// Rows and columns.
    #[getter]
    fn shape(&self) -> (usize, usize) {
        (self.batch.num_rows(), self.batch.num_columns())
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __getitem__<'py>(slf: &Bound<'py, Self>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let this = slf.get();
        if let Ok(name) = key.cast::<PyString>() {
            let name = name.to_cow()?;
            let column =
                this.batch.column_by_name(&name).ok_or_else(|| PyKeyError::new_err(name.to_string()))?;
            let values = (0..column.len()).map(|i| value(py, column, i)).collect::<PyResult<Vec<_>>>()?;
            return Ok(PyList::new(py, values)?.into_any());
        }
        let rows = this.batch.num_rows();
        if let Ok(slice) = key.cast::<PySlice>() {
            let at = slice.indices(isize::try_from(rows).unwrap_or(isize::MAX))?;
            let indices = (0..at.slicelength).map(|i| at.start + at.step * isize::try_from(i).unwrap_or(0));
            let chosen = indices.map(|i| Self::row(slf, usize::try_from(i).unwrap_or(0)));
            return Ok(PyList::new(py, chosen.collect::<PyResult<Vec<_>>>()?)?.into_any());
        }
        let index: isize = key.extract()?;
        let from_end = if index < 0 { index + isize::try_from(rows).unwrap_or(isize::MAX) } else { index };
        match usize::try_from(from_end).ok().filter(|i| *i < rows) {
            Some(i) => Ok(Self::row(slf, i)?.into_bound(py).into_any()),
            None => Err(PyIndexError::new_err(format!("row {index} of {rows}"))),
        }
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let rows =
            (0..slf.get().batch.num_rows()).map(|i| Self::row(slf, i)).collect::<PyResult<Vec<_>>>()?;
        Ok(PyList::new(slf.py(), rows)?.try_iter()?.into_any())
    }

    /// Its rows as dicts.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        (0..self.batch.num_rows()).map(|row| dict(py, &self.batch, row)).collect()
    }

    /// As a pyarrow table, without a copy.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// As a pandas frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("mesocycle._frames")?.call_method1("to_pandas", (slf,))
    }

    /// As a polars frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Table>().is_ok_and(|other| {
            let other = other.get();
            self.name == other.name && self.batch == other.batch
        })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let getattr = py.import("builtins")?.getattr("getattr")?;
        Ok((getattr, (self.plan.bind(py), self.name).into_pyobject(py)?))
    }

    fn __repr__(&self) -> String {
        let names = self.column_names();
        format!("<Table {}: {} rows, columns {}>", self.name, self.batch.num_rows(), names.join(", "))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("mesocycle._html")?.call_method1("table", (slf,))
    }
}

/// One row: its values by name.
#[pyclass(frozen, mapping, module = "mesocycle")]
pub(crate) struct Row {
    batch: RecordBatch,
    row: usize,
}

#[pymethods]
impl Row {
    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        match self.batch.column_by_name(name) {
            Some(column) => value(py, column, self.row),
            None => Err(PyAttributeError::new_err(format!("the table has no column {name:?}"))),
        }
    }

    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        match self.batch.column_by_name(name) {
            Some(column) => value(py, column, self.row),
            None => Err(PyKeyError::new_err(name.to_owned())),
        }
    }

    fn __len__(&self) -> usize {
        self.batch.num_columns()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyList::new(py, self.keys())?.try_iter()?.into_any())
    }

    /// The names of its values.
    fn keys(&self) -> Vec<String> {
        self.batch.schema_ref().fields().iter().map(|f| f.name().clone()).collect()
    }

    /// Its values by name.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        dict(py, &self.batch, self.row)
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Row>() {
            Ok(other) => self.to_dict(py)?.eq(other.get().to_dict(py)?),
            Err(_) => Ok(false),
        }
    }

    fn __dir__(&self) -> Vec<String> {
        let mut names = self.keys();
        names.extend(["keys", "to_dict"].map(str::to_owned));
        names
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        // A row that travels alone becomes a plain mapping of its values.
        let class = py.import("types")?.getattr("SimpleNamespace")?;
        let partial = py.import("functools")?.getattr("partial")?;
        Ok((partial.call((class,), Some(&self.to_dict(py)?))?, PyTuple::empty(py)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Row({})", self.to_dict(py)?.repr()?.to_cow()?))
    }
}

fn dict<'py>(py: Python<'py>, batch: &RecordBatch, row: usize) -> PyResult<Bound<'py, PyDict>> {
    let out = PyDict::new(py);
    for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        out.set_item(field.name(), value(py, column, row)?)?;
    }
    Ok(out)
}

fn value<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Int32 => Ok(column.as_primitive::<Int32Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::Float64 => {
            Ok(column.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any())
        }
        DataType::Utf8 => Ok(column.as_string::<i32>().value(row).into_pyobject(py)?.into_any()),
        DataType::Boolean => Ok(column.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any()),
        _ => {
            let ordinal = column.as_primitive::<Date32Type>().value(row) + EPOCH_ORDINAL;
            py.import("datetime")?.getattr("date")?.call_method1("fromordinal", (ordinal,))
        }
    }
}

/// What Python's `date.toordinal` gives for 1970-01-01.
const EPOCH_ORDINAL: i32 = 719_163;

fn type_name(data_type: &DataType) -> &'static str {
    match data_type {
        DataType::Int32 => "int32",
        DataType::Float64 => "float64",
        DataType::Utf8 => "string",
        DataType::Boolean => "bool",
        _ => "date32",
    }
}
