//! Phrases from the tables, looked up by their first word.

use std::sync::LazyLock;

use ahash::AHashMap;
use serde::Deserialize;

use super::lexicon::first_word;
use super::reader::Reader;
use super::value::Reference;
use crate::english::{Class, all, named};
use crate::record::Bound;

/// Bounds of a length before it ("more than") and after it ("or so").
pub(super) static BOUNDS_BEFORE: LazyLock<Phrases<Bound>> = LazyLock::new(|| Phrases::of(Class::BoundBefore, named));
pub(super) static BOUNDS_AFTER: LazyLock<Phrases<Bound>> = LazyLock::new(|| Phrases::of(Class::BoundAfter, named));
/// Counts without a definite number ("several").
pub(super) static VAGUE_COUNTS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of(Class::VagueCount, |_| Some(())));
/// Words before a time that leave its other end open ("since").
pub(super) static EDGES: LazyLock<Phrases<Edge>> = LazyLock::new(|| Phrases::of(Class::TimeEdge, named));
/// Words for the past, the present and the future.
pub(super) static REFERENCES: LazyLock<Phrases<Reference>> = LazyLock::new(|| Phrases::of(Class::TimeReference, named));

/// The side on which a time is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Edge {
    Since,
    Until,
    After,
    Before,
}

/// The phrases of a class with their meanings.
pub(super) struct Phrases<T>(AHashMap<&'static str, Vec<(&'static str, T)>>);

impl<T: Copy> Phrases<T> {
    /// The phrases of a class; `meaning` turns a value into a meaning, and phrases without one are left out.
    pub(super) fn of(class: Class, meaning: impl Fn(&'static str) -> Option<T>) -> Self {
        let mut phrases = AHashMap::<_, Vec<_>>::new();
        for (phrase, value) in all(class) {
            let known = phrases.entry(first_word(phrase)).or_default();
            known.extend(meaning(value).map(|meaning| (phrase, meaning)));
        }
        Self(phrases)
    }

    /// The longest phrase at a token: its meaning, and the token after it.
    pub(super) fn at(&self, reader: &Reader, at: usize) -> Option<(T, usize)> {
        let begun = self.0.get(reader.word(at))?.iter();
        begun.filter_map(|&(phrase, meaning)| Some((meaning, reader.phrase(at, phrase)?))).max_by_key(|&(_, end)| end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_means_something() {
        for (phrase, value) in [Class::BoundBefore, Class::BoundAfter].into_iter().flat_map(all) {
            assert!(named::<Bound>(value).is_some(), "{phrase}: {value}");
        }
        for (phrase, value) in all(Class::TimeEdge) {
            assert!(named::<Edge>(value).is_some(), "{phrase}: {value}");
        }
        for (phrase, value) in all(Class::TimeReference) {
            assert!(named::<Reference>(value).is_some(), "{phrase}: {value}");
        }
    }
}
