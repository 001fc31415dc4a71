//! The cue lexicon: the effect of a cue's words on the stance.

use std::sync::LazyLock;

use ahash::AHashMap;

use super::forms::{dictionary_forms, roots};
use super::manner::Manner;
use super::words::Word;
use crate::english::{Class, all, named};
use crate::record::Certainty;

/// The effect of a lexicon entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Puts(Manner),
    Negates,
    Refuses,
    Attempts,
    Hedges(Certainty),
}

/// An entry found in a sequence of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) effect: Effect,
    /// The positions of the entry's words in the sequence.
    pub(super) places: Vec<usize>,
}

impl Match {
    pub(super) fn first(&self) -> usize {
        self.places.first().copied().unwrap_or_default()
    }

    pub(super) fn last(&self) -> usize {
        self.places.last().copied().unwrap_or_default()
    }
}

struct Entry {
    words: Vec<&'static str>,
    effect: Effect,
}

/// The most other words that may stand between two words of an entry.
const WIDEST_GAP: usize = 3;

/// The entries, by their first word.
static ENTRIES: LazyLock<AHashMap<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: AHashMap<_, Vec<_>> = AHashMap::new();
    for (cue, effect) in all(Class::Cue).filter_map(|(cue, value)| Some((cue, effect_of(value)?))) {
        let words: Vec<_> = cue.split_whitespace().collect();
        if let Some(&first) = words.first() {
            entries.entry(first).or_default().push(Entry { words, effect });
        }
    }
    entries
});

/// The effect that a cue's value names; `None` where it is unknown.
fn effect_of(value: &'static str) -> Option<Effect> {
    let (kind, certainty) = value.split_once(' ')?;
    let certainty = named(certainty)?;
    Some(match kind {
        "negates" => Effect::Negates,
        "refuses" => Effect::Refuses,
        "attempts" => Effect::Attempts,
        "hedges" => Effect::Hedges(certainty),
        stance => Effect::Puts(Manner { stance: named(stance)?, certainty }),
    })
}

/// The entries found in a sequence of words, in order and without overlaps: where two share a word, the one with more words is kept, then the earlier
/// one; but the "for" of "is pushing for" belongs to the verb.
pub(super) fn find(words: &[Word<'_>]) -> Vec<Match> {
    let forms: Vec<Vec<String>> = words.iter().map(|word| dictionary_forms(word.text)).collect();
    let mut found: Vec<Match> = (0..words.len()).flat_map(|start| found_at(&forms, start)).collect();
    let leaps = |found: &Match| {
        let is_auxiliary = forms[found.first()].iter().any(|form| matches!(form.as_str(), "be" | "have" | "long"));
        found.last() - found.first() >= found.places.len() && words[found.last()].text == "for" && is_auxiliary
    };
    found.sort_by_key(|found| (std::cmp::Reverse(found.places.len()), leaps(found), found.first()));
    let mut kept: Vec<Match> = Vec::new();
    for candidate in found {
        let is_free = |place: &usize| kept.iter().all(|other| !other.places.contains(place));
        if candidate.places.iter().all(is_free) {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(Match::first);
    kept
}

fn found_at(forms: &[Vec<String>], start: usize) -> Vec<Match> {
    let entries = forms[start].iter().filter_map(|form| ENTRIES.get(form.as_str())).flatten();
    entries.filter_map(|entry| Some(Match { effect: entry.effect, places: places_of(entry, forms, start)? })).collect()
}

/// The positions of the entry's words, the first at `start`; `None` where one is missing.
fn places_of(entry: &Entry, forms: &[Vec<String>], start: usize) -> Option<Vec<usize>> {
    let mut places = vec![start];
    for &word in &entry.words[1..] {
        let next = places.last()? + 1;
        let within = forms.iter().enumerate().skip(next).take(WIDEST_GAP + 1);
        let (place, _) = within.into_iter().find(|(_, forms)| forms.iter().any(|form| form == word))?;
        places.push(place);
    }
    Some(places)
}

/// The reading of the first word derived from a listed one: "resentment" from "resent".
pub(super) fn derived(words: &[Word<'_>]) -> Option<Manner> {
    words.iter().flat_map(|word| roots(word.text)).find_map(|root| listed(&root))
}

/// The reading of a word that is listed on its own.
pub(super) fn listed(word: &str) -> Option<Manner> {
    ENTRIES.get(word)?.iter().filter(|entry| entry.words.len() == 1).find_map(|entry| match entry.effect {
        Effect::Puts(reading) => Some(reading),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_is_in_small_letters_has_an_effect_and_stands_once() {
        let mut known = std::collections::HashSet::new();
        for (cue, value) in all(Class::Cue) {
            assert!(effect_of(value).is_some(), "{cue}: {value}");
            assert!(cue.chars().all(|mark| mark.is_lowercase() || matches!(mark, ' ' | '-')), "{cue}");
            assert!(known.insert(cue), "{cue} stands twice");
        }
    }
}
