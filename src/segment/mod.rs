//! The parts of a text that stand above words: paragraphs, sentences and quotations.

mod paragraphs;
mod quotations;
mod sentences;

pub use paragraphs::paragraphs;
pub use quotations::{Quotations, quotations};
pub use sentences::sentences;
