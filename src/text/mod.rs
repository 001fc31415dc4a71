//! Places in a text: byte spans inside the library, code points on the way out.

mod code_points;
mod span;
mod words;

pub use code_points::CodePoints;
pub use span::Span;
pub(crate) use words::{bare_word, without_possessive};
