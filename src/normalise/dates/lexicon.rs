//! What single words mean in expressions of time.

use std::sync::LazyLock;

use ahash::AHashMap;
use serde::Deserialize;

use super::period::{DayPart, PeriodPart, Season, TimeUnit};
use crate::english::{Class, all, named};

/// A meaning of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    /// 1 to 12.
    Month(i8),
    /// 1 (Monday) to 7.
    Weekday(i8),
    Unit(TimeUnit),
    Season(Season),
    DayPart(DayPart),
    /// How many periods to go from the one of publication: last, this, next.
    Step(i64),
    /// The period that the text speaks of: that, same.
    Back,
    Cardinal(i64),
    Ordinal(i64),
    /// The last two digits of the first year.
    Decade(i16),
    /// How often, as an ISO 8601 duration.
    Set(&'static str),
    Part(PeriodPart),
    /// A word that tells of the past or of the future.
    Tense(Tense),
    /// A word that an expression may begin with.
    Opener,
}

/// What a word tells of the time of what its sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tense {
    /// It was before.
    Past,
    /// It comes after.
    Future,
    /// A modal verb, whose infinitive comes after.
    Modal,
    /// What one threatens, plans or expects comes after.
    Ahead,
    /// What one asks somebody to do, or agrees to do, comes after.
    Bidding,
}

/// Which of two days that bear the same name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// The one before.
    Past,
    /// The one after.
    Future,
    /// Nothing tells.
    Open,
}

/// The classes of words that mean something in expressions of time.
const CLASSES: [Class; 15] = [
    Class::Month,
    Class::Weekday,
    Class::ShortWeekday,
    Class::TimeUnit,
    Class::Season,
    Class::DayPart,
    Class::TimeStep,
    Class::TimeBack,
    Class::Cardinal,
    Class::Ordinal,
    Class::Decade,
    Class::TimeSet,
    Class::TimePart,
    Class::Tense,
    Class::TimeOpener,
];

/// The classes of phrases that an expression of time may begin with.
const PHRASES: [Class; 5] = [Class::Holiday, Class::BoundBefore, Class::VagueCount, Class::TimeEdge, Class::TimeReference];

static LEXICON: LazyLock<AHashMap<&'static str, Vec<Sense>>> = LazyLock::new(|| {
    let mut lexicon: AHashMap<&'static str, Vec<Sense>> = AHashMap::new();
    for class in CLASSES {
        for (word, value) in all(class) {
            lexicon.entry(word).or_default().extend(sense(class, value));
        }
    }
    for (phrase, _) in PHRASES.into_iter().flat_map(all) {
        lexicon.entry(first_word(phrase)).or_default().push(Sense::Opener);
    }
    lexicon
});

/// All meanings of a word in lower case; none for a word that has nothing to do with time.
pub(super) fn senses(word: &str) -> &'static [Sense] {
    LEXICON.get(word).map_or(&[], Vec::as_slice)
}

/// The word by which a phrase is looked up.
pub(super) fn first_word(phrase: &str) -> &str {
    phrase.split_once(' ').map_or(phrase, |(first, _)| first)
}

fn sense(class: Class, value: &'static str) -> Option<Sense> {
    let number = value.parse::<i8>();
    Some(match class {
        Class::Month => Sense::Month(number.ok()?),
        Class::Weekday | Class::ShortWeekday => Sense::Weekday(number.ok()?),
        Class::TimeUnit => Sense::Unit(named(value)?),
        Class::Season => Sense::Season(Season::coded(value)?),
        Class::DayPart => Sense::DayPart(DayPart::coded(value)?),
        Class::TimeStep => Sense::Step(i64::from(number.ok()?)),
        Class::TimeBack => Sense::Back,
        Class::Cardinal => Sense::Cardinal(counted(value)?),
        Class::Ordinal => Sense::Ordinal(counted(value)?),
        Class::Decade => Sense::Decade(i16::from(number.ok()?)),
        Class::TimeSet => Sense::Set(value),
        Class::TimePart => Sense::Part(named(value)?),
        Class::TimeOpener => Sense::Opener,
        Class::Tense => Sense::Tense(named(value)?),
        _ => return None,
    })
}

/// A numeral's number, as far as dates are counted: neither dozens nor millions, halves nor quarters.
fn counted(value: &str) -> Option<i64> {
    let (_, number) = value.split_once(' ').filter(|(place, _)| !matches!(*place, "group" | "part"))?;
    number.parse().ok().filter(|&number| number <= 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_time_means_what_its_line_says() {
        for class in CLASSES {
            for (word, value) in all(class) {
                let sense = sense(class, value);
                assert!(sense.is_none_or(|sense| senses(word).contains(&sense)), "{word}: {class:?} {value}");
                assert!(sense.is_some() || matches!(class, Class::Cardinal | Class::Ordinal), "{word}: {class:?} {value}");
            }
        }
    }

    #[test]
    fn words_may_mean_several_things() {
        assert_eq!(senses("second"), [Sense::Unit(TimeUnit::Second), Sense::Ordinal(2)]);
        assert!(senses("bridge").is_empty());
    }
}
