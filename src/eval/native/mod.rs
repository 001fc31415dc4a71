//! The native format: one JSON object per article, with the fields of [`Annotation`](crate::record::Annotation).
//!
//! A part of an attribution is `{text, start, end}` or, where it is interrupted, `{text, spans: [{text, start, end}, ..]}`. Every text is checked
//! against the article's. The other fields of a claim are optional, as in the record.

mod details;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::json_records::{line_of, records};
use super::labels::{AttributionLabel, EntityLabel, Labels, Quoter, SpeakerLabel};
use super::problem::{Complaints, Parsed};
use crate::record::{ArticleRef, ContentKind, Part, Place, SpeakerKind, Stance};
use details::{RawDetails, Run};

#[derive(Deserialize)]
struct RawArticle<'a> {
    id: String,
    path: Option<String>,
    title: Option<String>,
    published: Option<String>,
    url: Option<String>,
    annotator: Option<String>,
    text: String,
    #[serde(borrow)]
    entities: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    attributions: Option<Vec<&'a RawValue>>,
}

#[derive(Serialize)]
struct Article<'a> {
    #[serde(flatten)]
    known: &'a ArticleRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotator: Option<&'a str>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<Entity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributions: Option<Vec<NestedAttribution>>,
}

#[derive(Serialize, Deserialize)]
struct Entity {
    text: Option<String>,
    #[serde(rename = "type")]
    label: String,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

#[derive(Serialize, Deserialize)]
struct NestedAttribution {
    #[serde(flatten)]
    attribution: Attribution,
    /// The index of the outer attribution in the article's list.
    nested_in: Option<usize>,
}

/// The fields of an attribution that articles and claims share.
#[derive(Serialize, Deserialize)]
pub(super) struct Attribution {
    source: Option<Words>,
    cue: Option<Words>,
    content: Option<Words>,
    speaker: Option<Speaker>,
    stance: Option<Stance>,
    #[serde(flatten)]
    details: RawDetails,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

/// A part of an attribution, in one run or in several.
#[derive(Serialize, Deserialize)]
struct Words {
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<Vec<Run>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<ContentKind>,
}

#[derive(Serialize, Deserialize)]
struct Speaker {
    name: String,
    kind: Option<SpeakerKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

/// Reads articles from a JSON file (an object, or an array of objects) or from JSON Lines (one object per line). An article with any fault is left
/// out, and every fault is reported with file and line.
#[must_use]
pub fn parse_native(file: &str, contents: &str, lines: bool) -> Parsed<Vec<Labels>> {
    let mut complaints = Complaints::new(file);
    let mut found = Vec::new();
    for (line, record) in records(contents, lines) {
        found.extend(parse_article(record, line, &mut complaints));
    }
    complaints.with(found)
}

/// The article of a record that begins on line `first` of its file.
fn parse_article(record: &str, first: usize, complaints: &mut Complaints) -> Option<Labels> {
    let raw: RawArticle = match serde_json::from_str(record) {
        Ok(raw) => raw,
        Err(error) => {
            complaints.at(first + error.line().saturating_sub(1), format!("not an article with labels ({error}); skipped"));
            return None;
        }
    };
    let mut faults = Complaints::new("");
    let mut reader = Reader { quoter: Quoter::new(&raw.text), record, first, faults: &mut faults };
    let entities = raw.entities.map(|list| list.into_iter().filter_map(|raw| reader.entity(raw)).collect());
    let attributions = raw.attributions.map(|list| {
        let count = list.len();
        list.into_iter().enumerate().filter_map(|(at, raw)| reader.attribution(raw, at, count)).collect()
    });
    let failed = faults.are_there();
    for problem in faults.with(()).problems {
        complaints.at(problem.line.unwrap_or(first), format!("{}; the article {:?} is skipped", problem.message, raw.id));
    }
    let article = ArticleRef { id: raw.id, path: raw.path, title: raw.title, published: raw.published, url: raw.url };
    let labels =
        Labels { article, annotator: raw.annotator, origin: complaints.origin(first), entities, attributions, ..Labels::new("", raw.text) };
    (!failed).then_some(labels)
}

impl Attribution {
    /// The attribution as a label, and everything that is wrong with it.
    pub(super) fn label(self, quoter: &Quoter) -> (AttributionLabel, Vec<String>) {
        let Self { source, cue, content, speaker, stance, details, score } = self;
        let (speaker, role) = speaker.map(|Speaker { name, kind, role }| (SpeakerLabel { name, kind }, role)).unzip();
        let kind = content.as_ref().and_then(|content| content.kind);
        let (details, mut faults) = details.labels(quoter, role.flatten());
        let mut label = AttributionLabel { kind, speaker, stance, details, score, ..AttributionLabel::default() };
        for (part, words) in Part::ALL.into_iter().zip([source, cue, content]) {
            match words.map_or(Ok(Vec::new()), |words| words.places(quoter)) {
                Ok(places) => *label.part_mut(part) = places,
                Err(fault) => faults.push(format!("{}: {fault}", part.name())),
            }
        }
        label.sort();
        if label.place().is_none() && faults.is_empty() {
            faults.push("attribution: it has neither source nor cue nor content".to_owned());
        }
        (label, faults)
    }
}

impl Words {
    /// The places, or the first fault in them.
    fn places(&self, quoter: &Quoter) -> Result<Vec<Place>, String> {
        let runs: Vec<(Place, Option<&str>)> = match (self.start, self.end, &self.spans) {
            (Some(start), Some(end), None) => vec![(Place { start, end }, self.text.as_deref())],
            (None, None, Some(runs)) => runs.iter().map(|run| (run.place(), run.text())).collect(),
            _ => return Err("it needs either start and end, or spans".to_owned()),
        };
        let fault = runs.iter().find_map(|&(place, text)| quoter.fault(place, text));
        fault.map_or(Ok(()), Err)?;
        let places: Vec<Place> = runs.into_iter().map(|(place, _)| place).collect();
        if self.text.as_ref().is_some_and(|text| *text != quoter.joined(&places)) {
            return Err("its text is not that of its spans, joined by \" … \"".to_owned());
        }
        Ok(places)
    }
}

struct Reader<'a, 'f> {
    quoter: Quoter<'a>,
    record: &'a str,
    first: usize,
    faults: &'f mut Complaints,
}

impl Reader<'_, '_> {
    fn entity(&mut self, raw: &RawValue) -> Option<EntityLabel> {
        let Entity { text, label, start, end, score } = self.parse(raw, "entity")?;
        let place = Place { start, end };
        self.check(raw, "entity", place, text.as_deref());
        Some(EntityLabel { place, label, score })
    }

