//! The article fields that claims pass on, as columns.

use std::io;

use arrow_schema::{DataType, Field};
use serde_json::Value;

/// The columns for the kept fields of these names. The type of each holds all of its values: Booleans, integers, numbers, or otherwise text.
pub(super) fn kept_columns(claims: impl Iterator<Item = io::Result<Value>>, names: &[String]) -> io::Result<Vec<Field>> {
    let mut kinds: Vec<Option<DataType>> = vec![None; names.len()];
    if !names.is_empty() {
        for claim in claims {
            let claim = claim?;
            for (kind, name) in kinds.iter_mut().zip(names) {
                *kind = wider(kind.take(), kind_of(&claim["kept"][name]));
            }
        }
    }
    Ok(names.iter().zip(kinds).map(|(name, kind)| Field::new(name, kind.unwrap_or(DataType::Utf8), true)).collect())
}

/// The narrowest type of a value; `None` for null, which fits any type.
fn kind_of(value: &Value) -> Option<DataType> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some(DataType::Boolean),
        Value::Number(number) if number.is_i64() => Some(DataType::Int64),
        Value::Number(_) => Some(DataType::Float64),
        Value::String(_) | Value::Array(_) | Value::Object(_) => Some(DataType::Utf8),
    }
}

/// The narrowest type that holds the values of both.
fn wider(one: Option<DataType>, other: Option<DataType>) -> Option<DataType> {
    match (one, other) {
        (None, kind) | (kind, None) => kind,
        (Some(one), Some(other)) if one == other => Some(one),
        (Some(DataType::Int64 | DataType::Float64), Some(DataType::Int64 | DataType::Float64)) => Some(DataType::Float64),
        _ => Some(DataType::Utf8),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_values() {
        let claims = [
            json!({ "kept": { "truth": true, "count": 3, "number": 1, "mixed": 1, "big": 18_446_744_073_709_551_615_u64, "none": null } }),
            json!({ "kept": { "truth": null, "count": -3, "number": 0.5, "mixed": "1", "big": 1 } }),
        ];
        let names = ["truth", "count", "number", "mixed", "big", "none"].map(str::to_owned);
        let columns = kept_columns(claims.into_iter().map(Ok), &names).unwrap();
        let kinds: Vec<&DataType> = columns.iter().map(Field::data_type).collect();
        let (text, number) = (&DataType::Utf8, &DataType::Float64);
        assert_eq!(kinds, [&DataType::Boolean, &DataType::Int64, number, text, number, text]);
    }
}
