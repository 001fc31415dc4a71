//! Law 4: the same text gives the same claims and offsets, whichever way it comes in.

use whosaid::record::Claim;

use super::support::{AWKWARD, BRIDGE, Ended, Folder, corpus, extract, json_line, said, whosaid};

#[test]
fn an_article_of_the_corpus_comes_in_by_every_door() {
    let text = std::fs::read_to_string(&corpus(4)[3]).unwrap();
    assert_same_by_every_door(&text);
}

#[test]
fn an_awkward_article_comes_in_by_every_door() {
    assert_same_by_every_door(AWKWARD);
}

#[test]
fn an_article_with_carriage_returns_comes_in_by_every_door() {
    assert_same_by_every_door(&BRIDGE.replace('\n', "\r\n"));
}

#[test]
fn a_byte_order_mark_counts_for_nothing() {
    let folder = Folder::new();
    let marked = format!("\u{feff}{BRIDGE}");
    let plain = said(&from_stdin(BRIDGE, &[]));
    assert_eq!(said(&from_stdin(&marked, &[])), plain);
    assert_eq!(said(&extract([folder.write("bridge.txt", &marked)]).with_code(0).claims()), plain);
    let line = format!("\u{feff}{}", json_line("bridge", BRIDGE));
    assert_eq!(said(&extract([folder.write("bridge.jsonl", &line)]).with_code(0).claims()), plain);
    assert_eq!(said(&from_stdin(&line, &[])), plain);
}

#[test]
fn standard_input_can_be_told_apart_by_hand() {
    let text = format!("{{sic}} {BRIDGE}");
    let claims = from_stdin(&text, &["--input-format", "txt"]);
    assert!(!claims.is_empty());
    assert!(claims.iter().all(|claim| claim.article.path.is_none()));
    let lines = format!("\n \n{}", json_line("bridge", BRIDGE));
    assert_eq!(said(&from_stdin(&lines, &["--input-format", "jsonl"])), said(&from_stdin(BRIDGE, &[])));
}

#[test]
fn a_file_without_an_ending_can_hold_json_lines() {
    let folder = Folder::new();
    let lines = folder.write("scrape", json_line("bridge", BRIDGE));
    let claims = extract([lines.into_os_string(), "--input-format".into(), "jsonl".into()]).with_code(0).claims();
    assert_eq!(said(&claims), said(&from_stdin(BRIDGE, &[])));
}

#[track_caller]
fn assert_same_by_every_door(text: &str) {
    let folder = Folder::new();
    let file = extract([folder.write("article.txt", text)]).with_code(0).claims();
    assert!(!file.is_empty());
    let lines = extract([folder.write("article.jsonl", json_line("article", text))]).with_code(0).claims();
    assert_eq!(said(&lines), said(&file));
    let ids = |claims: &[Claim]| claims.iter().map(|claim| claim.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&lines), ids(&file), "one article id, but other claim ids");
    assert_eq!(said(&from_stdin(text, &[])), said(&file));
    assert_eq!(said(&from_stdin(&json_line("article", text), &[])), said(&file));
}

#[track_caller]
fn from_stdin(text: &str, settings: &[&str]) -> Vec<Claim> {
    Ended::of(whosaid().args(["extract", "-"]).args(settings).write_stdin(text)).with_code(0).claims()
}
