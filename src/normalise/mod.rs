//! Words → values: expressions of the text that stand for something that can be computed with. Every reader here sees the text
//! only and gives back byte spans with values, or what the words let on.

pub mod dates;
pub mod quantities;
pub mod stance;
