//! What can go wrong with one article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::article::Article;
use crate::encode::EncodeError;
use crate::engine::EngineError;
#[cfg(feature = "files")]
use crate::read::{Entry, ReadError};

/// Why an article has no results.
#[derive(Debug, thiserror::Error)]
pub enum ArticleError {
    /// The article could not be read.
    #[cfg(feature = "files")]
    #[error(transparent)]
    Unread(#[from] ReadError),
    /// The text cannot be tokenized.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The model failed on the text.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The model's output contains NaN or infinity.
    #[error("the model's output for it is NaN or infinity; try another model")]
    NoNumbers,
    /// A bug in this program.
    #[error("an internal error ({0}); please report it with the article")]
    Panic(String),
    /// A bug in this program.
    #[error("an internal error (no outcome); please report it with the article")]
    Lost,
}

impl ArticleError {
    /// Returns the kind of failure, as one word that stays the same from version to version.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            #[cfg(feature = "files")]
            Self::Unread(error) => error.kind(),
            Self::Encode(_) => "encoding",
            Self::Engine(_) | Self::NoNumbers => "model",
            Self::Panic(_) | Self::Lost => "internal",
        }
    }
}

impl From<Article> for Result<Article, ArticleError> {
    fn from(article: Article) -> Self {
        Ok(article)
    }
}

#[cfg(feature = "files")]
impl From<Entry> for Result<Article, ArticleError> {
    fn from(entry: Entry) -> Self {
        entry.article.map_err(Into::into)
    }
}

/// Runs a step for one article; a panic becomes an error of that article.
pub(super) fn guarded<T>(step: impl FnOnce() -> Result<T, ArticleError>) -> Result<T, ArticleError> {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        let message = message.or_else(|| panic.downcast_ref::<&str>().map(|&message| message.to_owned()));
        Err(ArticleError::Panic(message.unwrap_or_else(|| "no message".to_owned())))
    })
}
