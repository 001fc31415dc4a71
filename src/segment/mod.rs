//! An article's text, segmented once: [`Text`] with its tokens, words, sentences, paragraphs and quotations and datelines, and which paragraphs are not
//! running text.

mod boilerplate;
mod datelines;
mod paragraphs;
mod quotations;
mod sentences;
mod text;
mod tokens;

pub(crate) use boilerplate::Aside;
pub(crate) use datelines::begins_with_rule;
pub(crate) use sentences::ends_in_abbreviation;
pub use text::Text;
pub(crate) use tokens::{Gap, Token, TokenKind};
