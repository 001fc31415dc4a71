//! Claims as a Parquet table.

use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::Arc;

use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use super::columns::{claim_columns, rows};
use super::further::FurtherColumns;
use super::gathered::{gathered, whole};
use super::kept::kept_columns;

/// The most rows in a row group. It bounds what a reader, and this writer, holds in memory at once: a claim takes about a kilobyte.
pub const ROW_GROUP: usize = 8192;
/// The number of rows that are turned into columns at once.
const BATCH: usize = 1024;

/// Writes the claims that `lines` holds as JSON Lines to a table, nested in the same way. The file appears under its name only when it is complete.
/// `further` lists additional columns.
///
/// # Errors
///
/// When the file cannot be written, or a line is not a claim.
pub fn write_table(lines: &Path, target: &Path, further: &FurtherColumns) -> io::Result<()> {
    whole(target, |file| {
        let kept = kept_columns(gathered(lines)?, &further.kept)?;
        write_columns(gathered(lines)?, claim_columns(further.grouping, &kept), BufWriter::new(file))
    })
}

fn write_columns(mut claims: impl Iterator<Item = io::Result<Value>>, schema: Schema, to: impl io::Write + Send) -> io::Result<()> {
    let schema = Arc::new(schema);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_max_row_group_row_count(Some(ROW_GROUP)).build();
    let mut writer = ArrowWriter::try_new(to, Arc::clone(&schema), Some(properties)).map_err(into_io)?;
    loop {
        let batch: Vec<Value> = claims.by_ref().take(BATCH).collect::<io::Result<_>>()?;
        if batch.is_empty() {
            break;
        }
        writer.write(&rows(&schema, &batch).map_err(io::Error::other)?).map_err(into_io)?;
    }
    writer.close().map_err(into_io)?;
    Ok(())
}

/// Unwraps the error of the place written to, so that a full disk is recognised as one.
fn into_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
