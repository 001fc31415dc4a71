//! The kernels, compiled for each kind of processor.

#[cfg(target_arch = "aarch64")]
use crate::aarch64::NeonDot;
use crate::aligned::Aligned;
use crate::attention::{Attention, QueryKeyValue};
use crate::lanes::{LANES, LEAST_GELU};
use crate::linear::{Add, Gelu, Linear, Round, Write, linear};
use crate::norm::{Norm, normalise};
use crate::portable::Portable;
use crate::quantised::{Quantised, Range};
#[cfg(target_arch = "x86_64")]
use crate::x86::{Avx2, Avx512, Avx512Vnni, AvxVnni};

/// Everything an encoder computes with, for one kind of processor. All kinds give the same numbers to the bit.
#[derive(Debug)]
pub struct Kernels {
    name: &'static str,
    is_there: fn() -> bool,
    write: unsafe fn(&Quantised, &Linear, &mut [f32]),
    add: unsafe fn(&Quantised, &Linear, &mut [f32]),
    gelu: unsafe fn(&Quantised, &Linear, &mut Wide, &mut Quantised),
    query_key_value: unsafe fn(&Quantised, &QueryKeyValue, &mut [i16]),
    attend: unsafe fn(&mut Attention, &QueryKeyValue, &[i16], usize, &mut [f32]),
    #[expect(clippy::type_complexity, reason = "a function and its arguments")]
    embed: unsafe fn(&[i8], f32, &[f32], &[f32], &mut [f32]),
    quantise: unsafe fn(&[f32], &mut Quantised),
    normalise: unsafe fn(&mut [f32], &Norm, &[f32], &mut Quantised),
}

/// A buffer for the outputs of a wide layer.
#[derive(Debug, Clone, Default)]
pub struct Wide {
    values: Aligned<f32>,
    /// For each row, the bits of its largest value in each lane.
    largest: Aligned<i32>,
}

