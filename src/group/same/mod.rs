//! The same claim in other words: what different articles attribute to different people, where it says the same.
//!
//! Claims with similar words, weighted by rarity, are compared further. Different numbers, names or days keep two claims apart, however similar their
//! words. The rest are grouped by average linkage; a group that negates another is tied to it as its opposite.

mod candidates;
mod clusters;
mod dismissals;
mod guards;
mod names;
mod numbers;
mod opposites;
mod profile;
mod sameness;
mod statement;
mod terms;

pub use sameness::{SameGroup, same_claims};
