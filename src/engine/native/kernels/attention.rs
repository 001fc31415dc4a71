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
    queries: Vec<i16>,
    query_scales: Vec<f32>,
    /// Panels of [`LANES`] keys, within them pairs of dimensions.
    keys: Vec<i16>,
    /// The scale of every key; 0 for those that fill the last panel.
    key_scales: Vec<f32>,
    /// Panels of [`LANES`] dimensions, within them pairs of keys.
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
    pub(crate) fn run<I: Instructions, const R: usize, const P: usize>(
        &mut self,
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
                self.multiply::<I, R, P>(first, head);
                self.weigh(first, head);
                self.mix::<I, R, P>(first, head, out);
            }
        }
    }

    #[inline(always)]
    fn resize<const R: usize>(&mut self, head: Head) {
        let keys = head.keys();
        self.integers.resize(head.dimensions, 0);
        self.queries.resize(head.count * head.dimensions, 0);
        self.query_scales.resize(head.count, 0.0);
        self.products.resize(R * keys, 0);
        self.scores.resize(keys, 0.0);
        self.weights.resize(R * keys, 0);
        // What an earlier window left behind the last key is not to be multiplied with.
        self.keys.clear();
        self.keys.resize(keys * head.dimensions, 0);
        self.values.clear();
        self.values.resize(keys * head.dimensions, 0);
        self.key_scales.clear();
        self.key_scales.resize(keys, 0.0);
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

            let key = head.part(row, 1);
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
        let inverse = inverse(scale);
        for row in (0..head.count).step_by(2) {
            let first = head.part(row, 2).chunks_exact(LANES);
            // An odd last row is paired with itself, and that is given no weight.
            let second = head.part((row + 1).min(head.count - 1), 2).chunks_exact(LANES);
            let panels = self.values.chunks_exact_mut(head.keys() * LANES);
            for ((panel, first), second) in panels.zip(first).zip(second) {
                let pairs = &mut panel.as_chunks_mut::<2>().0[row / 2 * LANES..][..LANES];
                for ((pair, first), second) in pairs.iter_mut().zip(first).zip(second) {
                    *pair = [integer(first * inverse), integer(second * inverse)];
                }
            }
        }
    }

    /// The products of `R` queries with all keys.
    #[inline(always)]
    fn multiply<I: Instructions, const R: usize, const P: usize>(&mut self, first: usize, head: Head) {
        let query = |row: usize| &self.queries[(first + row).min(head.count - 1) * head.dimensions..][..head.dimensions];
        let rows = std::array::from_fn(query);
        let products = self.products.as_chunks_mut::<LANES>().0;
        let panels = head.keys() / LANES;
        tiles::<I, R, P>(rows, &self.keys, |row, panel, sums| products[row * panels + panel] = sums);
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
            }
            // What fills the last panel is no key.
            self.scores[head.count..].fill(f32::NEG_INFINITY);
            for &score in &self.scores {
                largest = largest.max(ordered(score));
            }
            let largest = from_ordered(largest);
            for score in &mut self.scores {
                *score = exp2(*score - largest);
            }
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
    fn mix<I: Instructions, const R: usize, const P: usize>(&self, first: usize, head: Head, out: &mut [f32]) {
        let rows = std::array::from_fn(|row| &self.weights[row * head.keys()..][..head.keys()]);
        tiles::<I, R, P>(rows, &self.values, |row, panel, sums| {
            if first + row < head.count {
                let mixed = sums.map(|sum| sum as f32 * self.value_scale);
                out[(first + row) * head.width + head.start + panel * LANES..][..LANES].copy_from_slice(&mixed);
            }
        });
    }
}

/// The products of `R` rows with every panel of as many columns, each given to `take` with its row and panel.
#[inline(always)]
fn tiles<I: Instructions, const R: usize, const P: usize>(
    rows: [&[i16]; R],
    panels: &[i16],
    mut take: impl FnMut(usize, usize, [i32; LANES]),
) {
    let length = rows[0].len();
    assert!(
        rows.iter().all(|row| row.len() == length) && panels.len().is_multiple_of(length * LANES),
        "rows of other lengths than the panels"
    );
    let pointers = rows.map(<[i16]>::as_ptr);
    let all = panels.len() / (length * LANES);
    let panel = |number: usize| panels[number * length * LANES..][..length * LANES].as_ptr();
    for first in (0..all / P * P).step_by(P) {
        // SAFETY: `Kernels` hands out what the processor has; the lengths are asserted above.
        let sums = unsafe { I::words::<R, P>(pointers, std::array::from_fn(|number| panel(first + number)), length / 2) };
        for (row, sums) in sums.into_iter().enumerate() {
            for (number, sums) in sums.into_iter().enumerate() {
                take(row, first + number, sums);
            }
        }
    }
    for first in all / P * P..all {
        // SAFETY: as above.
        let sums = unsafe { I::words::<R, 1>(pointers, [panel(first)], length / 2) };
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
