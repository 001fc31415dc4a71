//! Zip archives of articles.

use std::io::{Cursor, Write};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::archives::{word, workbook, zipped};
use super::support::{BRIDGE, Ended, Folder, bridge_claims, extract, json_line, json_lines, said, whosaid};

#[test]
fn members_are_read_as_the_files_of_a_folder() {
    let folder = Folder::new();
    folder.make("in");
    folder.make("in/news.zip");
    let lines = json_line("x", BRIDGE) + "{}\n" + &json_line("y", BRIDGE);
    let files = [("2024/bridge.txt", BRIDGE), ("2024/bridge.md", BRIDGE), ("Zoë.txt", BRIDGE), ("lines.jsonl", &lines), ("empty.txt", "")];
    for (name, contents) in files {
        let path = folder.at("in/news.zip").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }
    let unpacked = extract([folder.at("in")]).with_code(1).saying(&["news.zip/lines.jsonl", "line 2", "no text"]);

    std::fs::remove_dir_all(folder.at("in/news.zip")).unwrap();
    let mut members: Vec<(&str, &[u8])> = files.map(|(name, contents)| (name, contents.as_bytes())).to_vec();
    members.extend([("__MACOSX/2024/._bridge.txt", &b"\0\x05\x16\x07"[..]), ("picture.png", b"\x89PNG")]);
    folder.write("in/news.zip", zipped(&members));
    let packed =
        extract([folder.at("in")]).with_code(1).saying(&["news.zip/lines.jsonl", "line 2", "no text"]).saying(&["news.zip/empty.txt"]);
    assert_eq!(packed.claims(), unpacked.claims());
    assert_eq!(packed.claims()[0].article.id, "news.zip/2024/bridge.md");
    assert_eq!(packed.claims()[0].article.path, Some(folder.at("in/news.zip/2024/bridge.md").display().to_string()));
}

#[test]
fn an_archive_comes_in_by_standard_input_and_in_shares() {
    let folder = Folder::new();
    let names: Vec<String> = (0..6).map(|number| format!("{number}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), BRIDGE.as_bytes())).collect();
    let archive = zipped(&members);
    let ids =
        |json: &str| json_lines::<Value>(json).iter().map(|claim| claim["article"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let piped = Ended::of(whosaid().args(["extract", "-"]).write_stdin(archive.clone())).with_code(0);
    assert_eq!(piped.claims().len(), 6 * bridge_claims().len());
    assert!(piped.claims()[0].article.path.as_deref() == Some("0.txt"), "{:?}", piped.claims()[0]);

    let path = folder.write("news.zip", archive);
    let all = ids(&extract([&path]).with_code(0).stdout);
    let share = |share: &str| ids(&extract([path.as_os_str(), "--shard".as_ref(), share.as_ref()]).with_code(0).stdout);
    let (one, two) = (share("1/2"), share("2/2"));
    assert!(!one.is_empty() && !two.is_empty());
    let mut both = [one, two].concat();
    both.sort();
    assert_eq!(both, all);
}

#[test]
fn documents_and_workbooks_are_members_too() {
    let folder = Folder::new();
    let members = [("a.docx", word([BRIDGE])), ("b.xlsx", workbook(&[&[&["body"], &[BRIDGE]]])), ("c.zip", zipped(&[("d.txt", b"x")]))];
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, contents)| (*name, contents.as_slice())).collect();
    let ended =
        extract([folder.write("news.zip", zipped(&members))]).with_code(1).saying(&["news.zip/c.zip", "an archive within an archive"]);
    assert_eq!(ended.claims().len(), 2 * bridge_claims().len());
}

#[test]
fn a_bomb_is_refused_by_name_and_costs_no_other() {
    let folder = Folder::new();
    let monotonous = vec![b'a'; 40 << 20];
    let bomb = zipped(&[("a.txt", BRIDGE.as_bytes()), ("bomb.jsonl", &monotonous), ("z.txt", BRIDGE.as_bytes())]);
    let ended = extract([folder.write("news.zip", bomb)]).with_code(1).saying(&["news.zip/bomb.jsonl", "decompression bomb"]);
    assert_eq!(ended.claims().len(), 2 * bridge_claims().len());

    let document =
        zipped(&[("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"<Relationships/>"), ("word/document.xml", &monotonous)]);
    extract([folder.write("bomb.docx", document)]).with_code(1).saying(&["bomb.docx", "decompression bomb"]);
    let book = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &monotonous)]);
    extract([folder.write("bomb.xlsx", book)]).with_code(1).saying(&["bomb.xlsx", "decompression bomb"]);
}

#[test]
fn all_members_together_may_not_unpack_to_more_than_texts_do() {
    // Each is small enough on its own, but all of them compress to almost nothing.
    let folder = Folder::new();
    let small = vec![b'a'; 12 << 20];
    let names: Vec<String> = (0..4).map(|number| format!("{number}.jsonl")).collect();
    let mut members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), small.as_slice())).collect();
    members.insert(0, ("a.txt", BRIDGE.as_bytes()));
    let ended = extract([folder.write("news.zip", zipped(&members))]).with_code(1).saying(&["news.zip/3.jsonl", "decompression bomb"]);
    assert_eq!(said(&ended.claims()), said(bridge_claims()));
}

