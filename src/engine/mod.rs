//! Running a model: plain numbers in, plain numbers out.
//!
//! An engine knows nothing about text. It takes [`Batch`]es of token windows and returns [`Logits`]; the tensor types of the library that it uses
//! never leave its own module.

mod choice;
#[cfg(feature = "internals")]
mod fake;
mod matrix;
mod native;
#[cfg(feature = "torch")]
mod torch;

pub use choice::{EngineName, Settings};
#[cfg(feature = "internals")]
pub use fake::FakeEngine;
pub use matrix::Matrix;
pub use native::NativeEngine;
#[cfg(feature = "torch")]
pub use torch::TorchEngine;

use crate::model::ModelSpec;

/// Runs one model.
pub trait Engine: Send + Sync {
    /// The description of the model, as read from its folder.
    fn spec(&self) -> &ModelSpec;

    /// What it runs on, for a message.
    fn runs_on(&self) -> String {
        "processor".to_owned()
    }

    /// Runs every window of the batch. A window's logits do not depend on the other windows, except that with torch the rounding of sums may differ.
    ///
    /// # Errors
    ///
    /// When the model rejects a window; then there is no output for the whole batch.
    fn run(&self, batch: &Batch) -> Result<Logits, EngineError>;
}

/// The tokens of one window, special tokens included; both vectors have the same length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenWindow {
    /// Ids from the model's vocabulary.
    pub ids: Vec<u32>,
    /// For every token, the casing id of its word (the model's token type ids).
    pub casing: Vec<u32>,
}

/// Windows that are run together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// In any order, and of any lengths up to the model's longest window.
    pub windows: Vec<TokenWindow>,
}

/// The model's output for a batch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Logits {
    /// One entry for every window, in the order of the batch.
    pub windows: Vec<WindowLogits>,
}

/// The output of every head of the model for one window, in the order of [`ModelSpec::outputs`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WindowLogits {
    /// One matrix for every head.
    pub heads: Vec<Matrix>,
}

/// Why a model could not be run.
#[derive(Debug, thiserror::Error)]
#[error("the {engine} engine failed on {}: {message}", model.display())]
pub struct EngineError {
    /// The engine's name.
    pub engine: &'static str,
    /// The model's file.
    pub model: std::path::PathBuf,
    /// The message from the engine's library.
    pub message: String,
}
