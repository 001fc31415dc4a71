//! The labels of one article, whoever set them: gold and predictions are of this one kind.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::record::{ArticleRef, Bound, CONTENT_JOINT, ContentKind, Part, Place, SpeakerKind, Stance};
use crate::text::CodePoints;

/// An article with the labels that a person or a tool set.
#[derive(Debug, Clone, PartialEq)]
pub struct Labels {
    /// Which article it is.
    pub article: ArticleRef,
    /// Who set the labels, where the file's name says so.
    pub annotator: Option<String>,
    /// Where they were read.
    pub origin: Location,
    /// The text that all places point into.
    pub text: String,
    /// The names; `None` where names were not looked for.
    pub entities: Option<Vec<EntityLabel>>,
    /// The attributions; `None` where attributions were not looked for.
    pub attributions: Option<Vec<AttributionLabel>>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Location {
    /// As the user would write it; empty for what was read from no file.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
}

/// A labelled name.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityLabel {
    /// Where it stands.
    pub place: Place,
    /// What it names: PER, ORG, ...
    pub label: String,
    /// Confidence, 0 to 1, where a tool gives one.
    pub score: Option<f64>,
}

/// A labelled attribution. Every part is a list of places in the order of the text: none where there is no such part, several where
/// it is interrupted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AttributionLabel {
    /// The words that name who speaks.
    pub source: Vec<Place>,
    /// The words that carry the saying.
    pub cue: Vec<Place>,
    /// What is said.
    pub content: Vec<Place>,
    /// How far the content stands in quotation marks, where known.
    pub kind: Option<ContentKind>,
    /// Who the source is, where known.
    pub speaker: Option<SpeakerLabel>,
    /// What the source does with the content, where known.
    pub stance: Option<Stance>,
    /// The attribution within whose content this one stands, by its place in the article's list.
    pub nested_in: Option<usize>,
    /// What else a claim says; `None` where the labels do not go so far.
    pub details: Option<Details>,
    /// Confidence, 0 to 1, where a tool gives one.
    pub score: Option<f64>,
}

/// What a claim says besides who does what with which content.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    /// What the article says the speaker is.
    pub role: Option<String>,
    /// The outlet or occasion through which it came.
    pub via: Option<Place>,
    /// What the source itself leans on.
    pub cites: Option<Place>,
    /// When it was said.
    pub said: Option<TimeLabel>,
    /// The dates within the content.
    pub dates: Vec<TimeLabel>,
    /// The numbers within the content.
    pub quantities: Vec<QuantityLabel>,
}

/// A labelled expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeLabel {
    /// Where it stands.
    pub place: Place,
    /// Its value in the TIMEX3 scheme.
    pub timex: String,
}

/// A labelled number.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityLabel {
    /// Where it stands.
    pub place: Place,
    /// The number.
    pub value: f64,
    /// What is counted or measured.
    pub unit: Option<String>,
    /// On which side of the value the true number lies.
    pub bound: Option<Bound>,
}

/// Who a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerLabel {
    /// The canonical name.
    pub name: String,
    /// What bears it, where known.
    pub kind: Option<SpeakerKind>,
}

/// The words of a name by which it differs from others: without regard to case, punctuation, white space, and a leading "the".
pub(super) fn bare_name(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    match words.split_first() {
        Some((first, rest)) if first == "the" && !rest.is_empty() => rest.to_vec(),
        _ => words,
    }
}

/// A speaker's kind, a stance or a content's kind as the record writes it.
pub(crate) fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

impl AttributionLabel {
    /// The places of a part.
    #[must_use]
    pub(crate) fn part(&self, part: Part) -> &[Place] {
        match part {
            Part::Source => &self.source,
            Part::Cue => &self.cue,
            Part::Content => &self.content,
        }
    }

