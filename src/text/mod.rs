//! Places in a text: byte spans inside the library, code points on the way out.

mod code_points;
mod span;

pub use code_points::CodePoints;
pub use span::Span;
