//! What single words mean in expressions of time: `lexicon.tsv`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::period::{DayPart, Part, Season, Unit};
use super::tense::Lean;

/// A meaning of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    /// 1 to 12.
    Month(i8),
    /// 1 (Monday) to 7.
    Weekday(i8),
    Unit(Unit),
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
    Part(Part),
    /// A verb that tells of the past or of the future.
    Tense(Lean),
    /// A word that an expression may begin with.
    Opener,
}

static LEXICON: LazyLock<HashMap<&'static str, Vec<Sense>>> = LazyLock::new(|| {
    let mut lexicon: HashMap<&'static str, Vec<Sense>> = HashMap::new();
    for line in include_str!("lexicon.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        if let (Some(class), Some(value), Some(words)) = (columns.next(), columns.next(), columns.next())
            && let Some(sense) = sense(class, value)
        {
            words.split(' ').for_each(|word| lexicon.entry(word).or_default().push(sense));
        }
    }
    lexicon
});

/// All meanings of a word in lower case; none for a word that has nothing to do with time.
pub(super) fn senses(word: &str) -> &'static [Sense] {
    LEXICON.get(word).map_or(&[], Vec::as_slice)
}

fn sense(class: &str, value: &'static str) -> Option<Sense> {
    let number = value.parse::<i8>();
    Some(match class {
        "month" => Sense::Month(number.ok()?),
        "weekday" => Sense::Weekday(number.ok()?),
        "unit" => Sense::Unit(Unit::named(value)?),
        "season" => Sense::Season(Season::coded(value)?),
        "daypart" => Sense::DayPart(DayPart::coded(value)?),
        "step" => Sense::Step(i64::from(number.ok()?)),
        "back" => Sense::Back,
        "cardinal" => Sense::Cardinal(value.parse().ok()?),
        "ordinal" => Sense::Ordinal(i64::from(number.ok()?)),
        "decade" => Sense::Decade(i16::from(number.ok()?)),
        "set" => Sense::Set(value),
        "part" => Sense::Part(Part::named(value)?),
        "opener" => Sense::Opener,
        "tense" => Sense::Tense(if value == "future" { Lean::Future } else { Lean::Past }),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lexicon_is_understood() {
        for line in include_str!("lexicon.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            for word in columns[2].split(' ') {
                assert!(senses(word).len() <= 3 && !senses(word).is_empty(), "{line}");
            }
            assert!(sense(columns[0], Box::leak(columns[1].to_owned().into_boxed_str())).is_some(), "{line}");
        }
    }

    #[test]
    fn words_may_mean_several_things() {
        assert_eq!(senses("second"), [Sense::Unit(Unit::Second), Sense::Ordinal(2)]);
        assert!(senses("bridge").is_empty());
    }
}