    /// The places of a part, to be changed.
    pub(crate) fn part_mut(&mut self, part: Part) -> &mut Vec<Place> {
        match part {
            Part::Source => &mut self.source,
            Part::Cue => &mut self.cue,
            Part::Content => &mut self.content,
        }
    }

    /// Puts the places of every part in order, each once.
    pub fn sort(&mut self) {
        for part in Part::ALL {
            let places = self.part_mut(part);
            places.sort_unstable();
            places.dedup();
        }
    }

    /// The first place of its content, or else of its cue or source; `None` where it has no part.
    #[must_use]
    pub(crate) fn place(&self) -> Option<Place> {
        self.content.first().or(self.cue.first()).or(self.source.first()).copied()
    }
}

impl Labels {
    /// Labels of an article of which only id and text are known.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let article = ArticleRef { id: id.into(), path: None, title: None, published: None, url: None };
        Self { article, annotator: None, origin: Location::default(), text: text.into(), entities: None, attributions: None }
    }

    /// The names, none where they were not looked for.
    #[must_use]
    pub fn names(&self) -> &[EntityLabel] {
        self.entities.as_deref().unwrap_or_default()
    }

    /// The attributions, none where they were not looked for.
    #[must_use]
    pub fn sayings(&self) -> &[AttributionLabel] {
        self.attributions.as_deref().unwrap_or_default()
    }

    /// Leaves out the attributions that stand within another's content.
    pub(crate) fn drop_nested(&mut self) {
        self.attributions.iter_mut().for_each(|attributions| attributions.retain(|attribution| attribution.nested_in.is_none()));
    }

    /// Every place of a part of any attribution, once, in order.
    #[must_use]
    pub(crate) fn places(&self, part: Part) -> BTreeSet<Place> {
        self.sayings().iter().flat_map(|attribution| attribution.part(part).iter().copied()).collect()
    }
}

/// The words of places in an article's text, as records quote them.
#[derive(Debug)]
pub struct Quoter<'t>(CodePoints<'t>);

impl<'t> Quoter<'t> {
    /// For a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self(CodePoints::new(text))
    }

    /// The words of one place; `None` where it lies outside of the text or is empty.
    #[must_use]
    pub fn words(&self, place: Place) -> Option<&'t str> {
        self.0.words(place.start, place.end).filter(|words| !words.is_empty())
    }

    /// The words of several places, joined as a content's are; places outside of the text add nothing.
    #[must_use]
    pub fn joined(&self, places: &[Place]) -> String {
        places.iter().filter_map(|&place| self.words(place)).collect::<Vec<_>>().join(CONTENT_JOINT)
    }

    /// What is wrong with a place that is said to hold `text`; `None` where nothing is.
    #[must_use]
    pub(crate) fn fault(&self, place: Place, text: Option<&str>) -> Option<String> {
        let Place { start, end } = place;
        let Some(words) = self.words(place) else {
            return Some(format!("{start}..{end} is no place in the article's text"));
        };
        let text = text?;
        (text != words).then(|| format!("{start}..{end} holds {:?}, not {:?}", clipped(words), clipped(text)))
    }
}

fn clipped(words: &str) -> String {
    const LONGEST: usize = 60;
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_whatever_their_dress() {
        assert_eq!(bare_name("The  Belvar Post"), bare_name("belvar post."));
        assert_ne!(bare_name("Ana Lee"), bare_name("Lee"));
        assert_ne!(bare_name("The"), bare_name(""));
    }

    #[test]
    fn faults_name_the_place_and_both_words() {
        let quoter = Quoter::new("Zoë said so");
        assert_eq!(quoter.fault(Place { start: 0, end: 3 }, Some("Zoë")), None);
        assert_eq!(quoter.fault(Place { start: 4, end: 8 }, Some("sad")).unwrap(), "4..8 holds \"said\", not \"sad\"");
        for (start, end) in [(4, 12), (5, 5), (6, 5), (90, 95)] {
            assert!(quoter.fault(Place { start, end }, None).unwrap().contains("no place"));
        }
    }
}
