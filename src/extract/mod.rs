//! From articles at hand to claims: the order of the work, as one list.

mod extractor;
mod failure;
mod nested;
mod profile;
mod statements;
mod tagger;

pub use extractor::{Extraction, Extractor};
pub use failure::ArticleError;
pub use profile::{Profile, Step};
pub use tagger::Tagger;
