//! Ordinals: "third", "21st", "one hundred thirty-first", and relative ones ("last", "next").

use super::cardinal::{Style, cardinals};
use super::lexicon::{Rank, Term};
use super::token::Tokens;

/// Where an ordinal counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsFrom {
    /// The first: "third" is 3.
    Start,
    /// The current one: "next" is 1, "previous" −1.
    Current,
    /// The last: "last" is 0, "penultimate" −1.
    End,
}

/// An ordinal in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ordinal {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) plural: bool,
    /// Whether it has several words, the first of which is a multiplier ("hundred thousandth").
    pub(super) headless: bool,
}

/// The ordinal that begins at a token: spelled out, or digits with their ending. An article before "hundredth" and the like is part of it.
pub(super) fn ordinal(tokens: &Tokens, start: usize) -> Option<Ordinal> {
    if tokens.numeral(start).is_some() {
        return digits_with_ending(tokens, start);
    }
    if let Term::Ordinal { rank, value, plural } = tokens.term(start) {
        return (rank != Rank::Part).then_some(Ordinal { end: start + 1, value, plural, headless: false });
    }
    let headless = matches!(tokens.term(start), Term::Cardinal(Rank::Hundred | Rank::Scale | Rank::Group, _));
    cardinals(tokens, start, Style::News, false).iter().rev().find_map(|stop| {
        let joint = usize::from(tokens.hyphen(stop.end) || tokens.term(stop.end) == Term::And);
        let Term::Ordinal { rank, value, plural } = tokens.term(stop.end + joint) else { return None };
        let value = match rank {
            Rank::Digit if stop.value % 100.0 >= 20.0 && stop.value % 10.0 == 0.0 => stop.value + value,
            Rank::Digit | Rank::Teen | Rank::Tens if stop.value % 100.0 == 0.0 => stop.value + value,
            Rank::Hundred if (1.0..100.0).contains(&(stop.value % 1000.0)) => stop.value + stop.value % 1000.0 * 99.0,
            Rank::Scale => stop.value * value,
            _ => return None,
        };
        Some(Ordinal { end: stop.end + joint + 1, value, plural, headless })
    })
}

fn digits_with_ending(tokens: &Tokens, start: usize) -> Option<Ordinal> {
    let numeral = tokens.numeral(start)?;
    let ending = matches!(tokens.word(start + 1), "st" | "nd" | "rd" | "th") && tokens.glued(start + 1);
    let whole = numeral.value.fract() == 0.0 && !numeral.vulgar;
    (ending && whole).then_some(Ordinal { end: start + 2, value: numeral.value, plural: false, headless: false })
}

/// Phrases for relative ordinals, the longest first where one begins another.
const RELATIVE: [(&str, CountsFrom, f64); 22] = [
    ("the one before the last one", CountsFrom::End, -1.0),
    ("the one before the last", CountsFrom::End, -1.0),
    ("the last but one", CountsFrom::End, -1.0),
    ("the second to last", CountsFrom::End, -1.0),
    ("the third to last", CountsFrom::End, -2.0),
    ("second to last", CountsFrom::End, -1.0),
    ("third to last", CountsFrom::End, -2.0),
    ("last but one", CountsFrom::End, -1.0),
    ("next to last", CountsFrom::End, -1.0),
    ("second last", CountsFrom::End, -1.0),
    ("penultimate", CountsFrom::End, -1.0),
    ("antepenultimate", CountsFrom::End, -2.0),
    ("last", CountsFrom::End, 0.0),
    ("final", CountsFrom::End, 0.0),
    ("next one", CountsFrom::Current, 1.0),
    ("next", CountsFrom::Current, 1.0),
    ("following one", CountsFrom::Current, 1.0),
    ("current one", CountsFrom::Current, 0.0),
    ("current", CountsFrom::Current, 0.0),
    ("previous one", CountsFrom::Current, -1.0),
    ("previous", CountsFrom::Current, -1.0),
    ("preceding one", CountsFrom::Current, -1.0),
];

/// Idioms that begin like a relative ordinal but are not one.
const IDIOMS: [&str; 6] = ["next of kin", "last resort", "last name", "current account", "current affairs", "next door"];

/// The relative ordinal that begins at a token: the position one past its last token, its origin, and its offset.
pub(super) fn relative(tokens: &Tokens, start: usize) -> Option<(usize, CountsFrom, f64)> {
    if tokens.word(start).is_empty() || IDIOMS.iter().any(|idiom| tokens.phrase(start, idiom) > 0) {
        return None;
    }
    RELATIVE.iter().find_map(|&(phrase, origin, offset)| {
        let length = tokens.phrase(start, phrase);
        (length > 0).then_some((start + length, origin, offset))
    })
}
