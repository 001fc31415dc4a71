//! The metadata that each format gives besides an article's text, and what is left out on purpose.

use std::fs;

use super::archives::{gzipped, page, response};
use super::support::{BRIDGE, Ended, Folder, bridge_claims, corpus, extract, json_line, said, whosaid};

const GERMAN: &str = "Die Bürgermeisterin von Belvar, Ana Lee, sagte am Montag, dass die Brücke für einen Monat gesperrt werde. \
    „Wir haben keine Wahl“, sagte sie vor Journalisten. Das Busunternehmen bestritt, dass es gewarnt worden sei.\n";

#[test]
fn a_page_tells_title_date_author_language_and_address() {
    let folder = Folder::new();
    let text = fs::read_to_string(&corpus(1)[0]).unwrap();
    let head = "<meta property=\"og:title\" content=\"Bridge &amp; bids\"><meta property=\"article:published_time\" content=\"2024-10-24T23:30:00+01:00\">\
        <meta name=\"author\" content=\"Oona Bracewell\"><link rel=\"canonical\" href=\"https://example.org/bridge\">";
    let page = folder.write("page.html", page(&text).replace("<title>A page</title>", head));
    extract([page.as_os_str(), "--annotations".as_ref(), folder.at("labels.jsonl").as_os_str(), "-q".as_ref()]).with_code(0);
    let article = &folder.annotations("labels.jsonl")[0];
    let known = [&article.title, &article.published, &article.author, &article.url].map(|value| value.as_deref().unwrap_or("-"));
    assert_eq!(known, ["Bridge & bids", "2024-10-24", "Oona Bracewell", "https://example.org/bridge"]);
    assert!(article.language.as_deref().is_some_and(|language| language.starts_with("en")), "{:?}", article.language);
    assert!(!article.text.contains("Home"), "{}", article.text);
}

