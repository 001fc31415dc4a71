//! Products of integers, the one thing that is written out for every kind of processor.
//!
//! All of them give the same sums to the bit. That holds because nothing can overflow: see [`crate::MAX_ACTIVATION`] and
//! [`crate::MAX_WEIGHT`].

use crate::LANES;

/// For every row the sums of every panel's columns.
pub(crate) type Tile<const R: usize, const P: usize> = [[[i32; LANES]; P]; R];

/// A tile from registers that hold [`LANES`] sums together. Moved as a whole: compilers take arrays of arrays apart, through memory, when each
/// element is turned into another.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
#[inline(always)]
pub(crate) fn tile<Registers: Copy, const R: usize, const P: usize>(sums: [[Registers; P]; R]) -> Tile<R, P> {
    const { assert!(size_of::<Registers>() == size_of::<[i32; LANES]>(), "as many sums as lanes") };
    // SAFETY: both have the same size, and any bits are integers.
    unsafe { std::mem::transmute_copy(&sums) }
}

/// What a kind of processor does in its own way.
///
/// A tile is the product of `R` rows with `P` panels of [`LANES`] columns each, whose values lie group by group. Every value that is loaded is
/// used `R` or `P` times, and all sums stay in registers.
pub(crate) trait Instructions {
    /// Sums of products of unsigned with signed bytes, over `octets` times eight inputs.
    ///
    /// # Safety
    ///
    /// The processor has the instructions. Every row holds `8 * octets` bytes, and every panel `8 * octets * LANES`.
    unsafe fn bytes<const R: usize, const P: usize>(rows: [*const u8; R], panels: [*const i8; P], octets: usize) -> Tile<R, P>;

    /// Sums of products of signed 16-bit numbers, over `pairs` times two inputs.
    ///
    /// # Safety
    ///
    /// The processor has the instructions. Every row holds `2 * pairs` numbers, and every panel `2 * pairs * LANES`.
    unsafe fn words<const R: usize, const P: usize>(rows: [*const i16; R], panels: [*const i16; P], pairs: usize) -> Tile<R, P>;
}

/// Rust that runs on every processor, slower.
pub(crate) struct Portable;

impl Instructions for Portable {
    #[inline(always)]
    unsafe fn bytes<const R: usize, const P: usize>(rows: [*const u8; R], panels: [*const i8; P], octets: usize) -> Tile<R, P> {
        let mut sums = [[[0; LANES]; P]; R];
        for group in 0..2 * octets {
            // SAFETY: the caller promises this much of every panel, and of every row below.
            let weights = panels.map(|panel| unsafe { panel.add(4 * LANES * group).cast::<[[i8; 4]; LANES]>().read_unaligned() });
            for (row, sums) in rows.iter().zip(&mut sums) {
                // SAFETY: as above.
                let inputs = unsafe { row.add(4 * group).cast::<[u8; 4]>().read_unaligned() };
                for (sum, weights) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                    let products: [i32; 4] = std::array::from_fn(|i| i32::from(i16::from(inputs[i]) * i16::from(weights[i])));
                    *sum += products[0] + products[1] + products[2] + products[3];
                }
            }
        }
        sums
    }

    #[inline(always)]
    unsafe fn words<const R: usize, const P: usize>(rows: [*const i16; R], panels: [*const i16; P], pairs: usize) -> Tile<R, P> {
        let mut sums = [[[0; LANES]; P]; R];
        for pair in 0..pairs {
            // SAFETY: the caller promises this much of every panel, and of every row below.
            let columns = panels.map(|panel| unsafe { panel.add(2 * LANES * pair).cast::<[[i16; 2]; LANES]>().read_unaligned() });
            for (row, sums) in rows.iter().zip(&mut sums) {
                // SAFETY: as above.
                let [first, second] = unsafe { row.add(2 * pair).cast::<[i16; 2]>().read_unaligned() }.map(i32::from);
                for (sum, column) in sums.as_flattened_mut().iter_mut().zip(columns.as_flattened()) {
                    *sum += first * i32::from(column[0]) + second * i32::from(column[1]);
                }
            }
        }
        sums
    }
}
