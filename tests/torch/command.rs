//! The command in a build with the torch engine.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;
use whosaid::record::Claim;

use super::folders::{KINDS, project, shipped_model, small_model};

const BRIDGE: &str = "Ana Lee, the mayor of Belvar, said on Monday that the bridge would be closed for a month.\n\n\
    “We have no choice,” Lee told reporters. The bus company denied that it had been warned.\n";

/// How a run ended: exit code, standard output, standard error.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn whosaid<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ended {
    let output = cargo_bin_cmd!("whosaid").env("WHOSAID_MODEL", shipped_model()).current_dir(project()).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ended = Ended { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) };
    assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
    ended
}

/// A folder with one article.
pub(crate) fn bridge() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("bridge.txt");
    fs::write(&article, BRIDGE).unwrap();
    (folder, article)
}

/// `whosaid extract` on one article, with these settings.
pub(crate) fn extract(settings: &[&str]) -> Ended {
    let (_folder, article) = bridge();
    whosaid(["extract", article.to_str().unwrap()].iter().chain(settings))
}

#[test]
fn both_engines_find_the_same_claims() {
    let contents = |settings: &[&str]| {
        let ended = extract(settings);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        let claims = ended.stdout.lines().map(|line| serde_json::from_str::<Claim>(line).unwrap());
        claims.map(|claim| (claim.content.text, claim.speaker.map(|speaker| speaker.name))).collect::<Vec<_>>()
    };
    let by_native = contents(&["--engine", "native"]);
    assert!(by_native.len() > 1);
    assert_eq!(contents(&["--engine", "torch"]), by_native);
    assert_eq!(contents(&["--engine", "torch", "--threads", "1", "--device", "cpu"]), by_native);
}

#[test]
fn another_models_names_stand_beside_our_attributions() {
    for kind in KINDS {
        let labels = tempfile::tempdir().unwrap();
        let annotations = labels.path().join("labels.jsonl");
        let model = small_model(kind);
        let ended = extract(&["--entity-model", model.to_str().unwrap(), "--annotations", annotations.to_str().unwrap()]);
        assert_eq!(ended.code, 0, "{kind}: {}", ended.stderr);
        let labels: serde_json::Value = serde_json::from_str(&fs::read_to_string(&annotations).unwrap()).unwrap();
        let text: Vec<char> = labels["text"].as_str().unwrap().chars().collect();
        let entities = labels["entities"].as_array().unwrap();
        assert!(!entities.is_empty() && !labels["attributions"].as_array().unwrap().is_empty(), "{kind}");
        for entity in entities {
            let place = |name: &str| usize::try_from(entity[name].as_u64().unwrap()).unwrap();
            let words: String = text[place("start")..place("end")].iter().collect();
            assert!(words == entity["text"].as_str().unwrap() && !words.contains('\n'), "{kind}: {entity}");
            assert!(["PER", "ORG", "LOC", "MISC"].contains(&entity["type"].as_str().unwrap()), "{kind}: {entity}");
        }
    }
}

#[test]
fn a_card_that_is_not_there_is_told() {
    if tch_has_cards() {
        println!("skipped: there is a card");
        return;
    }
    let ended = extract(&["--engine", "torch", "--device", "cuda:0"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("cuda:0") && ended.stderr.contains("leave out --device"), "{}", ended.stderr);
}

fn tch_has_cards() -> bool {
    Path::new("/dev/nvidia0").exists()
}

#[test]
fn what_a_folder_holds_is_told() {
    let list = whosaid(["models", "list", "models"]);
    assert_eq!(list.code, 0, "{}", list.stderr);
    assert!(list.stdout.contains("whosaid-news") && list.stdout.contains("native or torch"), "{}", list.stdout);
    let list = whosaid(["models", "list", "tests/torch/models"]);
    assert_eq!((list.code, list.stdout.lines().count()), (0, KINDS.len()));
    assert!(list.stdout.lines().all(|line| line.contains("entities (") && line.ends_with("torch")), "{}", list.stdout);

    let check = whosaid(["models", "check", "models/news"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    for line in ["file model.int8.safetensors: as model.json lists it", "engine native: can run it", "engine torch: can run it"] {
        assert!(check.stdout.contains(line), "{}", check.stdout);
    }
    for kind in KINDS {
        let check = whosaid(["models", "check", small_model(kind).to_str().unwrap()]);
        assert_eq!(check.code, 0, "{}", check.stderr);
        assert!(check.stdout.contains("engine native: no: ") && check.stdout.contains("engine torch: can run it"), "{}", check.stdout);
    }
}
