//! Running a model: plain numbers in, plain numbers out.
//!
//! An engine knows nothing of text. It takes [`Batch`]es of token windows and gives back [`Logits`]; tensor types of the library
//! that it uses never leave its own file.

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
    /// What the model's folder says about it.
    fn spec(&self) -> &ModelSpec;

    /// What it runs on, in words.
    fn runs_on(&self) -> String {
        "processor".to_owned()
    }

    /// Runs every window of the batch. A window's logits do not depend on the other windows: not at all with the native engine, and up to the
    /// rounding of sums with torch.
    ///
    /// # Errors
    ///
    /// When the model rejects a window; the whole batch is lost then.
    fn run(&self, batch: &Batch) -> Result<Logits, EngineError>;
}

/// The tokens of one window, special tokens included. Both rows are of the same length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenWindow {
    /// Ids from the model's vocabulary.
    pub ids: Vec<u32>,
    /// For every token the casing id of its word (the model's token type ids).
    pub casing: Vec<u32>,
}

/// Windows that are run together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// In any order and of any lengths up to the model's longest window.
    pub windows: Vec<TokenWindow>,
}

/// What the model says of a batch: one [`WindowLogits`] for every window, in the order of the batch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Logits {
    /// One entry for every window.
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
    /// The message of the engine's library.
    pub message: String,
}
