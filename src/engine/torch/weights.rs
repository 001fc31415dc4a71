//! Loads a model's tensors from a folder's files, checking that none is missing and that all have the expected shapes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};
use tch::{Kind, Tensor, nn};

use super::config::{BERT_EPSILON, EncoderConfig};
use super::encoder::message_of;
use crate::model::{CONFIG_FILE, FloatModel, FloatTensor, ModelError, ModelFolder, ModelSpec, TORCH_FILES, WEIGHTS_FILE, read_json};

/// The possible names of a head's tensors: in our own models by the head's name, in others the name that `transformers` gives their only head.
const HEAD_NAMES: [fn(&str) -> String; 3] = [|name| format!("heads.{name}"), str::to_owned, |_| "classifier".to_owned()];

/// An encoder and its heads as stored in a folder.
pub(super) struct Stored {
    pub(super) config: EncoderConfig,
    /// The file that the configuration was read from.
    pub(super) config_path: PathBuf,
    pub(super) weights: Weights,
}

impl Stored {
    /// Reads our own weights if the folder has them, or else a third party's.
    pub(super) fn read(folder: &ModelFolder) -> Result<Self, ModelError> {
        if folder.has(WEIGHTS_FILE) { Self::read_own(folder) } else { Self::read_others(folder) }
    }

    fn read_own(folder: &ModelFolder) -> Result<Self, ModelError> {
        let path = folder.path(WEIGHTS_FILE);
        let broken = |message| ModelError::Broken { path: path.clone(), message };
        let model = FloatModel::read(folder)?;
        let config = EncoderConfig::from_json(model.config).map_err(broken)?;
        let tensors = model.tensors.into_iter().map(named).collect::<Result<_, _>>().map_err(|error| broken(error.to_string()))?;
        Ok(Self { config, config_path: path.clone(), weights: Weights { path, tensors } })
    }

    fn read_others(folder: &ModelFolder) -> Result<Self, ModelError> {
        let config_path = folder.path(CONFIG_FILE);
        let config = EncoderConfig::from_json(read_json(folder, CONFIG_FILE)?)
            .map_err(|message| ModelError::Broken { path: config_path.clone(), message })?;
        Ok(Self { config, config_path, weights: Weights::read(folder)? })
    }
}

/// All floating-point tensors of a file, in 32 bits.
pub(super) struct Weights {
    pub(super) path: PathBuf,
    tensors: HashMap<String, Tensor>,
}

impl Weights {
    fn read(folder: &ModelFolder) -> Result<Self, ModelError> {
        let found = TORCH_FILES.into_iter().find(|name| folder.has(name)).map(|name| folder.path(name));
        let path = found.ok_or_else(|| ModelError::NotForEngine {
            folder: folder.root().to_path_buf(),
            file: "model.safetensors or rust_model.ot",
            engine: "torch",
            way_out: "in Python, AutoModelForTokenClassification.from_pretrained(FOLDER).save_pretrained(FOLDER) makes the first, in one file \
                      with max_shard_size=\"100GB\"",
        })?;
        let tensors = if path.ends_with(TORCH_FILES[0]) { safetensors(&path) } else { libtorch_archive(&path) };
        match tensors {
            Ok(tensors) => Ok(Self { path, tensors }),
            Err(message) => Err(ModelError::Broken { path, message }),
        }
    }

