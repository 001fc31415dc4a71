//! A model's quantised weights as floating-point numbers, for other tools and engines.

use std::borrow::Cow;
use std::collections::HashMap;

use safetensors::tensor::{Dtype, Metadata, TensorView, View};
use safetensors::{SafeTensorError, SafeTensors};
use serde_json::{Value, json};

use super::errors::ModelError;
use super::folder::ModelFolder;

/// The single file with a model's weights, which every engine reads.
pub(crate) const WEIGHTS_FILE: &str = "model.int8.safetensors";

/// Our names of the parts outside the layers, and BERT's names in `transformers`.
const AROUND_LAYERS: [(&str, &str); 4] =
    [("words", "word_embeddings"), ("positions", "position_embeddings"), ("casing", "token_type_embeddings"), ("norm", "LayerNorm")];

/// Our names of the parts of a layer, and BERT's names in `transformers`.
const IN_LAYERS: [(&str, &str); 8] = [
    ("attention.query", "attention.self.query"),
    ("attention.key", "attention.self.key"),
    ("attention.value", "attention.self.value"),
    ("attention.output", "attention.output.dense"),
    ("attention_norm", "attention.output.LayerNorm"),
    ("up", "intermediate.dense"),
    ("down", "output.dense"),
    ("norm", "output.LayerNorm"),
];

/// One of our models in the form that `transformers` saves: the encoder under the names of its `BertModel`, the heads under their own.
///
/// Its weights are exactly the numbers that the bytes stand for, in 32 bits; the rounding of activations that the native engine does between
/// layers is left out.
#[derive(Debug)]
pub struct FloatModel {
    /// The contents of `config.json`.
    pub config: Value,
    /// All weights.
    pub tensors: Vec<FloatTensor>,
}

/// A named tensor of 32-bit floats.
#[derive(Debug, Clone, PartialEq)]
pub struct FloatTensor {
    /// The name in `transformers`.
    pub name: String,
    /// Its length in every dimension.
    pub shape: Vec<usize>,
    /// The values, in row-major order.
    pub values: Vec<f32>,
}

impl FloatModel {
    /// Reads the weights in a folder.
    ///
    /// # Errors
    ///
    /// When the folder has no `model.int8.safetensors`, or an unusable one.
    pub fn read(folder: &ModelFolder) -> Result<Self, ModelError> {
        let broken = |message| ModelError::Broken { path: folder.path(WEIGHTS_FILE), message };
        Self::of_bytes(&folder.read(WEIGHTS_FILE)?).map_err(broken)
    }

    fn of_bytes(bytes: &[u8]) -> Result<Self, String> {
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| error.to_string())?;
        let file = File(SafeTensors::deserialize(bytes).map_err(|error| error.to_string())?);
        let mut names = file.0.names();
        names.retain(|name| matches!(name.rsplit_once('.'), Some((_, "weight" | "bias"))));
        names.sort_unstable();
        let tensors = names.into_iter().map(|name| file.numbers(name)).collect::<Result<_, _>>()?;
        Ok(Self { config: file.config(&header)?, tensors })
    }

    /// Serialises the model as the contents of `model.safetensors`.
    ///
    /// # Errors
    ///
    /// When there is more than the format can hold.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, SafeTensorError> {
        // transformers refuses a file that does not name the library it was written for.
        let written_for = HashMap::from([("format".to_owned(), "pt".to_owned())]);
        safetensors::serialize(self.tensors.iter().map(|tensor| (&tensor.name, tensor)), Some(written_for))
    }
}

impl View for &FloatTensor {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        self.values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    fn data_len(&self) -> usize {
        size_of_val(&self.values[..])
    }
}

/// An open weights file.
struct File<'a>(SafeTensors<'a>);

