//! A run that is interrupted, killed, or out of disk space can be resumed, and ends with the bytes of an uninterrupted run.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use whosaid::record::Claim;

use super::model_copy::ModelCopy;
use super::support::{BRIDGE, Ended, Folder, json_line, json_lines, whosaid, whosaid_process};

const FILES: [&str; 7] = ["claims.csv", "claims.html", "claims.json", "claims.jsonl", "claims.parquet", "errors.jsonl", "labels.jsonl"];
/// The checkpoint file, next to the first of the outputs.
const CHECKPOINT: &str = "claims.csv.checkpoint";

#[test]
fn an_interrupted_run_leaves_valid_files_and_goes_on() {
    let scene = Scene::new();
    for signal in ["INT", "TERM"] {
        let mut run = scene.begin(signal);
        run.signal(signal);
        run.wait_for_message("finishing the current articles; press Ctrl-C again to quit now");
        // The process that feeds the pipe is interrupted as well.
        let _ = run.stdin.write_all(b"{\"text\": \"cut off");
        let (code, messages) = run.end();
        assert_eq!(code, Some(130), "{messages}");
        assert!(messages.contains("interrupted after ") && messages.contains("--resume to continue"), "{messages}");

        assert!(FILES.iter().all(|file| scene.place(signal, file).exists()));
        let claims: Vec<Claim> = serde_json::from_str(&scene.read(signal, "claims.json")).unwrap();
        assert!(!claims.is_empty());
        assert_eq!(json_lines::<Claim>(&scene.read(signal, "claims.jsonl")), claims);
        scene.assert_goes_on(signal);
    }
}

#[test]
fn a_second_signal_ends_at_once() {
    let scene = Scene::new();
    let mut run = scene.begin("run");
    // Both signals arrive while the process is stopped, so that it cannot finish its work between them.
    for signal in ["STOP", "INT", "TERM", "CONT"] {
        run.signal(signal);
    }
    assert_eq!(run.child.wait().unwrap().code(), Some(130));
    assert!(!scene.place("run", "claims.csv").exists() && scene.place("run", "claims.csv.partial").exists());
    scene.assert_goes_on("run");
}

#[test]
fn what_a_run_wrote_into_its_input_folder_is_not_its_input_when_it_goes_on() {
    let folder = Folder::new();
    let model = ModelCopy::tiny(&folder).path;
    let (news, claims) = (folder.make("news"), folder.at("news/claims.jsonl"));
    folder.write("news/first.txt", BRIDGE);
    let lines = json_line("0", BRIDGE).repeat(50);
    let checkpoint = folder.at("news/claims.jsonl.checkpoint");
    let arguments: [&OsStr; 7] =
        ["extract".as_ref(), "-".as_ref(), news.as_ref(), "-o".as_ref(), claims.as_ref(), "--model".as_ref(), model.as_ref()];
    let mut run = Running::of(whosaid_process().args(arguments), &lines, &checkpoint);
    run.signal("INT");
    run.wait_for_message("press Ctrl-C again to quit now");
    assert_eq!(run.end().0, Some(130));

    let ended = Ended::of(whosaid().args(arguments).arg("--resume").write_stdin(lines)).with_code(0);
    ended.saying(&["resuming after", "51 articles"]);
    assert!(!checkpoint.exists());
}

#[test]
fn a_killed_run_leaves_old_files_and_goes_on() {
    let scene = Scene::new();
    let mut run = scene.begin("run");
    fs::write(scene.place("run", "claims.json"), "old").unwrap();
    run.child.kill().unwrap();
    run.child.wait().unwrap();
    assert_eq!(scene.read("run", "claims.json"), "old");
    scene.assert_goes_on("run");
}

#[test]
fn a_disk_without_room_is_told_and_the_run_goes_on_with_more_room() {
    let scene = Scene::new();
    let limited = ["-c", "trap '' XFSZ; ulimit -f 300; exec \"$@\"", "sh"];
    let command = whosaid_process();
    let mut shell = assert_cmd::Command::new("sh");
    shell.args(limited).arg(command.get_program()).args(scene.arguments("run")).write_stdin(scene.lines.as_str());
    shell.env_remove("WHOSAID_MODEL");
    let ended = Ended::of(&mut shell).with_code(2);
    ended.saying(&["cannot write ", "run/", "File too large", "run the same command with --resume to continue"]);
    scene.assert_goes_on("run");
}

