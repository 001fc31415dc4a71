//! Text to the token windows that a model sees.

mod casing;
mod encoder;
mod tokenizer;
mod windows;

pub use encoder::{EncodeError, Encoder, Opens, Piece, Pieces};
pub use windows::windows;
