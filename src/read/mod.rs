//! Files to articles: source (path or standard input) → stream (its bytes) → form (by ending or content) → articles.
//!
//! [`find`] says which sources there are, [`read`] takes the articles out of them, one after the other, in memory that does not
//! grow with the size of a file.

mod blocks;
mod compressed;
mod csv;
mod encoding;
mod entry;
mod error;
mod field_names;
mod fields;
mod files;
mod find;
mod form;
mod html;
mod json;
mod jsonl;
mod language;
mod markdown;
mod open;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "parquet/unread.rs"]
mod parquet;
mod records;
mod repair;
mod settings;
mod share;
mod sniff;
mod source;
mod stream;
mod txt;
mod warc;

pub(crate) use compressed::Compression;
pub use entry::Entry;

pub use error::{Member, Problem, ReadError};
pub use field_names::Fields;
pub(crate) use files::{files_below, text_file};
pub use find::{Globs, find};
pub use form::Form;
pub(crate) use open::inspect;
pub use open::{checked, path, read, read_stream};
pub use records::{Records, annotations, claims};
pub use settings::Settings;
pub use share::Share;
pub use source::{Input, Source};
