//! The parts of a claim that are compared.

use std::collections::HashMap;

use super::dismissals::dismissed;
use super::names::Name;
use super::numbers::Number;
use super::terms::{negates, term, words};
use crate::record::{Claim, Speaker, SpeakerKind, When};

/// Numbers words consecutively, the same word always alike.
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

/// The content of a claim, broken down.
pub(super) struct Statement {
    /// The stems of the meaningful words, as a sorted set.
    pub(super) terms: Vec<u32>,
    /// The names it contains.
    pub(super) names: Vec<Name>,
    /// The speaker's name, where the content refers to the speaker as "it", "he" or "we".
    pub(super) teller: Option<Name>,
    pub(super) numbers: Vec<Number>,
    pub(super) days: Vec<Day>,
    /// Durations in ISO 8601.
    pub(super) lengths: Vec<String>,
    /// For each negation, the next meaningful words after it, the nearest first.
    pub(super) negated: Vec<Vec<u32>>,
    /// The word after the only negation, if that is a plain "not" or "no" and nothing is conditional.
    pub(super) denied: Option<u32>,
}

/// A day, or a period of days.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Day {
    Known(jiff::civil::Date, jiff::civil::Date),
    /// A period known only by its words: "the third quarter" of an unknown year.
    Named(String),
}

/// Pronouns by which a content that has named nobody else refers to its own speaker: "it would close".
const OF_THE_TELLER: [&str; 12] = ["it", "its", "he", "his", "she", "her", "they", "their", "we", "our", "i", "my"];

/// Negations that negate completely, unlike "few" and "avoid".
const PLAIN: [&str; 9] = ["not", "no", "never", "nothing", "nobody", "neither", "nor", "cannot", "yet"];

/// Words that introduce conditions: a conditional denial denies nothing.
const CONDITIONAL: [&str; 4] = ["if", "unless", "until", "whether"];

/// A negation applies to one of this many meaningful words after it.
const NEGATED: usize = 2;

/// Where other names occur, a pronoun for the speaker must be among this many first words, as "that" or "if" may precede it.
const OPENING: usize = 2;

impl Statement {
    pub(super) fn of(claim: &Claim, known: &mut Words) -> Self {
        let mut all: Vec<String> = words(&claim.content.text).collect();
        let report = dismissed(&all);
        let is_dismissed = report.is_some();
        if let Some(report) = report {
            all = all.drain(report).collect();
        }
        let in_order: Vec<u32> = all.iter().filter_map(|word| term(word)).map(|term| known.number_of(term)).collect();
        let mut terms = in_order.clone();
        terms.sort_unstable();
        terms.dedup();
        let after = |place: usize| all[place + 1..].iter().filter_map(|word| term(word)).take(NEGATED);
        let negations: Vec<usize> = (0..all.len()).filter(|&place| is_negation(&all, place)).collect();
        let mut negated: Vec<Vec<u32>> = negations.iter().map(|&place| after(place).map(|term| known.number_of(term)).collect()).collect();
        let is_plain = |place: usize| all[place].contains("n't") || all[place].contains("n’t") || PLAIN.contains(&all[place].as_str());
        let mut denied = match negations[..] {
            [only] if is_plain(only) && !all.iter().any(|word| CONDITIONAL.contains(&word.as_str())) => negated[0].first().copied(),
            _ => None,
        };
        // Calling it false that something was not done asserts that it was.
        if is_dismissed {
            denied = in_order.first().copied().filter(|_| negated.is_empty());
            negated = if negated.is_empty() { vec![in_order] } else { Vec::new() };
        }
        let reach = if claim.entities.is_empty() { all.len() } else { OPENING };
        let is_of_teller =
            all.iter().take(reach).any(|word| OF_THE_TELLER.contains(&word.as_str())) || all.first().is_some_and(|word| word == "to");
        let teller = claim.speaker.as_ref().filter(|speaker| is_of_teller && has_name(speaker));
        Self {
            terms,
            names: claim.entities.iter().map(|entity| Name::of(&entity.text, &entity.label)).collect(),
            teller: teller.map(|speaker| Name::of(&speaker.name, label(speaker.kind))),
            numbers: claim.quantities.iter().map(Number::of).collect(),
            days: claim.dates.iter().filter_map(day).collect(),
            lengths: claim.dates.iter().map(|when| &when.timex).filter(|timex| is_length(timex)).cloned().collect(),
            negated,
            denied,
        }
    }
}

/// Whether a word negates what follows: "yet to" does; "a little", "or not" and "not only" do not.
fn is_negation(words: &[String], place: usize) -> bool {
    let before = place.checked_sub(1).map_or("", |before| words[before].as_str());
    let after = words.get(place + 1).map_or("", String::as_str);
    let is_weak = matches!(before, "a" | "or") || matches!(after, "only" | "just" | "merely");
    (negates(&words[place]) && !is_weak) || (words[place] == "yet" && after == "to")
}

/// The entity label for a kind of speaker.
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

/// Whether the speaker has a name rather than a description that may fit others too.
fn has_name(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Organisation | SpeakerKind::Country)
}

/// Returns a time that can be compared with others; `None` for durations.
fn day(when: &When) -> Option<Day> {
    // "Now" and "recently" may be of any length.
    if when.timex.ends_with("_REF") {
        return None;
    }
    match (when.from, when.to) {
        (Some(from), Some(to)) => Some(Day::Known(from, to)),
        _ if when.timex.starts_with("XXXX-") => Some(Day::Named(when.timex.clone())),
        _ => None,
    }
}
