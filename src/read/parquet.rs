//! Parquet tables: one article per row, a few rows in memory at a time, and only the columns needed.

use std::fs::File;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_json::LineDelimitedWriter;
use arrow_schema::{ArrowError, DataType, Fields};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use serde_json::{Map, Value};

use super::entry::{RawRecords, Reading, Readings};
use super::seekable::seekable;
use super::sniff::PARQUET;
use super::stream::{Meter, Stream};
use super::{Member, Origin, Problem, Settings, fields, json};

/// How many rows are held at once.
const ROWS: usize = 32;

/// The articles of a table.
pub(super) fn read(stream: Stream, origin: &Origin, settings: &Arc<Settings>, meter: &Meter) -> Result<Readings, Problem> {
    let builder = table(stream, origin)?;
    let names: Vec<&str> = builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
    fields::check_columns(&header(builder.schema().fields()), &names.join(", "), settings)?;
    let wanted = names.iter().enumerate().filter(|(_, name)| fields::is_of_article(name, settings)).map(|(at, _)| at);
    let columns = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let rows = u64::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or_default();
    let batches = builder.with_projection(columns).with_batch_size(ROWS).build().map_err(damaged)?;
    Ok(Box::new(Rows {
        objects: JsonRows::new(batches),
        number: 0,
        bytes_per_row: origin.bytes.checked_div(rows).unwrap_or_default(),
        meter: meter.clone(),
        id: origin.id.clone(),
        settings: Arc::clone(settings),
    }))
}

/// The rows of a table as records.
pub(super) fn records(stream: Stream, origin: &Origin) -> Result<RawRecords, Problem> {
    let rows = JsonRows::new(table(stream, origin)?.with_batch_size(ROWS).build().map_err(damaged)?);
    Ok(Box::new((1..).map(Member::Row).zip(rows)))
}

/// Opens a table, whose index is at its end.
fn table(stream: Stream, origin: &Origin) -> Result<ParquetRecordBatchReaderBuilder<File>, Problem> {
    let file = seekable(stream, origin, PARQUET)?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(damaged)?;
    if !cfg!(feature = "zstd") && is_zstd(builder.metadata()) {
        return Err(Problem::NotBuilt("zstd"));
    }
    Ok(builder)
}

/// Whether any column is compressed with zstd.
fn is_zstd(metadata: &ParquetMetaData) -> bool {
    let mut columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    columns.any(|column| matches!(column.compression(), Compression::ZSTD(_)))
}

/// A record that maps the names of the columns, and of those within them, to empty texts.
fn header(columns: &Fields) -> Map<String, Value> {
    let empty = |kind: &DataType| match kind {
        DataType::Struct(inner) => Value::Object(header(inner)),
        _ => Value::String(String::new()),
    };
    columns.iter().map(|column| (column.name().clone(), empty(column.data_type()))).collect()
}

/// A table's rows as JSON objects.
struct JsonRows {
    batches: ParquetRecordBatchReader,
    /// The rows of the current batch that are still to come.
    lines: std::vec::IntoIter<Vec<u8>>,
}

impl JsonRows {
    fn new(batches: ParquetRecordBatchReader) -> Self {
        Self { batches, lines: Vec::new().into_iter() }
    }
}

impl Iterator for JsonRows {
    type Item = Result<Vec<u8>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.lines.next() {
                return Some(Ok(line));
            }
            match self.batches.next()?.and_then(|batch| lines(&batch)) {
                Ok(lines) => self.lines = lines.into_iter(),
                Err(error) => return Some(Err(damaged(error))),
            }
        }
    }
}

/// Articles row by row.
struct Rows {
    objects: JsonRows,
    number: u64,
    bytes_per_row: u64,
    meter: Meter,
    id: String,
    settings: Arc<Settings>,
}

impl Rows {
    fn article(&self, line: &[u8]) -> Result<crate::article::Article, Problem> {
        if line.len() as u64 > self.settings.largest_record() {
            return Err(self.settings.too_large());
        }
        fields::article(&json::object(line)?, || format!("{}-{}", self.id, self.number), &self.settings)
    }
}

impl Iterator for Rows {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        loop {
            let line = self.objects.next()?;
            self.number += 1;
            self.meter.add(self.bytes_per_row);
            let member = Some(Member::Row(self.number));
            if line.is_err() || self.settings.wants(&self.id, member) {
                return Some(Reading { member, article: line.and_then(|line| self.article(&line)) });
            }
        }
    }
}

/// Rows as JSON objects, with days and times in ISO 8601.
fn lines(batch: &RecordBatch) -> Result<Vec<Vec<u8>>, ArrowError> {
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer.write(batch)?;
    writer.finish()?;
    Ok(writer.into_inner().split(|&byte| byte == b'\n').take(batch.num_rows()).map(<[u8]>::to_vec).collect())
}

fn damaged(error: impl Into<ParquetError>) -> Problem {
    Problem::Damaged { form: "Parquet file", message: error.into().to_string() }
}
