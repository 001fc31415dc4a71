//! Linear layers with weights in seven bits.

use crate::MAX_WEIGHT;
use crate::aligned::Aligned;
use crate::instructions::{Instructions, Tile};
use crate::lanes::{LANES, Lanes, gelu, larger, rounded, smaller};
use crate::quantised::Quantised;

/// How many inputs one instruction multiplies: a group.
const GROUP: usize = 4;

/// A linear layer, its weights laid out for the products in panels of [`LANES`] outputs. A panel is made of groups of four inputs, and a group holds
/// its four weights of each output in turn.
#[derive(Debug, Clone)]
pub struct Linear {
    inputs: usize,
    outputs: usize,
    panels: Aligned<i8>,
    /// For every panel, what its sums are turned into outputs with.
    columns: Vec<Columns>,
}

/// What turns sums of integer products into outputs.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Columns {
    /// The sum of each output's weights, which a row's zero point is multiplied by.
    sums: [i32; LANES],
    scales: Lanes,
    bias: Lanes,
}

/// Why weights cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinearError {
    /// The numbers of weights, scales and biases do not match.
    #[error("{weights} weights for {inputs} inputs, with {scales} scales and {bias} biases")]
    Shape {
        /// How many weights there are.
        weights: usize,
        /// How many inputs there are.
        inputs: usize,
        /// How many scales there are; there must be one for every output.
        scales: usize,
        /// How many biases there are; there must be one for every output.
        bias: usize,
    },
    /// The length of a row is not a multiple of [`LANES`].
    #[error("{0} inputs, which is no multiple of {LANES}")]
    Inputs(usize),
    /// A weight is too large: with it, sums might not fit into 16 bits.
    #[error("a weight of {0}; {MAX_WEIGHT} is the largest magnitude")]
    Weight(i8),
    /// The outputs do not divide into queries, keys and values.
    #[error("{outputs} outputs, which are no three parts of {heads} attention heads; a head has a multiple of {LANES}")]
    Heads {
        /// How many outputs there are.
        outputs: usize,
        /// How many heads must share them.
        heads: usize,
    },
    /// A scale or bias is infinite or not a number.
    #[error("a scale or bias that is infinite or not a number")]
    NotFinite,
}

impl Linear {
    /// Lays out weights given row by row, one row for every output.
    ///
    /// # Errors
    ///
    /// When the lengths do not match or numbers are out of range.
    pub fn new(weights: &[i8], inputs: usize, scales: &[f32], bias: &[f32]) -> Result<Self, LinearError> {
        let outputs = scales.len();
        if weights.len() != inputs * outputs || bias.len() != outputs || weights.is_empty() {
            return Err(LinearError::Shape { weights: weights.len(), inputs, scales: outputs, bias: bias.len() });
        }
        if !inputs.is_multiple_of(LANES) {
            return Err(LinearError::Inputs(inputs));
        }
        if let Some(&weight) = weights.iter().find(|weight| weight.unsigned_abs() > MAX_WEIGHT.unsigned_abs()) {
            return Err(LinearError::Weight(weight));
        }
        if !scales.iter().chain(bias).all(|value| value.is_finite()) {
            return Err(LinearError::NotFinite);
        }
        let panels = outputs.div_ceil(LANES);
        let mut layout: Aligned<i8> = std::iter::repeat_n(0, panels * LANES * inputs).collect();
        let mut columns = vec![Columns { sums: [0; LANES], scales: [0.0; LANES], bias: [0.0; LANES] }; panels];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let (panel, lane) = (output / LANES, output % LANES);
            let target = &mut layout[panel * LANES * inputs..][..LANES * inputs];
            for (group, values) in row.as_chunks::<GROUP>().0.iter().enumerate() {
                target[(group * LANES + lane) * GROUP..][..GROUP].copy_from_slice(values);
            }
            columns[panel].sums[lane] = row.iter().map(|&weight| i32::from(weight)).sum();
            columns[panel].scales[lane] = scales[output];
            columns[panel].bias[lane] = bias[output];
        }
        Ok(Self { inputs, outputs, panels: layout, columns })
    }

    /// Rescales the outputs to the given units, one for each output; an output with unit 0 becomes 0.
    pub(crate) fn in_units_of(mut self, units: &[f32]) -> Self {
        let columns = self.columns.iter_mut().flat_map(|columns| columns.scales.iter_mut().zip(&mut columns.bias));
        for ((scale, bias), &unit) in columns.zip(units) {
            let inverse = if unit > 0.0 { 1.0 / unit } else { 0.0 };
            *scale *= inverse;
            *bias *= inverse;
        }
        self
    }

    /// The length of an input row.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The number of real outputs, without the padding of the last lanes, which is 0.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    #[inline(always)]
    fn panel(&self, number: usize) -> &[i8] {
        &self.panels[number * LANES * self.inputs..][..LANES * self.inputs]
    }

    /// The length of an output row: [`Self::outputs`], padded to a multiple of [`LANES`].
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len() * LANES
    }
}

