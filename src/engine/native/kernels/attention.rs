//! Attention (Vaswani et al. 2017, section 3.2), with products in 16-bit integers.

use std::f32::consts::LOG2_E;

use crate::aligned::Aligned;
use crate::instructions::Instructions;
use crate::lanes::LANES;
use crate::linear::{Linear, LinearError};
use crate::norm::Norm;

/// The largest dot product of a query and a key: the difference of two still fits into 32 bits.
const LARGEST_PRODUCT: f32 = 1_073_741_824.0;
/// The share of the integer range that the bounds may fill. The bounds hold for exact inputs. Seven-bit inputs are off by at most a step, and outputs
/// by `2 / 127` of the square root of the width: a third for rows of 400.
const MEANT: f32 = 0.75;
/// The intended largest value. Sums of products of weights and values stay under `2^31`, so a longer window leaves less range for the weights.
const LARGEST_VALUE: f32 = 2047.0;

/// The layer that computes the queries, keys and values of all heads, side by side, as integers.
///
/// The units of these integers are fixed before any text is seen: the length of a normalised row is bounded, and so are its products.
#[derive(Debug, Clone)]
pub struct QueryKeyValue {
    pub(crate) linear: Linear,
    /// The largest integer.
    pub(crate) limit: f32,
    /// For every head, how far its products are shifted to become scores, which are exponents of two in steps of [`Weights::STEP`].
    shifts: Vec<u32>,
    /// The unit of each column of the values.
    value_units: Vec<f32>,
}

impl QueryKeyValue {
    /// Lays out weights as [`Linear::new`] does, for rows from `norm` whose columns are multiplied by `factors`.
    ///
    /// # Errors
    ///
    /// As [`Linear::new`], and when the outputs are not three equal parts divisible into `heads` heads.
    pub fn new(weights: &[i8], scales: &[f32], bias: &[f32], heads: usize, norm: &Norm, factors: &[f32]) -> Result<Self, LinearError> {
        let inputs = factors.len();
        let linear = Linear::new(weights, inputs, scales, bias)?;
        let width = scales.len() / 3;
        if scales.len() != 3 * width || heads == 0 || !width.is_multiple_of(heads * LANES) {
            return Err(LinearError::Heads { outputs: scales.len(), heads });
        }
        let bound = |output: usize| {
            let row = weights[output * inputs..][..inputs].iter().zip(factors);
            norm.bound(row.map(|(&weight, factor)| f32::from(weight) * scales[output] * factor)) + bias[output].abs()
        };
        let bounds: Vec<f32> = (0..scales.len()).map(bound).collect();
        let dimensions = width / heads;
        #[expect(clippy::cast_precision_loss, reason = "heads are narrow")]
        let limit = (LARGEST_PRODUCT / dimensions as f32).sqrt().floor().min(32_767.0);
        let (mut units, mut shifts) = (vec![0.0; scales.len()], Vec::new());
        for start in (0..width).step_by(dimensions) {
            // All queries of a head share a unit, and so do its keys, so that their products can be added up.
            let most = |start: usize| bounds[start..][..dimensions].iter().copied().fold(0.0, f32::max);
            let (query, key, shift) = head_units(most(start), most(width + start), MEANT * limit, dimensions);
            units[start..][..dimensions].fill(query);
            units[width + start..][..dimensions].fill(key);
            shifts.push(shift);
        }
        let value_units: Vec<f32> = bounds[2 * width..].iter().map(|bound| bound / LARGEST_VALUE).collect();
        units[2 * width..].copy_from_slice(&value_units);
        Ok(Self { linear: linear.in_units_of(&units), limit, shifts, value_units })
    }

    /// The number of dimensions of all heads together.
    #[must_use]
    pub fn width(&self) -> usize {
        self.value_units.len()
    }
}

/// Returns the units of a head's queries and keys, given bounds on both and the integer `limit` they may reach, and the shift that turns their
/// products into scores.
fn head_units(query: f32, key: f32, limit: f32, dimensions: usize) -> (f32, f32, u32) {
    #[expect(clippy::cast_precision_loss, reason = "heads are narrow")]
    let factor = LOG2_E / (dimensions as f32).sqrt();
    // The finest step that the scores could have, and the power of two above it.
    let finest = (query / limit) * (key / limit) * factor;
    let exponent = (127 - (finest.to_bits() >> 23).cast_signed() - 1).clamp(Weights::STEP, Weights::STEP + 31);
    let step = f32::from_bits((127 - exponent).cast_unsigned() << 23);
    let ratio = if finest > 0.0 { (step / finest).sqrt() } else { 0.0 };
    (query / limit * ratio, key / limit * ratio, (exponent - Weights::STEP).cast_unsigned())
}

/// Powers of two in 16 bits, scaled by the largest weight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights {
    /// Coefficients of a polynomial, from the highest power down; their signs alternate.
    factors: [u16; 4],
}

impl Weights {
    /// Exponents have steps of `2^-10`.
    pub(crate) const STEP: i32 = 10;
    /// Exponents below this one, just above -16, count as it.
    pub(crate) const LOWEST: i32 = (16 << Self::STEP) - 1;

