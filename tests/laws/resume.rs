//! Nothing is lost and nothing is duplicated: wherever a run is interrupted, resuming it ends with the bytes of an uninterrupted run.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;
use tempfile::TempDir;
use whosaid::read::{Entry, Member, Problem, ReadError};
use whosaid::run::{Ending, Notice, Run, RunError};
use whosaid::write::{Done, Format, FurtherColumns, Holds, OutputError, Outputs, RunIdentity, Target};

use super::extractors::{article, sparing};
use super::texts::{config, news};

/// The outputs of every run in these tests.
const FILES: &[(&str, Holds)] = &[
    ("claims.csv", Holds::Claims(Format::Csv)),
    ("excel.csv", Holds::Claims(Format::ExcelCsv)),
    ("claims.json", Holds::Claims(Format::Json)),
    ("claims.jsonl", Holds::Claims(Format::JsonLines)),
    ("claims.parquet", Holds::Claims(Format::Parquet)),
    #[cfg(feature = "spreadsheets")]
    ("claims.xlsx", Holds::Claims(Format::Workbook)),
    ("labels.jsonl", Holds::Annotations),
    ("errors.jsonl", Holds::Failures),
];

const STATEMENTS: &str = "“No,” Ana Lee said. “We never did that,” she told reporters on Monday.";

/// Texts, and `None` for articles that cannot be read.
type Input = Vec<Option<String>>;

/// How a run is interrupted.
#[derive(Debug, Clone, Copy)]
enum Cut {
    /// As by `kill -9`, after a number of entries.
    Killed(usize),
    /// By the stop flag, after a number of entries.
    Stopped(usize),
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_run_in_pieces_writes_the_bytes_of_a_whole_one(input in input(), cuts in prop::collection::vec(cut(), 1..4), torn in 0usize..40) {
        let whole = files_of(&whole(&input));
        let mut folder = TempDir::new().unwrap();
        for cut in cuts {
            folder = run_until(cut, folder, &input);
            tear(folder.path(), torn);
        }
        let (mut outputs, mut done) = resume(folder.path());
        let before = done.articles;
        let mut steps = (0, 0);
        let ending = run(&mut outputs, &mut done, &input, &AtomicBool::new(false), |step| match step {
            Notice::DoneBefore => steps.0 += 1,
            _ => steps.1 += 1,
        });
        prop_assert_eq!(ending.unwrap(), Ending::Whole);
        prop_assert_eq!(steps, (before, input.len() as u64 - before));
        outputs.finish().unwrap();
        prop_assert_eq!(done.failures, input.iter().filter(|text| text.is_none()).count() as u64);
        prop_assert!(files_of(&folder) == whole, "the bytes differ");
    }
}

#[test]
fn what_a_stop_leaves_is_valid_and_holds_what_was_done() {
    let input = vec![Some(STATEMENTS.to_owned()); 60];
    let whole = whole(&input);
    let folder = run_until(Cut::Stopped(20), TempDir::new().unwrap(), &input);
    let done = resume(folder.path()).1.articles;
    assert!((20..60).contains(&done), "{done}");
    let lines = |folder: &TempDir| fs::read_to_string(folder.path().join("claims.jsonl")).unwrap();
    let part = lines(&folder);
    assert!(!part.is_empty() && part.len() < lines(&whole).len() && lines(&whole).starts_with(&part));
    let array: Vec<serde_json::Value> = serde_json::from_slice(&fs::read(folder.path().join("claims.json")).unwrap()).unwrap();
    assert_eq!(array.len(), part.lines().count());
    assert!(FILES.iter().filter(|(name, _)| name.starts_with("claims")).all(|(name, _)| folder.path().join(name).exists()));
}

