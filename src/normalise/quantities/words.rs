//! Word classes around numbers.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::rows;

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Ends the noun phrase after a number.
    Stop = 1,
    /// A plural, or a unit, without an -s.
    Plural = 1 << 1,
    /// Ends in -s and is no plural.
    Singular = 1 << 2,
    /// A number after it is a name.
    Named = 1 << 3,
    Month = 1 << 4,
    /// Follows a time of day.
    Clock = 1 << 5,
    /// "over" or "about" after it gives its subject.
    Topic = 1 << 6,
    /// "one" after it is a pronoun.
    Pronoun = 1 << 7,
    /// "one" before it is a pronoun or an adverb.
    AfterOne = 1 << 8,
    /// May stand between a bound and a number.
    Filler = 1 << 9,
    /// Stands before an ordinal that counts.
    Determiner = 1 << 10,
    /// An ordinal before it is a name.
    Street = 1 << 11,
}

static CLASSES: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut classes = HashMap::new();
    for [class, words] in rows(include_str!("words.tsv")) {
        let bit = class_of(class).map_or(0, |class| class as u16);
        for word in words.split(' ') {
            *classes.entry(word).or_default() |= bit;
        }
    }
    classes
});

fn class_of(name: &str) -> Option<Class> {
    Some(match name {
        "stop" => Class::Stop,
        "plural" => Class::Plural,
        "singular" => Class::Singular,
        "named" => Class::Named,
        "month" => Class::Month,
        "clock" => Class::Clock,
        "topic" => Class::Topic,
        "pronoun" => Class::Pronoun,
        "after_one" => Class::AfterOne,
        "filler" => Class::Filler,
        "determiner" => Class::Determiner,
        "street" => Class::Street,
        _ => return None,
    })
}

/// Whether a word, in lower case, is of a class.
pub(super) fn is(word: &str, class: Class) -> bool {
    CLASSES.get(word).is_some_and(|classes| classes & class as u16 != 0)
}
