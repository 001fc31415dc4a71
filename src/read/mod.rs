//! Files to articles.

mod files;
mod find;
mod jsonl;
mod txt;

pub use files::{files_below, text_file};
pub use find::{Form, Input, Source, find};
pub use jsonl::Fields;

use std::io;
use std::path::PathBuf;

use crate::article::Article;

/// An article of the input, or why there is none, with the bytes of input that it took.
#[derive(Debug)]
pub struct Entry {
    /// How far reading it moved on in the input.
    pub bytes: u64,
    /// The article.
    pub article: Result<Article, ReadError>,
}

/// Reads all articles of what [`find`] found, one after the other; what could not be found or read is an entry like the others.
pub fn read(found: Vec<Result<Source, ReadError>>, fields: Fields) -> impl Iterator<Item = Entry> {
    found.into_iter().flat_map(move |source| -> Box<dyn Iterator<Item = Entry>> {
        match source {
            Ok(source) if source.form == Form::JsonLines => jsonl::read(&source, &fields),
            Ok(source) => Box::new(std::iter::once_with(move || txt::read(&source))),
            Err(error) => Box::new(std::iter::once(Entry { bytes: 0, article: Err(error) })),
        }
    })
}

/// Why an article could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("{}: no such file or folder; check the path", .0.display())]
    Missing(PathBuf),
    /// A folder without anything to read.
    #[error("{}: no .txt or .jsonl files in this folder; give a file's own path to read it whatever its ending", .0.display())]
    NothingToRead(PathBuf),
    /// The system does not let us read it.
    #[error("{place}: cannot read: {source}")]
    Unreadable {
        /// The file, or "standard input".
        place: String,
        /// What the system said.
        source: io::Error,
    },
    /// The bytes are not text.
    #[error("{0}: not a UTF-8 text; convert it to UTF-8 first (iconv -t UTF-8)")]
    NotText(String),
    /// There are no words.
    #[error("{0}: no text in it; skipped")]
    Empty(String),
    /// A line that is not a JSON object.
    #[error("{place}: line {line} is not a JSON object ({message}); skipped")]
    NotJson {
        /// The file, or "standard input".
        place: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A field that should hold a string does not, or is not there.
    #[error("{place}: line {line} has no text in the field {field:?}; name the right one with --text-field")]
    NoField {
        /// The file, or "standard input".
        place: String,
        /// Counted from 1.
        line: usize,
        /// The field's name.
        field: String,
    },
}
