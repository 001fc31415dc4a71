//! The JSON Schemas: that the shipped ones are current, and that the command's output conforms to them.

use std::fs;

use jsonschema::Validator;
use serde_json::Value;

use super::support::{Folder, corpus, extract, json_lines, project, whosaid};

#[test]
fn the_shipped_schemas_are_the_generated_ones() {
    for record in ["claim", "annotation", "failure", "group"] {
        let place = project().join(format!("tests/golden/{record}.schema.json"));
        let way_out = format!("{} is stale: write `whosaid schema {record}` to it", place.display());
        assert_eq!(fs::read_to_string(&place).unwrap(), printed(record), "{way_out}");
    }
}

#[test]
fn what_is_written_fits_the_schema() {
    let folder = Folder::new();
    let inputs = corpus(3).into_iter();
    let more =
        ["-o".into(), folder.at("claims.jsonl"), "--annotations".into(), folder.at("labels.jsonl"), "--date".into(), "2024-10-24".into()];
    let failures = [folder.at("gone.txt"), "--errors".into(), folder.at("errors.jsonl")];
    extract(inputs.chain(more).chain(failures)).with_code(1);
    for (record, file) in [("claim", "claims.jsonl"), ("annotation", "labels.jsonl"), ("failure", "errors.jsonl")] {
        let schema = validator(record);
        let lines: Vec<Value> = json_lines(&folder.read(file));
        assert!(!lines.is_empty());
        for line in lines {
            assert!(schema.is_valid(&line), "{:?}", schema.iter_errors(&line).map(|error| error.to_string()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn what_lacks_a_field_does_not_fit() {
    assert!(!validator("claim").is_valid(&serde_json::json!({"id": "5f0c1d3a9be2"})));
}

fn printed(record: &str) -> String {
    let output = whosaid().args(["schema", record]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn validator(record: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(&printed(record)).unwrap()).unwrap()
}
