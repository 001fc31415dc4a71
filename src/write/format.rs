//! The forms in which claims are written.

use std::io::{self, Write};
use std::path::Path;

use super::claim_writer::ClaimWriter;
use super::csv::CsvWriter;
use super::further::FurtherColumns;
use super::json::JsonWriter;
use super::jsonl::JsonLinesWriter;

/// The forms in which claims are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One flat row per claim.
    Csv,
    /// The same with a byte order mark, for Excel.
    ExcelCsv,
    /// One array of records.
    Json,
    /// One record per line.
    JsonLines,
    /// One table of nested columns.
    #[cfg(feature = "parquet")]
    Parquet,
    /// One workbook with a row per claim, and a sheet of speakers.
    #[cfg(feature = "spreadsheets")]
    Workbook,
}

/// Reads claims from a file of JSON Lines and writes them to another as a table, with the given further columns; returns the number of cells that
/// were shortened.
pub(super) type TableWriter = fn(&Path, &Path, &FurtherColumns) -> io::Result<u64>;

impl Format {
    /// The format that a file's ending stands for.
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

    /// The function that makes a table of claims gathered as JSON Lines; `None` for a format that is written claim by claim.
    pub(super) fn table_writer(self) -> Option<TableWriter> {
        match self {
            Self::Csv | Self::ExcelCsv | Self::Json | Self::JsonLines => None,
            #[cfg(feature = "parquet")]
            Self::Parquet => Some(|lines, target, further| super::write_table(lines, target, further).map(|()| 0)),
            #[cfg(feature = "spreadsheets")]
            Self::Workbook => Some(super::write_workbook),
        }
    }

    /// A writer of this format; for a format with a [`Self::table_writer`], one of the JSON Lines that it reads. `has_begun` says that there are
    /// claims already, after which the writer continues.
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
