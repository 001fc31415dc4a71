//! The integer products on x86-64.

use std::arch::x86_64::*;

use crate::LANES;
use crate::instructions::{Instructions, Tile, steps};
use crate::registers::{instructions, tile};

instructions! {
    /// AVX2: 256 bits, without an instruction for four products of bytes.
    Avx2;
    /// AVX-VNNI: 256 bits, with an instruction for four products of bytes.
    AvxVnni;
    /// AVX-512 with instructions for bytes and 16-bit numbers (BW), but not for four products of bytes.
    Avx512;
    /// AVX-512 with VNNI: 512 bits, with instructions for four products of bytes and for two products of 16-bit numbers.
    Avx512Vnni;
}

/// Loads the [`LANES`] groups at a position in a panel.
#[inline(always)]
unsafe fn halves(groups: *const i8) -> [__m256i; 2] {
    // SAFETY: the caller promises AVX2 and 64 bytes.
    unsafe { [_mm256_loadu_si256(groups.cast()), _mm256_loadu_si256(groups.cast::<__m256i>().add(1))] }
}

impl Instructions for Avx2 {
    #[inline(always)]
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P> {
        let octets = steps(&rows, &panels, 8);
        // SAFETY: a value of this type exists only where the instructions do; `steps` has checked the lengths.
        unsafe {
            let ones = _mm256_set1_epi16(1);
            let mut sums = [[[_mm256_setzero_si256(); 2]; P]; R];
            for octet in 0..octets {
                let first = panels.map(|panel| halves(panel.as_ptr().add(8 * LANES * octet)));
                let second = panels.map(|panel| halves(panel.as_ptr().add(8 * LANES * octet + 4 * LANES)));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = row.as_ptr().add(8 * octet).cast::<i32>();
                    let a = _mm256_set1_epi32(inputs.read_unaligned());
                    let b = _mm256_set1_epi32(inputs.add(1).read_unaligned());
                    for (sum, (first, second)) in
                        sums.as_flattened_mut().iter_mut().zip(first.as_flattened().iter().zip(second.as_flattened()))
                    {
                        // Four products fit into 16 bits, so sums are widened once per eight products.
                        let four = _mm256_add_epi16(_mm256_maddubs_epi16(a, *first), _mm256_maddubs_epi16(b, *second));
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(four, ones));
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
            let mut sums = [[[_mm256_setzero_si256(); 2]; P]; R];
            for pair in 0..pairs {
                let columns = panels.map(|panel| halves(panel.as_ptr().add(2 * LANES * pair).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let both = _mm256_set1_epi32(row.as_ptr().add(2 * pair).cast::<i32>().read_unaligned());
                    for (sum, columns) in sums.as_flattened_mut().iter_mut().zip(columns.as_flattened()) {
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(both, *columns));
                    }
                }
            }
            tile(sums)
        }
    }
}

impl Instructions for AvxVnni {
    #[inline(always)]
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P> {
        let groups = steps(&rows, &panels, 4);
        // SAFETY: a value of this type exists only where the instructions do; `steps` has checked the lengths.
        unsafe {
            let mut sums = [[[_mm256_setzero_si256(); 2]; P]; R];
            for group in 0..groups {
                let weights = panels.map(|panel| halves(panel.as_ptr().add(4 * LANES * group)));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = _mm256_set1_epi32(row.as_ptr().add(4 * group).cast::<i32>().read_unaligned());
                    for (sum, weights) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                        *sum = _mm256_dpbusd_avx_epi32(*sum, inputs, *weights);
                    }
                }
            }
            tile(sums)
        }
    }

    #[inline(always)]
    fn words<const R: usize, const P: usize>(self, rows: [&[i16]; R], panels: [&[i16]; P]) -> Tile<R, P> {
        // SAFETY: AVX-VNNI is only used together with AVX2.
        unsafe { Avx2::new() }.words(rows, panels)
    }
}

impl Instructions for Avx512 {
    #[inline(always)]
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P> {
        let octets = steps(&rows, &panels, 8);
        // SAFETY: a value of this type exists only where the instructions do; `steps` has checked the lengths.
        unsafe {
            let ones = _mm512_set1_epi16(1);
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for octet in 0..octets {
                let first = panels.map(|panel| _mm512_loadu_epi32(panel.as_ptr().add(8 * LANES * octet).cast()));
                let second = panels.map(|panel| _mm512_loadu_epi32(panel.as_ptr().add(8 * LANES * octet + 4 * LANES).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = row.as_ptr().add(8 * octet).cast::<i32>();
                    let a = _mm512_set1_epi32(inputs.read_unaligned());
                    let b = _mm512_set1_epi32(inputs.add(1).read_unaligned());
                    for (sum, (first, second)) in sums.iter_mut().zip(first.iter().zip(&second)) {
                        let four = _mm512_add_epi16(_mm512_maddubs_epi16(a, *first), _mm512_maddubs_epi16(b, *second));
                        *sum = _mm512_add_epi32(*sum, _mm512_madd_epi16(four, ones));
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
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for pair in 0..pairs {
                let columns = panels.map(|panel| _mm512_loadu_epi32(panel.as_ptr().add(2 * LANES * pair).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let both = _mm512_set1_epi32(row.as_ptr().add(2 * pair).cast::<i32>().read_unaligned());
                    for (sum, columns) in sums.iter_mut().zip(columns) {
                        *sum = _mm512_add_epi32(*sum, _mm512_madd_epi16(both, columns));
                    }
                }
            }
            tile(sums)
        }
    }
}

impl Instructions for Avx512Vnni {
    #[inline(always)]
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P> {
        let groups = steps(&rows, &panels, 4);
        // SAFETY: a value of this type exists only where the instructions do; `steps` has checked the lengths.
        unsafe {
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for group in 0..groups {
                let weights = panels.map(|panel| _mm512_loadu_epi32(panel.as_ptr().add(4 * LANES * group).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = _mm512_set1_epi32(row.as_ptr().add(4 * group).cast::<i32>().read_unaligned());
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        *sum = _mm512_dpbusd_epi32(*sum, inputs, weights);
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
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for pair in 0..pairs {
                let columns = panels.map(|panel| _mm512_loadu_epi32(panel.as_ptr().add(2 * LANES * pair).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let both = _mm512_set1_epi32(row.as_ptr().add(2 * pair).cast::<i32>().read_unaligned());
                    for (sum, columns) in sums.iter_mut().zip(columns) {
                        *sum = _mm512_dpwssd_epi32(*sum, both, columns);
                    }
                }
            }
            tile(sums)
        }
    }
}
