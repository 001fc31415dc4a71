//! An output that cannot be written is reported before the work starts, old files stay, and nothing is left over.

use std::fs::File;
use std::io::Write;
use std::process::Stdio;

use super::support::{BRIDGE, Ended, Folder, extract, json_line, whosaid, whosaid_process};

#[test]
fn a_folder_that_does_not_exist_is_told() {
    let folder = Folder::new();
    for flag in ["-o", "--annotations"] {
        let ended = extract([folder.write("a.txt", BRIDGE), flag.into(), folder.at("missing/claims.jsonl")]).with_code(2);
        let ended = ended.saying(&["cannot write", "missing/claims.jsonl", "there is no folder", "create it first"]);
        assert!(!ended.stderr.contains(".partial"), "a name that the user does not know: {ended:#?}");
    }
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn a_target_that_is_a_folder_is_told() {
    let folder = Folder::new();
    let ended = extract([folder.write("a.txt", BRIDGE), "-o".into(), folder.make("claims.csv")]).with_code(2);
    ended.saying(&["cannot write", "claims.csv", "directory"]);
    assert_eq!(folder.names(), ["a.txt", "claims.csv"]);
}

#[test]
fn an_unknown_ending_is_told() {
    let folder = Folder::new();
    for name in ["claims.xml", "claims"] {
        let ended = extract([folder.write("a.txt", BRIDGE), "-o".into(), folder.at(name)]).with_code(2);
        ended.saying(&[name, ".csv, .json, .jsonl, .parquet or .html"]);
    }
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn one_file_for_two_outputs_is_told() {
    let folder = Folder::new();
    let (article, target) = (folder.write("a.txt", BRIDGE), folder.at("claims.jsonl"));
    let twice = extract([article.clone(), "-o".into(), target.clone(), "-o".into(), target.clone()]).with_code(2);
    twice.saying(&["claims.jsonl"]);
    let over_each_other = extract([article, "-o".into(), target.clone(), "--annotations".into(), target]).with_code(2);
    over_each_other.saying(&["claims.jsonl"]);
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn one_file_under_two_spellings_is_told() {
    let folder = Folder::new();
    let article = folder.write("a.txt", BRIDGE);
    let twice = extract([article, "-o".into(), folder.at("claims.jsonl"), "--annotations".into(), folder.at("./claims.jsonl")]);
    twice.with_code(2).saying(&["claims.jsonl"]);
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn an_output_over_an_input_is_told_and_the_input_kept() {
    let folder = Folder::new();
    let line = json_line("a", BRIDGE);
    let scrape = folder.write("scrape.jsonl", &line);
    for input in [scrape.clone(), folder.path().to_owned()] {
        for flag in ["-o", "--annotations"] {
            extract([input.clone(), flag.into(), folder.at("./scrape.jsonl")]).with_code(2).saying(&["scrape.jsonl"]);
            assert_eq!(folder.read("scrape.jsonl"), line);
        }
    }
    assert_eq!(folder.names(), ["scrape.jsonl"]);
}

#[test]
fn senseless_settings_are_told() {
    let folder = Folder::new();
    let article = folder.write("a.txt", BRIDGE);
    let article = article.to_str().unwrap();
    extract([article, "--threads", "0"]).with_code(2).saying(&["--threads", "1..=1024"]);
    extract([article, "--threads", "many"]).with_code(2).saying(&["--threads"]);
    extract([article, "--format", "xml"]).with_code(2).saying(&["--format", "csv, json, jsonl"]);
    extract([article, "--format", "csv", "-o", "claims.csv"]).with_code(2).saying(&["--format", "--output"]);
    extract([article, "--colour"]).with_code(2).saying(&["--colour"]).saying(&["'--color'"]);
    extract([article, "-q", "-v"]).with_code(2).saying(&["--quiet", "--verbose"]);
    Ended::of(whosaid().arg("extract")).with_code(2).saying(&["<INPUT>"]);
}

#[test]
fn an_old_file_survives_a_run_that_another_output_stops() {
    let folder = Folder::new();
    let (article, old) = (folder.write("a.txt", BRIDGE), folder.write("old.csv", "old"));
    extract([article, "-o".into(), old, "-o".into(), folder.at("missing/new.json")]).with_code(2);
    assert_eq!(folder.read("old.csv"), "old");
    assert_eq!(folder.names(), ["a.txt", "old.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_old_files_survive_it() {
    let folder = Folder::new();
    let (article, old) = (folder.write("a.txt", BRIDGE), folder.write("old.jsonl", "old"));
    for format in ["csv", "json", "jsonl"] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = whosaid_process();
        command.args(["extract", "--format", format, "--annotations"]).args([&old, &article]);
        let output = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{format}: {stderr}");
        assert!(stderr.contains("cannot write standard output") && stderr.contains("No space left"), "{format}: {stderr}");
        assert_eq!(folder.read("old.jsonl"), "old");
        assert_eq!(folder.names(), ["a.txt", "old.jsonl"]);
    }
}

#[test]
fn an_old_file_survives_a_run_that_is_killed() {
    let folder = Folder::new();
    let old = folder.write("old.csv", "old");
    let mut child = whosaid_process().args(["extract", "-", "-o"]).arg(old).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(json_line("a", BRIDGE).as_bytes()).unwrap();
    while folder.names().len() < 2 {
        assert_eq!(child.try_wait().unwrap(), None);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(folder.read("old.csv"), "old");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(folder.read("old.csv"), "old");
}
