//! Sixteen floats side by side, in the steps that compilers make vector instructions of.

/// How many numbers are handled at once, whatever the width of the processor's registers.
pub const LANES: usize = 16;
/// Numbers side by side.
pub(crate) type Lanes = [f32; LANES];

/// `1.5 * 2^23`: a float of this size has no digits after the point, so that adding it rounds (to even).
const ROUNDER: f32 = 12_582_912.0;

#[inline(always)]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
pub(crate) fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// The sum of what `of` makes of each value, added up in lanes.
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

/// The sum of lanes, in a fixed tree. A call of its own, since a compiler that sees the tree adds up the lanes in pairs all the way.
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

/// The nearest integer, for magnitudes under `2^22`; any integer for others and for what is not a number.
#[inline(always)]
pub(crate) fn rounded(value: f32) -> i32 {
    (value + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits()).cast_signed()
}

/// No value of [`gelu`] is less.
pub(crate) const LEAST_GELU: f32 = -0.172;

/// The Gaussian error linear unit, `x * P(X <= x)` (Hendrycks and Gimpel 2016). Off by at most 4e-3, by 1.7e-3 between -3.2 and 3.2: a fraction
/// of a step of what its values are quantised to.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    let size = smaller(x.abs(), 3.2);
    // What is missing to x, or to 0 below 0: the best polynomial of degree 4 on 0..3.2, of `size * P(X > size)`.
    let mut missing = -0.021_259_63;
    for factor in [0.185_273_68, -0.543_282_15, 0.538_841_55, -0.001_669_28] {
        missing = missing * size + factor;
    }
    larger(x, 0.0) - missing
}
