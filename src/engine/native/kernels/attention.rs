//! Attention (Vaswani et al. 2017, section 3.2), the products in 16-bit integers.

use std::f32::consts::LOG2_E;

use crate::instructions::Instructions;
use crate::lanes::{LANES, exp2, from_ordered, magnitude, ordered, rounded, sum};

/// What weights and values are made of. The weights of a row sum to about as much, so that sums of their products stay under `2^31`.
const LARGEST: f32 = 32767.0;

/// Room for what attention computes on the way, for one window at a time.
#[derive(Debug, Clone, Default)]
pub struct Attention {
    /// A row of integers before it is laid out.
    integers: Vec<i16>,
    /// The row of integers that it is paired with.
    partners: Vec<i16>,
    queries: Vec<i16>,
    query_scales: Vec<f32>,
    /// Panels of [`LANES`] keys, within them pairs of dimensions. The last key is repeated until its panel is full.
    keys: Vec<i16>,
    /// The scale of every key.
    key_scales: Vec<f32>,
    /// Panels of [`LANES`] dimensions, within them pairs of keys; 0 for those that fill the last panel of keys.
    values: Vec<i16>,
    value_scale: f32,
    /// The products of a block of queries with all keys, a row for each query.
    products: Vec<i32>,
    /// The scores of one query.
    scores: Vec<f32>,
    /// What the scores of a block become: the weights of the keys.
    weights: Vec<i16>,
}

/// A head of a window, whose rows hold the queries, the keys and the values of all heads.
#[derive(Clone, Copy)]
struct Head<'a> {
    rows: &'a [f32],
    /// The number of rows.
    count: usize,
    /// Dimensions of all heads together.
    width: usize,
    /// The first dimension.
    start: usize,
    /// How many dimensions there are.
    dimensions: usize,
}

impl<'a> Head<'a> {
    /// A row's queries (part 0), keys (1) or values (2).
    #[inline(always)]
    fn part(&self, row: usize, part: usize) -> &'a [f32] {
        &self.rows[(3 * row + part) * self.width + self.start..][..self.dimensions]
    }

    /// The number of keys, with those that fill the last panel.
    fn keys(&self) -> usize {
        self.count.next_multiple_of(LANES)
    }
}

impl Attention {
    /// Lets each of `count` rows of a window attend to all of them, in tiles of `R` rows and `P` panels; `out` becomes the mixed values of all
    /// heads.
    #[inline(always)]
    pub(crate) fn run<const R: usize, const P: usize>(
        &mut self,
        instructions: impl Instructions,
        rows: &[f32],
        count: usize,
        heads: usize,
        out: &mut [f32],
    ) {
        if count == 0 {
            return;
        }
        let width = out.len() / count;
        let fits = rows.len() == 3 * out.len() && out.len() == count * width && width.is_multiple_of(heads * LANES);
        assert!(fits, "rows that do not hold three parts of {heads} heads");
        let dimensions = width / heads;
        for start in (0..width).step_by(dimensions) {
            let head = Head { rows, count, width, start, dimensions };
            self.resize::<R>(head);
            self.take_queries_and_keys(head);
            self.take_values(head);
            for first in (0..count).step_by(R) {
                self.multiply::<R, P>(instructions, first, head);
                self.weigh(first, head);
                self.mix::<R, P>(instructions, first, head, out);
            }
        }
    }

    #[inline(always)]
    fn resize<const R: usize>(&mut self, head: Head) {
        let keys = head.keys();
        self.integers.resize(head.dimensions, 0);
        self.partners.resize(head.dimensions, 0);
        self.queries.resize(head.count * head.dimensions, 0);
        self.query_scales.resize(head.count, 0.0);
        self.products.resize(R * keys, 0);
        self.scores.resize(keys, 0.0);
        self.weights.resize(R * keys, 0);
        self.keys.resize(keys * head.dimensions, 0);
        self.key_scales.resize(keys, 0.0);
        self.values.resize(keys * head.dimensions, 0);
    }

    #[inline(always)]
    fn take_queries_and_keys(&mut self, head: Head) {
        #[expect(clippy::cast_precision_loss, reason = "heads are narrow")]
        let dimensions = head.dimensions as f32;
        // As large as sums over the dimensions allow.
        let largest = ((2_147_483_648.0 / dimensions).sqrt().floor() - 1.0).min(LARGEST);
        // Scores are divided by the root of the dimensions, and are to be powers of two.
        let factor = LOG2_E / dimensions.sqrt();
        for row in 0..head.count {
            let query = head.part(row, 0);
            let scale = magnitude(query) / largest;
            quantise(query, scale, &mut self.queries[row * head.dimensions..]);
            self.query_scales[row] = scale * factor;
        }
        for row in 0..head.keys() {
            let key = head.part(row.min(head.count - 1), 1);
            let scale = magnitude(key) / largest;
            quantise(key, scale, &mut self.integers);
            let (panel, lane) = (row / LANES, row % LANES);
            let panel = &mut self.keys[panel * LANES * head.dimensions..][..LANES * head.dimensions];
            for (columns, &pair) in panel.as_chunks_mut::<2>().0.chunks_exact_mut(LANES).zip(self.integers.as_chunks().0) {
                columns[lane] = pair;
            }
            self.key_scales[row] = scale;
        }
    }