#[test]
fn without_resume_a_run_starts_over_and_says_so() {
    let scene = Scene::new();
    let mut run = scene.begin("run");
    run.child.kill().unwrap();
    run.child.wait().unwrap();
    let ended = Ended::of(whosaid().args(scene.arguments("run")).write_stdin(scene.lines.as_str())).with_code(1);
    ended.saying(&["claims.csv.partial is left over from an interrupted run; starting over"]);
    scene.assert_is_whole("run");
    let ended = Ended::of(whosaid().args(scene.arguments("run")).arg("--resume").write_stdin(scene.lines.as_str())).with_code(1);
    assert!(!ended.stderr.contains("going on") && !ended.stderr.contains("left of"), "{ended:#?}");
    scene.assert_is_whole("run");
}

#[test]
fn what_cannot_be_gone_on_with_is_told() {
    let scene = Scene::new();
    let mut run = scene.begin("run");
    run.child.kill().unwrap();
    run.child.wait().unwrap();
    let resume = |arguments: &[&str], lines: &str| {
        Ended::of(whosaid().args(scene.arguments("run")).arg("--resume").args(arguments).write_stdin(lines)).with_code(2)
    };
    resume(&["--date", "2024-10-24"], &scene.lines).saying(&["cannot resume", "other inputs, outputs or settings", "extract - "]);
    resume(&[], &scene.lines[10..]).saying(&["cannot resume", "no longer begins with", "leave out --resume"]);
    let ended = Ended::of(whosaid().args(["extract", "-", "--resume"]).write_stdin(BRIDGE)).with_code(2);
    ended.saying(&["--resume cannot continue standard output", "-o FILE"]);
    scene.assert_goes_on("run");
}

#[test]
fn a_grouped_run_goes_on_from_where_it_was_ended() {
    let scene = Scene::new();
    let grouped = Grouped::new(&scene);
    for signal in ["INT", "KILL"] {
        let checkpoint = scene.place(signal, "claims.jsonl.ungrouped.jsonl.checkpoint");
        let half = &scene.lines[..scene.lines.len() / 2];
        let mut run = Running::of(whosaid_process().args(grouped.arguments(signal)), half, &checkpoint);
        run.signal(signal);
        if signal == "INT" {
            run.wait_for_message("press Ctrl-C again to quit now");
        }
        drop(run.stdin);
        assert_ne!(run.child.wait().unwrap().code(), Some(0));
        grouped.assert_goes_on(signal);
    }
}

#[test]
fn a_run_that_is_killed_while_it_groups_goes_on_without_reading_again() {
    let scene = Scene::new();
    let grouped = Grouped::new(&scene);
    // A run may end between the look and the kill; then the next one is tried.
    let killed = (0..50).map(|attempt| format!("run {attempt}")).find(|name| grouped.kill_while_writing(name));
    grouped.assert_goes_on(&killed.expect("no run was killed while it wrote")).saying(&["resuming after 400 articles"]);
}

/// The same scene with runs that group their claims.
struct Grouped<'s> {
    scene: &'s Scene,
}

impl<'s> Grouped<'s> {
    fn new(scene: &'s Scene) -> Self {
        let grouped = Self { scene };
        Ended::of(whosaid().args(grouped.arguments("grouped")).write_stdin(scene.lines.as_str())).with_code(1);
        grouped
    }

    fn arguments(&self, name: &str) -> Vec<String> {
        fs::create_dir_all(self.scene.folder.at(name)).unwrap();
        let place = |file: &str| self.scene.place(name, file).to_str().unwrap().to_owned();
        let [claims, table, groups] = ["claims.jsonl", "claims.csv", "groups.json"].map(place);
        let model = self.scene.model.to_str().unwrap();
        ["extract", "-", "--model", model, "-o", &claims, "-o", &table, "--group", "--groups", &groups].map(str::to_owned).to_vec()
    }

    /// Kills a run as soon as it has begun to write what grouping found; returns whether it was still writing.
    fn kill_while_writing(&self, name: &str) -> bool {
        let mut child = whosaid_process().args(self.arguments(name)).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(self.scene.lines.as_bytes()).unwrap();
        let begun = self.scene.place(name, "claims.jsonl.partial");
        while !begun.exists() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap().code().is_none() && !self.scene.place(name, "claims.jsonl").exists()
    }

