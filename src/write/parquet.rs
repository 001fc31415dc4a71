//! Claims as a Parquet table.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter};
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

/// The most rows of a row group. It bounds what a reader, and this writer, holds at once: a claim takes about a kilobyte.
pub const ROW_GROUP: usize = 8192;
/// How many rows are turned into columns at once.
const BATCH: usize = 1024;

/// Writes a table of the claims that `lines` holds as JSON Lines, nested as they are there, to a file that takes its name when it
/// is whole.
///
/// A Parquet file cannot be resumed, because its index is at its end. So a run gathers its claims as JSON Lines, and turns them
/// into a table when it is through.
///
/// # Errors
///
/// When the file cannot be written, or a line is not a claim.
pub fn write_table(lines: &Path, target: &Path) -> io::Result<()> {
    let mut name = target.as_os_str().to_owned();
    name.push(".new");
    let new = Path::new(&name);
    let written = File::create(new).and_then(|file| {
        write_columns(BufReader::new(File::open(lines)?), BufWriter::new(&file))?;
        file.sync_all()?;
        fs::rename(new, target)
    });
    if written.is_err() {
        // Nothing can be done about a file that stays.
        let _ = fs::remove_file(new);
    }
    written
}

fn write_columns(lines: impl BufRead, to: impl io::Write + Send) -> io::Result<()> {
    let schema = Arc::new(claim_columns());
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_max_row_group_row_count(Some(ROW_GROUP)).build();
    let mut writer = ArrowWriter::try_new(to, Arc::clone(&schema), Some(properties)).map_err(into_io)?;
    let mut claims = serde_json::Deserializer::from_reader(lines).into_iter::<Value>();
    loop {
        let batch: Vec<Value> = claims.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        let rows: Vec<Option<&Value>> = batch.iter().map(Some).collect();
        let columns = column(&DataType::Struct(schema.fields().clone()), &rows).map_err(io::Error::other)?;
        writer.write(&RecordBatch::from(columns.as_struct())).map_err(into_io)?;
    }
    writer.close().map_err(into_io)?;
    Ok(())
}

/// The column of values of a type, one for every row; what is absent or null in the JSON is null.
fn column(kind: &DataType, rows: &[Option<&Value>]) -> Result<ArrayRef, ArrowError> {
    let present = || rows.iter().map(Option::is_some).collect::<NullBuffer>();
    Ok(match kind {
        DataType::Struct(fields) => {
            let of_field = |field: &FieldRef| {
                let values = rows.iter().map(|row| row.and_then(|row| row.get(field.name())).filter(|value| !value.is_null()));
                column(field.data_type(), &values.collect::<Vec<_>>())
            };
            let columns = fields.iter().map(of_field).collect::<Result<_, _>>()?;
            Arc::new(StructArray::try_new_with_length(fields.clone(), columns, Some(present()), rows.len())?)
        }
        DataType::List(element) => {
            let lists = || rows.iter().map(|row| row.and_then(Value::as_array).map_or(&[][..], Vec::as_slice));
            let elements: Vec<Option<&Value>> = lists().flatten().map(Some).collect();
            let lengths = OffsetBuffer::from_lengths(lists().map(<[Value]>::len));
            Arc::new(ListArray::try_new(Arc::clone(element), lengths, column(element.data_type(), &elements)?, Some(present()))?)
        }
        DataType::Int64 => Arc::new(rows.iter().map(|row| row.and_then(Value::as_i64)).collect::<Int64Array>()),
        DataType::Float64 => Arc::new(rows.iter().map(|row| row.and_then(Value::as_f64)).collect::<Float64Array>()),
        DataType::Date32 => Arc::new(rows.iter().map(|row| days_since_1970(row.and_then(Value::as_str)?)).collect::<Date32Array>()),
        _ => Arc::new(rows.iter().map(|row| row.and_then(Value::as_str)).collect::<StringArray>()),
    })
}

fn days_since_1970(day: &str) -> Option<i32> {
    i32::try_from(day.parse::<Date>().ok()?.duration_since(date(1970, 1, 1)).as_hours() / 24).ok()
}

/// The columns of [`crate::record::Claim`]: the fields of the JSON by their names, offsets as 64-bit integers, days as dates.
#[must_use]
pub(crate) fn claim_columns() -> Schema {
    let text = DataType::Utf8;
    let article = group([
        some("id", text.clone()),
        maybe("path", text.clone()),
        maybe("title", text.clone()),
        maybe("published", text.clone()),
        maybe("url", text.clone()),
    ]);
    let speaker = group([
        some("name", text.clone()),
        some("kind", text.clone()),
        maybe("role", text.clone()),
        some("mention", group(place())),
        some("members", list(text.clone())),
    ]);
    let content = group([some("text", text.clone()), some("spans", list(group(place()))), some("kind", text.clone())]);
    Schema::new(vec![
        some("id", text.clone()),
        some("article", article),
        some("content", content),
        maybe("cue", quoted([])),
        maybe("source", quoted([])),
        maybe("speaker", speaker),
        maybe("via", quoted([])),
        maybe("cites", quoted([])),
        maybe("nested_in", text.clone()),
        some("stance", text.clone()),
        some("certainty", text),
        maybe("said", when()),
        some("dates", list(when())),
        some("quantities", list(quantity())),
        some("entities", list(entity())),
        some("score", DataType::Float64),
    ])
}

/// Offsets into the article.
fn place() -> [Field; 2] {
    [some("start", DataType::Int64), some("end", DataType::Int64)]
}

/// Words of the article with their place, and what else is known of them.
fn quoted<const N: usize>(more: [Field; N]) -> DataType {
    DataType::Struct([some("text", DataType::Utf8)].into_iter().chain(place()).chain(more).collect())
}

fn when() -> DataType {
    quoted([some("timex", DataType::Utf8), maybe("from", DataType::Date32), maybe("to", DataType::Date32)])
}

fn quantity() -> DataType {
    quoted([some("value", DataType::Float64), maybe("unit", DataType::Utf8), maybe("bound", DataType::Utf8)])
}

fn entity() -> DataType {
    let [start, end] = place();
    group([some("text", DataType::Utf8), some("type", DataType::Utf8), start, end, some("score", DataType::Float64)])
}

/// A column that always holds a value.
fn some(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, false)
}

/// A column that may hold null.
fn maybe(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, true)
}

fn group<const N: usize>(fields: [Field; N]) -> DataType {
    DataType::Struct(fields.into_iter().collect())
}

fn list(of: DataType) -> DataType {
    DataType::List(Arc::new(some("element", of)))
}

/// The error of the place written to, as it is: a full disk has to be known for what it is.
fn into_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
