//! Formatting of figures.

use super::bootstrap::Interval;

/// A share in percent; a dash where there is none.
pub(crate) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}", 100.0 * share))
}

/// The ends of an interval, in percent.
pub(crate) fn range(Interval { low, high }: Interval) -> String {
    format!("{:.1}–{:.1}", 100.0 * low, 100.0 * high)
}
