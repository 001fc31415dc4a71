//! BERT (Devlin et al. 2019) in plain floats, as slow as it is simple: what the native engine is held against.

use std::collections::HashMap;

use ndarray::{Array2, Axis, s};
use whosaid::engine::TokenWindow;
use whosaid::model::{FloatModel, FloatTensor};

pub(crate) struct FloatEncoder {
    tensors: HashMap<String, Array2<f32>>,
    layers: u64,
    attention_heads: usize,
    epsilon: f32,
}

impl FloatEncoder {
    pub(crate) fn new(FloatModel { config, tensors }: FloatModel) -> Self {
        let number = |name: &str| config[name].as_u64().unwrap();
        let matrix = |FloatTensor { name, shape, values }| {
            let width = *shape.last().unwrap();
            (name, Array2::from_shape_vec((values.len() / width, width), values).unwrap())
        };
        Self {
            layers: number("num_hidden_layers"),
            attention_heads: usize::try_from(number("num_attention_heads")).unwrap(),
            #[expect(clippy::cast_possible_truncation)]
            epsilon: config["layer_norm_eps"].as_f64().unwrap() as f32,
            tensors: tensors.into_iter().map(matrix).collect(),
        }
    }

    /// What the encoder makes of every token.
    pub(crate) fn run(&self, window: &TokenWindow) -> Array2<f32> {
        let table = |name: &str| &self.tensors[&format!("bert.embeddings.{name}_embeddings.weight")];
        let rows_of = |name, ids: &[u32]| table(name).select(Axis(0), &ids.iter().map(|&id| id as usize).collect::<Vec<_>>());
        let start =
            rows_of("word", &window.ids) + rows_of("token_type", &window.casing) + table("position").slice(s![..window.ids.len(), ..]);
        let mut rows = self.norm("bert.embeddings.LayerNorm", start);
        for layer in 0..self.layers {
            let name = |part: &str| format!("bert.encoder.layer.{layer}.{part}");
            let mixed = self.attend(&name("attention.self"), &rows);
            rows = self.norm(&name("attention.output.LayerNorm"), rows + self.linear(&name("attention.output.dense"), &mixed));
            let wide = self.linear(&name("intermediate.dense"), &rows).mapv_into(gelu);
            rows = self.norm(&name("output.LayerNorm"), rows + self.linear(&name("output.dense"), &wide));
        }
        rows
    }

    /// What a linear layer makes of every row.
    pub(crate) fn linear(&self, name: &str, rows: &Array2<f32>) -> Array2<f32> {
        rows.dot(&self.tensors[&format!("{name}.weight")].t()) + &self.tensors[&format!("{name}.bias")]
    }

    fn attend(&self, name: &str, rows: &Array2<f32>) -> Array2<f32> {
        let [queries, keys, values] = ["query", "key", "value"].map(|part| self.linear(&format!("{name}.{part}"), rows));
        let dimensions = rows.ncols() / self.attention_heads;
        let mut mixed = Array2::zeros(rows.dim());
        for head in 0..self.attention_heads {
            let own = s![.., head * dimensions..(head + 1) * dimensions];
            #[expect(clippy::cast_precision_loss)]
            let mut weights = queries.slice(own).dot(&keys.slice(own).t()) / (dimensions as f32).sqrt();
            for mut row in weights.rows_mut() {
                let largest = row.fold(f32::MIN, |largest, &score| largest.max(score));
                row.mapv_inplace(|score| (score - largest).exp());
                row /= row.sum();
            }
            mixed.slice_mut(own).assign(&weights.dot(&values.slice(own)));
        }
        mixed
    }

    fn norm(&self, name: &str, mut rows: Array2<f32>) -> Array2<f32> {
        for mut row in rows.rows_mut() {
            row -= row.mean().unwrap();
            row /= (row.var(0.0) + self.epsilon).sqrt();
        }
        rows * &self.tensors[&format!("{name}.weight")] + &self.tensors[&format!("{name}.bias")]
    }
}

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016), by Abramowitz and Stegun 7.1.26.
#[expect(clippy::cast_possible_truncation)]
fn gelu(x: f32) -> f32 {
    let x = f64::from(x);
    let size = x.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let factors = [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
    let erf = 1.0 - factors.iter().fold(0.0, |sum, factor| (sum + factor) * t) * (-size * size).exp();
    (0.5 * x * (1.0 + erf * x.signum())) as f32
}
