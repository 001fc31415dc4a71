//! Pronouns and descriptions paired with the names that they may mean, as features for the scorer.

use std::ops::Range;

use super::description::Description;
use super::memory::{self, Memory};
use super::source::{Pronoun, Source, pronoun};
use crate::encode::pieces_of;
use crate::english::Gender;
use crate::record::SpeakerKind;
use crate::resolve::context::{Context, ReadSource};
use crate::resolve::names::Mention;
use crate::segment::Text;
use crate::text::Span;

/// The number of features of a pair.
pub const FEATURES: usize = 49 + memory::FEATURES;
/// The most candidates of an anaphor; referents further back are too seldom the right one to be worth the time.
const CANDIDATES: usize = 16;

/// A pronoun or description that may mean someone whom the article names.
#[derive(Debug, Clone, PartialEq)]
pub struct Anaphor {
    /// Its words.
    pub(crate) span: Span,
    /// What the words are: a pronoun or a description.
    pub source: Source,
}

impl Anaphor {
    /// The gender of "he" and "she"; `None` for other words.
    #[must_use]
    pub(crate) fn gender(&self) -> Option<Gender> {
        match self.source {
            Source::Pronoun(Pronoun::Third(gender)) => gender,
            _ => None,
        }
    }
}

/// A referent that an anaphor may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// As an index into [`Referents::all`].
    pub referent: usize,
    /// The mention nearest to the anaphor, as an index into [`Referents::mentions`].
    pub mention: usize,
}

/// Reads a word as an anaphor, where it is "he" or "she" in any form.
pub(in crate::resolve) fn gendered_pronoun(text: &Text<'_>, word: Span) -> Option<Anaphor> {
    let letters = text.of(word);
    // Most words are ruled out without looking them up.
    if !(2..=7).contains(&letters.len()) || !letters.starts_with(['h', 'H', 's', 'S']) {
        return None;
    }
    let pronoun = pronoun(text, word).filter(|pronoun| matches!(pronoun, Pronoun::Third(Some(_))))?;
    Some(Anaphor { span: word, source: Source::Pronoun(pronoun) })
}

/// How many sentences before a pronoun a name may stand and still be near it.
const NEAR: usize = 3;

