//! Files to articles: origin (path or standard input) → stream (its bytes) → form (by ending or content) → articles.
//!
//! [`find`] lists the origins; [`read`] yields their articles one after the other, in memory that does not grow with the size of a file.

#[cfg(feature = "archives")]
mod archive;
#[cfg(not(feature = "archives"))]
#[path = "archive/unread.rs"]
mod archive;
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
mod origin;
#[cfg(feature = "archives")]
mod package;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "parquet/unread.rs"]
mod parquet;
mod records;
mod repair;
mod seekable;
mod settings;
mod share;
mod sniff;
mod stream;
mod txt;
mod warc;
#[cfg(feature = "archives")]
mod word;
#[cfg(not(feature = "archives"))]
#[path = "word/unread.rs"]
mod word;
#[cfg(feature = "archives")]
mod workbook;
#[cfg(not(feature = "archives"))]
#[path = "workbook/unread.rs"]
mod workbook;

pub(crate) use compressed::Compression;
pub use entry::Entry;

pub use error::{Member, Problem, ReadError};
pub use field_names::Fields;
pub(crate) use files::{files_below, text_file};
pub use find::{Globs, find, other_files};
pub use form::Form;
pub(crate) use open::inspect;
pub use open::{checked, path, read, read_stream};
pub use origin::{Input, Origin};
pub use records::{Records, annotations, claims};
pub use settings::Settings;
pub use share::Share;
