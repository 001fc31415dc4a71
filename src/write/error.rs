//! Why something cannot be written.

use std::io;
use std::path::PathBuf;

/// Why an output cannot be written, or not be resumed.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It cannot be begun.
    #[error("cannot write {}; choose a file in an existing, writable folder", path.display())]
    NotBegun {
        /// The output.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process has it in hand.
    #[error("cannot write {}: another run is writing to it; wait for that run to end, or choose another file", .0.display())]
    Busy(PathBuf),
    /// It cannot be written any further.
    #[error("cannot write {place}")]
    Unwritable {
        /// The output: a file, or "standard output".
        place: String,
        /// What the system said.
        source: io::Error,
    },
    /// The checkpoint is of no use.
    #[error("cannot read {}, which says how far the interrupted run came", path.display())]
    NoCheckpoint {
        /// The checkpoint.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// The checkpoint is another run's.
    #[error("cannot resume: {} belongs to a run with {other} ({command})", path.display())]
    OtherRun {
        /// The checkpoint.
        path: PathBuf,
        /// What differs.
        other: &'static str,
        /// The command of the other run.
        command: String,
    },
    /// The file is not as the interrupted run left it.
    #[error("cannot resume: {} is not as the interrupted run left it", .0.display())]
    Changed(PathBuf),
}