impl File<'_> {
    /// A tensor as floats, under its name in `transformers`.
    fn numbers(&self, name: &str) -> Result<FloatTensor, String> {
        let stored = self.tensor(name)?;
        let values = match stored.dtype() {
            Dtype::I8 => self.dequantised(name, &stored)?,
            _ => floats(name, &stored)?,
        };
        Ok(FloatTensor { name: hugging_face_name(name), shape: stored.shape().to_vec(), values })
    }

    /// Rows of bytes multiplied by their scales, with the smoothing of their columns undone.
    fn dequantised(&self, name: &str, stored: &TensorView<'_>) -> Result<Vec<f32>, String> {
        let module = name.trim_end_matches(".weight");
        let &[rows, columns] = stored.shape() else { return Err(format!("{name} is no matrix")) };
        let scales = self.floats(&format!("{module}.scales"), rows)?;
        let factors = smoothing(module).map(|name| self.floats(&name, columns)).transpose()?;
        let mut values: Vec<f32> = stored.data().iter().map(|byte| f32::from(byte.cast_signed())).collect();
        for (row, scale) in values.chunks_exact_mut(columns.max(1)).zip(scales) {
            for value in &mut *row {
                *value *= scale;
            }
            for (value, factor) in row.iter_mut().zip(factors.iter().flatten()) {
                *value *= factor;
            }
        }
        Ok(values)
    }

    /// The encoder's dimensions, as `config.json` states them.
    fn config(&self, header: &Metadata) -> Result<Value, String> {
        let settings = header.metadata().clone().unwrap_or_default();
        let setting = |name: &str| settings.get(name).ok_or_else(|| format!("its metadata lacks {name}"));
        let number = |name: &str| setting(name)?.parse::<usize>().map_err(|error| format!("{name}: {error}"));
        let epsilon: f64 = setting("norm_epsilon")?.parse().map_err(|error| format!("norm_epsilon: {error}"))?;
        let length = |name: &str, dimension: usize| {
            self.tensor(name)?.shape().get(dimension).copied().ok_or_else(|| format!("{name} has too few dimensions"))
        };
        Ok(json!({
            "architectures": ["BertModel"],
            "hidden_act": "gelu",
            "hidden_size": length("words.weight", 1)?,
            "intermediate_size": length("layers.0.up.weight", 0)?,
            "layer_norm_eps": epsilon,
            "max_position_embeddings": length("positions.weight", 0)?,
            "model_type": "bert",
            "num_attention_heads": number("attention_heads")?,
            "num_hidden_layers": number("layers")?,
            "torch_dtype": "float32",
            "type_vocab_size": length("casing.weight", 0)?,
            "vocab_size": length("words.weight", 0)?,
        }))
    }

    fn tensor(&self, name: &str) -> Result<TensorView<'_>, String> {
        self.0.tensor(name).map_err(|error| format!("{name}: {error}"))
    }

    /// The values of a tensor that must have `length` of them.
    fn floats(&self, name: &str, length: usize) -> Result<Vec<f32>, String> {
        let values = floats(name, &self.tensor(name)?)?;
        if values.len() == length { Ok(values) } else { Err(format!("{name} holds {} numbers; {length} are needed", values.len())) }
    }
}

fn floats(name: &str, stored: &TensorView<'_>) -> Result<Vec<f32>, String> {
    match stored.dtype() {
        Dtype::F32 => Ok(stored.data().as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect()),
        other => Err(format!("{name} holds {other:?}; F32 is needed")),
    }
}

/// The tensor of factors by which the input columns of a linear layer are multiplied before rounding; its weights were divided by them.
fn smoothing(module: &str) -> Option<String> {
    let (layer, part) = layer_and_part(module)?;
    let activation = match part {
        "attention.query" | "attention.key" | "attention.value" => "input",
        "up" => "up",
        _ => return None,
    };
    Some(format!("layers.{layer}.{activation}.smoothing"))
}

