//! Long articles in overlapping windows.

use std::ops::Range;

/// As few ranges over `length` pieces as cover them with at least `overlap` pieces shared between neighbours, all of one length and
/// none longer than `longest`. None for no pieces.
///
/// # Panics
///
/// When `longest` is not larger than `overlap`; [`crate::model::ModelSpec::load`] makes sure of it.
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
