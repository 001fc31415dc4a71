//! Records to files.

mod csv;
mod items;
mod json;
mod jsonl;
mod whole_file;

pub use self::csv::{CsvWriter, Row};
pub use self::items::write_items;
pub use self::json::JsonWriter;
pub use self::jsonl::JsonLinesWriter;
pub use self::whole_file::{WholeFile, WholeFileWriter, make_folder};

use std::io::{self, Write};
use std::path::Path;

use crate::record::Claim;

/// Writes claims one by one, in constant memory.
pub trait ClaimWriter {
    /// Writes a claim.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn write(&mut self, claim: &Claim) -> io::Result<()>;

    /// Writes what has to stand at the end, and all that is still held back.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn finish(&mut self) -> io::Result<()>;
}

/// The forms that claims are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One row a claim, flat.
    Csv,
    /// One array of records.
    Json,
    /// One record a line.
    JsonLines,
}

impl Format {
    /// The format that a file's ending asks for.
    #[must_use]
    pub fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// A writer of this format.
    #[must_use]
    pub fn writer<W: Write + 'static>(self, to: W) -> Box<dyn ClaimWriter> {
        match self {
            Self::Csv => Box::new(CsvWriter::new(to)),
            Self::Json => Box::new(JsonWriter::new(to)),
            Self::JsonLines => Box::new(JsonLinesWriter::new(to)),
        }
    }
}
