//! Weights that find claims very quickly, though meaningless ones: the shipped model's inputs and outputs, with random numbers and no layers between
//! them. For tests of everything around the model.

use std::collections::HashMap;

use safetensors::serialize;
use safetensors::tensor::{Dtype, TensorView};

const WORDS: usize = 30_522;
const PLACES: usize = 512;
const WIDTH: usize = 16;
/// The model's heads, with the number of their outputs.
const HEADS: [(&str, usize); 5] = [("heads.entities", 9), ("heads.attribution", 7), ("link", 256), ("reference", 128), ("heads.nested", 7)];
/// Scales outputs to a spread of about 3.5.
const SCALE: f32 = 0.024;
/// The bias of the first label, "O", which makes it win for most pieces.
const NO_LABEL: f32 = 2.0;

/// The bytes of `model.int8.safetensors`.
pub(crate) fn tiny_weights() -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(3);
    let mut integers = |count: usize| -> Vec<u8> { (0..count).map(|_| random.i8(-63..=63).cast_unsigned()).collect() };
    let mut tensors: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, kind, shape: &[usize], bytes| tensors.push((name.to_owned(), kind, shape.to_vec(), bytes));
    add("words.weight", Dtype::I8, &[WORDS, WIDTH], integers(WORDS * WIDTH));
    add("words.scales", Dtype::F32, &[WORDS], floats(&vec![SCALE; WORDS]));
    add("positions.weight", Dtype::F32, &[PLACES, WIDTH], floats(&vec![0.0; PLACES * WIDTH]));
    let casing: Vec<f32> = integers(4 * WIDTH).iter().map(|&byte| SCALE * f32::from(byte.cast_signed())).collect();
    add("casing.weight", Dtype::F32, &[4, WIDTH], floats(&casing));
    add("norm.weight", Dtype::F32, &[WIDTH], floats(&[1.0; WIDTH]));
    add("norm.bias", Dtype::F32, &[WIDTH], floats(&[0.0; WIDTH]));
    for (head, outputs) in HEADS {
        let mut bias = vec![0.0; outputs];
        bias[0] = if head.starts_with("heads.") { NO_LABEL } else { 0.0 };
        add(&format!("{head}.weight"), Dtype::I8, &[outputs, WIDTH], integers(outputs * WIDTH));
        add(&format!("{head}.scales"), Dtype::F32, &[outputs], floats(&vec![SCALE; outputs]));
        add(&format!("{head}.bias"), Dtype::F32, &[outputs], floats(&bias));
    }
    let settings = [("attention_heads", "1"), ("layers", "0"), ("norm_epsilon", "1e-12")];
    let settings: HashMap<String, String> = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let views = tensors.iter().map(|(name, kind, shape, bytes)| (name, TensorView::new(*kind, shape.clone(), bytes).unwrap()));
    serialize(views, Some(settings)).unwrap()
}

fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}
