//! A broken folder is told in one message that names the file, and nothing is written.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::command::extract;
use super::folders::small_model;

/// A copy of a small model, to be broken.
struct Copy {
    _folder: TempDir,
    path: PathBuf,
}

impl Copy {
    fn of(kind: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model");
        fs::create_dir(&path).unwrap();
        for file in fs::read_dir(small_model(kind)).unwrap().map(|entry| entry.unwrap().path()) {
            fs::copy(&file, path.join(file.file_name().unwrap())).unwrap();
        }
        Self { _folder: folder, path }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.file(name)).unwrap();
    }

    fn halve(&self, name: &str) {
        let contents = fs::read(self.file(name)).unwrap();
        fs::write(self.file(name), &contents[..contents.len() / 2]).unwrap();
    }

    fn edit(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let mut value = serde_json::from_slice(&fs::read(self.file(name)).unwrap()).unwrap();
        change(&mut value);
        fs::write(self.file(name), serde_json::to_vec(&value).unwrap()).unwrap();
    }

    /// Leaves a tensor out, or writes it with the first row only.
    fn change_tensor(&self, name: &str, is_kept: bool) {
        let bytes = fs::read(self.file("model.safetensors")).unwrap();
        let file = SafeTensors::deserialize(&bytes).unwrap();
        let tensors = file.iter().filter(|&(other, _)| is_kept || other != name);
        let tensors = tensors.map(|(other, view)| {
            let rows = if other == name { 1 } else { view.shape()[0] };
            let shape: Vec<usize> = std::iter::once(rows).chain(view.shape()[1..].iter().copied()).collect();
            let size = view.data().len() / view.shape()[0] * rows;
            assert_eq!(view.dtype(), Dtype::F16);
            (other.to_owned(), TensorView::new(view.dtype(), shape, &view.data()[..size]).unwrap())
        });
        let tensors: HashMap<_, _> = tensors.collect();
        let changed = safetensors::serialize(tensors, None).unwrap();
        fs::write(self.file("model.safetensors"), changed).unwrap();
    }

    /// The command refuses the model in one message that holds all of the words.
    #[track_caller]
    fn assert_refused(&self, says: &[&str]) {
        let ended = extract(&["--engine", "torch", "--entity-model", self.path.to_str().unwrap()]);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{}", ended.stderr);
        assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
        assert!(says.iter().all(|words| ended.stderr.contains(words)), "no {says:?} in {}", ended.stderr);
    }
}

#[test]
fn a_missing_tensor() {
    let model = Copy::of("bert");
    model.change_tensor("bert.encoder.layer.1.output.dense.weight", false);
    model.assert_refused(&["model.safetensors", "bert.encoder.layer.1.output.dense.weight", "missing"]);
}

#[test]
fn a_missing_head() {
    let model = Copy::of("roberta");
    model.change_tensor("classifier.weight", false);
    model.assert_refused(&["model.safetensors", "no head for entities", "classifier"]);
}

#[test]
fn a_tensor_of_another_shape() {
    let model = Copy::of("distilbert");
    model.change_tensor("distilbert.embeddings.word_embeddings.weight", true);
    model.assert_refused(&["model.safetensors", "distilbert.embeddings.word_embeddings.weight", "[1, 16]"]);
}

#[test]
fn more_labels_than_the_head_has() {
    let model = Copy::of("bert");
    model.edit("config.json", |config| config["id2label"]["9"] = json!("B-LAW"));
    model.assert_refused(&["model.safetensors", "classifier.weight", "[9, 16]", "[10, 16]"]);
}

#[test]
fn an_unknown_architecture() {
    let model = Copy::of("bert");
    model.edit("config.json", |config| config["model_type"] = json!("mamba"));
    model.assert_refused(&["config.json", "mamba", "distilbert"]);
}

#[test]
fn a_configuration_that_rust_bert_would_panic_at() {
    let cases: [(&str, &str, Value, &str); 5] = [
        ("bert", "num_attention_heads", json!(3), "3 attention heads"),
        ("bert", "num_hidden_layers", json!(0), "num_hidden_layers"),
        ("bert", "hidden_act", json!("snake"), "snake"),
        ("bert", "position_embedding_type", json!("relative_key"), "relative_key"),
        ("distilbert", "dim", Value::Null, "dim"),
    ];
    for (kind, name, value, says) in cases {
        let model = Copy::of(kind);
        model.edit("config.json", |config| config[name] = value);
        model.assert_refused(&["config.json", says]);
    }
}

#[test]
fn no_labels() {
    let model = Copy::of("bert");
    model.edit("config.json", |config| drop(config.as_object_mut().unwrap().remove("id2label")));
    model.assert_refused(&["config.json", "id2label"]);
    model.edit("config.json", |config| config["id2label"] = json!({"0": "LABEL_0", "1": "LABEL_1"}));
    model.assert_refused(&["config.json", "id2label"]);
    model.edit("config.json", |config| config["id2label"] = json!({"0": "O", "2": "B-PER"}));
    model.assert_refused(&["config.json", "id2label"]);
}

#[test]
fn labels_in_no_table_until_the_user_says_what_they_are() {
    let model = Copy::of("bert");
    model.edit("config.json", |config| {
        config["id2label"]["7"] = json!("B-Gene");
        config["id2label"]["8"] = json!("I-Gene");
    });
    model.assert_refused(&["config.json", "Gene", "--entity-labels"]);
    let table = model.file("table.json");
    fs::write(&table, r#"{"types": {"Gene": "MISC"}}"#).unwrap();
    let ended = extract(&["--entity-model", model.path.to_str().unwrap(), "--entity-labels", table.to_str().unwrap()]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
}

#[test]
fn truncated_files() {
    for name in ["model.safetensors", "tokenizer.json", "config.json", "tokenizer_config.json"] {
        let model = Copy::of("bert");
        model.halve(name);
        model.assert_refused(&[name]);
    }
}

#[test]
fn missing_files() {
    let cases: [(&str, &[&str]); 3] = [
        ("model.safetensors", &["model.safetensors or rust_model.ot", "save_pretrained"]),
        ("tokenizer.json", &["tokenizer.json nor vocab.txt", "save_pretrained"]),
        ("config.json", &["model.json"]),
    ];
    for (name, says) in cases {
        let model = Copy::of("bert");
        model.remove(name);
        model.assert_refused(says);
    }
}

#[test]
fn a_file_of_rust_berts_converter_that_holds_something_else() {
    let model = Copy::of("bert");
    fs::rename(model.file("model.safetensors"), model.file("rust_model.ot")).unwrap();
    model.assert_refused(&["rust_model.ot"]);
}

#[test]
fn another_models_tokenizer() {
    let model = Copy::of("bert");
    model.edit("tokenizer_config.json", |config| config["cls_token"] = json!("<s>"));
    model.assert_refused(&["tokenizer.json", "<s>"]);
}

#[test]
fn the_default_engine_does_not_run_it() {
    let model = Copy::of("bert");
    let ended = extract(&["--engine", "native", "--entity-model", model.path.to_str().unwrap()]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("no model.int8.safetensors") && ended.stderr.contains("--engine torch"), "{}", ended.stderr);
    assert!(Path::new(&model.path).is_dir());
}
