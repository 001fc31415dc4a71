//! The arithmetic as it is compiled for each kind of processor.

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

/// Everything that an encoder computes with, for one kind of processor. All kinds give the same numbers to the bit.
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

/// Room for the outputs of a wide layer.
#[derive(Debug, Clone, Default)]
pub struct Wide {
    values: Aligned<f32>,
    /// The bits of the largest of each row, in lanes.
    largest: Aligned<i32>,
}

/// Compiles everything for instructions that some processors have; tiles of `$rows` rows and `$panels` panels fill their registers. With more
/// than six rows the addresses would not fit into registers. A head's values are only two panels wide.
///
/// `$instructions` vouches for them: it is evaluated in functions that are called only where `$is_there` holds.
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

/// The fastest first.
#[cfg(target_arch = "x86_64")]
static ALL: [Kernels; 5] = [avx512_vnni::KERNELS, avx512::KERNELS, avx_vnni::KERNELS, avx2::KERNELS, portable::KERNELS];
#[cfg(target_arch = "aarch64")]
static ALL: [Kernels; 2] = [neon_dot::KERNELS, portable::KERNELS];
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
static ALL: [Kernels; 1] = [portable::KERNELS];

impl Kernels {
    /// Those that run on this processor, the fastest first. The last are portable.
    pub fn available() -> impl Iterator<Item = &'static Self> {
        ALL.iter().filter(|kernels| (kernels.is_there)())
    }

    /// The fastest for this processor.
    ///
    /// # Panics
    ///
    /// Never: the portable ones run everywhere.
    #[must_use]
    pub fn best() -> &'static Self {
        Self::available().next().unwrap_or_else(|| unreachable!("portable kernels run everywhere"))
    }

    /// What they are called: "portable", or by the instructions they take.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// A layer's outputs for every row of `input`, written to `out`.
    ///
    /// # Panics
    ///
    /// Here and below: when lengths do not go together.
    pub fn write(&self, input: &Quantised, layer: &Linear, out: &mut [f32]) {
        // SAFETY: kernels are handed out where their instructions are there.
        unsafe { (self.write)(input, layer, out) }
    }

    /// The same, added to what `out` holds.
    pub fn add(&self, input: &Quantised, layer: &Linear, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.add)(input, layer, out) }
    }

    /// The same through the Gaussian error linear unit, and quantised.
    pub fn gelu(&self, input: &Quantised, layer: &Linear, room: &mut Wide, into: &mut Quantised) {
        room.values.resize(input.rows() * layer.width());
        room.largest.resize(input.rows() * LANES);
        room.largest.fill(0);
        into.resize(input.rows(), layer.width());
        // SAFETY: as above.
        unsafe { (self.gelu)(input, layer, room, into) }
    }

    /// The queries, keys and values of every row of `input`.
    pub fn query_key_value(&self, input: &Quantised, layer: &QueryKeyValue, out: &mut [i16]) {
        // SAFETY: as above.
        unsafe { (self.query_key_value)(input, layer, out) }
    }

    /// Lets each of the `count` rows of a window attend to all of them. A row holds the queries, the keys and the values of all heads, as `layer`
    /// made them; a row of `out` becomes the mixed values.
    pub fn attend(&self, room: &mut Attention, layer: &QueryKeyValue, rows: &[i16], count: usize, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.attend)(room, layer, rows, count, out) }
    }

    /// Makes `row` the sum of a word, times its scale, and two other rows.
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

    /// Normalises rows in place, and quantises them with their columns multiplied by factors.
    pub fn normalise(&self, rows: &mut [f32], norm: &Norm, factors: &[f32], into: &mut Quantised) {
        let width = norm.weight.len();
        let fits = width > 0 && width.is_multiple_of(LANES) && norm.bias.len() == width && factors.len() == width;
        assert!(fits && rows.len().is_multiple_of(width), "rows of other lengths than the norm's");
        into.resize(rows.len() / width, width);
        // SAFETY: as above.
        unsafe { (self.normalise)(rows, norm, factors, into) }
    }
}
