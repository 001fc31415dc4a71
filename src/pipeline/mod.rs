//! The order of the work: one list for an article, and many articles in parallel and in order.

mod extractor;
mod group;
mod tagger;

pub use extractor::{ArticleError, Extraction, Extractor};
pub use group::{Outcome, extract_all};
pub use tagger::Tagger;
