//! What can go wrong with one article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::encode::EncodeError;
use crate::engine::EngineError;

/// Why an article yielded nothing.
#[derive(Debug, thiserror::Error)]
pub enum ArticleError {
    /// The text cannot be tokenized.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The model failed on it.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The model's output is of no use.
    #[error("the model gives it values that are no numbers; try another model")]
    NoNumbers,
    /// A mistake in this program.
    #[error("an internal error ({0}); please report it with the article")]
    Panic(String),
}

impl ArticleError {
    /// What went wrong, in one word that stays the same from version to version.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Encode(_) => "encoding",
            Self::Engine(_) | Self::NoNumbers => "model",
            Self::Panic(_) => "internal",
        }
    }
}

/// Runs a step for one article; a panic becomes that article's error.
pub(super) fn guarded<T>(step: impl FnOnce() -> Result<T, ArticleError>) -> Result<T, ArticleError> {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        let message = message.or_else(|| panic.downcast_ref::<&str>().map(|&message| message.to_owned()));
        Err(ArticleError::Panic(message.unwrap_or_else(|| "no message".to_owned())))
    })
}
