//! The encoder, layer by layer: BERT (Devlin et al. 2019) with its norms after each part.

use whosaid_kernels::{Attention, Kernels, Linear, Norm, Quantised};

/// How many rows pass through a layer together: their activations stay in the processor's second cache, and the weights are read
/// once for all of them. Of 16, 32, 48, 64 and 96 rows, the fastest (AMD EPYC, 512 KB).
const BLOCK: usize = 48;

/// The weights of an encoder and of what it is asked for, laid out for the processor.
pub(super) struct Encoder {
    pub(super) words: Table,
    /// A row for every place in a window, and for every casing id.
    pub(super) positions: Vec<f32>,
    pub(super) casing: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
    /// All outputs of the model side by side.
    pub(super) outputs: Linear,
    /// The number of attention heads.
    pub(super) attention_heads: usize,
}

/// Rows of bytes, each with a scale.
pub(super) struct Table {
    pub(super) values: Vec<i8>,
    pub(super) scales: Vec<f32>,
}

/// One layer of the encoder.
pub(super) struct Layer {
    /// What evens the columns out before they are quantised.
    pub(super) input_factors: Vec<f32>,
    /// Queries, keys and values side by side.
    pub(super) query_key_value: Linear,
    pub(super) attention_output: Linear,
    pub(super) attention_norm: Norm,
    pub(super) up_factors: Vec<f32>,
    pub(super) up: Linear,
    pub(super) down: Linear,
    pub(super) norm: Norm,
}

/// Room for everything that is computed on the way; it grows to the largest pack of windows.
#[derive(Default)]
pub(super) struct Workspace {
    /// What the layers hand on, a row for every token.
    rows: Vec<f32>,
    query_key_value: Vec<f32>,
    mixed: Vec<f32>,
    attention: Attention,
    quantised: Quantised,
    wide: Vec<f32>,
    outputs: Vec<f32>,
}

/// The tokens of a window with their casing ids.
pub(super) type Tokens<'a> = (&'a [u32], &'a [u32]);

impl Encoder {
    /// The numbers of a row between the layers.
    pub(super) fn width(&self) -> usize {
        self.norm.weight.len()
    }

    /// Runs windows as one matrix; gives back a row of all outputs, filled up to whole lanes, for every token of every window.
    ///
    /// The ids are in range.
    pub(super) fn run<'w>(&self, kernels: &Kernels, windows: &[Tokens], workspace: &'w mut Workspace) -> &'w [f32] {
        let width = self.width();
        let count = windows.iter().map(|(ids, _)| ids.len()).sum::<usize>();
        let Workspace { rows, query_key_value, mixed, attention, quantised, wide, outputs } = workspace;
        rows.clear();
        for tokens in windows {
            self.embed(*tokens, rows);
        }
        kernels.normalise(rows, &self.norm);
        query_key_value.resize(3 * rows.len(), 0.0);
        mixed.resize(rows.len(), 0.0);
        for layer in &self.layers {
            for (rows, parts) in rows.chunks_mut(BLOCK * width).zip(query_key_value.chunks_mut(3 * BLOCK * width)) {
                kernels.quantise_scaled(rows, &layer.input_factors, quantised);
                kernels.write(quantised, &layer.query_key_value, parts);
            }
            let mut first = 0;
            for (ids, _) in windows {
                let own = first..first + ids.len();
                let parts = &query_key_value[3 * width * own.start..3 * width * own.end];
                kernels.attend(attention, parts, ids.len(), self.attention_heads, &mut mixed[width * own.start..width * own.end]);
                first = own.end;
            }
            for (rows, mixed) in rows.chunks_mut(BLOCK * width).zip(mixed.chunks(BLOCK * width)) {
                kernels.quantise(mixed, width, quantised);
                kernels.add(quantised, &layer.attention_output, rows);
                kernels.normalise(rows, &layer.attention_norm);
                kernels.quantise_scaled(rows, &layer.up_factors, quantised);
                wide.resize(rows.len() / width * layer.up.width(), 0.0);
                kernels.write_gelu(quantised, &layer.up, wide);
                kernels.quantise(wide, layer.up.width(), quantised);
                kernels.add(quantised, &layer.down, rows);
                kernels.normalise(rows, &layer.norm);
            }
        }
        outputs.resize(count * self.outputs.width(), 0.0);
        kernels.quantise(rows, width, quantised);
        kernels.write(quantised, &self.outputs, outputs);
        outputs
    }

    /// Appends what each token starts from: its word, its place in the window and its casing, added up.
    fn embed(&self, (ids, casing): Tokens, rows: &mut Vec<f32>) {
        let width = self.width();
        let row_of = |id: u32| id as usize * width..(id as usize + 1) * width;
        for ((&id, &shape), position) in ids.iter().zip(casing).zip(self.positions.chunks_exact(width)) {
            let scale = self.words.scales[id as usize];
            let parts = self.words.values[row_of(id)].iter().zip(&self.casing[row_of(shape)]).zip(position);
            rows.extend(parts.map(|((&word, casing), position)| f32::from(word) * scale + casing + position));
        }
    }
}
