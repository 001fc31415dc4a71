//! A text's tokens with their meanings in time expressions.

use super::lexicon::{Sense, senses};
use crate::segment::{Gap, Text, Token, TokenKind};

/// The tokens of a text with their meanings. Every query for a position past the end is answered with no.
#[derive(Debug)]
pub(super) struct Words<'t> {
    pub(super) text: &'t Text<'t>,
    words: Vec<Word<'t>>,
}

/// A token in lower case, with uniform apostrophes and hyphens, and its possible meanings.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    letters: &'t str,
    senses: &'static [Sense],
}

impl<'t> Word<'t> {
    fn new(text: &'t Text<'t>, token: &Token) -> Self {
        let letters = text.lower(token.span);
        match token.kind {
            TokenKind::Digits => Self { letters, senses: &[] },
            TokenKind::Mark('’' | '‘') => Self { letters: "'", senses: &[] },
            TokenKind::Mark('–' | '‑' | '‐') => Self { letters: "-", senses: &[] },
            TokenKind::Letters | TokenKind::Mark(_) => Self { letters, senses: senses(letters) },
        }
    }
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t Text<'t>) -> Self {
        Self { text, words: text.tokens().iter().map(|token| Word::new(text, token)).collect() }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'t Token> {
        self.text.tokens().get(at)
    }

    /// The token at a position in lower case; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| word.letters)
    }

    /// The possible meanings of the token at a position.
    pub(super) fn senses(&self, at: usize) -> &'static [Sense] {
        self.words.get(at).map_or(&[], |word| word.senses)
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

    /// Whether the token directly follows the one before it, without a space.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.gap == Gap::None)
    }
}
