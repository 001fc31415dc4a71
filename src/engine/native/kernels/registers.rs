//! Code shared by the kernels of all processors with vector registers.

use crate::LANES;
use crate::instructions::Tile;

/// A tile from registers that hold [`LANES`] sums together. It is transmuted as a whole: converting element by element makes compilers take the
/// arrays apart through memory.
#[inline(always)]
pub(crate) fn tile<Registers: Copy, const R: usize, const P: usize>(sums: [[Registers; P]; R]) -> Tile<R, P> {
    const { assert!(size_of::<Registers>() == size_of::<[i32; LANES]>(), "as many sums as lanes") };
    // SAFETY: both have the same size, and any bits are integers.
    unsafe { std::mem::transmute_copy(&sums) }
}

/// Declares types that stand for a set of instructions.
macro_rules! instructions {
    ($($(#[$doc:meta])+ $name:ident;)+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Copy)]
            pub(crate) struct $name(());

            impl $name {
                /// # Safety
                ///
                /// The processor has the instructions.
                #[inline(always)]
                pub(crate) unsafe fn new() -> Self {
                    Self(())
                }
            }
        )+
    };
}
pub(crate) use instructions;
