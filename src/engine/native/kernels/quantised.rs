//! Activations quantised to seven bits.

use crate::MAX_ACTIVATION;
use crate::aligned::Aligned;
use crate::lanes::rounded;

/// Rows of unsigned bytes, each with a scale and a zero point of its own: `value ~ scale * (byte - zero)`.
///
/// A row's quantisation depends on that row only.
#[derive(Debug, Clone, Default)]
pub struct Quantised {
    width: usize,
    bytes: Aligned<u8>,
    scales: Vec<f32>,
    zeros: Vec<i32>,
}

impl Quantised {
    /// Makes room for rows of `width` numbers, discarding what was stored.
    pub fn resize(&mut self, rows: usize, width: usize) {
        self.width = width;
        self.bytes.resize(rows * self.width);
        self.scales.resize(rows, 0.0);
        self.zeros.resize(rows, 0);
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The number of bytes in a row.
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

    /// Quantises `values`, which are all within `range`, into a row. If any value is not finite, neither is the row's scale.
    #[inline(always)]
    pub(crate) fn set(&mut self, row: usize, range: Range, values: impl Iterator<Item = f32>) {
        let Range { low, high } = range;
        let steps = f32::from(MAX_ACTIVATION);
        let size = high - low;
        // If all values are 0, every byte is the zero point.
        let inverse = if size > 0.0 { steps / size } else { 0.0 };
        let zero = rounded(-low * inverse);
        for (byte, value) in self.bytes[row * self.width..].iter_mut().zip(values) {
            let integer = (rounded(value * inverse) + zero).cast_unsigned();
            #[expect(clippy::cast_possible_truncation, reason = "at most seven bits")]
            let clamped = integer.min(u32::from(MAX_ACTIVATION)) as u8;
            *byte = clamped;
        }
        self.scales[row] = size / steps;
        self.zeros[row] = zero;
    }
}

/// The range of a row's values. It always includes 0, as in ONNX's `DynamicQuantizeLinear`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) low: f32,
    pub(crate) high: f32,
}

impl Range {
    #[inline(always)]
    pub(crate) fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut extremes = Extremes::default();
        values.for_each(|value| extremes.take(value));
        extremes.range()
    }
}

/// The smallest and largest values so far, compared by their bits: as unsigned integers, negative floats are larger than all others and grow with
/// their magnitude; as signed integers, positive floats are larger than all others. A NaN lies beyond either end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extremes {
    low: u32,
    high: i32,
}

impl Default for Extremes {
    #[inline(always)]
    fn default() -> Self {
        Self { low: (-0.0_f32).to_bits(), high: 0 }
    }
}

impl Extremes {
    #[inline(always)]
    pub(crate) fn take(&mut self, value: f32) {
        self.low = self.low.max(value.to_bits());
        self.high = self.high.max(value.to_bits().cast_signed());
    }

    #[inline(always)]
    pub(crate) fn range(self) -> Range {
        Range { low: f32::from_bits(self.low), high: f32::from_bits(self.high.cast_unsigned()) }
    }
}
