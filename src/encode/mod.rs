//! Text to the token windows that a model sees.

mod casing;
mod encoder;
mod windows;

pub use encoder::{EncodeError, Encoder, Piece, Pieces};
pub use windows::windows;
