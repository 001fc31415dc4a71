//! Running work outside the interpreter.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// The longest time before Ctrl-C is noticed.
const PATIENCE: Duration = Duration::from_millis(50);

/// Does work on a separate thread, so that other Python threads run and Ctrl-C is noticed meanwhile. Interrupted work runs on until it ends.
pub(crate) fn interruptible<T: Send + 'static>(py: Python<'_>, work: impl FnOnce() -> T + Send + 'static) -> PyResult<T> {
    let (done, mut results) = channel();
    thread::spawn(move || done.send(work()));
    loop {
        let (back, result) = py.detach(move || {
            let result = results.recv_timeout(PATIENCE);
            (results, result)
        });
        match result {
            Ok(result) => return Ok(result),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err("an internal error; please report it with the article"));
            }
        }
        results = back;
    }
}
