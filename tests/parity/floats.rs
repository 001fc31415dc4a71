//! What it costs that the native engine computes with bytes: its logits beside those of the same weights in floats, on the articles of `corpus`.

use std::path::Path;

use rayon::prelude::*;
use whosaid::encode::Encoder;
use whosaid::engine::{Batch, Engine, NativeEngine, TokenWindow};
use whosaid::model::{FloatModel, ModelSpec, Output};
use whosaid::segment::Text;

use super::float_encoder::FloatEncoder;

/// The share of tokens that get the same label; 0.996 to 0.999 with version 4.1.
const LEAST_AGREEMENT: f64 = 0.995;
/// What an output may be off by, as a share of its size; 0.009 to 0.013 for labels and 0.020 to 0.023 for vectors with version 4.1.
const LARGEST_ERROR: f32 = 0.025;

/// How an output differs, over all tokens.
#[derive(Debug, Default, Clone, Copy)]
struct Difference {
    tokens: u32,
    /// How many have the same largest number: the same label.
    agree: u32,
    /// Sums of squares: of the numbers, and of what they are off by.
    size: f32,
    off: f32,
}

impl Difference {
    fn add(&mut self, ours: &[f32], floats: &[f32]) {
        let largest = |row: &[f32]| (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b]));
        self.tokens += 1;
        self.agree += u32::from(largest(ours) == largest(floats));
        self.size += floats.iter().map(|value| value * value).sum::<f32>();
        self.off += ours.iter().zip(floats).map(|(ours, floats)| (ours - floats).powi(2)).sum::<f32>();
    }

    fn merge(mut self, other: &Self) -> Self {
        self.tokens += other.tokens;
        self.agree += other.agree;
        self.size += other.size;
        self.off += other.off;
        self
    }

    fn agreement(&self) -> f64 {
        f64::from(self.agree) / f64::from(self.tokens)
    }

    /// The root of the mean square of what numbers are off by, as a share of that of the numbers.
    fn error(&self) -> f32 {
        (self.off / self.size).sqrt()
    }
}

fn module(output: Output) -> &'static str {
    match output {
        Output::Entities => "heads.entities",
        Output::Attribution => "heads.attribution",
        Output::Nested => "heads.nested",
        Output::Link => "link",
        Output::Reference => "reference",
    }
}

fn windows(encoder: &Encoder, path: &Path) -> Vec<TokenWindow> {
    let text = std::fs::read_to_string(path).unwrap();
    let pieces = encoder.pieces(&text, Text::new(&text).paragraphs()).unwrap();
    encoder.windows(&pieces).into_iter().map(|(_, window)| window).collect()
}

/// How every output differs.
fn differences() -> Vec<(Output, Difference)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let spec = ModelSpec::load(root.join("models/news")).unwrap();
    let floats = FloatEncoder::new(FloatModel::read(&spec.folder).unwrap());
    let encoder = Encoder::load(&spec).unwrap();
    let articles = std::fs::read_dir(root.join("corpus/articles")).unwrap().map(|entry| entry.unwrap().path());
    let windows: Vec<TokenWindow> = articles.flat_map(|path| windows(&encoder, &path)).collect();
    let outputs = spec.outputs();
    let engine = NativeEngine::load(spec).unwrap();
    let ours = engine.run(&Batch { windows: windows.clone() }).unwrap();

    let of_window = |(window, ours): (&TokenWindow, &whosaid::engine::WindowLogits)| {
        let rows = floats.run(window);
        let of_output = |(&(output, _), ours): (&(Output, usize), &whosaid::engine::Matrix)| {
            let mut difference = Difference::default();
            for (row, floats) in floats.linear(module(output), &rows).rows().into_iter().enumerate() {
                difference.add(ours.row(row), floats.as_slice().unwrap());
            }
            difference
        };
        outputs.iter().zip(&ours.heads).map(of_output).collect::<Vec<_>>()
    };
    let by_window: Vec<_> = windows.par_iter().zip(&ours.windows).map(of_window).collect();
    let of_output = |place: usize| by_window.iter().fold(Difference::default(), |sum, window| sum.merge(&window[place]));
    outputs.iter().enumerate().map(|(place, &(output, _))| (output, of_output(place))).collect()
}

#[test]
fn bytes_say_what_floats_say() {
    for (output, difference) in differences() {
        let (agreement, error) = (difference.agreement(), difference.error());
        assert!(error < LARGEST_ERROR, "{output:?} is off by {error}");
        // The others are vectors, not labels.
        let is_labels = !matches!(output, Output::Link | Output::Reference);
        assert!(!is_labels || agreement > LEAST_AGREEMENT, "{output:?}: {agreement} of the labels agree");
    }
}