impl Context<'_> {
    /// Reads words as an anaphor; `None` where they hold a name of their own or mean nobody in particular.
    #[must_use]
    pub fn anaphor(&self, span: Span) -> Option<Anaphor> {
        let source = self.read(span);
        let may_refer = match &source {
            Source::Pronoun(pronoun) => matches!(pronoun, Pronoun::Third(_) | Pronoun::They | Pronoun::It),
            Source::Description(description) => description.is_definite,
            Source::Name(_) | Source::Joint(_) => false,
        };
        may_refer.then_some(Anaphor { span, source })
    }

    /// Whom an anaphor may mean: everyone named before it, the last named first, and then those first named after it in its sentence.
    #[must_use]
    pub fn candidates(&self, anaphor: &Anaphor) -> Vec<Candidate> {
        let mentions = &self.referents.mentions;
        let before = mentions.partition_point(|mention| mention.span.end <= anaphor.span.start);
        let mut candidates: Vec<Candidate> = Vec::new();
        let sentence_end = self.sentence_around(anaphor.span).map_or(0, |sentence| sentence.end);
        let after = (before..mentions.len()).take_while(|&at| mentions[at].span.end <= sentence_end);
        let outside = |at: &usize| !anaphor.span.overlaps(mentions[*at].span);
        for mention in (0..before).rev().chain(after).filter(outside) {
            let referent = mentions[mention].referent;
            if candidates.len() == CANDIDATES {
                break;
            }
            if self.agree(anaphor, referent) && !candidates.iter().any(|candidate| candidate.referent == referent) {
                candidates.push(Candidate { referent, mention });
            }
        }
        candidates
    }

    /// Whether a "he" or "she" outside quotation marks has a single candidate, who is named near it and is shown to be of its gender.
    pub(super) fn is_only_one(&self, anaphor: &Anaphor, candidates: &[Candidate]) -> bool {
        let [only] = candidates else { return false };
        let place = self.referents.mentions[only.mention].span.start;
        let is_near = self.text.sentence_at(anaphor.span.start).abs_diff(self.text.sentence_at(place)) <= NEAR;
        let is_shown = anaphor.gender().is_some_and(|gender| self.referents.all[only.referent].gender == Some(gender));
        is_near && is_shown && !self.text.is_quoted(anaphor.span.start)
    }

    /// Whether the words of an anaphor and its contents allow it to mean a referent.
    fn agree(&self, anaphor: &Anaphor, at: usize) -> bool {
        let referent = &self.referents.all[at];
        let is_person = referent.kind == SpeakerKind::Person;
        match &anaphor.source {
            Source::Pronoun(Pronoun::Third(gender)) => {
                is_person && (referent.gender.is_none() || referent.gender == *gender) && !self.names(anaphor.span, at)
            }
            Source::Pronoun(Pronoun::It) => !is_person,
            Source::Description(description) => match description.kind {
                SpeakerKind::Unnamed => is_person,
                SpeakerKind::Organisation => !is_person,
                SpeakerKind::Country => referent.kind == SpeakerKind::Country,
                _ => false,
            },
            _ => true,
        }
    }

    /// The pieces whose vectors stand for an anaphor: those of a pronoun, or of a description's head.
    #[must_use]
    pub fn anaphor_pieces(&self, anaphor: &Anaphor) -> Range<usize> {
        let known_by = match &anaphor.source {
            Source::Description(description) => description.head,
            _ => anaphor.span,
        };
        pieces_of(self.pieces, known_by)
    }

    /// The features of an anaphor paired with its candidate at index `rank`.
    #[must_use]
    pub fn features(&self, anaphor: &Anaphor, candidates: &[Candidate], rank: usize, memory: &Memory) -> [f32; FEATURES] {
        let mut row = Row::default();
        let Candidate { referent, mention } = candidates[rank];
        let (referent, mention) = (&self.referents.all[referent], &self.referents.mentions[mention]);
        row.one_hot(7, kind_of_anaphor(&anaphor.source));
        row.one_hot(
            3,
            match referent.kind {
                SpeakerKind::Person => 0,
                SpeakerKind::Organisation => 1,
                _ => 2,
            },
        );
        self.distance(anaphor, mention, &mut row);
        row.one_hot(4, rank.min(3));
        let same_kind = candidates[..rank].iter().filter(|other| self.referents.all[other.referent].kind == referent.kind).count();
        row.one_hot(3, same_kind.min(2));
        self.surroundings(anaphor, mention, &mut row);
        self.salience(anaphor, candidates, rank, &mut row);
        self.as_source(anaphor, candidates[rank], &mut row);
        self.by_description(anaphor, candidates[rank].referent, &mut row);
        if let Some(gender) = anaphor.gender() {
            memory.features(gender, anaphor.span.start, candidates[rank].referent).into_iter().for_each(|value| row.push(value));
        }
        row.values
    }

    /// The features of an anaphor that means nobody whom the article names: only its own kind.
    #[must_use]
    pub fn features_of_nobody(anaphor: &Anaphor) -> [f32; FEATURES] {
        let mut row = Row::default();
        row.one_hot(7, kind_of_anaphor(&anaphor.source));
        row.values
    }

    fn distance(&self, anaphor: &Anaphor, mention: &Mention, row: &mut Row) {
        let follows = mention.span.start > anaphor.span.start;
        let apart = self.text.sentence_at(anaphor.span.start).abs_diff(self.text.sentence_at(mention.span.start));
        row.one_hot(
            6,
            match apart {
                0..=2 => apart,
                3..=4 => 3,
                5..=8 => 4,
                _ => 5,
            },
        );
        row.flag(follows);
        row.number((anaphor.span.start.abs_diff(mention.span.start) + 1).ilog2(), 12);
        row.flag(self.text.paragraph_at(anaphor.span.start) == self.text.paragraph_at(mention.span.start));
    }

    fn surroundings(&self, anaphor: &Anaphor, mention: &Mention, row: &mut Row) {
        let quoted = (self.text.is_quoted(anaphor.span.start), self.text.is_quoted(mention.span.start));
        row.one_hot(4, usize::from(quoted.0) * 2 + usize::from(quoted.1));
        let sentence = self.sentence_around(mention.span).unwrap_or(mention.span);
        let before = self.text.words_in(Span::new(sentence.start.min(mention.span.start), mention.span.start));
        row.flag(before.clone().count() < 4);
        row.flag(self.referents.within(sentence).next().is_some_and(|first| first.span == mention.span));
        let last = before.last().map_or("", |word| self.text.lower(word));
        row.flag(matches!(last, "of" | "by" | "for" | "with" | "to" | "in" | "from" | "at" | "on" | "against" | "about" | "than"));
        row.flag(last == "and");
        let after = self.text.after(mention.span.end);
        row.flag(after.starts_with("'s") || after.starts_with("’s"));
        row.flag(after.starts_with(" and "));
    }

    fn salience(&self, anaphor: &Anaphor, candidates: &[Candidate], rank: usize, row: &mut Row) {
        let count = |candidate: &Candidate| {
            let mentions = &self.referents.all[candidate.referent].mentions;
            mentions.partition_point(|&at| self.referents.mentions[at].span.start < anaphor.span.start)
        };
        let own = count(&candidates[rank]);
        row.number(u32::try_from(own.min(8)).unwrap_or(8), 8);
        row.flag(candidates.iter().all(|other| count(other) <= own));
        let first = self.referents.all[candidates[rank].referent].mentions[0];
        row.flag(self.text.sentence_at(self.referents.mentions[first].span.start) < 2);
        let gender = self.referents.all[candidates[rank].referent].gender;
        row.flag(gender.is_some() && matches!(anaphor.source, Source::Pronoun(Pronoun::Third(_))));
    }

    /// Whether the referent was the source of earlier attributions, and whether the anaphor is a source itself.
    fn as_source(&self, anaphor: &Anaphor, candidate: Candidate, row: &mut Row) {
        let Candidate { referent, mention } = candidate;
        let before = self.sources.partition_point(|source| source.span.end <= anaphor.span.start);
        let is_it = |source: &ReadSource| match source.read {
            Source::Name(at) => self.referents.mentions[at].referent == referent,
            _ => false,
        };
        let mut latest = self.sources[..before].iter().rev().filter(|source| source.holds_name).take(2).map(is_it);
        let (is_last, is_last_but_one) = (latest.next().unwrap_or(false), latest.next().unwrap_or(false));
        row.flag(is_last);
        row.flag(is_last_but_one);
        let speaks = self.sources.binary_search_by_key(&anaphor.span, |source| source.span).is_ok();
        let named_as_source = self.sources.iter().any(|source| source.span.contains(self.referents.mentions[mention].span));
        row.flag(speaks);
        row.flag(speaks && is_last);
        row.flag(named_as_source);
        row.flag(speaks && named_as_source);
        let often = self.sources[..before].iter().rev().take(12).filter(|source| is_it(source)).count();
        row.number(u32::try_from(often.min(4)).unwrap_or(4), 4);
    }

    /// Whether the description's head is a word of the referent's name, or stands beside one of its mentions.
    fn by_description(&self, anaphor: &Anaphor, referent: usize, row: &mut Row) {
        let Source::Description(Description { head, .. }) = anaphor.source else {
            row.flag(false);
            row.flag(false);
            return;
        };
        let head = self.text.lower(head);
        let referent = &self.referents.all[referent];
        row.flag(referent.words.holds(head));
        let beside = |&at: &usize| self.words_beside(self.referents.mentions[at].span).any(|word| self.text.lower(word) == head);
        row.flag(referent.mentions.iter().take(8).any(beside));
    }

    /// The four words before a name and, where a comma follows it, the eight after it.
    fn words_beside(&self, name: Span) -> impl Iterator<Item = Span> {
        let sentence = self.sentence_around(name).unwrap_or(name);
        let before = self.text.words_in(Span::new(sentence.start.min(name.start), name.start));
        let after = self.text.words_in(Span::new(name.end, sentence.end.max(name.end)));
        let apposed = if self.text.after(name.end).starts_with(", ") { 8 } else { 0 };
        before.rev().take(4).chain(after.take(apposed))
    }
}

