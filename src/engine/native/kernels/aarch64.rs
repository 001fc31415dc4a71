//! The integer products on 64-bit ARM.

use std::arch::aarch64::*;
use std::arch::asm;

use crate::LANES;
use crate::instructions::{Instructions, Tile, steps};
use crate::registers::{instructions, tile};

/// Adds the products of four bytes to each of four sums: the standard library's `vdotq_s32`, which is not stable yet.
#[inline(always)]
unsafe fn add_products(mut sums: int32x4_t, inputs: int8x16_t, weights: int8x16_t) -> int32x4_t {
    // SAFETY: the caller promises the instruction.
    unsafe {
        asm!(
            "sdot {sums:v}.4s, {inputs:v}.16b, {weights:v}.16b",
            sums = inout(vreg) sums, inputs = in(vreg) inputs, weights = in(vreg) weights,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    sums
}

instructions! {
    /// NEON with the instruction for four products of bytes, found in processors from about 2018 on.
    NeonDot;
}

impl Instructions for NeonDot {
    #[inline(always)]
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P> {
        let groups = steps(&rows, &panels, 4);
        // SAFETY: a value of this type exists only where the instructions do; `steps` has checked the lengths.
        unsafe {
            let mut sums = [[[vdupq_n_s32(0); LANES / 4]; P]; R];
            for group in 0..groups {
                let weights = panels.map(|panel| {
                    let groups = panel.as_ptr().add(4 * LANES * group);
                    std::array::from_fn::<_, { LANES / 4 }, _>(|quarter| vld1q_s8(groups.add(16 * quarter)))
                });
                for (row, sums) in rows.iter().zip(&mut sums) {
                    // Activations have seven bits, so they are the same when read as signed.
                    let inputs = vreinterpretq_s8_s32(vdupq_n_s32(row.as_ptr().add(4 * group).cast::<i32>().read_unaligned()));
                    for (sum, weights) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                        *sum = add_products(*sum, inputs, *weights);
                    }
                }
            }
            tile(sums)
        }
    }

    #[inline(always)]
    fn words<const R: usize, const P: usize>(self, rows: [&[i16]; R], panels: [&[i16]; P]) -> Tile<R, P> {
        let pairs = steps(&rows, &panels, 2);
        // SAFETY: a value of this type exists only where the instructions do; `steps` has checked the lengths.
        unsafe {
            let mut sums = [[[vdupq_n_s32(0); LANES / 4]; P]; R];
            for pair in 0..pairs {
                // The first and the second members of eight pairs each, for both halves.
                let columns = panels.map(|panel| [0, 16].map(|half| vld2q_s16(panel.as_ptr().add(2 * LANES * pair + half))));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let [first, second] = row.as_ptr().add(2 * pair).cast::<[i16; 2]>().read_unaligned();
                    for (sums, columns) in sums.iter_mut().zip(&columns) {
                        for (sums, int16x8x2_t(firsts, seconds)) in sums.as_chunks_mut::<2>().0.iter_mut().zip(columns) {
                            let [low, high] = sums;
                            *low = vmlal_n_s16(*low, vget_low_s16(*firsts), first);
                            *low = vmlal_n_s16(*low, vget_low_s16(*seconds), second);
                            *high = vmlal_high_n_s16(*high, *firsts, first);
                            *high = vmlal_high_n_s16(*high, *seconds, second);
                        }
                    }
                }
            }
            tile(sums)
        }
    }
}