fn hugging_face_name(name: &str) -> String {
    let theirs = |names: &[(&str, &'static str)], part| names.iter().find(|(ours, _)| *ours == part).map(|&(_, theirs)| theirs);
    let found = name.rsplit_once('.').and_then(|(module, kind)| match layer_and_part(module) {
        Some((layer, part)) => Some(format!("bert.encoder.layer.{layer}.{}.{kind}", theirs(&IN_LAYERS, part)?)),
        None => Some(format!("bert.embeddings.{}.{kind}", theirs(&AROUND_LAYERS, module)?)),
    });
    found.unwrap_or_else(|| name.to_owned())
}

/// Splits "layers.2.up" into layer "2" and part "up".
fn layer_and_part(module: &str) -> Option<(&str, &str)> {
    module.strip_prefix("layers.")?.split_once('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one layer that has only the parts under test.
    fn file(change: impl FnOnce(&mut HashMap<&str, (Dtype, Vec<usize>, Vec<u8>)>)) -> Vec<u8> {
        let bytes =
            |rows, values: &[i8]| (Dtype::I8, vec![rows, values.len() / rows], values.iter().map(|value| value.cast_unsigned()).collect());
        let floats =
            |shape: &[usize], values: &[f32]| (Dtype::F32, shape.to_vec(), values.iter().flat_map(|value| value.to_le_bytes()).collect());
        let mut tensors = HashMap::from([
            ("words.weight", bytes(3, &[1, -2, 127, 4, 5, -6])),
            ("words.scales", floats(&[3], &[0.5, 2.0, 1.0])),
            ("positions.weight", floats(&[1, 2], &[0.25, 0.75])),
            ("casing.weight", floats(&[4, 2], &[0.0; 8])),
            ("layers.0.input.smoothing", floats(&[2], &[4.0, 0.5])),
            ("layers.0.up.smoothing", floats(&[2], &[2.0, 8.0])),
            ("layers.0.attention.key.weight", bytes(2, &[1, 2, 3, 4])),
            ("layers.0.attention.key.scales", floats(&[2], &[1.0, 10.0])),
            ("layers.0.attention.output.weight", bytes(2, &[1, 2, 3, 4])),
            ("layers.0.attention.output.scales", floats(&[2], &[1.0, 10.0])),
            ("layers.0.up.weight", bytes(1, &[3, -1])),
            ("layers.0.up.scales", floats(&[1], &[0.5])),
            ("layers.0.norm.bias", floats(&[2], &[1.0, 2.0])),
            ("heads.nested.bias", floats(&[1], &[3.0])),
        ]);
        change(&mut tensors);
        let views = tensors.iter().map(|(name, (kind, shape, bytes))| (*name, TensorView::new(*kind, shape.clone(), bytes).unwrap()));
        let settings = [("attention_heads", "1"), ("layers", "1"), ("norm_epsilon", "1e-12")];
        safetensors::serialize(views, Some(settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into())).unwrap()
    }

    #[test]
    fn rows_get_their_scales_back_and_columns_lose_their_smoothing() {
        let model = FloatModel::of_bytes(&file(|_| ())).unwrap();
        let found: Vec<(&str, &[usize], &[f32])> =
            model.tensors.iter().map(|tensor| (&*tensor.name, &*tensor.shape, &*tensor.values)).collect();
        let expected: [(&str, &[usize], &[f32]); 8] = [
            ("bert.embeddings.token_type_embeddings.weight", &[4, 2], &[0.0; 8]),
            ("heads.nested.bias", &[1], &[3.0]),
            ("bert.encoder.layer.0.attention.self.key.weight", &[2, 2], &[4.0, 1.0, 120.0, 20.0]),
            ("bert.encoder.layer.0.attention.output.dense.weight", &[2, 2], &[1.0, 2.0, 30.0, 40.0]),
            ("bert.encoder.layer.0.output.LayerNorm.bias", &[2], &[1.0, 2.0]),
            ("bert.encoder.layer.0.intermediate.dense.weight", &[1, 2], &[3.0, -4.0]),
            ("bert.embeddings.position_embeddings.weight", &[1, 2], &[0.25, 0.75]),
            ("bert.embeddings.word_embeddings.weight", &[3, 2], &[0.5, -1.0, 254.0, 8.0, 5.0, -6.0]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_shape_is_that_of_the_tensors() {
        let config = FloatModel::of_bytes(&file(|_| ())).unwrap().config;
        let shape = ["vocab_size", "hidden_size", "intermediate_size", "max_position_embeddings", "type_vocab_size"];
        assert_eq!(shape.map(|name| config[name].as_u64().unwrap()), [3, 2, 1, 1, 4]);
        assert_eq!(config["layer_norm_eps"], json!(1e-12));
    }

    #[test]
    fn what_is_written_is_read_as_the_same_numbers() {
        let model = FloatModel::of_bytes(&file(|_| ())).unwrap();
        let bytes = model.to_safetensors().unwrap();
        let written = SafeTensors::deserialize(&bytes).unwrap();
        assert_eq!(written.len(), model.tensors.len());
        for tensor in &model.tensors {
            let view = written.tensor(&tensor.name).unwrap();
            assert_eq!((view.shape(), floats("", &view).unwrap()), (&*tensor.shape, tensor.values.clone()));
        }
    }

    #[test]
    fn parts_that_do_not_fit_are_told() {
        let without = |name: &str| FloatModel::of_bytes(&file(|tensors| drop(tensors.remove(name)))).unwrap_err();
        for name in ["words.scales", "layers.0.up.smoothing", "casing.weight"] {
            assert!(without(name).contains(name), "{}", without(name));
        }
        let short = file(|tensors| drop(tensors.insert("words.scales", (Dtype::F32, vec![1], vec![0; 4]))));
        assert_eq!(FloatModel::of_bytes(&short).unwrap_err(), "words.scales holds 1 numbers; 3 are needed");
        let wide = file(|tensors| drop(tensors.insert("casing.weight", (Dtype::F64, vec![1, 1], vec![0; 8]))));
        assert_eq!(FloatModel::of_bytes(&wide).unwrap_err(), "casing.weight holds F64; F32 is needed");
    }
}
