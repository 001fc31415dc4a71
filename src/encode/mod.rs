//! Text to the token windows that a model sees.

mod casing;
mod encoder;
mod tokenizer;
mod windows;

pub use encoder::{EncodeError, Encoder, Opens, Piece, Pieces, pieces_of};
pub use windows::windows;
