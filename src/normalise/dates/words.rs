//! A text's tokens with what they mean in expressions of time.

use super::lexicon::{Sense, senses};
use crate::segment::{Gap, Text, Token, TokenKind};

/// The tokens of a text with their meanings. Every question about a place past the end is answered with no.
#[derive(Debug)]
pub(super) struct Words<'t> {
    pub(super) text: &'t Text<'t>,
    senses: Vec<&'static [Sense]>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t Text<'t>) -> Self {
        let meaning = |token: &Token| if token.kind == TokenKind::Digits { &[] } else { senses(text.lower(token.span)) };
        Self { text, senses: text.tokens().iter().map(meaning).collect() }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'t Token> {
        self.text.tokens().get(at)
    }

    /// The token at a place in lower case, with one apostrophe and one hyphen for all; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.token(at).map_or("", |token| match token.kind {
            TokenKind::Mark('’' | '‘') => "'",
            TokenKind::Mark('–' | '‑' | '‐') => "-",
            _ => self.text.lower(token.span),
        })
    }

    /// What the token at a place may mean.
    pub(super) fn senses(&self, at: usize) -> &'static [Sense] {
        self.senses.get(at).copied().unwrap_or_default()
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.is_of(at, TokenKind::Digits)
    }

    pub(super) fn is_letters(&self, at: usize) -> bool {
        self.is_of(at, TokenKind::Letters)
    }

    fn is_of(&self, at: usize, kind: TokenKind) -> bool {
        self.token(at).is_some_and(|token| token.kind == kind)
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_capitalised)
    }

    /// Whether nothing parts the token from the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.gap == Gap::None)
    }
}
