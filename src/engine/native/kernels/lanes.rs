//! Arithmetic on sixteen floats at a time, in a form that compilers vectorise.

/// How many numbers are handled at once, whatever the width of the processor's vector registers.
pub const LANES: usize = 16;
/// One vector of [`LANES`] floats.
pub(crate) type Lanes = [f32; LANES];

/// `1.5 * 2^23`: floats of this size have no fraction bits, so adding it rounds to the nearest integer (ties to even).
const ROUNDER: f32 = 12_582_912.0;

#[inline(always)]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
pub(crate) fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// Returns the sum of `of(value)` over all values, added up in lanes.
#[inline(always)]
pub(crate) fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    debug_assert!(rest.is_empty(), "rows are made of whole lanes");
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        for (sum, &value) in sums.iter_mut().zip(chunk) {
            *sum += of(value);
        }
    }
    sum_of_lanes(&sums)
}

/// Returns the sum of the lanes, in a fixed tree. Never inlined: a compiler that sees the tree would keep adding the lanes in pairs throughout.
#[inline(never)]
fn sum_of_lanes(sums: &Lanes) -> f32 {
    let mut sums = *sums;
    let mut count = LANES / 2;
    while count > 0 {
        for i in 0..count {
            sums[i] += sums[i + count];
        }
        count /= 2;
    }
    sums[0]
}

/// Returns the nearest integer for magnitudes under `2^22`; any integer for other magnitudes and for NaN.
#[inline(always)]
pub(crate) fn rounded(value: f32) -> i32 {
    (value + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits()).cast_signed()
}

/// A lower bound on the values of [`gelu`].
pub(crate) const LEAST_GELU: f32 = -0.172;

/// The Gaussian error linear unit, `x * P(X <= x)` (Hendrycks and Gimpel 2016). The error is at most 4e-3, and 1.7e-3 between -3.2 and 3.2: a
/// fraction of a quantisation step of its values.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    let size = smaller(x.abs(), 3.2);
    // How far the result is below `max(x, 0)`: the best polynomial of degree 4 for `size * P(X > size)` on 0..3.2.
    let mut missing = -0.021_259_63;
    for factor in [0.185_273_68, -0.543_282_15, 0.538_841_55, -0.001_669_28] {
        missing = missing * size + factor;
    }
    larger(x, 0.0) - missing
}
