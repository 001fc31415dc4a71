//! Nouns for what somebody is.

use crate::english::{Class, ends_in};

/// Which nouns may head a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Nouns {
    /// For people.
    People,
    /// For organisations.
    Bodies,
}

impl Nouns {
    /// Whether a word, in lower case, is such a noun.
    pub(in crate::resolve) fn hold(self, word: &str) -> bool {
        match self {
            // "Ex-Wallaby"
            Self::People => ends_in(word, Class::Role) || ends_in(word, Class::Tie) || word.starts_with("ex-"),
            Self::Bodies => ends_in(word, Class::Body),
        }
    }
}

/// Whether a word is a noun for kin, followers or passers-by.
pub(in crate::resolve) fn is_tie(word: &str) -> bool {
    ends_in(word, Class::Tie)
}
