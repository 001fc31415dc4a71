//! Reads an encoder's weights from a safetensors file.

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};
use whosaid_kernels::{LANES, Linear, Norm, QueryKeyValue};

use super::encoder::{Encoder, Layer, Table};
use crate::model::Output;

/// Reads an encoder, with the outputs of the model's heads in the order of `heads`.
///
/// The file's metadata has `attention_heads`, `layers` and `norm_epsilon`. A linear layer is `NAME.weight` (I8, a row for every output),
/// `NAME.scales` and `NAME.bias`; a norm is `NAME.weight` and `NAME.bias`. Everything but the weights of linear layers and of the word table is F32.
pub(super) fn read(bytes: &[u8], heads: &[(Output, usize)]) -> Result<Encoder, String> {
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| error.to_string())?;
    let tensors = SafeTensors::deserialize(bytes).map_err(|error| error.to_string())?;
    let metadata = header.metadata().clone().unwrap_or_default();
    let setting = |name: &str| metadata.get(name).ok_or_else(|| format!("its metadata lacks {name}"));
    let number = |name: &str| setting(name)?.parse::<usize>().map_err(|error| format!("{name}: {error}"));
    let epsilon = setting("norm_epsilon")?.parse::<f32>().map_err(|error| format!("norm_epsilon: {error}"))?;
    let file = File { tensors, epsilon };

    let norm = file.norm("norm")?;
    let width = norm.weight.len();
    let attention_heads = number("attention_heads")?;
    if attention_heads == 0 {
        return Err("its metadata has 0 attention_heads".to_owned());
    }
    let mut layers: Vec<Layer> = Vec::new();
    for number in 0..number("layers")? {
        layers.push(file.layer(number, layers.last().map_or(&norm, |layer| &layer.norm), attention_heads)?);
    }
    let outputs = heads.iter().map(|(output, _)| match output {
        Output::Entities | Output::Attribution | Output::Nested => format!("heads.{}", output.name()),
        Output::Link | Output::Reference => output.name().to_owned(),
    });
    let outputs = file.linear(&outputs.collect::<Vec<_>>(), width)?;
    let promised: usize = heads.iter().map(|(_, width)| width).sum();
    if outputs.outputs() != promised {
        return Err(format!("its heads have {} outputs; model.json promises {promised}", outputs.outputs()));
    }
    let words = Table { values: file.bytes("words.weight")?, scales: file.floats("words.scales")? };
    let (positions, casing) = (file.floats("positions.weight")?, file.floats("casing.weight")?);
    if words.values.len() != words.scales.len() * width || !positions.len().is_multiple_of(width) || !casing.len().is_multiple_of(width) {
        return Err(format!("its words, positions or casing are no rows of {width}"));
    }
    Ok(Encoder { words, positions, casing, norm, layers, output_factors: vec![1.0; width], outputs })
}

/// An open file.
struct File<'a> {
    tensors: SafeTensors<'a>,
    epsilon: f32,
}

/// The parameters of layers that share their inputs, concatenated.
#[derive(Default)]
struct SideBySide {
    weights: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl File<'_> {
    /// Reads a layer whose input rows come from the norm `before`.
    fn layer(&self, number: usize, before: &Norm, attention_heads: usize) -> Result<Layer, String> {
        let width = before.weight.len();
        let name = |part: &str| format!("layers.{number}.{part}");
        let linear = |part: &str, inputs| self.linear(&[name(part)], inputs);
        let parts = ["query", "key", "value"].map(|part| name(&format!("attention.{part}")));
        let up = linear("up", width)?;
        let input_factors = self.floats(&name("input.smoothing"))?;
        let layer = Layer {
            query_key_value: self.query_key_value(&parts, attention_heads, before, &input_factors)?,
            input_factors,
            attention_output: linear("attention.output", width)?,
            attention_norm: self.norm(&name("attention_norm"))?,
            up_factors: self.floats(&name("up.smoothing"))?,
            down: linear("down", up.outputs())?,
            up,
            norm: self.norm(&name("norm"))?,
        };
        let widths = [layer.query_key_value.width(), layer.attention_output.outputs(), layer.down.outputs()];
        let lengths = [&layer.input_factors, &layer.up_factors, &layer.attention_norm.weight, &layer.norm.weight].map(Vec::len);
        let fits = widths.iter().chain(&lengths).all(|&length| length == width) && layer.up.outputs() == layer.up.width();
        fits.then_some(layer).ok_or_else(|| format!("layer {number} has parts of other widths than {width}"))
    }

    /// Reads layers that share their inputs as one layer.
    fn linear(&self, names: &[String], inputs: usize) -> Result<Linear, String> {
        let SideBySide { weights, scales, bias } = self.side_by_side(names)?;
        Linear::new(&weights, inputs, &scales, &bias).map_err(|error| format!("{}: {error}", names.join(", ")))
    }

    fn query_key_value(&self, names: &[String], heads: usize, before: &Norm, factors: &[f32]) -> Result<QueryKeyValue, String> {
        let SideBySide { weights, scales, bias } = self.side_by_side(names)?;
        QueryKeyValue::new(&weights, &scales, &bias, heads, before, factors).map_err(|error| format!("{}: {error}", names.join(", ")))
    }

    fn side_by_side(&self, names: &[String]) -> Result<SideBySide, String> {
        let mut layers = SideBySide::default();
        for name in names {
            layers.weights.extend(self.bytes(&format!("{name}.weight"))?);
            layers.scales.extend(self.floats(&format!("{name}.scales"))?);
            layers.bias.extend(self.floats(&format!("{name}.bias"))?);
        }
        Ok(layers)
    }

    fn norm(&self, name: &str) -> Result<Norm, String> {
        let (weight, bias) = (self.floats(&format!("{name}.weight"))?, self.floats(&format!("{name}.bias"))?);
        let fits = !weight.is_empty() && weight.len() == bias.len() && weight.len().is_multiple_of(LANES);
        fits.then_some(Norm { weight, bias, epsilon: self.epsilon })
            .ok_or_else(|| format!("{name} is no norm of a multiple of {LANES} columns"))
    }

    fn tensor(&self, name: &str, kind: Dtype) -> Result<TensorView<'_>, String> {
        let tensor = self.tensors.tensor(name).map_err(|error| format!("{name}: {error}"))?;
        if tensor.dtype() == kind { Ok(tensor) } else { Err(format!("{name} holds {:?}; {kind:?} is needed", tensor.dtype())) }
    }

    fn bytes(&self, name: &str) -> Result<Vec<i8>, String> {
        Ok(self.tensor(name, Dtype::I8)?.data().iter().map(|byte| byte.cast_signed()).collect())
    }

    fn floats(&self, name: &str) -> Result<Vec<f32>, String> {
        let tensor = self.tensor(name, Dtype::F32)?;
        let floats: Vec<f32> = tensor.data().as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect();
        let finite = floats.iter().all(|value| value.is_finite());
        finite.then_some(floats).ok_or_else(|| format!("{name} holds numbers that are infinite or not a number"))
    }
}
