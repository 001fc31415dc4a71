//! A tiny model of any weights, and any windows, through all kernels: what a property test and a fuzz target do with their bytes.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use safetensors::tensor::{Dtype, TensorView};
use serde_json::{from_value, json};
use whosaid::engine::{Batch, Engine, Settings, TokenWindow};
use whosaid::model::{Device, ModelFolder, ModelSpec};
use whosaid_kernels::Kernels;

/// What is not the encoder's is that of the shipped model.
static SHIPPED: LazyLock<ModelSpec> = LazyLock::new(|| {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = above.map(|folder| folder.join("models/news")).find(|folder| folder.is_dir());
    ModelSpec::load(folder.unwrap()).unwrap()
});

/// How many words the vocabulary has.
const WORDS: u8 = 5;
/// How many tokens the longest window has.
const LONGEST: usize = 70;
const CASINGS: u8 = 4;

/// The same bits from all kernels, for windows alone and in company, and all of them finite.
///
/// The bytes of `shape` say how many layers, heads, dimensions, wide columns and labels there are; those of `weights`, over and over, what
/// all weights, scales and biases are; a byte of a window what a token is.
pub(crate) fn assert_same_bits(shape: [u8; 5], weights: &[u8], windows: &[Vec<u8>]) {
    let folder = tempfile::tempdir().unwrap();
    let labels = usize::from(shape[4] % 40) + 1;
    std::fs::write(folder.path().join("model.int8.safetensors"), model(shape, labels, weights)).unwrap();
    let heads = json!({ "entities": { "labels": vec!["O"; labels], "transitions": [] } });
    let spec = ModelSpec { folder: ModelFolder::at(folder.path()), heads: from_value(heads).unwrap(), ..SHIPPED.clone() };
    let batch = Batch { windows: windows.iter().map(|window| tokens(window)).collect() };
    let open = |kernels: &Kernels| {
        let kernels = Some(kernels.name().to_owned());
        Settings { engine: None, device: Device::Cpu, kernels, threads: 1 }.open(spec.clone()).unwrap()
    };
    let best = open(Kernels::best());
    let expected = bits(&*best, &batch);
    for kernels in Kernels::available() {
        assert!(bits(&*open(kernels), &batch) == expected, "{} gives other bits than {}", kernels.name(), Kernels::best().name());
    }
    for (window, expected) in batch.windows.into_iter().zip(expected) {
        assert_eq!(bits(&*best, &Batch { windows: vec![window] }), [expected], "alone");
    }
}

fn tokens(window: &[u8]) -> TokenWindow {
    let window = &window[..window.len().min(LONGEST)];
    TokenWindow {
        ids: window.iter().map(|byte| u32::from(byte % WORDS)).collect(),
        casing: window.iter().map(|byte| u32::from(byte / WORDS % CASINGS)).collect(),
    }
}

/// The bits of every window's logits.
fn bits(engine: &dyn Engine, batch: &Batch) -> Vec<Vec<u32>> {
    let logits = engine.run(batch).unwrap();
    let windows = logits.windows.iter().map(|window| &window.heads[0].values);
    assert!(windows.clone().flatten().all(|value| value.is_finite()), "logits that are not finite");
    windows.map(|values| values.iter().map(|value| value.to_bits()).collect()).collect()
}

/// The file with a model's weights.
fn model(shape: [u8; 5], labels: usize, weights: &[u8]) -> Vec<u8> {
    let [layers, heads, lanes, wide] = [shape[0] % 3 + 1, shape[1] % 3 + 1, shape[2] % 2 + 1, shape[3] % 7 + 1].map(usize::from);
    let (width, wide) = (16 * heads * lanes, 16 * wide);
    let mut file = Weights { bytes: Box::new(weights.iter().copied().cycle()), tensors: HashMap::new() };
    file.bytes("words", usize::from(WORDS), width);
    file.floats("positions.weight", &[LONGEST, width]);
    file.floats("casing.weight", &[usize::from(CASINGS), width]);
    file.norm("norm", width);
    for layer in 0..layers {
        let name = |part: &str| format!("layers.{layer}.{part}");
        file.floats(&name("input.smoothing"), &[width]);
        for part in ["query", "key", "value", "output"] {
            file.linear(&name(&format!("attention.{part}")), width, width);
        }
        file.norm(&name("attention_norm"), width);
        file.floats(&name("up.smoothing"), &[width]);
        file.linear(&name("up"), wide, width);
        file.linear(&name("down"), width, wide);
        file.norm(&name("norm"), width);
    }
    file.linear("heads.entities", labels, width);
    let settings = [("attention_heads", heads.to_string()), ("layers", layers.to_string()), ("norm_epsilon", "1e-12".to_owned())];
    let views = file.tensors.iter().map(|(name, (kind, shape, bytes))| (name, TensorView::new(*kind, shape.clone(), bytes).unwrap()));
    safetensors::serialize(views, Some(settings.map(|(name, value)| (name.to_owned(), value)).into())).unwrap()
}

/// Tensors that are made of one row of bytes; of zeros when it ends.
struct Weights<'a> {
    bytes: Box<dyn Iterator<Item = u8> + 'a>,
    tensors: HashMap<String, (Dtype, Vec<usize>, Vec<u8>)>,
}

impl Weights<'_> {
    fn next(&mut self) -> u8 {
        self.bytes.next().unwrap_or_default()
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.bytes(name, outputs, inputs);
        self.floats(&format!("{name}.bias"), &[outputs]);
    }

    fn norm(&mut self, name: &str, width: usize) {
        self.floats(&format!("{name}.weight"), &[width]);
        self.floats(&format!("{name}.bias"), &[width]);
    }

    /// Weights of seven bits, with scales.
    fn bytes(&mut self, name: &str, rows: usize, columns: usize) {
        let values = (0..rows * columns).map(|_| (self.next() % 127).wrapping_sub(63)).collect();
        self.tensors.insert(format!("{name}.weight"), (Dtype::I8, vec![rows, columns], values));
        self.floats(&format!("{name}.scales"), &[rows]);
    }

    /// Numbers of both signs, of any size between `2^-20` and 8, or 0.
    fn floats(&mut self, name: &str, shape: &[usize]) {
        let float = |byte: u8| {
            let size = f32::from(byte % 24) - 21.0;
            let sign = if byte < 128 { 1.0 } else { -1.0 };
            if byte.is_multiple_of(24) { 0.0 } else { sign * size.exp2() * (1.0 + f32::from(byte) / 512.0) }
        };
        let values = (0..shape.iter().product()).flat_map(|_| float(self.next()).to_le_bytes()).collect();
        self.tensors.insert(name.to_owned(), (Dtype::F32, shape.to_vec(), values));
    }
}
