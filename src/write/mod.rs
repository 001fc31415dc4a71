//! Records to files.

mod checkpoint;
mod csv;
mod error;
mod items;
mod json;
mod jsonl;
mod outputs;
mod parquet;
mod partial_file;
mod whole_file;

pub use self::checkpoint::{Checkpoint, Done, RunIdentity};
pub use self::csv::{CsvWriter, Row};
pub use self::error::OutputError;
pub use self::items::write_items;
pub use self::json::JsonWriter;
pub use self::jsonl::JsonLinesWriter;
pub use self::outputs::{Holds, Outputs, Target};
pub use self::parquet::{ROW_GROUP, claim_columns, write_table};
pub use self::partial_file::{Mark, PartialFile, PartialFileWriter};
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

    /// Writes all that is still held back.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn flush(&mut self) -> io::Result<()>;

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
    /// One table of nested columns.
    Parquet,
}

impl Format {
    /// The format that a file's ending asks for.
    #[must_use]
    pub fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// A writer of this format; for [`Self::Parquet`] of what [`write_table`] makes a table of. `has_begun` says that claims are written already, and that it is to go on behind them.
    #[must_use]
    pub fn writer<W: Write + 'static>(self, to: W, has_begun: bool) -> Box<dyn ClaimWriter> {
        match self {
            Self::Csv if has_begun => Box::new(CsvWriter::resume(to)),
            Self::Csv => Box::new(CsvWriter::new(to)),
            Self::Json if has_begun => Box::new(JsonWriter::resume(to)),
            Self::Json => Box::new(JsonWriter::new(to)),
            Self::JsonLines | Self::Parquet => Box::new(JsonLinesWriter::new(to)),
        }
    }
}
