//! Words → values: the parts of a text whose meaning can be computed. Every reader here sees only the text and returns byte spans with values, or
//! what the wording implies.

pub mod dates;
pub mod quantities;
pub mod stance;
