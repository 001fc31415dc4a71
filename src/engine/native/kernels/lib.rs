//! The arithmetic of an encoder, compiled for several kinds of processor and chosen at run time.
//!
//! Matrix products are of integers, and nothing else depends on the order of additions: floats are summed in [`LANES`] lanes and then in a fixed
//! tree, and no multiplication is fused with an addition. So every processor gives the same numbers, to the bit.
//!
//! Matrices are row-major slices; widths are multiples of [`LANES`].
//!
//! The portable kernels are safe Rust throughout. `unsafe` is used only for processor-specific instructions and for calling kernels compiled for
//! them.

#[cfg(target_arch = "aarch64")]
#[expect(unsafe_code, reason = "instructions of a certain processor")]
mod aarch64;
mod aligned;
mod attention;
mod instructions;
#[expect(unsafe_code, reason = "functions that are compiled for certain processors")]
mod kernels;
mod lanes;
mod linear;
mod norm;
mod portable;
mod quantised;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
#[expect(unsafe_code, reason = "vector registers as arrays")]
mod registers;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "instructions of a certain processor")]
mod x86;

pub use aligned::Aligned;
pub use attention::{Attention, QueryKeyValue};
pub use kernels::{Kernels, Wide};
pub use lanes::LANES;
pub use linear::{Linear, LinearError};
pub use norm::Norm;
pub use quantised::Quantised;

/// The largest quantised activation: seven bits.
///
/// Processors without VNNI add pairs of products in 16 bits, which saturate silently. Sums of four products of seven-bit numbers fit.
pub const MAX_ACTIVATION: u8 = 127;
/// The largest magnitude of a quantised weight: seven bits including the sign. `4 * 127 * 63` is less than `2^15`.
pub const MAX_WEIGHT: i8 = 63;
