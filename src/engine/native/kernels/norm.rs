//! Layer norms.

use crate::lanes::sum;
use crate::quantised::{Extremes, Range};

/// A layer norm (Ba et al. 2016).
#[derive(Debug, Clone)]
pub struct Norm {
    /// What a column is multiplied by.
    pub weight: Vec<f32>,
    /// What is added to it afterwards.
    pub bias: Vec<f32>,
    /// What is added to the variance, so that it is never 0.
    pub epsilon: f32,
}

impl Norm {
    /// The largest that a normalised row can become when its columns are multiplied by `weights` and added up: before what the norm has learned, a
    /// row is at most as long as the root of its width (Cauchy and Schwarz).
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

/// Makes the mean of a row 0 and its variance 1, and then what the norm has learned; gives back what the columns, multiplied by `factors`, lie
/// between.
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
