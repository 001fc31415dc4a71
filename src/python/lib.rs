//! The native part of the Python package, on which `whosaid/*.py` is built.
//!
//! Articles come in as Python strings; claims go out as JSON or as Arrow columns. Everything that users see is in the package's own files.

mod engine;
mod rows;
mod scores;
mod work;

use std::ffi::OsString;

use pyo3::prelude::*;
use pyo3::types::PyString;

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::rows::Rows;
    #[pymodule_export]
    use super::scores::evaluate;
    #[pymodule_export]
    use super::{ModelError, ScoreError, day, run_command, schema};
}

pyo3::create_exception!(whosaid, ModelError, pyo3::exceptions::PyException, "A model cannot be loaded.");
pyo3::create_exception!(whosaid, ScoreError, pyo3::exceptions::PyException, "Labels cannot be read, or not be scored.");

/// The day that a date stands for, as YYYY-MM-DD; `None` where it names no full date, or more than one.
#[pyfunction]
fn day(date: &str) -> Option<String> {
    whosaid::extract::published(date).map(|day| day.to_string())
}

/// The JSON Schema of a claim.
#[pyfunction]
fn schema() -> PyResult<String> {
    serde_json::to_string(&whosaid::record::claim_schema()).map_err(|error| ScoreError::new_err(error.to_string()))
}

/// Runs the command, and returns its exit code.
#[pyfunction]
fn run_command(py: Python<'_>, arguments: Vec<Bound<'_, PyString>>) -> PyResult<u8> {
    let arguments = arguments.iter().map(|argument| argument.extract()).collect::<PyResult<Vec<OsString>>>()?;
    Ok(py.detach(|| whosaid::cli::run(arguments)))
}
