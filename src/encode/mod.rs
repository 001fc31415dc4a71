//! Text to the token windows that a model takes.

mod casing;
mod encoder;
mod tokenizer;
mod windows;

pub(crate) use encoder::{EncodeError, Opens, pieces_of};
pub use encoder::{Encoder, Piece, Pieces};
pub(crate) use windows::windows;
