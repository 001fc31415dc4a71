//! Expressions of time.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An expression of time with the days that it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct When {
    /// The words exactly as they stand in the text.
    pub text: String,
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The value in the TIMEX3 scheme of `TimeML` (ISO 8601 with additions): `1998-01-08`, `1998-W02`, `P3D`, `PAST_REF`.
    pub timex: String,
    /// The first day; null where the words do not say, or depend on an unknown publication date.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}
