//! Whether two names may mean the same.

use super::terms::words;
use crate::english::{Class, is, value};

/// A name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// In lower case, without full stops and corporate endings ("Inc").
    words: Vec<String>,
    /// The kind of entity: PER, ORG, LOC, MISC.
    label: String,
}

impl Name {
    pub(super) fn of(text: &str, label: &str) -> Self {
        let all: Vec<String> =
            words(&text.replace('.', "")).map(|word| value(&word, Class::OfCountry).map_or(word, str::to_owned)).collect();
        let own: Vec<String> = all.iter().filter(|word| !is(word, Class::Corporate)).cloned().collect();
        Self { words: if own.is_empty() { all } else { own }, label: label.to_owned() }
    }

    /// Whether both are names of people, both of places, and so on.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.label == other.label
    }

    /// Whether all words of one are words of the other ("Blair", "Tony Blair"), or one is the other's initials ("EC").
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let within = |one: &Self, other: &Self| one.words.iter().all(|word| other.words.iter().any(|other| may_be_one(word, other)));
        within(self, other) || within(other, self) || self.abbreviates(other) || other.abbreviates(self)
    }

    fn abbreviates(&self, full: &Self) -> bool {
        let short: String = self.words.iter().filter(|word| !is_small(word)).map(String::as_str).collect();
        let initials = |skip: fn(&str) -> bool| {
            full.words.iter().filter(|word| !skip(word)).filter_map(|word| word.chars().next()).collect::<String>()
        };
        full.words.len() > 1 && (short == initials(is_small) || short == initials(|_| false))
    }
}

/// Words that most abbreviations skip.
fn is_small(word: &str) -> bool {
    is(word, Class::NoInitial)
}

/// Whether two words are the same, or a place and its adjective: Japan, Japanese.
fn may_be_one(one: &str, other: &str) -> bool {
    const SHORTEST_PLACE: usize = 4;
    let grows = |short: &str, long: &str| short.len() >= SHORTEST_PLACE && long.starts_with(short);
    one == other || grows(one, other) || grows(other, one)
}
