//! An article's text, cut once: [`Text`] with its tokens, words, sentences, paragraphs and quotations; and which paragraphs are not
//! running text.

mod boilerplate;
mod paragraphs;
mod quotations;
mod sentences;
mod text;
mod tokens;

pub use boilerplate::Aside;
pub use quotations::Quotations;
pub use text::Text;
pub use tokens::{Gap, Token, TokenKind};