    /// Copies the encoder's tensors into its variables.
    pub(super) fn copy_into(&self, variables: &nn::VarStore, config: &EncoderConfig) -> Result<(), ModelError> {
        let mut variables: Vec<(String, Tensor)> = variables.variables().into_iter().collect();
        variables.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, mut variable) in variables {
            let tensor = self.tensor(&name, &variable.size())?;
            let tensor = folded(&name, tensor, config.epsilon);
            tch::no_grad(|| variable.f_copy_(&tensor)).map_err(|error| self.broken(&format!("{name}: {error}")))?;
        }
        Ok(())
    }

    /// The weights and biases of all heads, stacked in the order of the model's outputs.
    pub(super) fn heads(&self, spec: &ModelSpec, config: &EncoderConfig) -> Result<(Tensor, Tensor), ModelError> {
        let (mut weights, mut biases) = (Vec::new(), Vec::new());
        for (output, rows) in spec.outputs().into_iter().map(|(output, rows)| (output.name(), rows)) {
            let known = |name: &String| self.tensors.contains_key(&format!("{name}.weight"));
            let name = HEAD_NAMES.iter().map(|name| name(output)).find(known);
            let name = name.ok_or_else(|| self.broken(&format!("it has no head for {output} (heads.{output}, {output} or classifier)")))?;
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            weights.push(self.tensor(&format!("{name}.weight"), &[rows, config.width])?);
            biases.push(self.tensor(&format!("{name}.bias"), &[rows])?);
        }
        let joined = |tensors: &[Tensor]| Tensor::f_cat(tensors, 0).map_err(|error| self.broken(&error.to_string()));
        Ok((joined(&weights)? / factor(config.epsilon), joined(&biases)?))
    }

    /// The tensor with a name, if it has the given shape.
    fn tensor(&self, name: &str, shape: &[i64]) -> Result<Tensor, ModelError> {
        let tensor = self.tensors.get(name).or_else(|| self.tensors.get(&old_name(name)));
        let tensor = tensor.ok_or_else(|| self.broken(&format!("the tensor {name} is missing")))?;
        if tensor.size() == shape {
            return Ok(tensor.shallow_clone());
        }
        Err(self.broken(&format!("the tensor {name} has the shape {:?} where the model's configuration asks for {shape:?}", tensor.size())))
    }

    fn broken(&self, message: &str) -> ModelError {
        ModelError::Broken { path: self.path.clone(), message: message.to_owned() }
    }
}

/// TensorFlow's name for a tensor of a layer norm, which models converted from it may still have.
fn old_name(name: &str) -> String {
    name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")
}

/// The factor by which an encoder's vectors are scaled down so that a layer norm with [`BERT_EPSILON`] acts on them as one with `epsilon` would:
/// `c x / sqrt(c² v + e')` is `x / sqrt(v + e)` where `c² e = e'`.
fn factor(epsilon: Option<f64>) -> f64 {
    epsilon.map_or(1.0, |epsilon| (BERT_EPSILON / epsilon).sqrt())
}

/// A tensor adjusted to vectors scaled by [`factor`]: weights that produce them are multiplied by it, weights that consume them divided by it.
fn folded(name: &str, tensor: Tensor, epsilon: Option<f64>) -> Tensor {
    const TAKES: [&str; 4] = ["self.query.weight", "self.key.weight", "self.value.weight", "intermediate.dense.weight"];
    const IS_LEFT: [&str; 5] =
        ["self.query.bias", "self.key.bias", "self.value.bias", "intermediate.dense.bias", "embeddings_project.weight"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    match factor(epsilon) {
        _ if epsilon.is_none() || ends(&IS_LEFT) => tensor,
        factor if ends(&TAKES) => tensor / factor,
        factor => tensor * factor,
    }
}

fn named(tensor: FloatTensor) -> Result<(String, Tensor), tch::TchError> {
    let shape = sizes(&tensor.shape);
    Ok((tensor.name, Tensor::f_from_slice(&tensor.values)?.f_view(&shape[..])?))
}

fn sizes(shape: &[usize]) -> Vec<i64> {
    shape.iter().map(|&length| i64::try_from(length).unwrap_or(i64::MAX)).collect()
}

fn safetensors(path: &Path) -> Result<HashMap<String, Tensor>, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let file = SafeTensors::deserialize(&bytes).map_err(|error| error.to_string())?;
    let named = |(name, view): (String, TensorView<'_>)| -> Result<Option<(String, Tensor)>, String> {
        let read = tensor(&view).map_err(|error| format!("{name}: {error}"))?;
        Ok(read.map(|tensor| (name, tensor)))
    };
    file.tensors().into_iter().filter_map(|stored| named(stored).transpose()).collect()
}

/// A tensor of floats; `None` for one of integers, which no model needs.
fn tensor(view: &TensorView<'_>) -> Result<Option<Tensor>, tch::TchError> {
    let kind = match view.dtype() {
        Dtype::F16 => Kind::Half,
        Dtype::BF16 => Kind::BFloat16,
        Dtype::F32 => Kind::Float,
        Dtype::F64 => Kind::Double,
        _ => return Ok(None),
    };
    Ok(Some(Tensor::f_from_data_size(view.data(), &sizes(view.shape()), kind)?.f_to_kind(Kind::Float)?))
}

fn libtorch_archive(path: &Path) -> Result<HashMap<String, Tensor>, String> {
    let load = || Tensor::load_multi(path);
    let tensors = std::panic::catch_unwind(load).map_err(|panic| message_of(&*panic))?;
    let tensors = tensors.map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
    Ok(tensors.into_iter().map(|(name, tensor)| (name, tensor.to_kind(Kind::Float))).collect())
}
