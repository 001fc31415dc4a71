//! Counts, and the figures computed from them.

use std::ops::{Add, AddAssign};

use serde::Serialize;

/// The number of items on each side, and of pairs that agree one to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Agreeing pairs.
    pub matched: u64,
    /// Items in the gold.
    pub gold: u64,
    /// Predicted items.
    pub predicted: u64,
}

impl Counts {
    /// Counts from three sizes.
    #[must_use]
    pub const fn new(matched: usize, gold: usize, predicted: usize) -> Self {
        Self { matched: matched as u64, gold: gold as u64, predicted: predicted as u64 }
    }

    /// The share of predictions that are right, 0 to 1; `None` where nothing is predicted.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        share(self.matched, self.predicted)
    }

    /// The share of the gold that was found, 0 to 1; `None` where there is no gold.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        share(self.matched, self.gold)
    }

    /// The harmonic mean of both, 0 to 1; `None` where there is nothing on either side.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        share(2 * self.matched, self.gold + self.predicted)
    }
}

/// The share `part / whole`; `None` where `whole` is 0.
#[expect(clippy::cast_precision_loss, reason = "counts of labels are far below 2^52")]
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { matched: self.matched + other.matched, gold: self.gold + other.gold, predicted: self.predicted + other.predicted }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_null_and_a_miss_is_nought() {
        assert_eq!(Counts::default().f1(), None);
        assert_eq!(Counts::new(0, 3, 0).f1(), Some(0.0));
        assert_eq!(Counts::new(0, 3, 0).precision(), None);
        assert_eq!(Counts::new(2, 4, 2).f1(), Some(4.0 / 6.0));
    }
}