    /// The weights for `keys` keys, as large as the sums of their products with values allow.
    #[inline(always)]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "windows are short, and weights have 15 bits"
    )]
    pub(crate) fn of_keys(keys: usize) -> Self {
        let largest = (2_147_483_647.0 * MEANT / LARGEST_VALUE / keys as f32).clamp(1.0, 32_767.0).floor();
        // The best polynomial of degree 3 on 0..1 by relative error, exact at 0.
        Self { factors: [0.039_615_84, 0.231_158_56, 0.691_587_44, 1.0].map(|factor: f32| (factor * largest).round() as u16) }
    }

    /// The weight of a key whose score is `steps` below the largest. The relative error is at most 9e-5, plus rounding.
    #[inline(always)]
    pub(crate) fn under_largest(self, steps: u16) -> u16 {
        // The fractional part, in 16 bits.
        let rest = u32::from(steps << (16 - Self::STEP));
        let [mut value, others @ ..] = self.factors;
        for factor in others {
            value = factor.wrapping_sub(((u32::from(value) * rest) >> 16) as u16);
        }
        value >> (steps >> Self::STEP)
    }
}

/// Buffers for attention, one head of a window at a time.
#[derive(Debug, Clone, Default)]
pub struct Attention {
    /// Panels of [`LANES`] keys, stored in pairs of dimensions. The last key is repeated to fill its panel.
    keys: Aligned<i16>,
    /// Panels of [`LANES`] dimensions, stored in pairs of keys; 0 for the padding of the last panel of keys.
    values: Aligned<i16>,
    /// The products of a block of queries with all keys, a row for each query.
    products: Aligned<i32>,
    /// The weights of the keys, computed from the products.
    weights: Aligned<i16>,
    /// The weighted sums of the values.
    sums: Aligned<i32>,
}

/// One head of a window whose rows hold the queries, keys and values of all heads.
#[derive(Clone, Copy)]
struct Head<'a> {
    rows: &'a [i16],
    /// The number of rows.
    count: usize,
    /// The number of dimensions of all heads together.
    width: usize,
    /// The head's first dimension.
    start: usize,
    /// The head's number of dimensions.
    dimensions: usize,
}

impl<'a> Head<'a> {
    /// A row's queries (part 0), keys (1) or values (2); rows past the end repeat the last row.
    #[inline(always)]
    fn part(&self, row: usize, part: usize) -> &'a [i16] {
        &self.rows[(3 * row.min(self.count - 1) + part) * self.width + self.start..][..self.dimensions]
    }

    /// The number of keys, padded to whole panels.
    #[inline(always)]
    fn keys(&self) -> usize {
        self.count.next_multiple_of(LANES)
    }
}

impl Attention {
    /// Computes self-attention over the `count` rows of a window, in tiles of `R` rows and `P` panels; `out` becomes the weighted means of the values
    /// of all heads.
    #[inline(always)]
    pub(crate) fn run<const R: usize, const P: usize>(
        &mut self,
        instructions: impl Instructions,
        layer: &QueryKeyValue,
        rows: &[i16],
        count: usize,
        out: &mut [f32],
    ) {
        let (width, heads) = (layer.width(), layer.shifts.len());
        assert!(out.len() == count * width && rows.len() == 3 * out.len(), "rows that do not hold three parts of {width} columns");
        if count == 0 {
            return;
        }
        let dimensions = width / heads;
        let keys = count.next_multiple_of(LANES);
        self.keys.resize(keys * dimensions);
        self.values.resize(keys * dimensions);
        self.products.resize(R * keys);
        self.weights.resize(R * keys);
        self.sums.resize(R * dimensions);
        let weights = Weights::of_keys(keys);
        for (start, &shift) in (0..width).step_by(dimensions).zip(&layer.shifts) {
            let head = Head { rows, count, width, start, dimensions };
            let units = &layer.value_units[start..][..dimensions];
            self.take_keys(head);
            self.take_values(head);
            for first in (0..count).step_by(R) {
                self.multiply::<R, P>(instructions, first, head);
                let totals = self.weigh(weights, shift, head);
                self.mix::<R, P>(instructions, first, totals, units, head, out);
            }
        }
    }

    #[inline(always)]
    fn take_keys(&mut self, head: Head) {
        for (number, panel) in self.keys.chunks_exact_mut(LANES * head.dimensions).enumerate() {
            let pairs = panel.as_chunks_mut::<2>().0.as_chunks_mut::<LANES>().0;
            for lane in 0..LANES {
                let key = head.part(number * LANES + lane, 1).as_chunks::<2>().0;
                for (columns, &pair) in pairs.iter_mut().zip(key) {
                    columns[lane] = pair;
                }
            }
        }
    }

