//! The labels of one article, whoever made them: gold and predictions share this type.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::record::{ArticleRef, Bound, CONTENT_JOINT, ContentKind, Part, Place, SpeakerKind, Stance};
use crate::text::CodePoints;

/// An article with the labels that a person or a tool made.
#[derive(Debug, Clone, PartialEq)]
pub struct Labels {
    /// The article.
    pub article: ArticleRef,
    /// The person who made the labels, where the file's name gives it.
    pub annotator: Option<String>,
    /// Where they were read from.
    pub origin: Location,
    /// The text that all places refer to.
    pub text: String,
    /// The names; `None` where names were not labelled.
    pub entities: Option<Vec<EntityLabel>>,
    /// The attributions; `None` where attributions were not labelled.
    pub attributions: Option<Vec<AttributionLabel>>,
}

/// A position in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Location {
    /// The path as the user would write it; empty where there is no file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// A labelled name.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityLabel {
    /// Where it stands.
    pub place: Place,
    /// The type of name: PER, ORG, ...
    pub label: String,
    /// The score, 0 to 1, where a tool gives one.
    pub score: Option<f64>,
}

/// A labelled attribution. Every part is a list of places in text order: none where the part is missing, several where it is interrupted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AttributionLabel {
    /// The words that name who speaks.
    pub source: Vec<Place>,
    /// The words that carry the saying.
    pub cue: Vec<Place>,
    /// What is said.
    pub content: Vec<Place>,
    /// Whether the content is in quotation marks, where known.
    pub kind: Option<ContentKind>,
    /// The speaker, where known.
    pub speaker: Option<SpeakerLabel>,
    /// The source's attitude to the content, where known.
    pub stance: Option<Stance>,
    /// The attribution whose content contains this one, by its index in the article's list.
    pub nested_in: Option<usize>,
    /// The other fields of a claim; `None` where the labels do not cover them.
    pub details: Option<Details>,
    /// The score, 0 to 1, where a tool gives one.
    pub score: Option<f64>,
}

/// The fields of a claim other than its parts, speaker and stance.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    /// What the speaker is, according to the article.
    pub role: Option<String>,
    /// The outlet or occasion through which the statement came.
    pub via: Option<Place>,
    /// What the source itself cites.
    pub cites: Option<Place>,
    /// When it was said.
    pub said: Option<TimeLabel>,
    /// The dates within the content.
    pub dates: Vec<TimeLabel>,
    /// The numbers within the content.
    pub quantities: Vec<QuantityLabel>,
}

/// A labelled time expression.
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
    /// The unit or the noun that is counted.
    pub unit: Option<String>,
    /// The side of the value on which the true number lies.
    pub bound: Option<Bound>,
}

/// The speaker behind a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerLabel {
    /// The canonical name.
    pub name: String,
    /// The kind of speaker, where known.
    pub kind: Option<SpeakerKind>,
}

/// The words of a name for comparison: without case, punctuation, white space and a leading "the".
pub(super) fn bare_name(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    match words.split_first() {
        Some((first, rest)) if first == "the" && !rest.is_empty() => rest.to_vec(),
        _ => words,
    }
}

/// A speaker's kind, a stance or a content's kind, spelled as in the record.
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

    /// The places of a part, mutably.
    pub(crate) fn part_mut(&mut self, part: Part) -> &mut Vec<Place> {
        match part {
            Part::Source => &mut self.source,
            Part::Cue => &mut self.cue,
            Part::Content => &mut self.content,
        }
    }

    /// Sorts the places of every part and removes duplicates.
    pub fn sort(&mut self) {
        for part in Part::ALL {
            let places = self.part_mut(part);
            places.sort_unstable();
            places.dedup();
        }
    }

    /// The first place of its content, or else of its cue or source; `None` where it has no parts.
    #[must_use]
    pub(crate) fn place(&self) -> Option<Place> {
        self.content.first().or(self.cue.first()).or(self.source.first()).copied()
    }
}

impl Labels {
    /// Labels of an article with only an id and a text.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let article = ArticleRef { id: id.into(), path: None, title: None, published: None, url: None };
        Self { article, annotator: None, origin: Location::default(), text: text.into(), entities: None, attributions: None }
    }

    /// The names; empty where they were not labelled.
    #[must_use]
    pub fn names(&self) -> &[EntityLabel] {
        self.entities.as_deref().unwrap_or_default()
    }

    /// The attributions; empty where they were not labelled.
    #[must_use]
    pub fn sayings(&self) -> &[AttributionLabel] {
        self.attributions.as_deref().unwrap_or_default()
    }

    /// Removes the attributions within another one's content.
    pub(crate) fn drop_nested(&mut self) {
        self.attributions.iter_mut().for_each(|attributions| attributions.retain(|attribution| attribution.nested_in.is_none()));
    }

    /// The distinct places of a part over all attributions, in order.
    #[must_use]
    pub(crate) fn places(&self, part: Part) -> BTreeSet<Place> {
        self.sayings().iter().flat_map(|attribution| attribution.part(part).iter().copied()).collect()
    }
}

/// Quotes places of an article's text as records do.
#[derive(Debug)]
pub struct Quoter<'t>(CodePoints<'t>);

impl<'t> Quoter<'t> {
    /// A quoter for a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self(CodePoints::new(text))
    }

    /// The words of one place; `None` where it is empty or outside the text.
    #[must_use]
    pub fn words(&self, place: Place) -> Option<&'t str> {
        self.0.words(place.start, place.end).filter(|words| !words.is_empty())
    }

    /// The words of several places, joined like those of a content; places outside the text add nothing.
    #[must_use]
    pub fn joined(&self, places: &[Place]) -> String {
        places.iter().filter_map(|&place| self.words(place)).collect::<Vec<_>>().join(CONTENT_JOINT)
    }

    /// What is wrong with a place that should contain `text`; `None` where nothing is.
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
