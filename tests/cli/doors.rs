//! Law 4: the same text gives the same claims and offsets, whichever way it is read.

use whosaid::record::Claim;

use super::archives::{conversion, gzipped, page, response, table, texts, workbook, zipped, zstandard};
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
    assert_eq!(said(&from_stdin(marked.as_str(), &[])), plain);
    assert_eq!(said(&extract([folder.write("bridge.txt", &marked)]).with_code(0).claims()), plain);
    let line = format!("\u{feff}{}", json_line("bridge", BRIDGE));
    assert_eq!(said(&extract([folder.write("bridge.jsonl", &line)]).with_code(0).claims()), plain);
    assert_eq!(said(&from_stdin(line.as_str(), &[])), plain);
}

#[test]
fn standard_input_can_be_told_apart_by_hand() {
    let text = format!("{{sic}} {BRIDGE}");
    let claims = from_stdin(text, &["--input-format", "txt"]);
    assert!(!claims.is_empty());
    assert!(claims.iter().all(|claim| claim.article.path.is_none()));
    let lines = format!("\n \n{}", json_line("bridge", BRIDGE));
    assert_eq!(said(&from_stdin(lines, &["--input-format", "jsonl"])), said(&from_stdin(BRIDGE, &[])));
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
    assert_eq!(said(&from_stdin(json_line("article", text), &[])), said(&file));
    let object = serde_json::json!([{ "headline": null, "body": text }]);
    let quoted = format!("\"{}\"", text.replace('"', "\"\""));
    for (name, contents) in [
        ("pretty.json", serde_json::to_vec_pretty(&object).unwrap()),
        ("rows.csv", format!("id,text\nx,{quoted}\n").into_bytes()),
        ("rows.tsv", format!("id\ttext\tn\nx\t{quoted}\t1\n").into_bytes()),
        ("texts.warc", conversion(text)),
        ("texts.warc.gz", gzipped(&conversion(text))),
        ("table.parquet", table(vec![("id", texts(["x"])), ("body", texts([text]))])),
        ("table.parquet.gz", gzipped(&table(vec![("body", texts([text]))]))),
        ("book.xlsx", workbook(&[&[&["id", "text"], &["x", text]]])),
        ("article.zip", zipped(&[("in/article.txt", text.as_bytes())])),
        ("table.zip", zipped(&[("table.parquet", &table(vec![("body", texts([text]))]))])),
        ("article.txt.gz", gzipped(text.as_bytes())),
        ("article.txt.zst", zstandard(text.as_bytes())),
        ("lines.jsonl.zst", zstandard(json_line("x", text).as_bytes())),
        ("utf-16.txt", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("marked-utf-16.txt", [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()),
    ] {
        let path = folder.write(name, &contents);
        assert_eq!(said(&without_address(&extract([path]).with_code(0).claims())), said(&file), "{name}");
        assert_eq!(said(&without_address(&from_stdin(contents, &[]))), said(&file), "{name} on standard input");
    }
}

#[test]
fn a_page_comes_in_by_every_door() {
    let folder = Folder::new();
    let page = page(&std::fs::read_to_string(&corpus(4)[3]).unwrap());
    let file = extract([folder.write("page.html", &page)]).with_code(0).claims();
    assert!(file.len() > 20);
    let archive = [response(&page, &[]), response("", &[])].concat();
    for (name, contents) in [
        ("page", page.clone().into_bytes()),
        ("page.htm.gz", gzipped(page.as_bytes())),
        ("line.jsonl", (serde_json::json!({ "html": page }).to_string() + "\n").into_bytes()),
        ("pages.warc", response(&page, &[])),
        ("chunked.warc", response(&page, &["Transfer-Encoding: chunked"])),
        ("gzipped.warc", response(&page, &["Content-Encoding: gzip"])),
        ("both.warc.gz", gzipped(&response(&page, &["Content-Encoding: gzip", "Transfer-Encoding: chunked"]))),
    ] {
        let path = folder.write(name, &contents);
        assert_eq!(said(&without_address(&extract([path]).with_code(0).claims())), said(&without_address(&file)), "{name}");
    }
    let two = extract([folder.write("two.warc", archive)]).with_code(1).saying(&["two.warc", "record 6", "no text"]);
    assert_eq!(said(&without_address(&two.claims())), said(&without_address(&file)));
}

/// Claims without the URL, which only an archive gives.
fn without_address(claims: &[Claim]) -> Vec<Claim> {
    let mut claims = claims.to_vec();
    for claim in &mut claims {
        claim.article.url = None;
    }
    claims
}

#[track_caller]
fn from_stdin(text: impl Into<Vec<u8>>, settings: &[&str]) -> Vec<Claim> {
    Ended::of(whosaid().args(["extract", "-"]).args(settings).write_stdin(text.into())).with_code(0).claims()
}
