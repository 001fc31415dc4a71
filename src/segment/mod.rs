//! The parts of a text that stand above words: paragraphs, sentences and quotations; and which paragraphs are not running text.

mod boilerplate;
mod paragraphs;
mod quotations;
mod sentences;

pub use boilerplate::{Aside, asides};
pub use paragraphs::paragraphs;
pub use quotations::{Quotations, quotations};
pub use sentences::sentences;
