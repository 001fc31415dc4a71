//! A small net beside the main model that scores pairs of spans.

use std::path::Path;

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};

use super::errors::ModelError;
use super::folder::ModelFolder;

/// A hidden layer of rectified linear units, and a single output.
#[derive(Debug)]
pub(crate) struct PairNet {
    hidden: Layer,
    output: Layer,
}

/// A linear layer; `columns` holds the weights of one input after another.
#[derive(Debug)]
struct Layer {
    columns: Vec<f32>,
    bias: Vec<f32>,
}

impl Layer {
    /// Adds up the columns: in this order, sums of several outputs are computed side by side.
    fn apply(&self, input: &[f32]) -> Vec<f32> {
        let mut sums = self.bias.clone();
        for (x, column) in input.iter().zip(self.columns.chunks_exact(sums.len())) {
            sums.iter_mut().zip(column).for_each(|(sum, weight)| *sum += weight * x);
        }
        sums
    }
}

impl PairNet {
    /// Loads `hidden` and `output` (`.weight`, `.bias`, 32-bit floats) from a safetensors file of a model folder.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or its layers do not take `inputs` numbers.
    pub(crate) fn load(folder: &ModelFolder, name: &str, inputs: usize) -> Result<Self, ModelError> {
        let (path, bytes) = (&folder.path(name), folder.read(name)?);
        let file = SafeTensors::deserialize(&bytes).map_err(|error| broken(path, error.to_string()))?;
        let hidden = layer(&file, "hidden", inputs, path)?;
        let output = layer(&file, "output", hidden.bias.len(), path)?;
        Ok(Self { hidden, output })
    }

    /// The score of a pair: any number; the higher, the likelier.
    #[must_use]
    pub(crate) fn score(&self, input: &[f32]) -> f32 {
        let hidden: Vec<f32> = self.hidden.apply(input).into_iter().map(|x| x.max(0.0)).collect();
        self.output.apply(&hidden).iter().sum()
    }
}

fn layer(file: &SafeTensors<'_>, name: &str, inputs: usize, path: &Path) -> Result<Layer, ModelError> {
    let tensor = |part: &str| {
        let name = format!("{name}.{part}");
        file.tensor(&name).map_err(|error| broken(path, format!("{name}: {error}")))
    };
    let (weights, bias) = (floats(&tensor("weight")?), floats(&tensor("bias")?));
    if weights.is_empty() || weights.len() != inputs * bias.len() {
        return Err(broken(path, format!("layer {name} has {} weights for {inputs} inputs and {} outputs", weights.len(), bias.len())));
    }
    let columns = (0..inputs).flat_map(|at| weights.iter().skip(at).step_by(inputs)).copied().collect();
    Ok(Layer { columns, bias })
}

/// The values of a tensor of 32-bit floats; empty for any other type.
fn floats(tensor: &TensorView<'_>) -> Vec<f32> {
    let words = tensor.data().chunks_exact(4);
    if tensor.dtype() == Dtype::F32 {
        words.map(|word| f32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
    } else {
        Vec::new()
    }
}

fn broken(path: &Path, message: String) -> ModelError {
    ModelError::Broken { path: path.to_path_buf(), message }
}
