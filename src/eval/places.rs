//! Sets of code points, as sorted disjoint places.

use crate::record::Place;

/// The places merged into sorted runs that neither touch nor overlap.
pub(super) fn runs(places: &[Place]) -> Vec<Place> {
    let mut sorted: Vec<Place> = places.iter().copied().filter(|place| place.start < place.end).collect();
    sorted.sort_unstable();
    let mut runs: Vec<Place> = Vec::new();
    for place in sorted {
        match runs.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => runs.push(place),
        }
    }
    runs
}

/// The number of code points in runs.
pub(super) fn size(runs: &[Place]) -> usize {
    runs.iter().map(|run| run.end - run.start).sum()
}

/// The number of code points that two lists of runs share.
pub(super) fn shared(one: &[Place], other: &[Place]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        count += a.end.min(b.end).saturating_sub(a.start.max(b.start));
        if a.end < b.end { i += 1 } else { j += 1 }
    }
    count
}

/// The intersection over union of two lists of runs, 0 to 1; 0 where both are empty.
pub(super) fn likeness(one: &[Place], other: &[Place]) -> f64 {
    let shared = shared(one, other);
    let union = size(one) + size(other) - shared;
    super::counts::share(shared as u64, union as u64).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn places() -> impl Strategy<Value = Vec<Place>> {
        prop::collection::vec((0_usize..30, 0_usize..9).prop_map(|(start, length)| Place { start, end: start + length }), 0..6)
    }

    fn points(places: &[Place]) -> HashSet<usize> {
        places.iter().flat_map(|place| place.start..place.end).collect()
    }

    proptest! {
        #[test]
        fn sizes_are_those_of_sets(one in places(), other in places()) {
            let (a, b) = (runs(&one), runs(&other));
            prop_assert_eq!(size(&a), points(&one).len());
            prop_assert_eq!(shared(&a, &b), points(&one).intersection(&points(&other)).count());
            prop_assert_eq!(shared(&a, &b), shared(&b, &a));
        }
    }
}