/// What is done with a layer's outputs.
pub(crate) trait Finish {
    /// The element type of the output matrix.
    type Output: Copy;

    /// Stores [`LANES`] outputs of a row.
    fn put(&mut self, row: usize, values: &Lanes, place: &mut [Self::Output; LANES]);
}

/// Writes them.
pub(crate) struct Write;

impl Finish for Write {
    type Output = f32;

    #[inline(always)]
    fn put(&mut self, _: usize, values: &Lanes, place: &mut Lanes) {
        *place = *values;
    }
}

/// Adds them to what is there.
pub(crate) struct Add;

impl Finish for Add {
    type Output = f32;

    #[inline(always)]
    fn put(&mut self, _: usize, values: &Lanes, place: &mut Lanes) {
        for lane in 0..LANES {
            place[lane] += values[lane];
        }
    }
}

/// Rounds them to 16-bit integers, clamped to this limit.
pub(crate) struct Round(pub(crate) f32);

impl Finish for Round {
    type Output = i16;

    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the limit has 16 bits")]
    fn put(&mut self, _: usize, values: &Lanes, place: &mut [i16; LANES]) {
        for lane in 0..LANES {
            place[lane] = rounded(larger(smaller(values[lane], self.0), -self.0)) as i16;
        }
    }
}

/// Applies the Gaussian error linear unit and keeps the largest value of every row, in lanes.
pub(crate) struct Gelu<'a>(pub(crate) &'a mut [[i32; LANES]]);

impl Finish for Gelu<'_> {
    type Output = f32;

    #[inline(always)]
    fn put(&mut self, row: usize, values: &Lanes, place: &mut Lanes) {
        let largest = &mut self.0[row];
        for lane in 0..LANES {
            place[lane] = gelu(values[lane]);
            largest[lane] = largest[lane].max(place[lane].to_bits().cast_signed());
        }
    }
}

/// Runs a layer on every row, in tiles of `R` rows and `P` panels.
#[inline(always)]
pub(crate) fn linear<const R: usize, const P: usize, F: Finish>(
    instructions: impl Instructions,
    input: &Quantised,
    layer: &Linear,
    out: &mut [F::Output],
    mut finish: F,
) {
    assert!(input.width() == layer.inputs && out.len() == input.rows() * layer.width(), "rows of other lengths than the layer's");
    let out = out.as_chunks_mut::<LANES>().0;
    let all = layer.columns.len();
    for first in (0..all / P * P).step_by(P) {
        panels::<R, P, F>(instructions, input, layer, first, out, &mut finish);
    }
    for first in all / P * P..all {
        panels::<R, 1, F>(instructions, input, layer, first, out, &mut finish);
    }
}

/// Computes the outputs of `P` panels for every row.
#[inline(always)]
fn panels<const R: usize, const P: usize, F: Finish>(
    instructions: impl Instructions,
    input: &Quantised,
    layer: &Linear,
    first_panel: usize,
    out: &mut [[F::Output; LANES]],
    finish: &mut F,
) {
    let (rows, width) = (input.rows(), layer.columns.len());
    let weights: [_; P] = std::array::from_fn(|panel| layer.panel(first_panel + panel));
    let Some(columns) = layer.columns[first_panel..].first_chunk::<P>() else { return };
    for first in (0..rows).step_by(R) {
        // The last tile may be short; its last row is then repeated.
        let inputs = std::array::from_fn(|row| input.row((first + row).min(rows - 1)));
        let sums = instructions.bytes::<R, P>(inputs, weights);
        // A count known at compile time, so that the loop is unrolled.
        if first + R <= rows {
            put(R, first, sums, input, columns, &mut out[first_panel..], width, finish);
        } else {
            put(rows - first, first, sums, input, columns, &mut out[first_panel..], width, finish);
        }
    }
}

/// Stores `count` rows of a tile.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "a tile, and where it goes")]
fn put<const R: usize, const P: usize, F: Finish>(
    count: usize,
    first: usize,
    sums: Tile<R, P>,
    input: &Quantised,
    columns: &[Columns; P],
    out: &mut [[F::Output; LANES]],
    width: usize,
    finish: &mut F,
) {
    for (row, sums) in sums.iter().enumerate().take(count) {
        let row = first + row;
        let places = &mut out[row * width..][..P];
        let (scale, zero) = (input.scale(row), input.zero(row));
        for panel in 0..P {
            let values = columns[panel].finish(&sums[panel], scale, zero);
            finish.put(row, &values, &mut places[panel]);
        }
    }
}

impl Columns {
    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "far finer than the quantisation")]
    fn finish(&self, sums: &[i32; LANES], scale: f32, zero: i32) -> Lanes {
        let mut out = [0.0; LANES];
        for lane in 0..LANES {
            let sum = sums[lane] - zero * self.sums[lane];
            out[lane] = sum as f32 * (scale * self.scales[lane]) + self.bias[lane];
        }
        out
    }
}
