//! The forms of claims.

use std::io::{self, Write};
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
    /// The same with a byte order mark.
    ExcelCsv,
    /// One array of records.
    Json,
    /// One record a line.
    JsonLines,
    /// One table of nested columns.
    #[cfg(feature = "parquet")]
    Parquet,
    /// One workbook with a row a claim, and a sheet of speakers.
    #[cfg(feature = "spreadsheets")]
    Workbook,
}

/// Writes a file of the claims that a file of JSON Lines holds, with the columns that not every table has; says how many cells were shortened.
pub(super) type TableWriter = fn(&Path, &Path, &FurtherColumns) -> io::Result<u64>;

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
            #[cfg(feature = "spreadsheets")]
            "xlsx" => Some(Self::Workbook),
            _ => None,
        }
    }

    /// What writes a file of claims that were gathered as JSON Lines; `None` for a format that is written claim by claim.
    pub(super) fn table_writer(self) -> Option<TableWriter> {
        match self {
            Self::Csv | Self::ExcelCsv | Self::Json | Self::JsonLines => None,
            #[cfg(feature = "parquet")]
            Self::Parquet => Some(|lines, target, further| super::write_table(lines, target, further).map(|()| 0)),
            #[cfg(feature = "spreadsheets")]
            Self::Workbook => Some(super::write_workbook),
        }
    }

    /// A writer of this format; for one with a [`Self::table_writer`], of what that takes.
    /// `has_begun` says that claims are written already, and that it is to continue after
    /// them.
    #[must_use]
    pub(crate) fn writer<W: Write + 'static>(self, to: W, further: &FurtherColumns, has_begun: bool) -> Box<dyn ClaimWriter> {
        match self {
            Self::Csv | Self::ExcelCsv if has_begun => Box::new(CsvWriter::resume(to).with_columns(further)),
            Self::Csv => Box::new(CsvWriter::new(to).with_columns(further)),
            Self::ExcelCsv => Box::new(CsvWriter::new(to).with_columns(further).with_mark()),
            Self::Json if has_begun => Box::new(JsonWriter::resume(to)),
            Self::Json => Box::new(JsonWriter::new(to)),
            _ => Box::new(JsonLinesWriter::new(to)),
        }
    }
}
