//! What is compared of a claim.

use std::collections::HashMap;

use super::names::Name;
use super::numbers::Number;
use super::terms::{negates, term, words};
use crate::record::{Claim, Speaker, SpeakerKind, When};

/// Words as small numbers, each word always the same one.
#[derive(Default)]
pub(super) struct Words(HashMap<String, u32>);

impl Words {
    pub(super) fn number_of(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.0.get(word) {
            return number;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(word.to_owned(), number);
        number
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The content of a claim, taken apart.
pub(super) struct Statement {
    /// The words that carry meaning, as a set.
    pub(super) terms: Vec<u32>,
    /// The names within it.
    pub(super) names: Vec<Name>,
    /// Whoever says it, where the content speaks of them as "it", "he" or "we".
    pub(super) teller: Option<Name>,
    pub(super) numbers: Vec<Number>,
    pub(super) days: Vec<Day>,
    /// How long something takes, as ISO 8601 durations.
    pub(super) lengths: Vec<String>,
    /// For each negation the words that carry meaning next after it, the nearest first.
    pub(super) negated: Vec<Vec<u32>>,
}

/// A day, or a stretch of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Day {
    Known(jiff::civil::Date, jiff::civil::Date),
    /// Of which only the words are known: "the third quarter" of who knows which year.
    Named(String),
}

/// Words with which a content begins that speaks of its own speaker: "it would close", "to close".
const OF_THE_TELLER: [&str; 13] = ["it", "its", "he", "his", "she", "her", "they", "their", "we", "our", "i", "my", "to"];

/// A negation reaches so many of the words after it.
const NEGATED: usize = 2;

/// One of so many first words, as "that" and "if" may stand before it.
const OPENING: usize = 2;

impl Statement {
    pub(super) fn of(claim: &Claim, known: &mut Words) -> Self {
        let all: Vec<String> = words(&claim.content.text).collect();
        let mut terms: Vec<u32> = all.iter().filter_map(|word| term(word)).map(|term| known.number_of(term)).collect();
        terms.sort_unstable();
        terms.dedup();
        let after = |place: usize| all[place + 1..].iter().filter_map(|word| term(word)).take(NEGATED);
        let negations = (0..all.len()).filter(|&place| negates(&all[place]));
        let negated = negations.map(|place| after(place).map(|term| known.number_of(term)).collect()).collect();
        let is_of_teller = all.iter().take(OPENING).any(|word| OF_THE_TELLER.contains(&word.as_str()));
        let teller = claim.speaker.as_ref().filter(|speaker| is_of_teller && has_name(speaker));
        Self {
            terms,
            names: claim.entities.iter().map(|entity| Name::of(&entity.text, &entity.label)).collect(),
            teller: teller.map(|speaker| Name::of(&speaker.name, label(speaker.kind))),
            numbers: claim.quantities.iter().map(Number::of).collect(),
            days: claim.dates.iter().filter_map(day).collect(),
            lengths: claim.dates.iter().map(|when| &when.timex).filter(|timex| is_length(timex)).cloned().collect(),
            negated,
        }
    }
}

/// How names of such speakers are labelled.
fn label(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "PER",
        SpeakerKind::Country => "LOC",
        _ => "ORG",
    }
}

fn is_length(timex: &str) -> bool {
    timex.strip_prefix('P').is_some_and(|rest| rest.starts_with(|mark: char| mark == 'T' || mark.is_ascii_digit()))
}

/// Whether the speaker is called by a name and not by a description, which others may fit as well.
fn has_name(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Organisation | SpeakerKind::Country)
}

/// A time that can be told from another; none for how long something takes.
fn day(when: &When) -> Option<Day> {
    // "Now" and "recently" are as long as one likes.
    if when.timex.ends_with("_REF") {
        return None;
    }
    match (when.from, when.to) {
        (Some(from), Some(to)) => Some(Day::Known(from, to)),
        _ if when.timex.starts_with("XXXX-") => Some(Day::Named(when.timex.clone())),
        _ => None,
    }
}
