//! Which engine runs a model, and what is reported about model folders.

use super::model_copy::ModelCopy;
use super::support::{BRIDGE, Ended, Folder, extract, project, whosaid};

/// A token classification model in the `transformers` layout.
fn hugging_face_model() -> String {
    project().join("tests/torch/models/bert").display().to_string()
}

#[track_caller]
fn assert_refused(settings: &[&str]) -> Ended {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let ended = extract([article.to_str().unwrap()].iter().chain(settings)).with_code(2);
    assert_eq!(ended.stdout, "");
    ended
}

fn models(arguments: &[&str]) -> Ended {
    Ended::of(whosaid().current_dir(project()).arg("models").args(arguments))
}

#[test]
#[cfg(not(feature = "torch"))]
fn a_build_without_the_torch_engine_says_how_to_get_it() {
    let way_out = ["torch engine", "cargo build --release --features torch"];
    assert_refused(&["--engine", "torch"]).saying(&way_out);
    assert_refused(&["--device", "cuda:0"]).saying(&way_out);
    assert_refused(&["--entity-model", &hugging_face_model()]).saying(&way_out);
    models(&["check", &hugging_face_model()]).with_code(2).saying(&["no engine of this build"]);
}

#[test]
fn the_native_engine_takes_what_it_can_run_only() {
    assert_refused(&["--engine", "native", "--entity-model", &hugging_face_model()])
        .saying(&["no model.int8.safetensors", "--engine torch"]);
    assert_refused(&["--engine", "native", "--device", "cuda:1"]).saying(&["cuda:1", "--engine torch"]);
}

#[test]
fn a_device_is_the_processor_or_a_numbered_card() {
    assert_refused(&["--device", "gpu"]).saying(&["gpu", "cpu, cuda:0"]);
}

#[test]
fn models_of_a_folder_are_listed() {
    let listed = models(&["list"]).with_code(0).stdout;
    assert!(listed.contains("whosaid-news") && listed.contains("entities (LOC, MISC, ORG, PER)"), "{listed}");
    assert!(listed.contains("native"), "{listed}");
    let listed = models(&["list", "tests/torch/models"]).with_code(0).stdout;
    assert!(listed.lines().count() > 3 && listed.lines().all(|line| line.ends_with("torch")), "{listed}");
    models(&["list", "src"]).with_code(2).saying(&["src holds no models"]);
    models(&["list", "nowhere"]).with_code(2).saying(&["cannot read nowhere"]);
}

#[test]
fn a_model_is_checked_file_by_file() {
    let folder = Folder::new();
    let model = ModelCopy::new(&folder, "model");
    let path = model.path.display().to_string();
    let check = || Ended::of(whosaid().args(["models", "check", &path]));
    let whole = check().with_code(0).stdout;
    for name in model.listed() {
        assert!(whole.contains(&format!("file {name}: as model.json lists it")), "{whole}");
    }
    assert!(whole.contains("engine native: can run it"), "{whole}");
    let by_torch = if cfg!(feature = "torch") { "engine torch: can run it" } else { "engine torch: no: " };
    assert!(whole.contains(by_torch), "{whole}");

    model.write("tokenizer.json", b"{}");
    model.remove("reference.safetensors");
    let broken = check().with_code(2).saying(&["other than those that model.json lists", "fetch the folder again"]).stdout;
    let lines = |start: &str, says: &str| broken.lines().any(|line| line.starts_with(start) && line.contains(says));
    assert!(lines("file tokenizer.json: ", "SHA-256") && lines("file reference.safetensors: ", "cannot read"), "{broken}");
    assert!(lines("file link.safetensors: ", "as model.json lists it"), "{broken}");
}
