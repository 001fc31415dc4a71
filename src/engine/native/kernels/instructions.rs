//! Products of integers, the one thing that is written out for every kind of processor.
//!
//! All of them give the same sums to the bit. That holds because nothing can overflow: see [`crate::MAX_ACTIVATION`] and
//! [`crate::MAX_WEIGHT`].

use crate::LANES;

/// What a kind of processor does in its own way.
///
/// A tile is the product of `R` rows with a panel: [`LANES`] columns whose values lie group by group (`packed.rs`).
pub(crate) trait Instructions {
    /// Sums of products of unsigned with signed bytes, over `octets` times eight inputs.
    ///
    /// # Safety
    ///
    /// The processor has the instructions. Every row holds `8 * octets` bytes, and the panel `8 * octets * LANES`.
    unsafe fn bytes<const R: usize>(rows: [*const u8; R], panel: *const i8, octets: usize) -> [[i32; LANES]; R];

    /// Sums of products of signed 16-bit numbers, over `pairs` times two inputs.
    ///
    /// # Safety
    ///
    /// The processor has the instructions. Every row holds `2 * pairs` numbers, and the panel `2 * pairs * LANES`.
    unsafe fn words<const R: usize>(rows: [*const i16; R], panel: *const i16, pairs: usize) -> [[i32; LANES]; R];
}

/// Rust that runs on every processor, slower.
pub(crate) struct Portable;

impl Instructions for Portable {
    #[inline(always)]
    unsafe fn bytes<const R: usize>(rows: [*const u8; R], panel: *const i8, octets: usize) -> [[i32; LANES]; R] {
        let mut sums = [[0; LANES]; R];
        for group in 0..2 * octets {
            // SAFETY: the caller promises this much of the panel, and of every row below.
            let weights = unsafe { panel.add(4 * LANES * group).cast::<[[i8; 4]; LANES]>().read_unaligned() };
            for (row, sums) in rows.iter().zip(&mut sums) {
                // SAFETY: as above.
                let inputs = unsafe { row.add(4 * group).cast::<[u8; 4]>().read_unaligned() };
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    let products: [i32; 4] = std::array::from_fn(|i| i32::from(i16::from(inputs[i]) * i16::from(weights[i])));
                    *sum += products[0] + products[1] + products[2] + products[3];
                }
            }
        }
        sums
    }

    #[inline(always)]
    unsafe fn words<const R: usize>(rows: [*const i16; R], panel: *const i16, pairs: usize) -> [[i32; LANES]; R] {
        let mut sums = [[0; LANES]; R];
        for pair in 0..pairs {
            // SAFETY: the caller promises this much of the panel, and of every row below.
            let columns = unsafe { panel.add(2 * LANES * pair).cast::<[[i16; 2]; LANES]>().read_unaligned() };
            for (row, sums) in rows.iter().zip(&mut sums) {
                // SAFETY: as above.
                let [first, second] = unsafe { row.add(2 * pair).cast::<[i16; 2]>().read_unaligned() }.map(i32::from);
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum += first * i32::from(column[0]) + second * i32::from(column[1]);
                }
            }
        }
        sums
    }
}