#[test]
fn dates_are_read_into_days() {
    let folder = Folder::new();
    for (date, day) in [
        ("2024-10-24T05:30:00Z", "2024-10-24"),
        ("Thu, 24 Oct 2024 05:30:00 GMT", "2024-10-24"),
        ("24 October 2024", "2024-10-24"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26"),
        ("1729728000", "2024-10-24"),
        ("sometime", "sometime"),
    ] {
        let line = serde_json::json!({ "body": BRIDGE, "publish_date": date }).to_string();
        let claims = extract([folder.write("line.jsonl", line)]).with_code(0).claims();
        assert_eq!(claims[0].article.published.as_deref(), Some(day), "{date}");
    }
}

#[test]
fn markdown_is_read_without_its_marks() {
    let folder = Folder::new();
    let markdown =
        format!("---\ntitle: Bridge\ndate: 2024-10-24\n---\n\n{}", BRIDGE.replace("Ana Lee", "[**Ana Lee**](https://example.org)"));
    let claims = extract([folder.write("bridge.md", markdown)]).with_code(0).claims();
    let contents = |claims: &[whosaid::record::Claim]| claims.iter().map(|claim| claim.content.text.clone()).collect::<Vec<_>>();
    assert_eq!(contents(&claims), contents(bridge_claims()));
    assert_eq!((claims[0].article.title.as_deref(), claims[0].article.published.as_deref()), (Some("Bridge"), Some("2024-10-24")));
}

#[test]
fn wrapped_and_broken_json_is_read() {
    let folder = Folder::new();
    let wrapped = serde_json::json!({ "status": "ok", "articles": [{ "content": BRIDGE }, { "content": 7 }, { "content": BRIDGE }] });
    let ended = extract([folder.write("wrapped.json", serde_json::to_string_pretty(&wrapped).unwrap())]).with_code(1);
    let ended = ended.saying(&["wrapped.json", "item 2", "--text-field"]);
    assert_eq!(ended.claims().len(), 2 * bridge_claims().len());
    let array = format!("[{{\"text\": {0}}},\n {{\"text\": oops}},\n {{\"text\": {0}}}]", serde_json::to_string(BRIDGE).unwrap());
    let ended = extract([folder.write("array.json", array)]).with_code(1).saying(&["array.json", "item 2", "not a JSON object"]);
    assert_eq!(ended.claims().len(), 2 * bridge_claims().len());
}

#[test]
fn rows_of_tables_are_told_by_number() {
    let folder = Folder::new();
    let quoted = BRIDGE.replace('"', "\"\"");
    let table = format!("Headline;Body;Published\nBridge;\"{quoted}\";24 October 2024\nEmpty;;\nBridge;\"{quoted}\";\n");
    let ended = extract([folder.write("table.csv", table)]).with_code(1).saying(&["table.csv", "row 2", "no text"]);
    let claims = ended.claims();
    assert_eq!(claims.len(), 2 * bridge_claims().len());
    let article = &claims[0].article;
    assert_eq!(
        (article.id.as_str(), article.title.as_deref(), article.published.as_deref()),
        ("table-1", Some("Bridge"), Some("2024-10-24"))
    );
    let other = folder.write("other.csv", "a,b\n1,2\n");
    extract([other.to_str().unwrap()]).with_code(1).saying(&["other.csv", "the columns are a, b", "--text-field"]);
}

#[test]
fn old_encodings_are_read() {
    let folder = Folder::new();
    let western = BRIDGE.replace('“', "\u{93}").replace('”', "\u{94}").replace("Lee", "Lée");
    let western: Vec<u8> = western.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let claims = extract([folder.write("western.txt", &western)]).with_code(0).claims();
    assert!(claims.iter().any(|claim| claim.content.text.contains("“We have no choice,”")), "{claims:#?}");
    let mut line = b"{\"text\": \"".to_vec();
    line.extend(western.iter().flat_map(|&byte| if byte == b'\n' { b"\\n".to_vec() } else { vec![byte] }));
    line.extend(b"\"}\n");
    assert_eq!(said(&extract([folder.write("western.jsonl", line)]).with_code(0).claims()), said(&claims));
}

#[test]
fn what_is_not_english_is_counted_and_left_out() {
    let folder = Folder::new();
    folder.make("in");
    folder.write("in/bridge.txt", BRIDGE);
    folder.write("in/german.txt", GERMAN);
    let ended =
        extract([folder.at("in")]).with_code(0).saying(&["2 articles", "0 failures", "1 skipped for their language", "--any-language"]);
    assert_eq!(said(&ended.claims()), said(bridge_claims()));
    let all = extract([folder.at("in").as_os_str(), "--any-language".as_ref()]).with_code(0);
    assert!(all.stderr.contains("2 articles") && !all.stderr.contains("skipped"), "{all:#?}");
}

#[test]
fn what_is_too_large_is_told_and_can_be_allowed() {
    let folder = Folder::new();
    let large = folder.write("large.txt", "Ana Lee said that the bridge was shut. ".repeat(100));
    let ended = extract([large.as_os_str(), "--max-article-size".as_ref(), "3K".as_ref()]).with_code(1);
    ended.saying(&["large.txt", "larger than an article may be", "--max-article-size"]);
    extract([large.as_os_str(), "--max-article-size".as_ref(), "4k".as_ref()]).with_code(0);
    extract([large.as_os_str(), "--max-article-size".as_ref(), "much".as_ref()]).with_code(2).saying(&["much", "800K"]);
}

#[test]
fn a_compression_bomb_is_bounded() {
    let folder = Folder::new();
    let bomb = gzipped(&vec![b'a'; 100 << 20]);
    for name in ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.json.gz", "bomb.csv.gz", "bomb.html.gz", "bomb.md.gz"] {
        let ended = Ended::of(whosaid().arg("extract").args([folder.write(name, &bomb), folder.write("bridge.txt", BRIDGE)])).with_code(1);
        assert_eq!(said(&ended.claims()), said(bridge_claims()), "{name}");
        ended.saying(&[name]);
    }
}

#[test]
fn reading_an_archive_goes_on_after_a_broken_record() {
    let folder = Folder::new();
    let text = fs::read_to_string(&corpus(1)[0]).unwrap();
    let good = response(&page(&text), &[]);
    let broken = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n\r\nno length\r\n\r\n".to_vec();
    let ended = extract([folder.write("pages.warc", [good.clone(), broken, good.clone(), good[..good.len() / 2].to_vec()].concat())]);
    let ended = ended.with_code(1).saying(&["pages.warc", "record 5", "length"]).saying(&["pages.warc", "ends within a record"]);
    let alone = extract([folder.write("one.warc", good)]).with_code(0).claims();
    assert_eq!(ended.claims().len(), 2 * alone.len());
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_is_read() {
    let folder = Folder::new();
    let pipe = folder.at("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::write(pipe, json_line("bridge", BRIDGE)).unwrap())
    };
    assert_eq!(said(&extract([pipe]).with_code(0).claims()), said(bridge_claims()));
    writer.join().unwrap();
}
