//! The encoder, layer by layer: BERT (Devlin et al. 2019), with a norm after each sublayer.

use whosaid_kernels::{Aligned, Attention, Kernels, Linear, Norm, Quantised, QueryKeyValue, Wide};

/// How many rows pass through a layer together. Their activations stay in the L2 cache, and the weights are read once for all of them. The fastest of
/// 16, 32, 48, 64 and 96 (AMD EPYC, 512 KB of L2).
const BLOCK: usize = 48;

/// The weights of an encoder and its heads, laid out for the processor.
pub(super) struct Encoder {
    pub(super) words: Table,
    /// A row for every position in a window.
    pub(super) positions: Vec<f32>,
    pub(super) casing: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
    /// Smoothing factors: the columns are multiplied by these before they are quantised for the outputs.
    pub(super) output_factors: Vec<f32>,
    /// All outputs of the model side by side.
    pub(super) outputs: Linear,
}

/// Quantised rows, each with a scale.
pub(super) struct Table {
    pub(super) values: Vec<i8>,
    pub(super) scales: Vec<f32>,
}

/// One layer of the encoder.
pub(super) struct Layer {
    /// Smoothing factors: the columns are multiplied by these before they are quantised.
    pub(super) input_factors: Vec<f32>,
    pub(super) query_key_value: QueryKeyValue,
    pub(super) attention_output: Linear,
    pub(super) attention_norm: Norm,
    pub(super) up_factors: Vec<f32>,
    pub(super) up: Linear,
    pub(super) down: Linear,
    pub(super) norm: Norm,
}

/// Buffers for everything computed along the way; they grow to the largest pack of windows.
#[derive(Default)]
pub(super) struct Workspace {
    /// The hidden states, a row for every token.
    rows: Aligned<f32>,
    query_key_value: Aligned<i16>,
    mixed: Aligned<f32>,
    attention: Attention,
    quantised: Quantised,
    wide_quantised: Quantised,
    wide: Wide,
    outputs: Aligned<f32>,
}

/// The tokens of a window with their casing ids.
pub(super) type Tokens<'a> = (&'a [u32], &'a [u32]);

impl Encoder {
    /// The width of a hidden state.
    pub(super) fn width(&self) -> usize {
        self.norm.weight.len()
    }

    /// Runs windows as one matrix. Returns a row for every token of every window: all outputs, padded to whole lanes.
    ///
    /// The caller has checked that the ids are in range.
    pub(super) fn run<'w>(&self, kernels: &Kernels, windows: &[Tokens], workspace: &'w mut Workspace) -> &'w [f32] {
        let width = self.width();
        let count: usize = windows.iter().map(|(ids, _)| ids.len()).sum();
        let Workspace { rows, query_key_value, mixed, attention, quantised, wide, wide_quantised, outputs } = workspace;
        rows.resize(count * width);
        query_key_value.resize(3 * rows.len());
        mixed.resize(rows.len());
        outputs.resize(count * self.outputs.width());
        self.embed(kernels, windows, rows);
        for (number, rows) in rows.chunks_mut(BLOCK * width).enumerate() {
            kernels.normalise(rows, &self.norm, self.next_factors(0), quantised);
            self.next(kernels, 0, number, quantised, query_key_value, outputs);
        }
        for (layer, next) in self.layers.iter().zip(1..) {
            let mut first = 0;
            for (ids, _) in windows {
                let own = width * first..width * (first + ids.len());
                let parts = &query_key_value[3 * own.start..3 * own.end];
                kernels.attend(attention, &layer.query_key_value, parts, ids.len(), &mut mixed[own]);
                first += ids.len();
            }
            for (number, (rows, mixed)) in rows.chunks_mut(BLOCK * width).zip(mixed.chunks(BLOCK * width)).enumerate() {
                kernels.quantise(mixed, width, quantised);
                kernels.add(quantised, &layer.attention_output, rows);
                kernels.normalise(rows, &layer.attention_norm, &layer.up_factors, quantised);
                kernels.gelu(quantised, &layer.up, wide, wide_quantised);
                kernels.add(wide_quantised, &layer.down, rows);
                kernels.normalise(rows, &layer.norm, self.next_factors(next), quantised);
                self.next(kernels, next, number, quantised, query_key_value, outputs);
            }
        }
        outputs
    }

    /// The smoothing factors of a layer, or of the outputs after the last one.
    fn next_factors(&self, layer: usize) -> &[f32] {
        self.layers.get(layer).map_or(&self.output_factors, |layer| &layer.input_factors)
    }

    /// Runs what comes next for a block of rows: the query, key and value projections of a layer, or the outputs after the last one.
    fn next(&self, kernels: &Kernels, layer: usize, block: usize, rows: &Quantised, query_key_value: &mut [i16], outputs: &mut [f32]) {
        let own = |width: usize| block * BLOCK * width..(block * BLOCK + rows.rows()) * width;
        match self.layers.get(layer) {
            Some(layer) => kernels.query_key_value(rows, &layer.query_key_value, &mut query_key_value[own(3 * self.width())]),
            None => kernels.write(rows, &self.outputs, &mut outputs[own(self.outputs.width())]),
        }
    }

    /// Embeds each token: the sum of its word, position and casing embeddings.
    fn embed(&self, kernels: &Kernels, windows: &[Tokens], rows: &mut [f32]) {
        let width = self.width();
        let row_of = |id: u32| id as usize * width..(id as usize + 1) * width;
        let tokens = windows.iter().flat_map(|(ids, casing)| ids.iter().zip(*casing).zip(self.positions.chunks_exact(width)));
        for (row, ((&id, &shape), position)) in rows.chunks_exact_mut(width).zip(tokens) {
            let word = &self.words.values[row_of(id)];
            kernels.embed(word, self.words.scales[id as usize], &self.casing[row_of(shape)], position, row);
        }
    }
}
