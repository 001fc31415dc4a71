//! Sorts windows into batches that waste little on padding.

use std::ops::Range;

/// The indices of the windows, the longest first and equally long ones in their original order, and the ranges of that list to run together. A range
/// has as many windows as hold `budget` tokens when padded to the longest of them, and at least one.
pub(super) fn batches(lengths: &[usize], budget: usize) -> (Vec<usize>, Vec<Range<usize>>) {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&place| std::cmp::Reverse(lengths[place]));
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let count = (budget / lengths[order[start]].max(1)).max(1);
        let end = (start + count).min(order.len());
        ranges.push(start..end);
        start = end;
    }
    (order, ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_window_is_in_one_batch_within_the_budget(lengths in prop::collection::vec(0usize..600, 0..200), budget in 1usize..5000) {
            let (order, ranges) = batches(&lengths, budget);
            let mut places = order.clone();
            places.sort_unstable();
            prop_assert_eq!(places, (0..lengths.len()).collect::<Vec<_>>());
            let mut end = 0;
            for range in ranges {
                prop_assert!(range.start == end && !range.is_empty());
                let longest = range.clone().map(|at| lengths[order[at]]).max().unwrap();
                prop_assert!(range.len() == 1 || longest * range.len() <= budget);
                end = range.end;
            }
            prop_assert_eq!(end, lengths.len());
        }
    }
}
