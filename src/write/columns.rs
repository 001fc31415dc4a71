//! Claims as Arrow columns.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray, make_array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema};
use jiff::civil::{Date, date};
use serde_json::Value;

use super::further::GROUPING;
use crate::record::Claim;

/// Claims as rows of [`claim_columns`].
///
/// # Errors
///
/// None that a claim can cause; errors of Arrow and the serialiser are passed on.
pub fn claim_rows(claims: &[Claim]) -> Result<RecordBatch, ArrowError> {
    let records: Result<Vec<Value>, _> = claims.iter().map(serde_json::to_value).collect();
    let grouping = claims.iter().any(|claim| claim.grouping.is_some());
    rows(&claim_columns(grouping, &[]), &records.map_err(|error| ArrowError::ExternalError(error.into()))?)
}

/// Claims in JSON as rows of `schema`.
pub(super) fn rows(schema: &Schema, claims: &[Value]) -> Result<RecordBatch, ArrowError> {
    let claims: Vec<Option<&Value>> = claims.iter().map(Some).collect();
    let columns = column(&DataType::Struct(schema.fields().clone()), &claims)?;
    Ok(RecordBatch::from(columns.as_struct()))
}

/// A column of a type with one value per row; whatever is absent or null in the JSON is null.
fn column(kind: &DataType, rows: &[Option<&Value>]) -> Result<ArrayRef, ArrowError> {
    let present = || rows.iter().map(Option::is_some).collect::<NullBuffer>();
    Ok(match kind {
        DataType::Struct(fields) => {
            let of_field = |field: &FieldRef| {
                let values = rows.iter().map(|row| row.and_then(|row| row.get(field.name())).filter(|value| !value.is_null()));
                column(field.data_type(), &values.collect::<Vec<_>>())
            };
            let columns = fields.iter().map(of_field).collect::<Result<_, _>>()?;
            let checked = StructArray::try_new_with_length(fields.clone(), columns, Some(present()), rows.len())?;
            let (fields, columns, nulls) = checked.into_parts();
            let filled = fields.iter().zip(columns).map(|(field, column)| if field.is_nullable() { Ok(column) } else { filled(&column) });
            Arc::new(StructArray::try_new_with_length(fields.clone(), filled.collect::<Result<_, _>>()?, nulls, rows.len())?)
        }
        DataType::List(element) => {
            let lists = || rows.iter().map(|row| row.and_then(Value::as_array).map_or(&[][..], Vec::as_slice));
            let elements: Vec<Option<&Value>> = lists().flatten().map(Some).collect();
            let lengths = OffsetBuffer::from_lengths(lists().map(<[Value]>::len));
            Arc::new(ListArray::try_new(Arc::clone(element), lengths, column(element.data_type(), &elements)?, Some(present()))?)
        }
        DataType::Boolean => Arc::new(rows.iter().map(|row| row.and_then(Value::as_bool)).collect::<BooleanArray>()),
        DataType::Int64 => Arc::new(rows.iter().map(|row| row.and_then(Value::as_i64)).collect::<Int64Array>()),
        DataType::Float64 => Arc::new(rows.iter().map(|row| row.and_then(Value::as_f64)).collect::<Float64Array>()),
        DataType::Date32 => Arc::new(rows.iter().map(|row| days_since_1970(row.and_then(Value::as_str)?)).collect::<Date32Array>()),
        _ => Arc::new(rows.iter().map(|row| row.and_then(as_text)).collect::<StringArray>()),
    })
}

/// The column without nulls. The parts of a struct that is null are null too, but some readers require columns declared non-null to hold values.
fn filled(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(make_array(column.to_data().into_builder().nulls(None).build()?))
}

/// A string as it is, and any other value as JSON.
fn as_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        other => Some(Cow::Owned(other.to_string())),
    }
}

fn days_since_1970(day: &str) -> Option<i32> {
    i32::try_from(day.parse::<Date>().ok()?.duration_since(date(1970, 1, 1)).as_hours() / 24).ok()
}

/// The columns of [`crate::record::Claim`]: the fields of the JSON by name, offsets as 64-bit integers, days as dates. `grouping` adds those of a
/// [`Grouping`](crate::record::Grouping), `kept` those of the article fields that claims pass on.
#[must_use]
pub fn claim_columns(grouping: bool, kept: &[Field]) -> Schema {
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
    let mut columns = vec![
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
        some("certainty", text.clone()),
        maybe("said", when()),
        some("dates", list(when())),
        some("quantities", list(quantity())),
        some("entities", list(entity())),
        some("score", DataType::Float64),
    ];
    if grouping {
        columns.extend(GROUPING.map(|name| maybe(name, text.clone())));
    }
    if !kept.is_empty() {
        columns.push(some("kept", DataType::Struct(kept.iter().cloned().collect())));
    }
    Schema::new(columns)
}

/// The columns of a place: offsets into the article.
fn place() -> [Field; 2] {
    [some("start", DataType::Int64), some("end", DataType::Int64)]
}

/// The columns of words of the article with their place, and `more`.
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
