//! Splits long articles into overlapping windows.

use std::ops::Range;

/// The fewest ranges that cover `length` pieces with neighbours sharing at least `overlap` pieces, all of the same length and none longer than
/// `longest`. Empty for no pieces.
///
/// # Panics
///
/// Panics if `longest` is not larger than `overlap`, which [`crate::model::ModelSpec::load`] rules out.
#[must_use]
pub(crate) fn windows(length: usize, longest: usize, overlap: usize) -> Vec<Range<usize>> {
    if length == 0 {
        return Vec::new();
    }
    if length <= longest {
        return std::iter::once(0..length).collect();
    }
    let count = (length - overlap).div_ceil(longest - overlap);
    let size = (length + (count - 1) * overlap).div_ceil(count);
    (0..count).map(|i| i * (length - size) / (count - 1)).map(|start| start..start + size).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn windows_cover_every_piece_and_overlap(length in 1usize..5000, overlap in 0usize..100, more in 1usize..300) {
            let longest = overlap + more;
            let windows = windows(length, longest, overlap);
            prop_assert_eq!(windows[0].start, 0);
            prop_assert_eq!(windows[windows.len() - 1].end, length);
            for window in &windows {
                prop_assert!(window.len() <= longest && !window.is_empty());
            }
            for pair in windows.windows(2) {
                prop_assert!(pair[0].start < pair[1].start);
                prop_assert!(pair[1].start + overlap.min(length) <= pair[0].end);
            }
        }
    }
}
