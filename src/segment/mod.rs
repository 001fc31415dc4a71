//! An article's text, segmented once: [`Text`] with its tokens, words, sentences, paragraphs and quotations, and which paragraphs are not running
//! text.

mod boilerplate;
mod paragraphs;
mod quotations;
mod sentences;
mod text;
mod tokens;

pub(crate) use boilerplate::Aside;
pub use text::Text;
pub(crate) use tokens::{Gap, Token, TokenKind};
