//! The forms of claims.

use std::io::Write;
use std::path::Path;

use super::claim_writer::ClaimWriter;
use super::csv::CsvWriter;
use super::further::FurtherColumns;
use super::json::JsonWriter;
use super::jsonl::JsonLinesWriter;

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
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The format that a file's ending asks for.
    #[must_use]
    pub(crate) fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            #[cfg(feature = "parquet")]
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// A writer of this format; for [`Self::Parquet`] of what [`write_table`](super::write_table) makes a table of.
    /// `has_begun` says that claims are written already, and that it is to continue after them.
    #[must_use]
    pub(crate) fn writer<W: Write + 'static>(self, to: W, further: &FurtherColumns, has_begun: bool) -> Box<dyn ClaimWriter> {
        match self {
            Self::Csv if has_begun => Box::new(CsvWriter::resume(to).with_columns(further)),
            Self::Csv => Box::new(CsvWriter::new(to).with_columns(further)),
            Self::Json if has_begun => Box::new(JsonWriter::resume(to)),
            Self::Json => Box::new(JsonWriter::new(to)),
            Self::JsonLines => Box::new(JsonLinesWriter::new(to)),
            #[cfg(feature = "parquet")]
            Self::Parquet => Box::new(JsonLinesWriter::new(to)),
        }
    }
}
