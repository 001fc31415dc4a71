//! Many articles in one request, and many requests at once.

use std::thread;

use serde_json::{Value, json};
use whosaid::Article;

use super::client::post;
use super::server::{BRIDGE, extractor, shared};

fn texts() -> Vec<String> {
    (0..12).map(|number| format!("{}Mayor {number} said it was over.\n", BRIDGE.repeat(1 + number % 3))).collect()
}

/// What the library finds in each text on its own.
fn expected() -> Vec<Value> {
    let extractor = extractor();
    let found =
        texts().into_iter().enumerate().map(|(number, text)| extractor.extract(&Article::new(number.to_string(), text)).unwrap().claims);
    found.map(|claims| serde_json::to_value(claims).unwrap()).collect()
}

fn records() -> Vec<String> {
    texts().iter().enumerate().map(|(number, text)| json!({ "id": number, "text": text }).to_string()).collect()
}

#[test]
fn an_array_and_json_lines_are_answered_in_their_order() {
    let lines = post(shared(), "/v1/extract/batch", "application/x-ndjson", records().join("\n"));
    let lines: Vec<Value> = lines.text().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["claims"].clone()).collect();
    assert_eq!(lines, expected());
    let array = post(shared(), "/v1/extract/batch", "application/json", format!("[{}]", records().join(","))).json();
    let array: Vec<Value> = array.as_array().unwrap().iter().map(|answer| answer["claims"].clone()).collect();
    assert_eq!(array, expected());
}

#[test]
fn a_batch_may_be_one_article() {
    let answer = post(shared(), "/v1/extract/batch", "application/json", format!("[{}]", records()[0])).json();
    assert_eq!((answer.as_array().map(Vec::len), &answer[0]["claims"]), (Some(1), &expected()[0]));
}

#[test]
fn an_article_that_cannot_be_read_costs_no_other() {
    let lines = [&records()[0], "not JSON", "", r#"{"title": "no text"}"#, &records()[1]].join("\n");
    let answer = post(shared(), "/v1/extract/batch", "application/x-ndjson", lines);
    let kinds: Vec<Value> =
        answer.text().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["error"]["kind"].clone()).collect();
    assert_eq!(kinds, [Value::Null, "not_json".into(), "no_field".into(), Value::Null]);
}

#[test]
fn what_a_request_gets_does_not_depend_on_its_company() {
    let clients: Vec<_> =
        records().into_iter().map(|record| thread::spawn(|| post(shared(), "/v1/extract", "application/json", record).json())).collect();
    let claims: Vec<Value> = clients.into_iter().map(|client| client.join().unwrap()["claims"].clone()).collect();
    assert_eq!(claims, expected());
}
