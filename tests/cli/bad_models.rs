//! A model that cannot be used gives one message that names the file, before anything is written.

use super::model_copy::ModelCopy;
use super::support::{BRIDGE, Ended, Folder, extract, shipped_model};

#[test]
fn a_missing_model_folder_is_told() {
    let folder = Folder::new();
    let says = ["no-model", "model.json", "a model folder holds"];
    let ended = assert_refused(&folder, "--model", "no-model").saying(&says);
    assert_eq!(ended.stderr.matches("No such file").count(), 1, "the cause is told once: {ended:#?}");
    assert_refused(&folder, "--entity-model", "no-model").saying(&says);
    assert_refused(&folder, "--attribution-model", "no-model").saying(&says);
}

#[test]
fn without_a_model_folder_the_one_in_the_program_is_taken() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let lone = folder.at("whosaid");
    std::fs::copy(assert_cmd::cargo::cargo_bin!("whosaid"), &lone).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::new(&lone);
        Ended::of(command.env_remove("WHOSAID_MODEL").current_dir(folder.path()).args(arguments))
    };
    let article = article.to_str().unwrap();
    if cfg!(feature = "embed-model") {
        let with_folder = extract([article, "--model", shipped_model().to_str().unwrap()]).with_code(0);
        let built_in = run(&["extract", article]).with_code(0);
        assert!(!built_in.claims().is_empty());
        assert_eq!(built_in.stdout, with_folder.stdout);
        assert!(run(&["models", "list"]).with_code(0).stdout.starts_with("the built-in model: whosaid-news"));
    } else {
        run(&["extract", article]).with_code(2).saying(&["no model in it", "--model", "WHOSAID_MODEL"]);
    }
}

#[test]
fn a_missing_file_is_told() {
    let folder = Folder::new();
    let model = ModelCopy::new(&folder, "model");
    let files = model.listed();
    assert!(files.len() >= 3, "{files:?}");
    for name in files.iter().map(String::as_str).chain(["model.json"]) {
        let contents = std::fs::read(model.file(name)).unwrap();
        model.remove(name);
        assert_refused(&folder, "--model", "model").saying(&[name, "a model folder holds"]);
        model.write(name, &contents);
    }
}

#[test]
fn a_file_with_another_hash_is_told() {
    let folder = Folder::new();
    let model = ModelCopy::new(&folder, "model");
    model.write("tokenizer.json", b"{}");
    assert_refused(&folder, "--model", "model").saying(&["tokenizer.json", "SHA-256", "fetch the folder again"]);
}

#[test]
fn a_broken_description_is_told() {
    let folder = Folder::new();
    let model = ModelCopy::new(&folder, "model");
    let whole = std::fs::read(model.file("model.json")).unwrap();
    model.halve("model.json");
    assert_refused(&folder, "--model", "model").saying(&["model.json", "does not describe a model"]);
    model.write("model.json", b"{\"name\": \"nothing else\"}");
    assert_refused(&folder, "--model", "model").saying(&["model.json", "does not describe a model", "missing field"]);
    model.write("model.json", &whole);
    model.edit(|spec| drop(spec["heads"]["entities"]["labels"].as_array_mut().unwrap().pop()));
    assert_refused(&folder, "--model", "model").saying(&["model.json", "transitions"]);
    model.write("model.json", &whole);
    model.edit(|spec| spec["overlap"] = spec["max_length"].clone());
    assert_refused(&folder, "--model", "model").saying(&["model.json", "overlap"]);
}

#[test]
fn truncated_weights_with_the_right_hash_are_told() {
    assert_truncated_is_told("model.int8.safetensors");
}

#[test]
fn a_truncated_tokenizer_with_the_right_hash_is_told() {
    assert_truncated_is_told("tokenizer.json");
}

#[test]
fn a_truncated_linker_with_the_right_hash_is_told() {
    assert_truncated_is_told("link.safetensors");
}

#[test]
fn a_model_for_another_task_is_told() {
    let folder = Folder::new();
    let model = ModelCopy::new(&folder, "model");
    model.edit(|spec| drop(spec["heads"].as_object_mut().unwrap().remove("entities")));
    assert_refused(&folder, "--entity-model", "model").saying(&["model", "no head for entities"]);
}

#[track_caller]
fn assert_truncated_is_told(name: &str) {
    let folder = Folder::new();
    let model = ModelCopy::new(&folder, "model");
    model.halve(name);
    model.vouch_for(name);
    assert_refused(&folder, "--model", "model").saying(&[name, "cannot be used"]);
}

/// Runs with a bad model given by a flag, and asserts that nothing is done and the old output is unchanged.
#[track_caller]
fn assert_refused(folder: &Folder, flag: &str, model: &str) -> Ended {
    let article = folder.write("bridge.txt", BRIDGE);
    let output = folder.write("old.csv", "old");
    let before = folder.names();
    let (model, flag) = (folder.at(model), flag.to_owned());
    let ended = extract([article.into_os_string(), flag.into(), model.into_os_string(), "-o".into(), output.into_os_string()]).with_code(2);
    assert_eq!(folder.read("old.csv"), "old");
    assert_eq!(folder.names(), before);
    assert_eq!(ended.stdout, "");
    ended
}