fn kind_of_anaphor(source: &Source) -> usize {
    match source {
        Source::Pronoun(Pronoun::Third(Some(Gender::Male))) => 0,
        Source::Pronoun(Pronoun::Third(_)) => 1,
        Source::Pronoun(Pronoun::They) => 2,
        Source::Pronoun(_) => 3,
        Source::Description(Description { kind: SpeakerKind::Unnamed, .. }) => 4,
        Source::Description(Description { kind: SpeakerKind::Organisation | SpeakerKind::Country, .. }) => 5,
        _ => 6,
    }
}

/// A row of features, filled from left to right.
struct Row {
    values: [f32; FEATURES],
    next: usize,
}

impl Default for Row {
    fn default() -> Self {
        Self { values: [0.0; FEATURES], next: 0 }
    }
}

impl Row {
    fn push(&mut self, value: f32) {
        self.values[self.next] = value;
        self.next += 1;
    }

    fn flag(&mut self, holds: bool) {
        self.push(f32::from(u8::from(holds)));
    }

    fn one_hot(&mut self, width: usize, at: usize) {
        for place in 0..width {
            self.flag(place == at);
        }
    }

    /// Pushes a small count as a share of its highest value.
    fn number(&mut self, count: u32, highest: u16) {
        self.push(f32::from(u16::try_from(count).unwrap_or(u16::MAX).min(highest)) / f32::from(highest));
    }
}
