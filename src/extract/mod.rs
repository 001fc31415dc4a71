//! From articles in memory to claims.
//!
//! [`Extractor`] is the entry point; `steps` holds the order of the work as one list.

mod builder;
mod extractor;
mod failure;
mod groups;
#[cfg(feature = "internals")]
mod internals;
mod profile;
mod reader;
mod statements;
mod steps;
mod tagger;

pub use builder::Builder;
pub use extractor::{Extraction, Extractor};
pub use failure::ArticleError;
#[cfg(feature = "files")]
pub(crate) use groups::groups;
pub use profile::{Profile, Step};
pub use tagger::Tagger;

pub use crate::normalise::dates::published;
