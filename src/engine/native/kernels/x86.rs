//! The products on processors of the x86-64 family.

use std::arch::x86_64::*;

use crate::LANES;
use crate::instructions::Instructions;

/// AVX2: 256 bits, no instruction for four products of bytes at once.
pub(crate) struct Avx2;

impl Instructions for Avx2 {
    #[inline(always)]
    unsafe fn bytes<const R: usize>(rows: [*const u8; R], panel: *const i8, octets: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let ones = _mm256_set1_epi16(1);
            let mut sums = [[_mm256_setzero_si256(); 2]; R];
            for octet in 0..octets {
                let weights = panel.add(8 * LANES * octet).cast::<__m256i>();
                let first = [_mm256_loadu_si256(weights), _mm256_loadu_si256(weights.add(1))];
                let second = [_mm256_loadu_si256(weights.add(2)), _mm256_loadu_si256(weights.add(3))];
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = row.add(8 * octet).cast::<i32>();
                    let a = _mm256_set1_epi32(inputs.read_unaligned());
                    let b = _mm256_set1_epi32(inputs.add(1).read_unaligned());
                    for half in 0..2 {
                        // Four products fit into 16 bits, so that only every second sum is widened.
                        let four = _mm256_add_epi16(_mm256_maddubs_epi16(a, first[half]), _mm256_maddubs_epi16(b, second[half]));
                        sums[half] = _mm256_add_epi32(sums[half], _mm256_madd_epi16(four, ones));
                    }
                }
            }
            sums.map(|sums| std::mem::transmute::<[__m256i; 2], [i32; LANES]>(sums))
        }
    }

    #[inline(always)]
    unsafe fn words<const R: usize>(rows: [*const i16; R], panel: *const i16, pairs: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [[_mm256_setzero_si256(); 2]; R];
            for pair in 0..pairs {
                let columns = panel.add(2 * LANES * pair).cast::<__m256i>();
                let columns = [_mm256_loadu_si256(columns), _mm256_loadu_si256(columns.add(1))];
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let both = _mm256_set1_epi32(row.add(2 * pair).cast::<i32>().read_unaligned());
                    for half in 0..2 {
                        sums[half] = _mm256_add_epi32(sums[half], _mm256_madd_epi16(both, columns[half]));
                    }
                }
            }
            sums.map(|sums| std::mem::transmute::<[__m256i; 2], [i32; LANES]>(sums))
        }
    }
}

/// AVX-VNNI: 256 bits, with an instruction for four products of bytes.
pub(crate) struct AvxVnni;

impl Instructions for AvxVnni {
    #[inline(always)]
    unsafe fn bytes<const R: usize>(rows: [*const u8; R], panel: *const i8, octets: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [[_mm256_setzero_si256(); 2]; R];
            for group in 0..2 * octets {
                let weights = panel.add(4 * LANES * group).cast::<__m256i>();
                let weights = [_mm256_loadu_si256(weights), _mm256_loadu_si256(weights.add(1))];
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = _mm256_set1_epi32(row.add(4 * group).cast::<i32>().read_unaligned());
                    for half in 0..2 {
                        sums[half] = _mm256_dpbusd_avx_epi32(sums[half], inputs, weights[half]);
                    }
                }
            }
            sums.map(|sums| std::mem::transmute::<[__m256i; 2], [i32; LANES]>(sums))
        }
    }

    #[inline(always)]
    unsafe fn words<const R: usize>(rows: [*const i16; R], panel: *const i16, pairs: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller's promise; AVX-VNNI comes with AVX2.
        unsafe { Avx2::words(rows, panel, pairs) }
    }
}

/// AVX-512 with instructions for bytes and 16-bit numbers (BW), but not for products of four bytes.
pub(crate) struct Avx512;

impl Instructions for Avx512 {
    #[inline(always)]
    unsafe fn bytes<const R: usize>(rows: [*const u8; R], panel: *const i8, octets: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let ones = _mm512_set1_epi16(1);
            let mut sums = [_mm512_setzero_si512(); R];
            for octet in 0..octets {
                let weights = panel.add(8 * LANES * octet).cast::<i32>();
                let first = _mm512_loadu_epi32(weights);
                let second = _mm512_loadu_epi32(weights.add(LANES));
                for (row, sum) in rows.iter().zip(&mut sums) {
                    let inputs = row.add(8 * octet).cast::<i32>();
                    let a = _mm512_set1_epi32(inputs.read_unaligned());
                    let b = _mm512_set1_epi32(inputs.add(1).read_unaligned());
                    let four = _mm512_add_epi16(_mm512_maddubs_epi16(a, first), _mm512_maddubs_epi16(b, second));
                    *sum = _mm512_add_epi32(*sum, _mm512_madd_epi16(four, ones));
                }
            }
            sums.map(|sum| std::mem::transmute::<__m512i, [i32; LANES]>(sum))
        }
    }

    #[inline(always)]
    unsafe fn words<const R: usize>(rows: [*const i16; R], panel: *const i16, pairs: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [_mm512_setzero_si512(); R];
            for pair in 0..pairs {
                let columns = _mm512_loadu_epi32(panel.add(2 * LANES * pair).cast::<i32>());
                for (row, sum) in rows.iter().zip(&mut sums) {
                    let both = _mm512_set1_epi32(row.add(2 * pair).cast::<i32>().read_unaligned());
                    *sum = _mm512_add_epi32(*sum, _mm512_madd_epi16(both, columns));
                }
            }
            sums.map(|sum| std::mem::transmute::<__m512i, [i32; LANES]>(sum))
        }
    }
}

/// AVX-512 with VNNI: 512 bits, with instructions for four products of bytes and for two of 16-bit numbers.
pub(crate) struct Avx512Vnni;

impl Instructions for Avx512Vnni {
    #[inline(always)]
    unsafe fn bytes<const R: usize>(rows: [*const u8; R], panel: *const i8, octets: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [_mm512_setzero_si512(); R];
            for group in 0..2 * octets {
                let weights = _mm512_loadu_epi32(panel.add(4 * LANES * group).cast::<i32>());
                for (row, sum) in rows.iter().zip(&mut sums) {
                    let inputs = _mm512_set1_epi32(row.add(4 * group).cast::<i32>().read_unaligned());
                    *sum = _mm512_dpbusd_epi32(*sum, inputs, weights);
                }
            }
            sums.map(|sum| std::mem::transmute::<__m512i, [i32; LANES]>(sum))
        }
    }

    #[inline(always)]
    unsafe fn words<const R: usize>(rows: [*const i16; R], panel: *const i16, pairs: usize) -> [[i32; LANES]; R] {
        // SAFETY: the caller promises the instructions and the lengths.
        unsafe {
            let mut sums = [_mm512_setzero_si512(); R];
            for pair in 0..pairs {
                let columns = _mm512_loadu_epi32(panel.add(2 * LANES * pair).cast::<i32>());
                for (row, sum) in rows.iter().zip(&mut sums) {
                    let both = _mm512_set1_epi32(row.add(2 * pair).cast::<i32>().read_unaligned());
                    *sum = _mm512_dpwssd_epi32(*sum, both, columns);
                }
            }
            sums.map(|sum| std::mem::transmute::<__m512i, [i32; LANES]>(sum))
        }
    }
}
