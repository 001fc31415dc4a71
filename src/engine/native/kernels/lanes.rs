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

/// An integer for every float, in the same order; the largest integers and the smallest are no numbers. Compilers make vector instructions of
/// the largest of many integers, but not of floats.
#[inline(always)]
pub(crate) fn ordered(value: f32) -> i32 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 31) & i32::MAX)
}

/// The float of an integer of [`ordered`].
#[inline(always)]
pub(crate) fn from_ordered(integer: i32) -> f32 {
    f32::from_bits((integer ^ ((integer >> 31) & i32::MAX)).cast_unsigned())
}

/// The largest magnitude; not a number if one of the values is not.
#[inline(always)]
pub(crate) fn magnitude(values: &[f32]) -> f32 {
    let largest = values.iter().fold(0, |most: i32, value| most.max((value.to_bits() & 0x7fff_ffff).cast_signed()));
    f32::from_bits(largest.cast_unsigned())
}

/// The nearest integer, for magnitudes under `2^22`; any integer for others and for what is not a number.
#[inline(always)]
pub(crate) fn rounded(value: f32) -> i32 {
    (value + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits()).cast_signed()
}

/// Two to the power of a number that is not above 0. Off by a factor of at most 3e-6; what is under -126 counts as -126.
#[inline(always)]
pub(crate) fn exp2(power: f32) -> f32 {
    let power = larger(power, -126.0);
    let sum = power + ROUNDER;
    let rest = power - (sum - ROUNDER);
    // The best polynomial of degree 4 on -0.5..0.5 (largest error 2.6e-6).
    let mut value = 0.009_685_709;
    for factor in [0.055_922_024, 0.240_218_65, 0.693_121, 1.000_000_1] {
        value = value * rest + factor;
    }
    // The whole part goes into the exponent.
    f32::from_bits(value.to_bits().wrapping_add(sum.to_bits() << 23))
}

/// The Gaussian error linear unit, `x * P(X <= x)` (Hendrycks and Gimpel 2016). Off by at most 1.7e-4.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    // Beyond 4, the unit is x or 0, off by 1.3e-4 at most.
    let size = if x.abs() < 4.0 { x.abs() } else { 4.0 };
    let square = size * size;
    // `x erf(x / sqrt 2) / 2` is even: the best polynomial of degree 8 in the square, on 0..16 (largest error 3.5e-5).
    let mut even = -1.258_237_7e-9;
    for factor in
        [1.013_097_16e-7, -3.577_667e-6, 7.369_81e-5, -0.000_996_942_3, 0.009_461_002, -0.065_779_56, 0.398_557_22, 3.449_464_2e-5]
    {
        even = even * square + factor;
    }
    larger(x, 0.0) + (even - 0.5 * size)
}
