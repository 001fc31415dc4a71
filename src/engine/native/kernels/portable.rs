//! The integer products in portable Rust, slower than the others.

use crate::LANES;
use crate::instructions::{Instructions, Tile, steps};

#[derive(Clone, Copy)]
pub(crate) struct Portable;

impl Instructions for Portable {
    #[inline(always)]
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P> {
        let mut sums = [[[0; LANES]; P]; R];
        for group in 0..steps(&rows, &panels, 4) {
            let weights = panels.map(|panel| groups::<_, 4>(panel)[group]);
            for (row, sums) in rows.iter().zip(&mut sums) {
                let inputs = row.as_chunks::<4>().0[group];
                for (sum, weights) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                    let products: [i32; 4] = std::array::from_fn(|i| i32::from(i16::from(inputs[i]) * i16::from(weights[i])));
                    *sum += products[0] + products[1] + products[2] + products[3];
                }
            }
        }
        sums
    }

    #[inline(always)]
    fn words<const R: usize, const P: usize>(self, rows: [&[i16]; R], panels: [&[i16]; P]) -> Tile<R, P> {
        let mut sums = [[[0; LANES]; P]; R];
        for pair in 0..steps(&rows, &panels, 2) {
            let columns = panels.map(|panel| groups::<_, 2>(panel)[pair]);
            for (row, sums) in rows.iter().zip(&mut sums) {
                let [first, second] = row.as_chunks::<2>().0[pair].map(i32::from);
                for (sum, column) in sums.as_flattened_mut().iter_mut().zip(columns.as_flattened()) {
                    *sum += first * i32::from(column[0]) + second * i32::from(column[1]);
                }
            }
        }
        sums
    }
}

/// The groups of a panel, each with `N` numbers of every column.
#[inline(always)]
fn groups<T, const N: usize>(panel: &[T]) -> &[[[T; N]; LANES]] {
    panel.as_chunks::<N>().0.as_chunks().0
}