    /// Reads attribution number `at` of `count`.
    fn attribution(&mut self, raw: &RawValue, at: usize, count: usize) -> Option<AttributionLabel> {
        let NestedAttribution { attribution, nested_in } = self.parse(raw, "attribution")?;
        let (label, mut faults) = attribution.label(&self.quoter);
        if let Some(outer) = nested_in.filter(|&outer| outer >= count || outer == at) {
            faults.push(format!("nested_in: {outer} is no other attribution of the {count} here"));
        }
        for fault in &faults {
            self.fault(raw, fault);
        }
        Some(AttributionLabel { nested_in, ..label })
    }

    fn parse<'r, T: Deserialize<'r>>(&mut self, raw: &'r RawValue, what: &str) -> Option<T> {
        serde_json::from_str(raw.get()).map_err(|error| self.fault(raw, &format!("{what}: {error}"))).ok()
    }

    fn check(&mut self, raw: &RawValue, what: &str, place: Place, text: Option<&str>) {
        if let Some(fault) = self.quoter.fault(place, text) {
            self.fault(raw, &format!("{what}: {fault}"));
        }
    }

    /// Reports a fault on the line on which `raw` begins.
    fn fault(&mut self, raw: &RawValue, message: &str) {
        self.faults.at(self.first + line_of(raw, self.record) - 1, message);
    }
}

/// The article as one line of JSON in the native format.
///
/// # Errors
///
/// None that the labels can cause; errors of the serialiser are passed on.
pub fn native_line(labels: &Labels) -> serde_json::Result<String> {
    serde_json::to_string(&article(labels))
}

/// The article as an indented JSON document in the native format.
///
/// # Errors
///
/// As [`native_line`].
pub fn native_document(labels: &Labels) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&article(labels)).map(|json| json + "\n")
}

fn article(labels: &Labels) -> Article<'_> {
    let quoter = Quoter::new(&labels.text);
    let words = |place: Place| quoter.words(place).map(str::to_owned);
    let entity = |entity: &EntityLabel| {
        let Place { start, end } = entity.place;
        Entity { text: words(entity.place), label: entity.label.clone(), start, end, score: entity.score }
    };
    let role = |label: &AttributionLabel| label.details.as_ref().and_then(|details| details.role.clone());
    let attribution = |label: &AttributionLabel| {
        let attribution = Attribution {
            source: part(&quoter, &label.source),
            cue: part(&quoter, &label.cue),
            content: content(&quoter, label),
            speaker: label.speaker.clone().map(|SpeakerLabel { name, kind }| Speaker { name, kind, role: role(label) }),
            stance: label.stance,
            details: label.details.as_ref().map_or_else(RawDetails::default, |details| RawDetails::new(&quoter, details)),
            score: label.score,
        };
        NestedAttribution { attribution, nested_in: label.nested_in }
    };
    Article {
        known: &labels.article,
        annotator: labels.annotator.as_deref(),
        text: &labels.text,
        entities: labels.entities.as_ref().map(|entities| entities.iter().map(entity).collect()),
        attributions: labels.attributions.as_ref().map(|attributions| attributions.iter().map(attribution).collect()),
    }
}

