//! Quantities: how many, how much.

use serde::{Deserialize, Serialize};

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quantity {
    /// The words exactly as they stand in the text.
    pub text: String,
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The number.
    pub value: f64,
    /// What is counted or measured, as written ("soldiers"), a currency's ISO 4217 code ("USD") or "%"; null where nothing is named.
    pub unit: Option<String>,
    /// On which side of the value the true number is said to lie; null where the number is given as it is.
    pub bound: Option<Bound>,
}

/// On which side of a stated value the true one lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Below it: nearly, almost, less than.
    Under,
    /// Not above it: up to, at most.
    AtMost,
    /// On either side: about, some, roughly.
    About,
    /// Not below it: at least.
    AtLeast,
    /// Above it: more than, over.
    Over,
}
