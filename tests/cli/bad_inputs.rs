//! An input that cannot be read gives one message with a way out, and costs no other article its records.

use std::path::Path;

use whosaid::record::Claim;

use super::support::{BRIDGE, Ended, Folder, bridge_claims, extract, json_line, said, whosaid};

#[test]
fn a_missing_path_alone_could_not_be_done() {
    let ended = extract(["no/such/article.txt"]).with_code(2).saying(&["no/such/article.txt", "no such file", "check the path"]);
    assert_eq!(ended.stdout, "");
}

#[test]
fn a_missing_path_beside_a_good_one_failed() {
    assert_spares_the_good("gone.txt", None, &["gone.txt", "no such file", "check the path"]);
}

#[test]
fn an_empty_file_is_told() {
    assert_spares_the_good("empty.txt", Some(b""), &["empty.txt", "no text in it"]);
}

#[test]
fn a_file_of_white_space_is_told() {
    assert_spares_the_good("blank.txt", Some(" \n\t\u{a0}\r\n".as_bytes()), &["blank.txt", "no text in it"]);
}

#[test]
fn a_binary_file_is_told() {
    assert_spares_the_good("picture.txt", Some(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe"), &["picture.txt", "not a text but binary data"]);
}

#[test]
fn documents_in_other_forms_are_named_with_a_way_out() {
    assert_spares_the_good("report.pdf", Some(b"%PDF-1.7\n1 0 obj"), &["report.pdf", "a PDF", "pdftotext"]);
    assert_spares_the_good("report.rtf", Some(b"{\\rtf1 Ana Lee said no.}"), &["report.rtf", "Rich Text", ".docx"]);
}

#[test]
fn an_array_that_breaks_off_gives_what_it_holds() {
    let folder = Folder::new();
    let array = format!("[{},", json_line("first", BRIDGE).trim_end());
    let ended = extract([folder.write("cut.json", array)]).with_code(1).saying(&["cut.json", "item 2", "ends before the array does"]);
    assert_articles_are_bridge(&ended, &["first"]);
}

#[test]
fn a_day_in_another_form_is_refused_with_the_right_one() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    extract([article.to_str().unwrap(), "--date", "10/03/2026"]).with_code(2).saying(&["10/03/2026", "--date", "YYYY-MM-DD"]);
}

#[test]
fn a_text_with_nul_is_told() {
    assert_spares_the_good("nul.txt", Some(b"Zoe said\0that it was over."), &["nul.txt", "not a text but binary data"]);
}

#[test]
fn an_empty_folder_is_told() {
    let folder = Folder::new();
    folder.make("in");
    let says = ["in", "no articles in this folder", ".txt, .text, .md", "--include"];
    extract([folder.at("in")]).with_code(2).saying(&says);
    let ended = extract([folder.at("in"), folder.write("bridge.txt", BRIDGE)]).with_code(1).saying(&says);
    assert_is_bridge(&ended.claims());
}

#[test]
fn a_file_given_by_name_is_read_whatever_its_ending() {
    let folder = Folder::new();
    let ended = extract([folder.write("bridge", BRIDGE)]).with_code(0);
    assert_is_bridge(&ended.claims());
}

#[test]
fn broken_lines_are_told_by_number_and_the_others_done() {
    let folder = Folder::new();
    let lines = [
        json_line("first", BRIDGE),
        "{\"id\": \"broken\", \"text\": \"Ana Lee sa\n".to_owned(),
        "\n".to_owned(),
        json_line("second", BRIDGE),
        "[1, 2]\n".to_owned(),
        json_line("empty", "  \n"),
        json_line("third", BRIDGE).trim_end().to_owned(),
    ];
    let ended = extract([folder.write("scrape.jsonl", lines.concat())]).with_code(1);
    let ended = ended
        .saying(&["scrape.jsonl", "line 2", "not a JSON object"])
        .saying(&["line 5", "not a JSON object"])
        .saying(&["line 6", "no text"]);
    assert_articles_are_bridge(&ended, &["first", "second", "third"]);
}

#[test]
fn a_line_that_is_no_text_is_told_by_number() {
    let folder = Folder::new();
    let lines =
        [json_line("first", BRIDGE).into_bytes(), b"\xff\xfe\x00\x01{\"text\": 1}\n".to_vec(), json_line("second", BRIDGE).into_bytes()];
    let ended = extract([folder.write("scrape.jsonl", lines.concat())]).with_code(1).saying(&["scrape.jsonl", "line 2"]);
    assert_articles_are_bridge(&ended, &["first", "second"]);
}

#[test]
fn a_line_without_the_text_field_is_told_by_field_and_number() {
    let folder = Folder::new();
    let lines = [
        json_line("first", BRIDGE),
        "{\"id\": \"other\", \"words\": \"Ana Lee said no.\"}\n{\"text\": 7}\n".to_owned(),
        json_line("last", BRIDGE),
    ];
    let scrape = folder.write("scrape.jsonl", lines.concat());
    let ended = extract([&scrape]).with_code(1);
    let ended = ended.saying(&["scrape.jsonl", "line 2", "text, body, content", "--text-field"]).saying(&["line 3", "--text-field"]);
    assert_articles_are_bridge(&ended, &["first", "last"]);
    extract([scrape.to_str().unwrap(), "--text-field", "words"]).with_code(1).saying(&["line 1", "\"words\"", "--text-field"]);
}

#[test]
fn the_text_field_can_be_named() {
    let folder = Folder::new();
    let line = serde_json::json!({ "key": 7, "body": BRIDGE, "headline": "Bridge", "day": "2024-10-24", "link": "https://example.org" });
    let scrape = folder.write("scrape.jsonl", line.to_string());
    let names = ["--id-field=key", "--text-field=body", "--title-field=headline", "--date-field=day", "--url-field=link"];
    let claims = extract([scrape.to_str().unwrap()].into_iter().chain(names)).with_code(0).claims();
    assert_eq!(claims.len(), bridge_claims().len());
    let article = &claims[0].article;
    let known = [Some(article.id.as_str()), article.title.as_deref(), article.published.as_deref(), article.url.as_deref()];
    assert_eq!(known, [Some("7"), Some("Bridge"), Some("2024-10-24"), Some("https://example.org")]);
}

#[test]
fn empty_standard_input_is_told() {
    Ended::of(whosaid().args(["extract", "-"]).write_stdin("")).with_code(1).saying(&["standard input", "no text in it"]);
}

#[test]
fn a_folder_with_good_and_bad_articles_gives_the_good_ones() {
    let folder = Folder::new();
    folder.make("in");
    folder.write("in/a.txt", BRIDGE);
    folder.write("in/b.txt", b"\x00\x01\xff\xfe");
    folder.write("in/c.txt", "");
    folder.write("in/d.jsonl", "no JSON\n".to_owned() + &json_line("in-lines", BRIDGE));
    folder.write("in/ignored.png", b"\xff\xfe");
    let ended = extract([folder.at("in")]).with_code(1).saying(&["b.txt"]).saying(&["c.txt"]).saying(&["d.jsonl", "line 1"]);
    let ended = ended.saying(&["3 failures"]).saying(&["1 file not read", "1 .png", "--include"]);
    assert!(!ended.stderr.contains("ignored.png"), "{ended:#?}");
    assert_articles_are_bridge(&ended, &["a", "in-lines"]);
}

/// Runs a bad file, or a path that does not exist, before and after a good one.
#[track_caller]
fn assert_spares_the_good(name: &str, contents: Option<&[u8]>, says: &[&str]) {
    let folder = Folder::new();
    let bad = contents.map_or_else(|| folder.at(name), |contents| folder.write(name, contents));
    let good = folder.write("bridge.txt", BRIDGE);
    let ended = extract([&bad, &good, &bad]).with_code(1).saying(says);
    assert!(ended.stderr.contains("3 articles") && ended.stderr.contains("2 failures"), "{ended:#?}");
    let claims = ended.claims();
    assert_is_bridge(&claims);
    assert!(claims.iter().all(|claim| claim.article.path.as_deref().map(Path::new) == Some(good.as_path())));
}

#[track_caller]
fn assert_is_bridge(claims: &[Claim]) {
    assert_eq!(said(claims), said(bridge_claims()));
}

/// Asserts that standard output has [`BRIDGE`]'s claims under each id, in order, and nothing else.
#[track_caller]
fn assert_articles_are_bridge(ended: &Ended, ids: &[&str]) {
    let claims = ended.claims();
    let each = bridge_claims().len();
    assert_eq!(claims.len(), ids.len() * each, "{ended:#?}");
    for (id, claims) in ids.iter().zip(claims.chunks(each)) {
        assert!(claims.iter().all(|claim| claim.article.id == *id), "{claims:#?}");
        assert_is_bridge(claims);
    }
}
