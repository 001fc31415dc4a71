//! Whether two numbers may be the same.

use crate::record::Quantity;

/// A number as the text gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    value: f64,
    /// Whether it is marked as inexact: about, nearly, more than.
    is_rough: bool,
}

/// Rough numbers may be the same within this share of the larger.
const ROUGH: f64 = 0.05;

/// Figures with fewer digits than this do not count as rounded: "5 pct" is not "5.4 pct".
const ROUNDED_DIGITS: usize = 2;

impl Number {
    pub(super) fn of(quantity: &Quantity) -> Self {
        Self { value: quantity.value, is_rough: quantity.bound.is_some() }
    }

    /// Whether the numbers are equal, roughly equal, or one rounds to the other: 11.1 billion and 11.13 billion.
    pub(super) fn may_be(self, other: Self) -> bool {
        let (one, other_value) = (self.value, other.value);
        let larger = one.abs().max(other_value.abs());
        let is_near = (self.is_rough || other.is_rough) && (one - other_value).abs() <= ROUGH * larger;
        one.total_cmp(&other_value).is_eq() || is_near || rounds_to(one, other_value) || rounds_to(other_value, one)
    }
}

/// Whether `exact`, rounded to as many digits as `rounded` has, equals it.
fn rounds_to(exact: f64, rounded: f64) -> bool {
    let written = format!("{rounded:e}");
    let digits = written.split('e').next().unwrap_or_default().chars().filter(char::is_ascii_digit).count();
    digits >= ROUNDED_DIGITS && format!("{exact:.*e}", digits - 1) == written
}
