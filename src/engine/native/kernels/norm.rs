//! Layer norms.

use crate::lanes::sum;

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

/// Makes the mean of a row 0 and its variance 1, and then what the norm has learned.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "rows are short")]
pub(crate) fn normalise(row: &mut [f32], norm: &Norm) {
    let count = row.len() as f32;
    let mean = sum(row, |value| value) / count;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / count;
    let factor = 1.0 / (variance + norm.epsilon).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(&norm.weight).zip(&norm.bias) {
        *value = (*value - mean) * factor * weight + bias;
    }
}
