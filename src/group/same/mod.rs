//! The same claim in other words: what different articles attribute to different people, as far as it says the same.
//!
//! Claims whose words are alike, weighed by rarity, are compared further. Other numbers, other names and other days keep two apart, however alike they sound. What is
//! left is grouped by average linkage; a group that negates what another says is tied to it as its opposite.

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