    #[track_caller]
    fn assert_goes_on(&self, name: &str) -> Ended {
        let ended = Ended::of(whosaid().args(self.arguments(name)).arg("--resume").write_stdin(self.scene.lines.as_str())).with_code(1);
        let files = |name: &str| {
            let files = fs::read_dir(self.scene.folder.at(name)).unwrap().map(|file| file.unwrap().path());
            files.map(|file| (file.file_name().unwrap().to_owned(), fs::read(file).unwrap())).collect::<BTreeMap<_, _>>()
        };
        assert!(files(name) == files("grouped"), "{name} differs");
        ended.saying(&["resuming after"])
    }
}

/// A folder with a model, and the outputs of an uninterrupted run over `lines`.
struct Scene {
    folder: Folder,
    model: PathBuf,
    lines: String,
}

impl Scene {
    /// Groups of articles grow from 4 KB, so this many articles make several groups.
    const ARTICLES: usize = 400;

    fn new() -> Self {
        let folder = Folder::new();
        let model = ModelCopy::tiny(&folder).path;
        let line = |number: usize| {
            if number % 50 == 7 { "broken\n".to_owned() } else { json_line(&number.to_string(), &format!("{BRIDGE}{number} more.\n")) }
        };
        let scene = Self { folder, model, lines: (0..Self::ARTICLES).map(line).collect() };
        Ended::of(whosaid().args(scene.arguments("whole")).write_stdin(scene.lines.as_str())).with_code(1);
        assert!(scene.read("whole", "claims.jsonl").lines().count() > Self::ARTICLES);
        scene
    }

    /// The arguments of a run from standard input into a folder of its own.
    fn arguments(&self, name: &str) -> Vec<String> {
        fs::create_dir_all(self.folder.at(name)).unwrap();
        let place = |file: &str| self.place(name, file).to_str().unwrap().to_owned();
        let mut arguments = ["extract", "-", "--model", self.model.to_str().unwrap()].map(str::to_owned).to_vec();
        for file in &FILES[..5] {
            arguments.extend(["-o".to_owned(), place(file)]);
        }
        arguments.extend(["--annotations".to_owned(), place("labels.jsonl"), "--errors".to_owned(), place("errors.jsonl")]);
        arguments
    }

    fn place(&self, name: &str, file: &str) -> PathBuf {
        self.folder.at(name).join(file)
    }

    fn read(&self, name: &str, file: &str) -> String {
        fs::read_to_string(self.place(name, file)).unwrap()
    }

    /// Starts a run that has processed some of the articles and waits for the second half of its input.
    fn begin(&self, name: &str) -> Running {
        Running::of(whosaid_process().args(self.arguments(name)), &self.lines[..self.lines.len() / 2], &self.place(name, CHECKPOINT))
    }

    fn assert_goes_on(&self, name: &str) {
        let ended = Ended::of(whosaid().args(self.arguments(name)).arg("--resume").write_stdin(self.lines.as_str())).with_code(1);
        ended.saying(&["resuming after"]).saying(&["400 articles", "8 failures"]);
        self.assert_is_whole(name);
    }

    #[track_caller]
    fn assert_is_whole(&self, name: &str) {
        let mut files: Vec<_> =
            fs::read_dir(self.folder.at(name)).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, FILES);
        for file in FILES {
            let read = |name: &str| fs::read(self.place(name, file)).unwrap();
            assert!(read(name) == read("whole"), "{file} differs");
        }
    }
}

/// A run that is waiting for more input.
struct Running {
    child: Child,
    stdin: ChildStdin,
    stderr: BufReader<ChildStderr>,
}

impl Running {
    /// Starts a command with part of its input, and waits until it has processed some of that.
    fn of(command: &mut Command, input: &str, checkpoint: &Path) -> Self {
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        let began = Instant::now();
        while !checkpoint.exists() {
            assert!(began.elapsed() < Duration::from_mins(1), "no checkpoint");
            sleep(Duration::from_millis(10));
        }
        let stderr = BufReader::new(child.stderr.take().unwrap());
        Self { child, stdin, stderr }
    }

    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap().success());
    }

    #[track_caller]
    fn wait_for_message(&mut self, words: &str) {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert_ne!(self.stderr.read_line(&mut line).unwrap(), 0, "no message says {words:?}");
        }
    }

    /// Closes its input, and returns the exit code and the remaining messages.
    fn end(mut self) -> (Option<i32>, String) {
        drop(self.stdin);
        let mut messages = String::new();
        self.stderr.read_to_string(&mut messages).unwrap();
        (self.child.wait().unwrap().code(), messages)
    }
}
