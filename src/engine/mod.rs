//! Running a model: plain numbers in, plain numbers out.
//!
//! An engine knows nothing of text. It takes [`Batch`]es of token windows and gives back [`Logits`]; tensor types of the library
//! behind it never leave its own file.

mod choice;
mod fake;
mod hugging_face;
mod labels;
mod model_error;
mod net;
mod rten;
mod spec;
#[cfg(feature = "torch")]
mod torch;

pub use choice::{Device, EngineName, Settings};
pub use fake::FakeEngine;
pub use labels::{LabelTable, Scheme};
pub use model_error::ModelError;
pub use net::PairNet;
pub use rten::RtenEngine;
pub use spec::{
    CasingIds, FORBIDDEN, Head, Heads, LinkHead, LinkThresholds, ModelSpec, OUTSIDE, ReferenceHead, SpecialTokens, Unit, Vocabulary,
};
#[cfg(feature = "torch")]
pub use torch::TorchEngine;

/// Runs one model.
pub trait Engine: Send + Sync {
    /// What the model's folder says about it.
    fn spec(&self) -> &ModelSpec;

    /// Runs every window of the batch. A window's logits do not depend on the other windows: not at all with rten, and up to the rounding of
    /// sums with torch.
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

/// Rows of equal width, one for every token.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// Row by row.
    pub values: Vec<f32>,
    /// The length of a row.
    pub width: usize,
}

impl Matrix {
    /// A matrix of `rows` rows of zeros.
    #[must_use]
    pub fn zeros(rows: usize, width: usize) -> Self {
        Self { values: vec![0.0; rows * width], width }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// Row `i`.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f32] {
        &self.values[i * self.width..(i + 1) * self.width]
    }
}

/// Why a model could not be run.
#[derive(Debug, thiserror::Error)]
#[error("the {engine} engine failed on {}: {message}", model.display())]
pub struct EngineError {
    /// The engine's name.
    pub engine: &'static str,
    /// The model's file.
    pub model: std::path::PathBuf,
    /// What the library behind the engine said.
    pub message: String,
}
