//! Why an output cannot be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why an output cannot be written or resumed.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The output cannot be created.
    #[error("cannot write {}{}", path.display(), advice(path))]
    NotBegun {
        /// The output.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process is writing to it.
    #[error("cannot write {}: another run is writing to it; wait for that run to end, or choose another file", .0.display())]
    Busy(PathBuf),
    /// Writing to it failed.
    #[error("cannot write {place}")]
    Unwritable {
        /// The output: a file, or "standard output".
        place: String,
        /// What the system said.
        source: io::Error,
    },
    /// The checkpoint cannot be read.
    #[error("cannot read {}, which says how far the interrupted run came", path.display())]
    NoCheckpoint {
        /// The checkpoint.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// The checkpoint belongs to another run.
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

/// What to do about a file that cannot be created.
fn advice(path: &Path) -> String {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
            format!("; there is no folder {}, create it first", folder.display())
        }
        _ => "; choose a file in a writable folder".to_owned(),
    }
}
