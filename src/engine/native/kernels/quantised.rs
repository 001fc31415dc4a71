//! Rows of activations in seven bits.

use crate::MAX_ACTIVATION;
use crate::lanes::{from_ordered, ordered, rounded};

/// Rows of unsigned bytes, each with a scale and a zero point of its own: `value ~ scale * (byte - zero)`.
///
/// What a row becomes depends on that row only.
#[derive(Debug, Clone, Default)]
pub struct Quantised {
    width: usize,
    bytes: Vec<u8>,
    scales: Vec<f32>,
    zeros: Vec<i32>,
}

impl Quantised {
    /// Makes room for rows of `width` numbers. What was here before is lost.
    pub fn resize(&mut self, rows: usize, width: usize) {
        self.width = width;
        self.bytes.resize(rows * self.width, 0);
        self.scales.resize(rows, 0.0);
        self.zeros.resize(rows, 0);
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The bytes of a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// A row's bytes.
    #[must_use]
    #[inline(always)]
    pub fn row(&self, row: usize) -> &[u8] {
        &self.bytes[row * self.width..(row + 1) * self.width]
    }

    /// A row's scale.
    #[must_use]
    #[inline(always)]
    pub fn scale(&self, row: usize) -> f32 {
        self.scales[row]
    }

    /// A row's zero point.
    #[must_use]
    #[inline(always)]
    pub fn zero(&self, row: usize) -> i32 {
        self.zeros[row]
    }

    /// Sets a row to the nearest bytes of `values`. The range holds 0, as ONNX's `DynamicQuantizeLinear` has it. What is not finite makes a
    /// scale that is not a number.
    #[inline(always)]
    pub(crate) fn set(&mut self, row: usize, values: impl Iterator<Item = f32> + Clone) {
        let (mut low, mut high) = (0, 0);
        for value in values.clone() {
            let integer = ordered(value);
            low = low.min(integer);
            high = high.max(integer);
        }
        let (low, high) = (from_ordered(low), from_ordered(high));
        let steps = f32::from(MAX_ACTIVATION);
        let range = high - low;
        // Where all is 0, no byte is anything but the zero point.
        let inverse = if range > 0.0 { steps / range } else { 0.0 };
        let zero = rounded(-low * inverse);
        for (byte, value) in self.bytes[row * self.width..].iter_mut().zip(values) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to seven bits")]
            let clamped = (rounded(value * inverse) + zero).clamp(0, i32::from(MAX_ACTIVATION)) as u8;
            *byte = clamped;
        }
        self.scales[row] = range / steps;
        self.zeros[row] = zero;
    }
}