    #[inline(always)]
    fn take_values(&mut self, head: Head) {
        let largest = (0..head.count).map(|row| ordered(magnitude(head.part(row, 2)))).max().unwrap_or(0);
        let scale = from_ordered(largest) / LARGEST;
        self.value_scale = scale / LARGEST;
        for panel in self.values.chunks_exact_mut(head.keys() * LANES) {
            panel[head.count * LANES..].fill(0);
        }
        for row in (0..head.count).step_by(2) {
            quantise(head.part(row, 2), scale, &mut self.integers);
            // An odd last row is paired with itself, and that is given no weight.
            quantise(head.part((row + 1).min(head.count - 1), 2), scale, &mut self.partners);
            let pairs = self.integers.chunks_exact(LANES).zip(self.partners.chunks_exact(LANES));
            for (panel, (firsts, seconds)) in self.values.chunks_exact_mut(head.keys() * LANES).zip(pairs) {
                let pairs = panel.as_chunks_mut::<2>().0[row / 2 * LANES..].iter_mut();
                for (pair, (&first, &second)) in pairs.zip(firsts.iter().zip(seconds)) {
                    *pair = [first, second];
                }
            }
        }
    }

    /// The products of `R` queries with all keys.
    #[inline(always)]
    fn multiply<const R: usize, const P: usize>(&mut self, instructions: impl Instructions, first: usize, head: Head) {
        let query = |row: usize| &self.queries[(first + row).min(head.count - 1) * head.dimensions..][..head.dimensions];
        let rows = std::array::from_fn(query);
        let products = self.products.as_chunks_mut::<LANES>().0;
        let panels = head.keys() / LANES;
        tiles::<R, P>(instructions, rows, &self.keys, |row, panel, sums| products[row * panels + panel] = sums);
    }

    /// Turns a block's products into scores and those into weights that sum to [`LARGEST`] (softmax).
    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "far finer than the model")]
    fn weigh(&mut self, first: usize, head: Head) {
        let blocks = self.products.chunks_exact(head.keys()).zip(self.weights.chunks_exact_mut(head.keys()));
        for ((products, weights), &scale) in blocks.zip(&self.query_scales[first..]) {
            let mut largest = i32::MIN;
            for ((score, &product), &key_scale) in self.scores.iter_mut().zip(products).zip(&self.key_scales) {
                *score = product as f32 * (scale * key_scale);
                largest = largest.max(ordered(*score));
            }
            let largest = from_ordered(largest);
            for score in &mut self.scores {
                *score = exp2(*score - largest);
            }
            // What fills the last panel has no weight.
            self.scores[head.count..].fill(0.0);
            let factor = LARGEST / sum(&self.scores, |weight| weight);
            for (weight, score) in weights.iter_mut().zip(&self.scores) {
                *weight = integer(score * factor);
            }
        }
    }

    /// The values, mixed by the weights of `R` queries.
    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "far finer than the model")]
    fn mix<const R: usize, const P: usize>(&self, instructions: impl Instructions, first: usize, head: Head, out: &mut [f32]) {
        let rows = std::array::from_fn(|row| &self.weights[row * head.keys()..][..head.keys()]);
        tiles::<R, P>(instructions, rows, &self.values, |row, panel, sums| {
            if first + row < head.count {
                let mixed = sums.map(|sum| sum as f32 * self.value_scale);
                out[(first + row) * head.width + head.start + panel * LANES..][..LANES].copy_from_slice(&mixed);
            }
        });
    }
}

/// The products of `R` rows with every panel of as many columns, each given to `take` with its row and panel.
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
        let sums = instructions.words::<R, P>(rows, std::array::from_fn(|number| panel(first + number)));
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

/// Values as integers that are worth `scale` each.
#[inline(always)]
fn quantise(values: &[f32], scale: f32, into: &mut [i16]) {
    let inverse = inverse(scale);
    for (target, value) in into.iter_mut().zip(values) {
        *target = integer(value * inverse);
    }
}

/// What values in units of `scale` are multiplied by.
#[inline(always)]
fn inverse(scale: f32) -> f32 {
    if scale > 0.0 { 1.0 / scale } else { 0.0 }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "scaled to 16 bits")]
fn integer(value: f32) -> i16 {
    rounded(value) as i16
}
