//! Three hundred bad files among a hundred good ones: every good article's claims are found, every bad file is named, and nothing crashes or hangs.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::archives::{gzipped, page, record, zstandard};
use super::support::{BRIDGE, Folder, bridge_claims, extract, json_line, said};

const GOOD: usize = 100;
const BAD_OF_EACH: usize = 12;
const LONGEST: Duration = Duration::from_mins(1);

#[test]
fn bad_files_cost_good_ones_nothing() {
    let folder = Folder::new();
    let bad = bad_files(&folder.make("in"));
    write_good_files(&folder.at("in"));
    assert!(bad.len() >= 300, "{} bad files", bad.len());
    let began = Instant::now();
    let ended = extract([folder.at("in")]).with_code(1);
    assert!(began.elapsed() < LONGEST, "{:?}", began.elapsed());
    for name in &bad {
        assert!(ended.stderr.lines().any(|line| line.contains(name.as_str())), "{name} is not named");
    }
    let claims = ended.claims();
    let each = bridge_claims().len();
    assert_eq!(claims.len(), GOOD * each);
    for claims in claims.chunks(each) {
        assert!(claims.iter().all(|claim| claim.article.id.contains("good")), "{claims:#?}");
        assert_eq!(said(claims), said(bridge_claims()));
    }
}

/// Writes good articles, some under names that are not UTF-8.
fn write_good_files(folder: &Path) {
    for number in 0..GOOD {
        let name = format!("good-{number}");
        let (name, contents) = match number % 5 {
            0 => (format!("{name}.jsonl"), json_line(&name, BRIDGE).into_bytes()),
            1 => (format!("{name}.txt.gz"), gzipped(BRIDGE.as_bytes())),
            2 => (format!("{name}.json"), format!("[{}]", json_line(&name, BRIDGE)).into_bytes()),
            _ => (format!("{name}.txt"), BRIDGE.as_bytes().to_vec()),
        };
        let mut name = name.into_bytes();
        if number % 10 == 3 {
            name.splice(0..0, *b"\xff\xfe-");
        }
        fs::write(folder.join(OsStr::from_bytes(&name)), contents).unwrap();
    }
}

/// Creates bad files and other bad entries, and returns the names that messages must contain.
fn bad_files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for number in 0..BAD_OF_EACH {
        for (ending, contents) in bad_contents(number) {
            let name = format!("bad-{number}-{ending}");
            fs::write(folder.join(&name), contents).unwrap();
            names.push(name);
        }
        let fifo = format!("bad-{number}-pipe.txt");
        assert!(Command::new("mkfifo").arg(folder.join(&fifo)).status().unwrap().success());
        let itself = format!("bad-{number}-link.txt");
        symlink(&itself, folder.join(&itself)).unwrap();
        let dangling = format!("bad-{number}-dangling.txt");
        symlink("no/such/file.txt", folder.join(&dangling)).unwrap();
        let up = format!("bad-{number}-up");
        symlink("..", folder.join(&up)).unwrap();
        // Even where permissions do not apply (as for root), the file is empty.
        let locked = format!("bad-{number}-locked.txt");
        fs::write(folder.join(&locked), "").unwrap();
        fs::set_permissions(folder.join(&locked), Permissions::from_mode(0o0)).unwrap();
        let odd = [format!("bad-{number}-").as_bytes(), b"\xff.txt"].concat();
        fs::write(folder.join(OsStr::from_bytes(&odd)), "").unwrap();
        names.extend([fifo, itself, dangling, up, locked, format!("bad-{number}-\u{fffd}.txt")]);
    }
    names
}

fn bad_contents(number: usize) -> Vec<(&'static str, Vec<u8>)> {
    let noise: Vec<u8> = (0..4000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let page = page(BRIDGE);
    let packed = gzipped(&noise);
    let archive = record("response", "application/http", page.as_bytes());
    // One of them has 200 MB on a single line.
    let line = vec![b'a'; if number == 0 { 200 << 20 } else { 9 << 20 }];
    vec![
        ("empty.txt", Vec::new()),
        ("empty.warc", Vec::new()),
        ("blank.md", b" \n\t\n".to_vec()),
        ("binary.txt", noise.clone()),
        ("binary.html", noise.clone()),
        ("nul.txt", b"Ana Lee said\0that it was over.".to_vec()),
        ("cut.txt.gz", packed[..packed.len() / 2].to_vec()),
        ("broken.jsonl.gz", [&packed[..12], b"nothing of the kind".as_slice()].concat()),
        ("broken.txt.zst", [&zstandard(BRIDGE.as_bytes())[..9], b"nothing of the kind".as_slice()].concat()),
        ("broken.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\nnothing".to_vec()),
        ("cut.warc.gz", gzipped(&archive[..archive.len() / 2])),
        ("other.warc", b"This is no archive.\n".to_vec()),
        ("line.jsonl", line),
        ("line.txt.gz", gzipped(&vec![b'a'; 20 << 20])),
        ("deep.json", b"[".repeat(200_000)),
        ("deep.jsonl", [b"{\"text\":".repeat(50_000), b"1".to_vec(), b"}".repeat(50_000)].concat()),
        ("deep.html", b"<div><b>".repeat(50_000)),
        ("menu.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>".to_vec()),
        ("other.json", b"{\"title\": \"no text\"}".to_vec()),
        ("other.csv", b"a,b\n1,2\n".to_vec()),
        ("open.csv", [b"id,text\n1,\"".to_vec(), b"no end ".repeat(2_000_000)].concat()),
        ("utf-16.txt", [b"\xff\xfe".to_vec(), b"\x00\xd8".repeat(100)].concat()),
    ]
}
