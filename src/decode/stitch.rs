//! Combines the logits of overlapping windows into one matrix for the article.

use std::ops::Range;

use crate::engine::Matrix;

/// Returns one row per piece of an article, from the window in which the piece is furthest from an edge.
///
/// `windows` are the ranges of pieces in order, and `logits` the rows of each window, with one more at either end for the special tokens.
#[must_use]
pub fn stitch(windows: &[Range<usize>], logits: &[&Matrix]) -> Matrix {
    let width = logits.first().map_or(0, |matrix| matrix.width);
    let rows = windows.last().map_or(0, |window| window.end);
    let mut values = Vec::with_capacity(rows * width);
    for (i, (window, matrix)) in windows.iter().zip(logits).enumerate() {
        let first = i.checked_sub(1).map_or(0, |before| middle(&windows[before], window));
        let last = windows.get(i + 1).map_or(window.end, |after| middle(window, after));
        let row = |piece: usize| piece - window.start + 1;
        values.extend_from_slice(&matrix.values[row(first) * width..row(last) * width]);
    }
    Matrix { values, width }
}

/// Returns the first piece that is taken from the second of two overlapping windows.
fn middle(before: &Range<usize>, after: &Range<usize>) -> usize {
    (after.start + before.end).div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::windows;
    use proptest::prelude::*;

    proptest! {
        /// Law 3: every piece of an article is decoded exactly once, from a window that holds it.
        #[test]
        fn every_piece_once(length in 1usize..3000, overlap in 0usize..100, more in 1usize..300) {
            let windows = windows(length, overlap + more, overlap);
            let matrices: Vec<Matrix> = windows.iter().map(|window| {
                #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                let body = window.clone().map(|piece| piece as f32);
                Matrix { values: std::iter::once(-1.0).chain(body).chain(std::iter::once(-1.0)).collect(), width: 1 }
            }).collect();
            let stitched = stitch(&windows, &matrices.iter().collect::<Vec<_>>());
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let expected: Vec<f32> = (0..length).map(|piece| piece as f32).collect();
            prop_assert_eq!(stitched.values, expected);
        }
    }
}