    #[inline(always)]
    fn take_values(&mut self, head: Head) {
        let size = head.keys() * LANES;
        for row in (0..head.count).step_by(2) {
            let (firsts, seconds) = (head.part(row, 2).as_chunks::<LANES>().0, head.part(row + 1, 2).as_chunks::<LANES>().0);
            for (panel, (first, second)) in self.values.chunks_exact_mut(size).zip(firsts.iter().zip(seconds)) {
                let pairs = &mut panel.as_chunks_mut::<2>().0[row / 2 * LANES..][..LANES];
                for lane in 0..LANES {
                    pairs[lane] = [first[lane], second[lane]];
                }
            }
        }
        for panel in self.values.chunks_exact_mut(size) {
            panel[head.count.next_multiple_of(2) * LANES..].fill(0);
            if !head.count.is_multiple_of(2) {
                // An odd last row was paired with itself.
                panel[(head.count - 1) * LANES..].as_chunks_mut::<2>().0[..LANES].iter_mut().for_each(|[_, second]| *second = 0);
            }
        }
    }

    /// Computes the products of `R` queries with all keys.
    #[inline(always)]
    fn multiply<const R: usize, const P: usize>(&mut self, instructions: impl Instructions, first: usize, head: Head) {
        let mut rows: [&[i16]; R] = [&[]; R];
        for (number, row) in rows.iter_mut().enumerate() {
            *row = head.part(first + number, 0);
        }
        let products = self.products.as_chunks_mut::<LANES>().0;
        let panels = head.keys() / LANES;
        tiles::<R, P>(instructions, rows, &self.keys, |row, panel, sums| products[row * panels + panel] = sums);
    }

    /// Turns a block's products into weights (softmax). Returns the sum of each row's weights.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "weights have 15 bits")]
    fn weigh<const R: usize>(&mut self, weights_of: Weights, shift: u32, head: Head) -> [i32; R] {
        let mut totals = [0; R];
        let rows = self.products.chunks_exact(head.keys()).zip(self.weights.chunks_exact_mut(head.keys()));
        for ((products, weights), total) in rows.zip(&mut totals) {
            let largest = products.iter().copied().fold(i32::MIN, i32::max);
            // In separate passes, so that compilers see what fits into 16 bits.
            for (weight, product) in weights.iter_mut().zip(products) {
                *weight = ((largest - product) >> shift).min(Weights::LOWEST) as i16;
            }
            for weight in weights.as_chunks_mut::<LANES>().0.as_flattened_mut() {
                *weight = weights_of.under_largest(*weight as u16) as i16;
            }
            for weight in weights.iter() {
                *total += i32::from(*weight);
            }
            // The padding of the last panel repeats the last key's weight; its values are 0.
            *total -= (head.keys() - head.count) as i32 * i32::from(weights[head.count - 1]);
        }
        totals
    }

    /// Computes the weighted means of the values for `R` queries.
    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "far finer than the model")]
    fn mix<const R: usize, const P: usize>(
        &mut self,
        instructions: impl Instructions,
        first: usize,
        totals: [i32; R],
        units: &[f32],
        head: Head,
        out: &mut [f32],
    ) {
        let mut rows: [&[i16]; R] = [&[]; R];
        for (row, weights) in rows.iter_mut().zip(self.weights.chunks_exact(head.keys())) {
            *row = weights;
        }
        let sums = self.sums.as_chunks_mut::<LANES>().0;
        let panels = head.dimensions / LANES;
        tiles::<R, P>(instructions, rows, &self.values, |row, panel, tile| sums[row * panels + panel] = tile);
        for (row, (sums, total)) in self.sums.chunks_exact(head.dimensions).zip(totals).take(head.count - first).enumerate() {
            let share = 1.0 / total as f32;
            let target = &mut out[(first + row) * head.width + head.start..][..head.dimensions];
            for (target, (&sum, unit)) in target.iter_mut().zip(sums.iter().zip(units)) {
                *target = sum as f32 * share * unit;
            }
        }
    }
}

/// Computes the products of `R` rows with every panel of columns of the same length, passing each to `take` with its row and panel.
#[inline(always)]
fn tiles<const R: usize, const P: usize>(
    instructions: impl Instructions,
    rows: [&[i16]; R],
    panels: &[i16],
    mut take: impl FnMut(usize, usize, [i32; LANES]),
) {
    let size = rows[0].len() * LANES;
    assert!(panels.len().is_multiple_of(size), "panels of another length than the rows");
    let all = panels.len() / size;
    let panel = |number: usize| &panels[number * size..][..size];
    for first in (0..all / P * P).step_by(P) {
        let mut group: [&[i16]; P] = [&[]; P];
        for (number, columns) in group.iter_mut().enumerate() {
            *columns = panel(first + number);
        }
        let sums = instructions.words::<R, P>(rows, group);
        for (row, sums) in sums.into_iter().enumerate() {
            for (number, sums) in sums.into_iter().enumerate() {
                take(row, first + number, sums);
            }
        }
    }
    for first in all / P * P..all {
        let sums = instructions.words::<R, 1>(rows, [panel(first)]);
        for (row, [sums]) in sums.into_iter().enumerate() {
            take(row, first, sums);
        }
    }
}