/// Compiles all kernels for instructions that only some processors have. Tiles of `$rows` rows and `$panels` panels fill their registers; with more
/// than six rows, the addresses would not fit into registers. A head's values are only two panels wide.
///
/// `$instructions` asserts that they are present: it is evaluated only in functions that are called where `$is_there` holds.
macro_rules! kernels {
    ($module:ident, $name:literal, $instructions:expr, $rows:literal x $panels:literal, $rows_of_head:literal x $panels_of_head:literal, $is_there:expr $(, $features:literal)?) => {
        mod $module {
            use super::*;

            pub(super) const KERNELS: Kernels =
                Kernels { name: $name, is_there: $is_there, write, add, gelu, query_key_value, attend, embed, quantise, normalise };

            $(#[target_feature(enable = $features)])?
            unsafe fn write(input: &Quantised, layer: &Linear, out: &mut [f32]) {
                linear::<$rows, $panels, _>($instructions, input, layer, out, Write);
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn add(input: &Quantised, layer: &Linear, out: &mut [f32]) {
                linear::<$rows, $panels, _>($instructions, input, layer, out, Add);
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn gelu(input: &Quantised, layer: &Linear, wide: &mut Wide, into: &mut Quantised) {
                linear::<$rows, $panels, _>($instructions, input, layer, &mut wide.values, Gelu(wide.largest.as_chunks_mut().0));
                for (row, (values, largest)) in wide.values.chunks_exact(layer.width()).zip(wide.largest.chunks_exact(LANES)).enumerate() {
                    let high = largest.iter().fold(0, |most, &bits| bits.max(most));
                    let range = Range { low: LEAST_GELU, high: f32::from_bits(high.cast_unsigned()) };
                    into.set(row, range, values.iter().copied());
                }
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn query_key_value(input: &Quantised, layer: &QueryKeyValue, out: &mut [i16]) {
                linear::<$rows, $panels, _>($instructions, input, &layer.linear, out, Round(layer.limit));
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn attend(attention: &mut Attention, layer: &QueryKeyValue, rows: &[i16], count: usize, out: &mut [f32]) {
                attention.run::<$rows_of_head, $panels_of_head>($instructions, layer, rows, count, out);
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn embed(word: &[i8], scale: f32, first: &[f32], second: &[f32], row: &mut [f32]) {
                for (((value, &word), first), second) in row.iter_mut().zip(word).zip(first).zip(second) {
                    *value = f32::from(word) * scale + first + second;
                }
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn quantise(rows: &[f32], into: &mut Quantised) {
                for (row, values) in rows.chunks_exact(into.width()).enumerate() {
                    into.set(row, Range::of(values.iter().copied()), values.iter().copied());
                }
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn normalise(rows: &mut [f32], norm: &Norm, factors: &[f32], into: &mut Quantised) {
                for (row, values) in rows.chunks_exact_mut(into.width()).enumerate() {
                    let range = super::normalise(values, norm, factors);
                    into.set(row, range, values.iter().zip(factors).map(|(value, factor)| value * factor));
                }
            }
        }
    };
}

kernels!(portable, "portable", Portable, 4 x 1, 4 x 1, || true);
#[cfg(target_arch = "x86_64")]
kernels!(avx2, "AVX2", unsafe { Avx2::new() }, 4 x 1, 4 x 1, || is_x86_feature_detected!("avx2"), "avx2");
#[cfg(target_arch = "x86_64")]
kernels!(avx_vnni, "AVX-VNNI", unsafe { AvxVnni::new() }, 6 x 1, 6 x 1, || is_x86_feature_detected!("avx2") && is_x86_feature_detected!("avxvnni"), "avx2,avxvnni");
#[cfg(target_arch = "x86_64")]
kernels!(avx512, "AVX-512", unsafe { Avx512::new() }, 6 x 2, 6 x 2, || is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw"), "avx512f,avx512bw");
#[cfg(target_arch = "x86_64")]
kernels!(
    avx512_vnni,
    "AVX-512 VNNI",
    unsafe { Avx512Vnni::new() },
    6 x 4,
    6 x 2,
    || is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vnni"),
    "avx512f,avx512bw,avx512vnni"
);

#[cfg(target_arch = "aarch64")]
kernels!(neon_dot, "NEON with dot products", unsafe { NeonDot::new() }, 6 x 1, 4 x 1, || std::arch::is_aarch64_feature_detected!("dotprod"), "neon,dotprod");

/// All kernels compiled for this kind of processor, the fastest first.
#[cfg(target_arch = "x86_64")]
static ALL: [Kernels; 5] = [avx512_vnni::KERNELS, avx512::KERNELS, avx_vnni::KERNELS, avx2::KERNELS, portable::KERNELS];
#[cfg(target_arch = "aarch64")]
static ALL: [Kernels; 2] = [neon_dot::KERNELS, portable::KERNELS];
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
static ALL: [Kernels; 1] = [portable::KERNELS];

impl Kernels {
    /// The kernels that run on this processor, the fastest first and the portable ones last.
    pub fn available() -> impl Iterator<Item = &'static Self> {
        ALL.iter().filter(|kernels| (kernels.is_there)())
    }

    /// The fastest kernels for this processor.
    ///
    /// # Panics
    ///
    /// Never: the portable ones run everywhere.
    #[must_use]
    pub fn best() -> &'static Self {
        Self::available().next().unwrap_or_else(|| unreachable!("portable kernels run everywhere"))
    }

    /// Their name: "portable", or the instructions they use.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Writes a layer's outputs for every row of `input` to `out`.
    ///
    /// # Panics
    ///
    /// Here and below: when lengths do not match.
    pub fn write(&self, input: &Quantised, layer: &Linear, out: &mut [f32]) {
        // SAFETY: kernels are handed out only where the processor has their instructions.
        unsafe { (self.write)(input, layer, out) }
    }

    /// As [`Self::write`], but adds the outputs to `out`.
    pub fn add(&self, input: &Quantised, layer: &Linear, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.add)(input, layer, out) }
    }

    /// As [`Self::write`], followed by the Gaussian error linear unit and quantisation.
    pub fn gelu(&self, input: &Quantised, layer: &Linear, room: &mut Wide, into: &mut Quantised) {
        room.values.resize(input.rows() * layer.width());
        room.largest.resize(input.rows() * LANES);
        room.largest.fill(0);
        into.resize(input.rows(), layer.width());
        // SAFETY: as above.
        unsafe { (self.gelu)(input, layer, room, into) }
    }

    /// Writes the queries, keys and values of every row of `input` to `out`.
    pub fn query_key_value(&self, input: &Quantised, layer: &QueryKeyValue, out: &mut [i16]) {
        // SAFETY: as above.
        unsafe { (self.query_key_value)(input, layer, out) }
    }

    /// Computes self-attention over the `count` rows of a window. A row holds the queries, keys and values of all heads, as `layer` produced them;
    /// each row of `out` becomes the weighted mean of the values.
    pub fn attend(&self, room: &mut Attention, layer: &QueryKeyValue, rows: &[i16], count: usize, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.attend)(room, layer, rows, count, out) }
    }

    /// Sets `row` to a word times its scale, plus two other rows.
    pub fn embed(&self, word: &[i8], scale: f32, first: &[f32], second: &[f32], row: &mut [f32]) {
        assert!([word.len(), first.len(), second.len()] == [row.len(); 3], "rows of different lengths");
        // SAFETY: as above.
        unsafe { (self.embed)(word, scale, first, second, row) }
    }

    /// Quantises rows of `width` numbers.
    pub fn quantise(&self, rows: &[f32], width: usize, into: &mut Quantised) {
        let fits = width > 0 && width.is_multiple_of(LANES) && rows.len().is_multiple_of(width);
        assert!(fits, "rows of other lengths than said");
        into.resize(rows.len() / width, width);
        // SAFETY: as above.
        unsafe { (self.quantise)(rows, into) }
    }

    /// Normalises rows in place, multiplies their columns by `factors`, and quantises the products into `into`.
    pub fn normalise(&self, rows: &mut [f32], norm: &Norm, factors: &[f32], into: &mut Quantised) {
        let width = norm.weight.len();
        let fits = width > 0 && width.is_multiple_of(LANES) && norm.bias.len() == width && factors.len() == width;
        assert!(fits && rows.len().is_multiple_of(width), "rows of other lengths than the norm's");
        into.resize(rows.len() / width, width);
        // SAFETY: as above.
        unsafe { (self.normalise)(rows, norm, factors, into) }
    }
}
