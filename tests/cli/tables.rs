//! Tables as input, and the columns carried along from them.

use std::ffi::OsStr;
use std::fs::File;
use std::sync::Arc;

use arrow_array::types::Int64Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, StringArray, StructArray, TimestampNanosecondArray,
};
use arrow_schema::{DataType, Field};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::{Value, json};

use super::archives::{table, texts};
use super::support::{BRIDGE, Folder, bridge_claims, extract, json_lines};

/// Two articles and one row without a text, with five more columns.
fn articles() -> Vec<u8> {
    let desk: DictionaryArray<Int64Type> = ["world", "local", "world"].into_iter().collect();
    table(vec![
        ("url", texts(["https://example.org/1", "https://example.org/2", "https://example.org/3"])),
        ("body", Arc::new(StringArray::from(vec![Some(BRIDGE), Some(BRIDGE), None])) as ArrayRef),
        ("published", Arc::new(TimestampNanosecondArray::from(vec![1_729_728_000_000_000_000; 3]))),
        ("words", Arc::new(Int64Array::from(vec![Some(400), None, Some(1)]))),
        ("share", Arc::new(Float64Array::from(vec![0.5, 1.0, 2.0]))),
        ("free", Arc::new(BooleanArray::from(vec![true, false, true]))),
        ("desk", Arc::new(desk)),
        ("day", Arc::new(Date32Array::from(vec![20_020, 20_021, 20_022]))),
    ])
}

#[test]
fn columns_are_read_and_carried_along() {
    let folder = Folder::new();
    let input = folder.write("articles.parquet", articles());
    let outputs = ["claims.jsonl", "claims.csv", "claims.parquet"].map(|name| folder.at(name));
    let outputs = outputs.iter().flat_map(|path| [OsStr::new("-o"), path.as_os_str()]);
    let kept = ["words", "share", "free", "desk", "day"];
    let keep = kept.iter().flat_map(|name| ["--keep", name]).map(OsStr::new);
    extract([input.as_os_str()].into_iter().chain(outputs).chain(keep)).with_code(1).saying(&["articles.parquet", "row 3", "no text"]);

    let lines: Vec<Value> = json_lines(&folder.read("claims.jsonl"));
    let count = bridge_claims().len();
    assert_eq!(lines.len(), 2 * count);
    let (first, second) = (&lines[0], &lines[count]);
    assert_eq!(first["article"]["url"], "https://example.org/1");
    assert_eq!((&first["article"]["published"], &first["article"]["id"]), (&json!("2024-10-24"), &json!("articles-1")));
    assert_eq!(first["kept"], json!({ "words": 400, "share": 0.5, "free": true, "desk": "world", "day": "2024-10-24" }));
    assert_eq!(second["kept"], json!({ "words": null, "share": 1.0, "free": false, "desk": "local", "day": "2024-10-25" }));

    let csv = folder.read("claims.csv");
    assert!(csv.lines().next().unwrap().ends_with(",content_spans,kept.words,kept.share,kept.free,kept.desk,kept.day"), "{csv}");
    assert!(csv.trim_end().ends_with(",,1.0,false,local,2024-10-25"), "{csv}");

    let reader = SerializedFileReader::new(File::open(folder.at("claims.parquet")).unwrap()).unwrap();
    let rows: Vec<Value> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_json_value()).collect();
    let kept = |rows: &[Value]| rows.iter().map(|row| row["kept"].clone()).collect::<Vec<_>>();
    assert_eq!(kept(&rows), kept(&lines));
}

#[test]
fn fields_of_json_are_carried_along_too() {
    let folder = Folder::new();
    let line = json!({ "text": BRIDGE, "meta": { "desk": "local" } }).to_string();
    let claims = extract([folder.write("line.jsonl", line).as_os_str(), "--keep".as_ref(), "meta.desk".as_ref()]).with_code(0).claims();
    assert_eq!(Value::Object(claims[0].kept.clone()), json!({ "meta.desk": "local" }));
}

#[test]
fn texts_are_found_by_name_also_within_columns() {
    let folder = Folder::new();
    let inner = StructArray::from(vec![(Arc::new(Field::new("lead", DataType::Utf8, true)), texts([BRIDGE]))]);
    let input =
        folder.write("table.parquet", table(vec![("data", Arc::new(inner) as ArrayRef), ("n", Arc::new(Int64Array::from(vec![7])))]));
    let found =
        extract([input.as_os_str(), "--text-field".as_ref(), "data.lead".as_ref(), "--id-field".as_ref(), "n".as_ref()]).with_code(0);
    assert_eq!(found.claims().len(), bridge_claims().len());
    assert!(found.claims().iter().all(|claim| claim.article.id == "7"));
    extract([input.as_os_str()]).with_code(1).saying(&["table.parquet", "data, n", "--text-field"]);
    let keep = ["--text-field", "data.lead", "--keep", "desk"].map(OsStr::new);
    extract([input.as_os_str()].into_iter().chain(keep)).with_code(1).saying(&["\"desk\"", "data, n"]);
}

#[test]
fn a_broken_table_is_told() {
    let folder = Folder::new();
    let whole = articles();
    for (name, bytes) in
        [("short.parquet", &whole[..whole.len() / 2]), ("start.parquet", b"PAR1".as_slice()), ("other.parquet", b"{\"a\": 1}")]
    {
        let ended = extract([folder.write(name, bytes)]).with_code(1);
        assert!(ended.stderr.contains(name), "{ended:#?}");
    }
}
