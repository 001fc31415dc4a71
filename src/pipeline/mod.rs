//! The order of the work: one list for an article, and many articles in parallel and in order.

mod extractor;
mod failure;
mod fingerprint;
mod group;
mod nested;
mod profile;
mod run;
mod statements;
mod tagger;

pub use extractor::{Extraction, Extractor};
pub use failure::ArticleError;
pub use group::{Outcome, extract_all};
pub use profile::{Profile, Step};
pub use run::{Ended, Ending, Notice, Run, RunError};
pub use tagger::Tagger;
