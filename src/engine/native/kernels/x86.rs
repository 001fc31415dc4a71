//! The products on processors of the x86-64 family.

use std::arch::x86_64::*;

use crate::LANES;
use crate::instructions::{Instructions, Tile, tile};

/// The [`LANES`] groups at a place of a panel.
#[inline(always)]
unsafe fn halves(groups: *const i8) -> [__m256i; 2] {
    // SAFETY: the caller promises AVX2 and 64 bytes.
    unsafe { [_mm256_loadu_si256(groups.cast()), _mm256_loadu_si256(groups.cast::<__m256i>().add(1))] }
}

/// AVX2: 256 bits, no instruction for four products of bytes at once.
pub(crate) struct Avx2;

impl Instructions for Avx2 {
    #[inline(always)]
    unsafe fn bytes<const R: usize, const P: usize>(rows: [*const u8; R], panels: [*const i8; P], octets: usize) -> Tile<R, P> {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let ones = _mm256_set1_epi16(1);
            let mut sums = [[[_mm256_setzero_si256(); 2]; P]; R];
            for octet in 0..octets {
                let first = panels.map(|panel| halves(panel.add(8 * LANES * octet)));
                let second = panels.map(|panel| halves(panel.add(8 * LANES * octet + 4 * LANES)));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = row.add(8 * octet).cast::<i32>();
                    let a = _mm256_set1_epi32(inputs.read_unaligned());
                    let b = _mm256_set1_epi32(inputs.add(1).read_unaligned());
                    for (sum, (first, second)) in
                        sums.as_flattened_mut().iter_mut().zip(first.as_flattened().iter().zip(second.as_flattened()))
                    {
                        // Four products fit into 16 bits, so that only every second sum is widened.
                        let four = _mm256_add_epi16(_mm256_maddubs_epi16(a, *first), _mm256_maddubs_epi16(b, *second));
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(four, ones));
                    }
                }
            }
            tile(sums)
        }
    }

    #[inline(always)]
    unsafe fn words<const R: usize, const P: usize>(rows: [*const i16; R], panels: [*const i16; P], pairs: usize) -> Tile<R, P> {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [[[_mm256_setzero_si256(); 2]; P]; R];
            for pair in 0..pairs {
                let columns = panels.map(|panel| halves(panel.add(2 * LANES * pair).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let both = _mm256_set1_epi32(row.add(2 * pair).cast::<i32>().read_unaligned());
                    for (sum, columns) in sums.as_flattened_mut().iter_mut().zip(columns.as_flattened()) {
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(both, *columns));
                    }
                }
            }
            tile(sums)
        }
    }
}

/// AVX-VNNI: 256 bits, with an instruction for four products of bytes.
pub(crate) struct AvxVnni;

impl Instructions for AvxVnni {
    #[inline(always)]
    unsafe fn bytes<const R: usize, const P: usize>(rows: [*const u8; R], panels: [*const i8; P], octets: usize) -> Tile<R, P> {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [[[_mm256_setzero_si256(); 2]; P]; R];
            for group in 0..2 * octets {
                let weights = panels.map(|panel| halves(panel.add(4 * LANES * group)));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = _mm256_set1_epi32(row.add(4 * group).cast::<i32>().read_unaligned());
                    for (sum, weights) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                        *sum = _mm256_dpbusd_avx_epi32(*sum, inputs, *weights);
                    }
                }
            }
            tile(sums)
        }
    }

    #[inline(always)]
    unsafe fn words<const R: usize, const P: usize>(rows: [*const i16; R], panels: [*const i16; P], pairs: usize) -> Tile<R, P> {
        // SAFETY: the caller's promise; AVX-VNNI comes with AVX2.
        unsafe { Avx2::words(rows, panels, pairs) }
    }
}

/// AVX-512 with instructions for bytes and 16-bit numbers (BW), but not for products of four bytes.
pub(crate) struct Avx512;

impl Instructions for Avx512 {
    #[inline(always)]
    unsafe fn bytes<const R: usize, const P: usize>(rows: [*const u8; R], panels: [*const i8; P], octets: usize) -> Tile<R, P> {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let ones = _mm512_set1_epi16(1);
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for octet in 0..octets {
                let first = panels.map(|panel| _mm512_loadu_epi32(panel.add(8 * LANES * octet).cast()));
                let second = panels.map(|panel| _mm512_loadu_epi32(panel.add(8 * LANES * octet + 4 * LANES).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = row.add(8 * octet).cast::<i32>();
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
    unsafe fn words<const R: usize, const P: usize>(rows: [*const i16; R], panels: [*const i16; P], pairs: usize) -> Tile<R, P> {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for pair in 0..pairs {
                let columns = panels.map(|panel| _mm512_loadu_epi32(panel.add(2 * LANES * pair).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let both = _mm512_set1_epi32(row.add(2 * pair).cast::<i32>().read_unaligned());
                    for (sum, columns) in sums.iter_mut().zip(columns) {
                        *sum = _mm512_add_epi32(*sum, _mm512_madd_epi16(both, columns));
                    }
                }
            }
            tile(sums)
        }
    }
}

/// AVX-512 with VNNI: 512 bits, with instructions for four products of bytes and for two of 16-bit numbers.
pub(crate) struct Avx512Vnni;

impl Instructions for Avx512Vnni {
    #[inline(always)]
    unsafe fn bytes<const R: usize, const P: usize>(rows: [*const u8; R], panels: [*const i8; P], octets: usize) -> Tile<R, P> {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for group in 0..2 * octets {
                let weights = panels.map(|panel| _mm512_loadu_epi32(panel.add(4 * LANES * group).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = _mm512_set1_epi32(row.add(4 * group).cast::<i32>().read_unaligned());
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        *sum = _mm512_dpbusd_epi32(*sum, inputs, weights);
                    }
                }
            }
            tile(sums)
        }
    }

    #[inline(always)]
    unsafe fn words<const R: usize, const P: usize>(rows: [*const i16; R], panels: [*const i16; P], pairs: usize) -> Tile<R, P> {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for pair in 0..pairs {
                let columns = panels.map(|panel| _mm512_loadu_epi32(panel.add(2 * LANES * pair).cast()));
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let both = _mm512_set1_epi32(row.add(2 * pair).cast::<i32>().read_unaligned());
                    for (sum, columns) in sums.iter_mut().zip(columns) {
                        *sum = _mm512_dpwssd_epi32(*sum, both, columns);
                    }
                }
            }
            tile(sums)
        }
    }
}
