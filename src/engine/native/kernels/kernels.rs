//! The arithmetic as it is compiled for each kind of processor.

#[cfg(target_arch = "aarch64")]
use crate::aarch64::NeonDot;
use crate::attention::Attention;
use crate::lanes::LANES;
use crate::linear::{Finish, Linear, linear};
use crate::norm::{Norm, normalise};
use crate::portable::Portable;
use crate::quantised::Quantised;
#[cfg(target_arch = "x86_64")]
use crate::x86::{Avx2, Avx512, Avx512Vnni, AvxVnni};

/// Everything that an encoder computes with, for one kind of processor. All kinds give the same numbers to the bit.
#[derive(Debug)]
pub struct Kernels {
    name: &'static str,
    is_there: fn() -> bool,
    linear: unsafe fn(&Quantised, &Linear, Finish, &mut [f32]),
    attend: unsafe fn(&mut Attention, &[f32], usize, usize, &mut [f32]),
    quantise: unsafe fn(&[f32], Option<&[f32]>, &mut Quantised),
    normalise: unsafe fn(&mut [f32], &Norm),
}

/// Compiles everything for instructions that some processors have; tiles of `$rows` rows and `$panels` panels fill their registers. With more
/// than six rows the addresses would not fit into registers. A head's values are only two panels wide.
///
/// `$instructions` vouches for them: it is evaluated in functions that are called only where `$is_there` holds.
macro_rules! kernels {
    ($module:ident, $name:literal, $instructions:expr, $rows:literal x $panels:literal, $rows_of_head:literal x $panels_of_head:literal, $is_there:expr $(, $features:literal)?) => {
        mod $module {
            use super::*;

            pub(super) const KERNELS: Kernels = Kernels { name: $name, is_there: $is_there, linear, attend, quantise, normalise };

            $(#[target_feature(enable = $features)])?
            unsafe fn linear(input: &Quantised, layer: &Linear, finish: Finish, out: &mut [f32]) {
                super::linear::<$rows, $panels>($instructions, input, layer, finish, out);
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn attend(attention: &mut Attention, rows: &[f32], count: usize, heads: usize, out: &mut [f32]) {
                attention.run::<$rows_of_head, $panels_of_head>($instructions, rows, count, heads, out);
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn quantise(rows: &[f32], factors: Option<&[f32]>, into: &mut Quantised) {
                for (row, values) in rows.chunks_exact(into.width()).enumerate() {
                    match factors {
                        Some(factors) => into.set(row, values.iter().zip(factors).map(|(value, factor)| value * factor)),
                        None => into.set(row, values.iter().copied()),
                    }
                }
            }

            $(#[target_feature(enable = $features)])?
            unsafe fn normalise(rows: &mut [f32], norm: &Norm) {
                for row in rows.chunks_exact_mut(norm.weight.len()) {
                    super::normalise(row, norm);
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
        unsafe { (self.linear)(input, layer, Finish::Write, out) }
    }

    /// The same through the Gaussian error linear unit.
    pub fn write_gelu(&self, input: &Quantised, layer: &Linear, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.linear)(input, layer, Finish::Gelu, out) }
    }

    /// The same, added to what `out` holds.
    pub fn add(&self, input: &Quantised, layer: &Linear, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.linear)(input, layer, Finish::Add, out) }
    }

    /// Lets each of the `count` rows of a window attend to all of them. A row holds the queries, the keys and the values of all heads; a row
    /// of `out` becomes the mixed values.
    pub fn attend(&self, room: &mut Attention, rows: &[f32], count: usize, heads: usize, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.attend)(room, rows, count, heads, out) }
    }

    /// Quantises rows of `width` numbers.
    pub fn quantise(&self, rows: &[f32], width: usize, into: &mut Quantised) {
        self.quantise_by(rows, width, None, into);
    }

    /// Quantises rows, their columns multiplied by factors.
    pub fn quantise_scaled(&self, rows: &[f32], factors: &[f32], into: &mut Quantised) {
        self.quantise_by(rows, factors.len(), Some(factors), into);
    }

    fn quantise_by(&self, rows: &[f32], width: usize, factors: Option<&[f32]>, into: &mut Quantised) {
        let fits = width > 0 && width.is_multiple_of(LANES) && rows.len().is_multiple_of(width);
        assert!(fits, "rows of other lengths than said");
        into.resize(rows.len() / width, width);
        // SAFETY: as above.
        unsafe { (self.quantise)(rows, factors, into) }
    }

    /// Normalises rows in place.
    pub fn normalise(&self, rows: &mut [f32], norm: &Norm) {
        let width = norm.weight.len();
        let fits = width > 0 && width.is_multiple_of(LANES) && norm.bias.len() == width && rows.len().is_multiple_of(width);
        assert!(fits, "rows of other lengths than the norm's");
        // SAFETY: as above.
        unsafe { (self.normalise)(rows, norm) }
    }
}
