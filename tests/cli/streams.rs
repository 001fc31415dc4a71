//! Records go to standard output and messages to standard error, and both are silent when they should be.

use std::io::{BufRead, BufReader};
use std::process::{ChildStdout, Stdio};

use super::support::{BRIDGE, Ended, Folder, extract, whosaid, whosaid_process};

const ESCAPE: char = '\u{1b}';

/// More than a pipe can hold, so that the command is still writing when its reader goes away.
const LONG_TITLE: usize = 100_000;

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::new();
    let line = serde_json::json!({ "text": BRIDGE, "title": "long ".repeat(LONG_TITLE / 5) });
    let article = folder.write("bridge.jsonl", line.to_string());
    for format in ["jsonl", "json", "csv"] {
        let arguments = ["extract", article.to_str().unwrap(), "--format", format];
        let (code, stderr) = run_with_reader(&arguments, |stdout| {
            BufReader::new(stdout).read_line(&mut String::new()).unwrap();
        });
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
fn a_reader_that_never_reads_is_no_failure() {
    for arguments in [&["completions", "bash"][..], &["man"], &["--help"], &["--version"]] {
        let (code, stderr) = run_with_reader(arguments, drop);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn quiet_says_nothing_on_success() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let ended = extract(["-q".into(), article.clone()]).with_code(0);
    assert_eq!(ended.stderr, "");
    assert!(!ended.claims().is_empty());
    let ended = extract(["-q".into(), article, folder.at("gone.txt")]).with_code(1);
    assert_eq!(ended.stderr.lines().count(), 1, "{ended:#?}");
    ended.saying(&["gone.txt"]);
}

#[test]
fn the_closing_line_counts() {
    let folder = Folder::new();
    let inputs = [folder.write("a.txt", BRIDGE), folder.write("b.txt", BRIDGE), folder.write("c.txt", ""), folder.at("gone.txt")];
    let ended = extract(&inputs).with_code(1);
    let words = 2 * BRIDGE.split_whitespace().count();
    let claims = ended.stdout.lines().count();
    let line = ended.stderr.lines().last().unwrap();
    let counts = format!("4 articles, {words} words, {claims} claims, 2 failures, ");
    assert!(line.contains(&counts), "{counts:?} is not in {line:?}");
}

#[test]
fn verbose_tells_the_model_and_the_threads() {
    let folder = Folder::new();
    let ended = extract(["-v".into(), "--threads".into(), "3".into(), folder.write("bridge.txt", BRIDGE)]).with_code(0);
    ended.saying(&["model", "models/news"]).saying(&["3 threads"]);
}

#[test]
fn messages_begin_with_the_commands_name() {
    let ended = extract(["gone.txt"]).with_code(2);
    assert!(ended.stderr.lines().all(|line| line.starts_with("whosaid: ")), "{ended:#?}");
}

#[test]
fn colours_are_used_when_asked_for_only() {
    let messages = |settings: &[&str], environment: &[(&str, &str)]| {
        let mut command = whosaid();
        command.args(["extract", "gone.txt"]).args(settings).envs(environment.iter().copied());
        Ended::of(&mut command).with_code(2).stderr
    };
    assert!(!messages(&[], &[]).contains(ESCAPE), "colours without a terminal");
    assert!(messages(&["--color", "always"], &[]).contains(ESCAPE));
    assert!(messages(&["--color=always"], &[("NO_COLOR", "1")]).contains(ESCAPE), "a flag is stronger than the environment");
    assert!(messages(&[], &[("CLICOLOR_FORCE", "1")]).contains(ESCAPE));
    assert!(!messages(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]).contains(ESCAPE));
    assert!(!messages(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains(ESCAPE));
}

#[test]
fn records_are_never_coloured() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    for format in ["jsonl", "json", "csv"] {
        let ended = extract([article.to_str().unwrap(), "--color", "always", "--format", format]).with_code(0);
        assert!(!ended.stdout.is_empty() && !ended.stdout.contains(ESCAPE), "{ended:#?}");
    }
}

/// Runs a command whose standard output only `read` reads, and returns its exit code and messages.
fn run_with_reader(arguments: &[&str], read: impl FnOnce(ChildStdout)) -> (Option<i32>, String) {
    let mut command = whosaid_process();
    command.args(arguments).arg("-q").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    read(child.stdout.take().unwrap());
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}
