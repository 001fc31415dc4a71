//! The arithmetic of an encoder, made for the processor that it finds.
//!
//! All products are of integers, and nothing else depends on the order of additions: sums of floats are taken in [`LANES`] lanes and a
//! fixed tree, and no multiplication is fused with an addition. So every processor gives the same numbers to the bit.
//!
//! Matrices are slices, row after row; widths are multiples of [`LANES`].
//!
//! What the portable kernels compute is safe Rust to the end. `unsafe` is for the instructions of certain processors, and for handing out
//! kernels that were compiled for them.

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
/// Processors without VNNI add pairs of products in 16 bits, and saturate there without a word. Four products of seven by seven bits fit.
pub const MAX_ACTIVATION: u8 = 127;
/// The largest magnitude of a quantised weight: seven bits with the sign. `4 * 127 * 63` is less than `2^15`.
pub const MAX_WEIGHT: i8 = 63;
