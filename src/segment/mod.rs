//! The parts of a text that stand above words: paragraphs and quotations.

mod paragraphs;
mod quotations;

pub use paragraphs::paragraphs;
pub use quotations::{Quotations, quotations};