#[test]
fn what_is_wrong_with_an_archive_or_a_member_is_told() {
    let folder = Folder::new();
    let good = zipped(&[("a.txt", BRIDGE.as_bytes()), ("b.txt", BRIDGE.as_bytes())]);
    extract([folder.write("short.zip", &good[..good.len() / 2])]).with_code(1).saying(&["short.zip", "broken zip archive"]);
    extract([folder.write("other.zip", "no archive")]).with_code(1).saying(&["other.zip", "broken zip archive"]);
    extract([folder.write("none.zip", zipped(&[("a.png", b"x")]))]).with_code(1).saying(&[
        "none.zip",
        "no articles in this archive",
        ".docx",
    ]);

    let mut broken = good.clone();
    let start = broken.windows(5).position(|name| name == b"a.txt").unwrap() + 5;
    broken[start + 8..start + 12].fill(0xff);
    let ended = extract([folder.write("broken.zip", broken)]).with_code(1).saying(&["broken.zip/a.txt", "broken zip archive"]);
    assert_eq!(said(&ended.claims()), said(bridge_claims()));

    for (name, replaced, problem) in [("../a.txt", &b"../a.txt"[..], "leads out of the archive"), ("..\\a.txt", b"..\\a.txt", "leads out")]
    {
        let outside = zipped(&[("b.txt", BRIDGE.as_bytes()), ("xx/a.txt", BRIDGE.as_bytes())]);
        let ended = extract([folder.write("out.zip", with_name(outside, b"xx/a.txt", replaced))]).with_code(1).saying(&["a.txt", problem]);
        assert_eq!(said(&ended.claims()), said(bridge_claims()), "{name}");
    }

    let mut encrypted = good.clone();
    for start in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let flags = if start[2] == 3 { 6 } else { 8 };
        let at = encrypted.windows(4).position(|window| window == start).unwrap();
        encrypted[at + flags] |= 1;
    }
    let ended = extract([folder.write("secret.zip", encrypted)]).with_code(1).saying(&["secret.zip/a.txt", "encrypted"]);
    assert_eq!(said(&ended.claims()), said(bridge_claims()));
}

#[test]
fn odd_names_and_large_sizes_are_read() {
    let folder = Folder::new();
    let twice = zipped(&[("a.txt", BRIDGE.as_bytes()), ("b.txt", BRIDGE.as_bytes())]);
    let ended =
        extract([folder.write("twice.zip", with_name(twice, b"b.txt", b"a.txt"))]).with_code(1).saying(&["twice.zip", "of the same name"]);
    assert_eq!(said(&ended.claims()), said(bridge_claims()));

    let old = with_name(zipped(&[("x.txt", BRIDGE.as_bytes())]), b"x.txt", b"\x82.txt");
    let claims = extract([folder.write("old.zip", old)]).with_code(0).claims();
    assert_eq!(claims[0].article.id, "old.zip/é");

    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a.txt", SimpleFileOptions::default().large_file(true)).unwrap();
    writer.write_all(BRIDGE.as_bytes()).unwrap();
    let large = writer.finish().unwrap().into_inner();
    assert_eq!(said(&extract([folder.write("large.zip", large)]).with_code(0).claims()), said(bridge_claims()));
}

/// An archive in which one member's name is replaced by another of the same length.
fn with_name(mut archive: Vec<u8>, name: &[u8], other: &[u8]) -> Vec<u8> {
    let places: Vec<usize> = (0..archive.len() - name.len()).filter(|&at| archive[at..].starts_with(name)).collect();
    for at in places {
        archive[at..at + other.len()].copy_from_slice(other);
    }
    archive
}
