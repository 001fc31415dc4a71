//! What single words mean in time expressions.

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
    /// How many periods away from the publication date: last, this, next.
    Step(i64),
    /// A period already mentioned: that, same.
    Back,
    Cardinal(i64),
    Ordinal(i64),
    /// The last two digits of its first year.
    Decade(i16),
    /// How often, as an ISO 8601 duration.
    Set(&'static str),
    Part(PeriodPart),
    /// A word that places what its sentence describes in the past or the future.
    Tense(Tense),
    /// A word that may begin an expression.
    Opener,
}

/// What a word says about the time of what its sentence describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tense {
    /// It lies in the past.
    Past,
    /// It lies in the future.
    Future,
    /// A modal verb, whose infinitive lies in the future.
    Modal,
    /// What somebody threatens, plans or expects lies in the future.
    Ahead,
    /// What somebody is asked or agrees to do lies in the future.
    Bidding,
}

/// Which of two days with the same name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// The earlier one.
    Past,
    /// The later one.
    Future,
    /// Undetermined.
    Open,
}

/// The classes of words that have a meaning in time expressions.
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

/// The classes of phrases that may begin a time expression.
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

/// All meanings of a word in lower case; none for a word unrelated to time.
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

/// The number of a numeral that can occur in dates: neither dozens nor millions, halves nor quarters.
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
