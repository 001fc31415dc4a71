//! `whosaid inputs` shows which files would be read, and in which format.

use serde_json::Value;

use super::archives::{gzipped, response, word, workbook, zipped, zstandard};
use super::support::{BRIDGE, Ended, Folder, json_line, json_lines, whosaid};

#[test]
fn files_are_listed_with_their_forms() {
    let folder = Folder::new();
    folder.make("in");
    folder.write("in/a.txt", BRIDGE);
    folder.write("in/b.jsonl.gz", gzipped(json_line("b", BRIDGE).as_bytes()));
    folder.write("in/c.html.zst", zstandard(b"<html><body><p>Ana Lee said no.</p>"));
    folder.write("in/d.json", json_line("d", BRIDGE).repeat(2));
    folder.write("in/e.json", "{\n\"text\": \"Ana Lee said no.\"\n}");
    folder.write("in/f.warc", response("<p>no", &[]));
    folder.write("in/g.csv", "id;body\n1;no\n");
    folder.write("in/h.md", "# No\n");
    folder.write("in/i.txt", "<!DOCTYPE html>\n<p>no");
    folder.write("in/j.png", "no");
    folder.write("in/k.txt", gzipped(BRIDGE.as_bytes()));
    folder.write("in/l.docx", word(["Ana Lee said no."]));
    folder.write("in/m.xlsx", workbook(&[&[&["text"]]]));
    folder.write("in/n.zip", zipped(&[("a.txt", b"Ana Lee said no.")]));
    folder.write("in/o.zip", word(["Ana Lee said no."]));
    folder.write("in/p.docx.gz", gzipped(&workbook(&[&[&["text"]]])));
    folder.write("in/~$l.docx", "A. Reader");
    let listed = listed(&[folder.at("in").to_str().unwrap(), "--json"]);
    let columns = |line: &Value| {
        let text = |name: &str| line[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", text("id"), text("form"), text("compression"))
    };
    let expected =
        ["a txt -", "b jsonl gzip", "c html zstd", "d jsonl -", "e json -", "f warc -", "g csv -", "h md -", "i html -", "k txt gzip"];
    let expected = expected.into_iter().chain(["l docx -", "m xlsx -", "n zip -", "o docx -", "p xlsx gzip"]);
    assert_eq!(listed.iter().map(columns).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn the_table_has_a_row_for_every_file() {
    let folder = Folder::new();
    let file = folder.write("a.txt", BRIDGE);
    let gone = folder.at("gone.txt");
    let ended = Ended::of(whosaid().arg("inputs").args([&file, &gone])).with_code(1).saying(&["gone.txt", "no such file"]);
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert!(lines[0].starts_with("FORM") && lines[0].ends_with("PATH"), "{lines:?}");
    assert!(lines[1].starts_with("txt") && lines[1].ends_with("a.txt") && lines.len() == 2, "{lines:?}");
}

#[test]
fn globs_choose_files() {
    let folder = Folder::new();
    for name in ["in", "in/sub", "in/drafts"] {
        folder.make(name);
    }
    for name in ["in/a.txt", "in/b.page", "in/sub/c.txt", "in/sub/c.html", "in/drafts/d.txt"] {
        folder.write(name, BRIDGE);
    }
    let path = folder.at("in");
    let ids = |settings: &[&str]| {
        let arguments: Vec<&str> = [path.to_str().unwrap(), "--json"].into_iter().chain(settings.iter().copied()).collect();
        listed(&arguments).iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[]), ["a", "drafts/d", "sub/c.html", "sub/c.txt"]);
    assert_eq!(ids(&["--exclude", "drafts/", "--exclude", "*.html"]), ["a", "sub/c"]);
    assert_eq!(ids(&["--include", "*.page"]), ["b"]);
    assert_eq!(ids(&["--include", "sub/**", "--exclude", "*.txt"]), ["sub/c"]);
    Ended::of(whosaid().args(["inputs", ".", "--include", "a[", "--json"])).with_code(2).saying(&["a["]);
}

#[track_caller]
fn listed(arguments: &[&str]) -> Vec<Value> {
    json_lines(&Ended::of(whosaid().arg("inputs").args(arguments)).with_code(0).stdout)
}
