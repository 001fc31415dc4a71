//! The same claim in other words: what different articles attribute to different people, as far as it says the same.
//!
//! Claims that share rare words, names or numbers are compared: first by their words alone, then by what these mean as well, where a model says so. Other numbers, other
//! names, other days and a negation keep two apart, however alike they sound. What is left is grouped by average linkage.

mod candidates;
mod clusters;
mod guards;
mod names;
mod numbers;
mod profile;
mod sameness;
mod statement;
mod terms;

pub use sameness::{SameClaims, SameGroup};
