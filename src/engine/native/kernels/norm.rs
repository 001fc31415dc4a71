//! Layer norms.

use crate::lanes::sum;
use crate::quantised::{Extremes, Range};

/// A layer norm (Ba et al. 2016).
#[derive(Debug, Clone)]
pub struct Norm {
    /// The factor of each column.
    pub weight: Vec<f32>,
    /// The offset added to each column afterwards.
    pub bias: Vec<f32>,
    /// Added to the variance so that it is never 0.
    pub epsilon: f32,
}

impl Norm {
    /// Returns a bound on the dot product of a normalised row with `weights`. Before the learned factors and offsets, a row's length is at most the
    /// square root of its width (Cauchy-Schwarz).
    #[expect(clippy::cast_precision_loss, reason = "rows are short")]
    pub(crate) fn bound(&self, weights: impl Iterator<Item = f32>) -> f32 {
        let (mut squares, mut middle) = (0.0, 0.0);
        for ((weight, factor), bias) in weights.zip(&self.weight).zip(&self.bias) {
            squares += (weight * factor) * (weight * factor);
            middle += weight * bias;
        }
        (squares * self.weight.len() as f32).sqrt() + middle.abs()
    }
}

/// Normalises a row to mean 0 and variance 1, then applies the learned factors and offsets. Returns the range of the columns multiplied by `factors`.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "rows are short")]
pub(crate) fn normalise(row: &mut [f32], norm: &Norm, factors: &[f32]) -> Range {
    let count = row.len() as f32;
    let mean = sum(row, |value| value) / count;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / count;
    let inverse = 1.0 / (variance + norm.epsilon).sqrt();
    let mut extremes = Extremes::default();
    for (((value, weight), bias), factor) in row.iter_mut().zip(&norm.weight).zip(&norm.bias).zip(factors) {
        *value = (*value - mean) * inverse * weight + bias;
        extremes.take(*value * factor);
    }
    extremes.range()
}
