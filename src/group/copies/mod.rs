//! Wire copies: articles, and passages of articles, that repeat the words of an earlier one.

mod article;
mod finder;
mod near;
mod shingles;

pub use finder::{Copies, CopyFinder};
pub use near::NearDuplicate;
