//! Exporting a model in the layout of `transformers`.

use std::fs;
use std::path::Path;

use safetensors::SafeTensors;
use safetensors::tensor::Dtype;
use serde_json::{Value, json};

use super::support::{Ended, Folder, project, shipped_model, whosaid};

const WIDTH: usize = 384;
/// The parts of a layer with the shapes of their weights; biases, and both tensors of norms, are as long as a weight has rows.
const PARTS: [(&str, &[usize]); 8] = [
    ("attention.self.query", &[WIDTH, WIDTH]),
    ("attention.self.key", &[WIDTH, WIDTH]),
    ("attention.self.value", &[WIDTH, WIDTH]),
    ("attention.output.dense", &[WIDTH, WIDTH]),
    ("attention.output.LayerNorm", &[WIDTH]),
    ("intermediate.dense", &[4 * WIDTH, WIDTH]),
    ("output.dense", &[WIDTH, 4 * WIDTH]),
    ("output.LayerNorm", &[WIDTH]),
];

fn export(arguments: &[&str]) -> Ended {
    Ended::of(whosaid().args(["models", "export"]).args(arguments))
}

fn json_of(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_shipped_model_gets_the_names_and_shapes_of_transformers() {
    let folder = Folder::new();
    let target = folder.at("exported");
    let ended = export(&[shipped_model().to_str().unwrap(), target.to_str().unwrap()]).with_code(0);
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("", ""));
    let mut names: Vec<_> = fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["config.json", "model.safetensors", "tokenizer.json"]);
    assert_eq!(fs::read(target.join("tokenizer.json")).unwrap(), fs::read(shipped_model().join("tokenizer.json")).unwrap());

    let config = json_of(&target.join("config.json"));
    assert_eq!((&config["model_type"], &config["architectures"]), (&json!("bert"), &json!(["BertModel"])));
    let number = |name: &str| usize::try_from(config[name].as_u64().unwrap()).unwrap();
    assert_eq!(["hidden_size", "intermediate_size", "num_attention_heads"].map(number), [WIDTH, 4 * WIDTH, 12]);

    let bytes = fs::read(target.join("model.safetensors")).unwrap();
    let exported = SafeTensors::deserialize(&bytes).unwrap();
    let assert_layer = |name: &str, shape: &[usize]| {
        for (part, shape) in [("weight", shape), ("bias", &shape[..1])] {
            let tensor = exported.tensor(&format!("{name}.{part}")).unwrap();
            assert_eq!((tensor.shape(), tensor.dtype()), (shape, Dtype::F32), "{name}.{part}");
        }
    };
    for layer in 0..number("num_hidden_layers") {
        for (part, shape) in PARTS {
            assert_layer(&format!("bert.encoder.layer.{layer}.{part}"), shape);
        }
    }
    assert_layer("bert.embeddings.LayerNorm", &[WIDTH]);
    for (table, rows) in [("word", "vocab_size"), ("position", "max_position_embeddings"), ("token_type", "type_vocab_size")] {
        let tensor = exported.tensor(&format!("bert.embeddings.{table}_embeddings.weight")).unwrap();
        assert_eq!(tensor.shape(), [number(rows), WIDTH], "{table}");
    }
    let spec = json_of(&shipped_model().join("model.json"));
    let heads = spec["heads"].as_object().unwrap();
    for (head, described) in heads {
        match described["labels"].as_array() {
            Some(labels) => assert_layer(&format!("heads.{head}"), &[labels.len(), WIDTH]),
            None => assert_layer(head, &[2 * usize::try_from(described["width"].as_u64().unwrap()).unwrap(), WIDTH]),
        }
    }
    assert_eq!(exported.len(), 2 * PARTS.len() * number("num_hidden_layers") + 2 + 3 + 2 * heads.len());
}

#[test]
fn the_numbers_are_those_that_the_bytes_stand_for() {
    let folder = Folder::new();
    export(&[shipped_model().to_str().unwrap(), folder.at("exported").to_str().unwrap()]).with_code(0);
    let (exported, stored) =
        (fs::read(folder.at("exported/model.safetensors")).unwrap(), fs::read(shipped_model().join("model.int8.safetensors")).unwrap());
    let (exported, stored) = (SafeTensors::deserialize(&exported).unwrap(), SafeTensors::deserialize(&stored).unwrap());
    let floats = |file: &SafeTensors, name: &str| -> Vec<f32> {
        file.tensor(name).unwrap().data().as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect()
    };
    // The factors that smooth the activations are folded into the weights of the first; the others have none.
    let smoothing = Some("layers.1.up.smoothing");
    for (theirs, ours, smoothing) in [
        ("bert.encoder.layer.1.intermediate.dense", "layers.1.up", smoothing),
        ("bert.embeddings.word_embeddings", "words", None),
        ("heads.attribution", "heads.attribution", None),
    ] {
        let (found, scales) = (floats(&exported, &format!("{theirs}.weight")), floats(&stored, &format!("{ours}.scales")));
        let factors = smoothing.map_or(vec![1.0; WIDTH], |name| floats(&stored, name));
        let bytes = stored.tensor(&format!("{ours}.weight")).unwrap();
        let expected = bytes.data().iter().enumerate().map(|(place, byte)| {
            let scale = f64::from(scales[place / WIDTH]) * f64::from(factors[place % WIDTH]);
            f64::from(byte.cast_signed()) * scale
        });
        assert_eq!(found.len(), bytes.data().len());
        assert!(
            found.iter().zip(expected).all(|(&found, expected)| (f64::from(found) - expected).abs() <= 1e-6 * expected.abs()),
            "{ours}"
        );
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = Folder::new();
    folder.write("out", "old");
    export(&[shipped_model().to_str().unwrap(), folder.at("out").to_str().unwrap()]).with_code(2).saying(&["out", "is there already"]);
    assert_eq!((folder.read("out"), folder.names()), ("old".to_owned(), vec!["out".to_owned()]));
}

#[test]
fn a_model_of_others_is_no_model_to_export() {
    let folder = Folder::new();
    let model = project().join("tests/torch/models/bert");
    export(&[model.to_str().unwrap(), folder.at("out").to_str().unwrap()]).with_code(2).saying(&["cannot read", "model.int8.safetensors"]);
    assert!(folder.names().is_empty());
}

#[cfg(feature = "embed-model")]
#[test]
fn without_a_folder_the_model_in_the_program_is_exported() {
    let folder = Folder::new();
    export(&[folder.at("out").to_str().unwrap()]).with_code(0);
    assert!(folder.at("out/model.safetensors").is_file());
}