#[test]
fn a_run_that_is_not_the_same_is_refused_and_nothing_touched() {
    let input = vec![Some(STATEMENTS.to_owned()); 100];
    let folder = run_until(Cut::Killed(90), TempDir::new().unwrap(), &input);
    let left = files_of(&folder);
    let other_model = RunIdentity { models: vec!["another".to_owned()], ..identity() };
    let other_settings = RunIdentity { settings: "other".to_owned(), ..identity() };
    for (other, says) in [(other_model, "another model"), (other_settings, "other inputs, outputs or settings")] {
        let error = Outputs::resume(&targets(folder.path()), other).err().unwrap().to_string();
        assert!(error.contains(says), "{error}");
    }
    assert!(files_of(&folder) == left);

    let mut changed = input.clone();
    changed[3] = Some(STATEMENTS.replace("Lee", "Leo"));
    for other in [&changed[..], &input[..4]] {
        let (mut outputs, mut done) = resume(folder.path());
        let error = run(&mut outputs, &mut done, other, &AtomicBool::new(false), |_| {}).unwrap_err();
        assert!(matches!(error, RunError::OtherInput(_)), "{error}");
    }

    let partial = folder.path().join("claims.csv.partial");
    let mut bytes = fs::read(&partial).unwrap();
    bytes[100] ^= 1;
    fs::write(&partial, bytes).unwrap();
    let error = Outputs::resume(&targets(folder.path()), identity()).err().unwrap();
    assert!(matches!(&error, OutputError::Changed(path) if *path == partial), "{error}");
}

#[test]
fn two_runs_do_not_write_one_file() {
    let folder = TempDir::new().unwrap();
    let targets = targets(folder.path());
    let first = Outputs::create(&targets, None, identity()).unwrap();
    assert!(matches!(Outputs::create(&targets, None, identity()), Err(OutputError::Busy(_))));
    drop(first);
    assert_eq!(files_of(&folder), []);
}

fn input() -> impl Strategy<Value = Input> {
    prop::collection::vec(prop::option::weighted(0.9, news()), 1..60)
}

fn cut() -> impl Strategy<Value = Cut> {
    prop_oneof![(1usize..70).prop_map(Cut::Killed), (1usize..70).prop_map(Cut::Stopped)]
}

fn identity() -> RunIdentity {
    RunIdentity { version: String::new(), models: vec!["fake".to_owned()], settings: String::new(), command: "whosaid".to_owned() }
}

fn targets(folder: &Path) -> Vec<Target> {
    FILES.iter().map(|&(name, holds)| Target { path: folder.join(name), holds, further: FurtherColumns::default() }).collect()
}

fn resume(folder: &Path) -> (Outputs, Done) {
    Outputs::resume(&targets(folder), identity()).unwrap()
}

fn run(
    outputs: &mut Outputs,
    done: &mut Done,
    input: &[Option<String>],
    stop: &AtomicBool,
    mut tell: impl FnMut(Notice),
) -> Result<Ending, RunError> {
    let entries = input.iter().zip(1u64..).map(|(text, line)| {
        let article = text.as_ref().map(|text| article(&line.to_string(), text));
        let member = Some(Member::Line(line));
        Entry { bytes: 1, member, article: article.ok_or_else(|| ReadError::new(None, Problem::Empty).of_member(member)) }
    });
    Run { extractor: sparing(), outputs, done, fail_fast: false, stop }.run(entries, |step, _| tell(step)).map(|ended| ended.ending)
}

/// The outputs of an uninterrupted run.
fn whole(input: &[Option<String>]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let (mut outputs, mut done) = resume(folder.path());
    assert_eq!(run(&mut outputs, &mut done, input, &AtomicBool::new(false), |_| {}).unwrap(), Ending::Whole);
    outputs.finish().unwrap();
    folder
}

/// Resumes a run in a folder until the cut, and returns the folder as the cut leaves it.
fn run_until(cut: Cut, folder: TempDir, input: &[Option<String>]) -> TempDir {
    let (mut outputs, mut done) = resume(folder.path());
    let stop = AtomicBool::new(false);
    let mut seen = 0;
    let mut left = None;
    let ending = run(&mut outputs, &mut done, input, &stop, |_| {
        seen += 1;
        match cut {
            // Output still buffered in memory is lost, as it is when the process dies.
            Cut::Killed(after) if seen == after => left = Some(copy_of(folder.path())),
            Cut::Stopped(after) if seen == after => stop.store(true, Ordering::Relaxed),
            _ => {}
        }
    });
    let shortened = match ending.unwrap() {
        Ending::Whole => outputs.finish().unwrap(),
        Ending::Stopped | Ending::Failed => outputs.publish(&done).unwrap(),
    };
    assert_eq!(shortened, []);
    left.unwrap_or(folder)
}

fn copy_of(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    copy
}

/// Appends the bytes of a torn record to the partial files.
fn tear(folder: &Path, bytes: usize) {
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "partial") {
            let held = [fs::read(&path).unwrap(), vec![b'"'; bytes]].concat();
            fs::write(&path, held).unwrap();
        }
    }
}

/// The files of a folder by name.
fn files_of(folder: &TempDir) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> =
        files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}
