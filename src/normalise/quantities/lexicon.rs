//! The words that numbers consist of.

use std::sync::LazyLock;

use ahash::AHashMap;
use serde::Deserialize;

use crate::english::{Class, all, is_any, named};

/// The role of a word in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term {
    /// None: any other word.
    Other,
    /// A part of a cardinal: "three", "hundred", "million".
    Cardinal(Rank, f64),
    /// The last word of an ordinal, or a denominator: "third", "thirds", "half".
    Ordinal { rank: Rank, value: f64, plural: bool },
    /// A multiplier that follows only digits: "bn".
    Short(f64),
    /// "a", "an".
    Article,
    /// "and".
    And,
    /// "point".
    Point,
}

/// The place of a word in a spelled-out number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Rank {
    Digit,
    Teen,
    Tens,
    Hundred,
    Scale,
    /// Dozens.
    Group,
    /// Halves and quarters, which are only denominators.
    Part,
}

static TERMS: LazyLock<AHashMap<&'static str, Term>> = LazyLock::new(|| {
    let of_class = |class| all(class).filter_map(move |(word, value)| Some((word, term_of(class, value)?)));
    let numerals = [Class::Multiplier, Class::Cardinal, Class::Ordinal, Class::OrdinalPlural].into_iter().flat_map(of_class);
    numerals.chain([("a", Term::Article), ("an", Term::Article), ("and", Term::And), ("point", Term::Point)]).collect()
});

/// Parses the value of a numeral.
fn term_of(class: Class, value: &'static str) -> Option<Term> {
    if class == Class::Multiplier {
        return Some(Term::Short(value.parse().ok()?));
    }
    let (rank, value) = value.split_once(' ')?;
    let (rank, value) = (named(rank)?, value.parse().ok()?);
    Some(match class {
        Class::Cardinal => Term::Cardinal(rank, value),
        _ => Term::Ordinal { rank, value, plural: class == Class::OrdinalPlural },
    })
}

/// The role of a word, in lower case, in a number.
pub(super) fn term(word: &str) -> Term {
    TERMS.get(word).copied().unwrap_or(Term::Other)
}

/// Whether a word ends the noun phrase after a number.
pub(super) fn ends_phrase(word: &str) -> bool {
    const STOPS: [Class; 5] = [Class::NumberStop, Class::Function, Class::Month, Class::Weekday, Class::ShortWeekday];
    // "twelve mine workers"
    is_any(word, &STOPS) && word != "mine"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_numeral_has_a_value() {
        for class in [Class::Multiplier, Class::Cardinal, Class::Ordinal, Class::OrdinalPlural] {
            for (word, value) in all(class) {
                assert_eq!(term_of(class, value), Some(term(word)), "{word}: {value}");
            }
        }
    }
}
