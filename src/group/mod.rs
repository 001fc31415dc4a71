//! What claims from many articles have in common: copied text, people, and the same claim in other words.
//!
//! Sees records only.

mod copies;
pub(crate) mod people;
mod same;
mod voices;

pub use copies::{Copies, CopyFinder, NearDuplicate};
pub use same::{SameGroup, same_claims};
pub(crate) use voices::{claim_group, stance_to};
