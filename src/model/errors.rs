//! What can be wrong with a model folder.

use std::io;
use std::path::PathBuf;

use super::device::Device;

/// Why a model folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No model was named, and this build has none.
    #[error("this build has no model in it, and no model folder is named")]
    NoModel,
    /// A file is missing or cannot be opened.
    #[error("cannot read {} (a model folder holds model.json and the files that it lists, or what transformers saves)", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// `model.json` does not describe a model.
    #[error("{} does not describe a model", path.display())]
    NotASpec {
        /// The file.
        path: PathBuf,
        /// Where the JSON is wrong.
        source: serde_json::Error,
    },
    /// The transitions do not fit the labels.
    #[error("{}: a head with {labels} labels needs {labels} rows of {labels} transitions, and at least one label", path.display())]
    Transitions {
        /// The file.
        path: PathBuf,
        /// The number of labels.
        labels: usize,
    },
    /// The overlap is too large for windows to move forward.
    #[error("{}: windows of {max_length} tokens cannot overlap by {overlap}", path.display())]
    Window {
        /// The file.
        path: PathBuf,
        /// The longest window.
        max_length: usize,
        /// The number of tokens shared.
        overlap: usize,
    },
    /// A file is not the one that was shipped.
    #[error("{} is not the file that model.json lists (SHA-256 {found}, expected {expected}); fetch the folder again", path.display())]
    WrongHash {
        /// The file.
        path: PathBuf,
        /// The hash in `model.json`.
        expected: String,
        /// The file's hash.
        found: String,
    },
    /// The folder lacks the file that an engine runs.
    #[error("{} has no {file}, which the {engine} engine runs; {way_out}", folder.display())]
    NotForEngine {
        /// The model's folder.
        folder: PathBuf,
        /// The file, or several to choose from.
        file: &'static str,
        /// The engine's name.
        engine: &'static str,
        /// What to do instead.
        way_out: &'static str,
    },
    /// The program was built without an engine.
    #[error("this build has no torch engine, which {} needs", folder.display())]
    NoTorch {
        /// The model's folder.
        folder: PathBuf,
    },
    /// The processor lacks the instruction set requested for the native engine.
    #[error("there are no {asked} kernels for this processor; it runs {}", known.join(", "))]
    Kernels {
        /// The kernels requested.
        asked: String,
        /// The kernels that the processor can run.
        known: Vec<&'static str>,
    },
    /// The device does not exist here, or the engine cannot use it.
    #[error("cannot run on {device}: {reason}")]
    Device {
        /// The device.
        device: Device,
        /// Why, and what to do instead.
        reason: String,
    },
    /// A file exists, but its contents cannot be used.
    #[error("{} cannot be used: {message}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Labels of a third-party model that no table explains.
    #[error("{} has labels that are in no table ({})", path.display(), labels.join(", "))]
    UnknownLabels {
        /// The file.
        path: PathBuf,
        /// The types of the labels.
        labels: Vec<String>,
    },
    /// The worker threads cannot be started.
    #[error("cannot start the worker threads: {0}")]
    Threads(String),
    /// The model lacks the head for a task.
    #[error("the model in {} has no head for {task}", folder.display())]
    NoHead {
        /// The model's folder.
        folder: PathBuf,
        /// The task.
        task: &'static str,
    },
}