fn part(quoter: &Quoter, places: &[Place]) -> Option<Words> {
    let text = Some(quoter.joined(places));
    match places {
        [] => None,
        [place] => Some(Words { text, start: Some(place.start), end: Some(place.end), spans: None, kind: None }),
        places => Some(Words { text, start: None, end: None, spans: Some(runs(quoter, places)), kind: None }),
    }
}

/// A content, always with its spans, as in the record.
fn content(quoter: &Quoter, attribution: &AttributionLabel) -> Option<Words> {
    let AttributionLabel { content, kind, .. } = attribution;
    let text = Some(quoter.joined(content));
    (!content.is_empty()).then(|| Words { text, start: None, end: None, spans: Some(runs(quoter, content)), kind: *kind })
}

fn runs(quoter: &Quoter, places: &[Place]) -> Vec<Run> {
    places.iter().map(|&place| Run::new(quoter, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id": "a", "text": "Zoë said: “no”",
 "entities": [{"text": "Zoë", "type": "PER", "start": 0, "end": 3}],
 "attributions": [
  {"source": {"text": "Zoë", "start": 0, "end": 3},
   "cue": {"text": "said", "start": 4, "end": 8},
   "content": {"text": "“no”", "spans": [{"start": 10, "end": 14, "text": "“no”"}], "kind": "direct"},
   "speaker": {"name": "Zoë", "kind": "person", "role": "nurse"}, "stance": "asserts",
   "dates": [{"text": "no", "start": 11, "end": 13, "timex": "PXD"}]}]}"#;

    #[test]
    fn reads_what_it_writes() {
        let parsed = parse_native("a.json", GOOD, false);
        assert_eq!(parsed.problems, []);
        let labels = &parsed.found[0];
        assert_eq!(labels.sayings()[0].content, [Place { start: 10, end: 14 }]);
        let details = labels.sayings()[0].details.as_ref().unwrap();
        assert_eq!((details.role.as_deref(), details.dates[0].timex.as_str(), details.via), (Some("nurse"), "PXD", None));
        assert_eq!(parse_native("a.json", &native_document(labels).unwrap(), false).found, parsed.found);
        let in_lines = parse_native("a.jsonl", &native_line(labels).unwrap(), true).found;
        assert_eq!(in_lines, [Labels { origin: in_lines[0].origin.clone(), ..labels.clone() }]);
    }

    #[test]
    fn an_article_with_a_fault_is_refused_with_file_and_line() {
        let faults = [
            (GOOD.replace("\"start\": 4", "\"start\": 5"), "a.json:4: cue: 5..8 holds \"aid\", not \"said\""),
            (GOOD.replace("\"end\": 14", "\"end\": 15"), "a.json:4: content: 10..15 is no place"),
            (GOOD.replace("asserts", "shouts"), "a.json:4: attribution: unknown variant `shouts`"),
            (GOOD.replace("\"start\": 11", "\"start\": 10"), "a.json:4: dates: 10..13 holds \"“no\", not \"no\""),
            (GOOD.replace("\"type\": \"PER\", ", ""), "a.json:2: entity: missing field `type`"),
            (GOOD.replace("\"a\",", "\"a\""), "a.json:1: not an article"),
        ];
        for (contents, message) in faults {
            let parsed = parse_native("a.json", &contents, false);
            assert_eq!(parsed.found, []);
            assert!(parsed.problems[0].to_string().starts_with(message), "{:?}", parsed.problems);
        }
    }
}
