//! Claims as Arrow columns, for any library that supports Arrow's `PyCapsule` interface.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use whosaid::Claim;
use whosaid::write::{claim_columns, claim_rows};

/// Rows of claims.
#[pyclass(frozen, module = "whosaid._native")]
pub(crate) struct Rows(Vec<RecordBatch>);

#[pymethods]
impl Rows {
    /// The rows of all parts, one after the other.
    #[new]
    fn new(parts: Vec<PyRef<'_, Self>>) -> Self {
        Self(parts.iter().flat_map(|part| part.0.clone()).collect())
    }

    fn __len__(&self) -> usize {
        self.0.iter().map(RecordBatch::num_rows).sum()
    }

    /// The rows as an Arrow stream, which can be taken any number of times. A requested schema is ignored, as the interface allows.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches = self.0.clone().into_iter().map(Ok::<_, ArrowError>);
        let reader: Box<dyn RecordBatchReader + Send> = Box::new(RecordBatchIterator::new(batches, self.schema()));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), c"arrow_array_stream")
    }

    /// The columns as an Arrow schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema().as_ref()).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

impl Rows {
    pub(crate) fn of(claims: &[Claim]) -> PyResult<Self> {
        let rows = claim_rows(claims).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        Ok(Self(vec![rows]))
    }

    fn schema(&self) -> SchemaRef {
        self.0.first().map_or_else(|| Arc::new(claim_columns(false, &[])), RecordBatch::schema)
    }
}
