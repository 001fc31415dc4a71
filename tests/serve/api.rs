//! One article: the same records as the library's, in every format; and the description of the API.

use jsonschema::Validator;
use serde_json::{Value, json};
use whosaid::Article;
use whosaid::write::{ClaimWriter, CsvWriter};

use super::client::{get, post, request, send};
use super::server::{BRIDGE, extractor, settings, shared, start};

#[test]
fn an_article_gets_the_records_of_the_library() {
    let record = json!({ "id": "bridge", "title": "Bridge shut", "date": "2024-10-24", "url": "https://example.org/1", "text": BRIDGE });
    let article = Article {
        title: Some("Bridge shut".to_owned()),
        published: Some("2024-10-24".to_owned()),
        url: Some("https://example.org/1".to_owned()),
        ..Article::new("bridge", BRIDGE)
    };
    let expected = extractor().extract(&article).unwrap();
    assert!(expected.claims.len() >= 3);
    let answer = post(shared(), "/v1/extract?annotations=true", "application/json; charset=utf-8", record.to_string());
    let claims = serde_json::to_string(&expected.claims).unwrap();
    let annotation = serde_json::to_string(&expected.annotation).unwrap();
    let reference = serde_json::to_string(&expected.claims[0].article).unwrap();
    assert_eq!(answer.text(), format!("{{\"article\":{reference},\"claims\":{claims},\"annotation\":{annotation}}}"));
    let without = post(shared(), "/v1/extract", "application/json", record.to_string());
    assert_eq!(without.text(), format!("{{\"article\":{reference},\"claims\":{claims}}}"));
}

#[test]
fn plain_texts_and_pages_are_articles_too() {
    let expected = extractor().extract(&Article::new("stdin", BRIDGE)).unwrap().claims;
    let text = post(shared(), "/v1/extract", "text/plain", BRIDGE);
    assert_eq!(text.json()["claims"], serde_json::to_value(&expected).unwrap());
    let page = format!(
        "<!DOCTYPE html><html><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1><p>{}</p></article></body></html>",
        BRIDGE.trim().replace("\n\n", "</p><p>")
    );
    let page = post(shared(), "/v1/extract", "text/html", page).json();
    assert_eq!(page["article"]["title"], "Bridge shut");
    assert_eq!(page["claims"].as_array().map(Vec::len), Some(expected.len()), "{page}");
}

#[test]
fn claims_come_as_a_table_where_one_is_asked_for() {
    let mut table = Vec::new();
    let mut writer = CsvWriter::new(&mut table);
    for claim in &extractor().extract(&Article::new("stdin", BRIDGE)).unwrap().claims {
        writer.write(claim).unwrap();
    }
    writer.finish().unwrap();
    drop(writer);
    let answer =
        send(shared(), &request("POST", "/v1/extract", &[("Content-Type", "text/plain"), ("Accept", "text/csv")], BRIDGE.as_bytes()));
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(answer.body, table);
}

#[test]
fn what_is_answered_fits_its_description() {
    let description = get(shared(), "/openapi.json").json();
    let text = json!({ "text": BRIDGE }).to_string();
    let fits = |schema: &str, value: &Value| {
        let schema = json!({ "$ref": format!("#/components/schemas/{schema}"), "components": description["components"] });
        let validator: Validator = jsonschema::validator_for(&schema).unwrap();
        validator.is_valid(value)
    };
    let answer = post(shared(), "/v1/extract?annotations=true", "application/json", &text).json();
    let error = post(shared(), "/v1/extract", "application/json", "{}").json();
    assert!(fits("Answer", &answer) && fits("ErrorAnswer", &error) && fits("Article", &serde_json::from_str(&text).unwrap()));
    assert!(!fits("Answer", &error) && !fits("ErrorAnswer", &answer) && !fits("Article", &json!({ "text": 7 })));
    for path in description["paths"].as_object().unwrap().keys() {
        assert_ne!(get(shared(), path).status, 404, "{path}");
    }
}

#[test]
fn whoever_lacks_the_token_learns_nothing() {
    let server = start(whosaid::serve::Settings { token: Some("open sesame".to_owned()), ..settings() });
    let with = |token: &str| {
        send(server, &request("POST", "/v1/extract", &[("Content-Type", "text/plain"), ("Authorization", token)], BRIDGE.as_bytes()))
    };
    assert_eq!(post(server, "/v1/extract", "text/plain", BRIDGE).error(), (401, "no_token".to_owned()));
    for token in ["Bearer open", "Bearer open sesame!", "open sesame", "Basic open sesame", "Bearer "] {
        assert_eq!(with(token).status, 401, "{token:?}");
    }
    assert_eq!(with("Bearer open sesame").status, 200);
    assert_eq!((get(server, "/metrics").status, get(server, "/health/live").status, get(server, "/").status), (401, 200, 200));
}

#[test]
fn other_origins_read_nothing_unless_they_are_named() {
    let from = |server, origin: &str| {
        let preflight = [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type")];
        let answer = send(server, &request("OPTIONS", "/v1/extract", &preflight, b""));
        answer.header("access-control-allow-origin").map(str::to_owned)
    };
    let server = start(whosaid::serve::Settings { origins: vec!["https://cms.example".to_owned()], ..settings() });
    assert_eq!(from(shared(), "https://cms.example"), None);
    assert_eq!(from(server, "https://cms.example").as_deref(), Some("https://cms.example"));
    assert_eq!(from(server, "https://other.example"), None);
}

#[test]
fn requests_are_counted() {
    let server = start(settings());
    post(server, "/v1/extract", "text/plain", BRIDGE);
    get(server, "/nothing");
    let counts = get(server, "/metrics");
    let words = format!("whosaid_words_total {}", BRIDGE.split_whitespace().count());
    for line in [
        &words,
        "whosaid_requests_total{path=\"/v1/extract\",status=\"200\"} 1",
        "whosaid_requests_total{path=\"other\",status=\"404\"} 1",
        "whosaid_queue 0",
    ] {
        assert!(counts.text().lines().any(|counted| counted == line), "{line}: {}", counts.text());
    }
}
