//! Reading brat stand-off: a text and its `.ann` file.
//!
//! `T` lines are spans (`a b;c d` is discontinuous), `E` lines tie the parts of an attribution together. Notes of type [`NOTE`] hold what brat has no
//! place for; other notes, attributes, relations and normalisations are skipped.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::labels::{AttributionLabel, EntityLabel, Labels, Quoter, SpeakerLabel};
use super::nesting::{Keyed, nest};
use super::problem::{Complaints, Parsed};
use crate::record::{ArticleRef, ContentKind, Part, Place, SpeakerKind, Stance};

/// The type of whosaid's own notes in a `.ann` file.
pub(super) const NOTE: &str = "Whosaid";

/// The meaning of a brat project's labels. A mapping file is a JSON object of this shape; omitted fields are as in PolNeAR.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BratMapping {
    /// The event types that are attributions.
    pub(crate) events: Vec<String>,
    /// The span labels and event roles of sources; digits after a role are ignored (`Content2`).
    pub(crate) source: Vec<String>,
    /// The span labels and event roles of cues.
    pub(crate) cue: Vec<String>,
    /// The span labels and event roles of contents.
    pub(crate) content: Vec<String>,
    /// The span labels of names, each with its entity type.
    pub(crate) entities: BTreeMap<String, String>,
    /// Span labels to ignore.
    pub(crate) ignore: Vec<String>,
}

impl Default for BratMapping {
    /// The labels of `PolNeAR`, and those of CoNLL-2003 for names.
    fn default() -> Self {
        let list = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        Self {
            events: list(&["Attribution", "Attribution-no-source"]),
            source: list(&["Source"]),
            cue: list(&["Cue"]),
            content: list(&["Content"]),
            entities: list(&["PER", "ORG", "LOC", "MISC"]).into_iter().map(|label| (label.clone(), label)).collect(),
            ignore: list(&["Discuss", "Discard"]),
        }
    }
}

impl BratMapping {
    /// The labels of a part.
    pub(super) fn labels(&self, part: Part) -> &[String] {
        match part {
            Part::Source => &self.source,
            Part::Cue => &self.cue,
            Part::Content => &self.content,
        }
    }

    fn part(&self, label: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|&part| self.labels(part).iter().any(|name| name == label))
    }

    fn knows(&self, label: &str) -> bool {
        self.part(label).is_some() || self.entities.contains_key(label) || self.events.iter().chain(&self.ignore).any(|name| name == label)
    }
}

/// The note on the article.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct ArticleNote {
    /// The article's own id, which may differ from its file's name.
    pub(super) id: Option<String>,
    pub(super) annotator: Option<String>,
    pub(super) path: Option<String>,
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) entities: bool,
    pub(super) attributions: bool,
}

/// The note on a name or an attribution.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct LabelNote {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) speaker: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) speaker_kind: Option<SpeakerKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stance: Option<Stance>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<ContentKind>,
    /// The key of the outer event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nested_in: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<f64>,
}

/// Reads the labels of an article from `ann`, the contents of the file `file`. Faulty labels are left out and reported; the rest counts.
#[must_use]
pub fn parse_brat(file: &str, id: &str, text: &str, ann: &str, mapping: &BratMapping) -> Parsed<Labels> {
    let mut reader = Reader {
        mapping,
        quoter: Quoter::new(text),
        complaints: Complaints::new(file),
        spans: HashMap::new(),
        order: Vec::new(),
        used: BTreeSet::new(),
        notes: HashMap::new(),
    };
    let lines: Vec<(usize, Vec<&str>)> = (1..).zip(ann.lines().map(|line| line.split('\t').collect())).collect();
    for (number, columns) in &lines {
        reader.span_or_note(*number, columns);
    }
    let mut labels = Labels { origin: reader.complaints.origin(1), ..Labels::new(id, text) };
    let entities = reader.entities();
    let events = lines.iter().filter(|(_, columns)| columns[0].starts_with('E'));
    let events: Vec<Keyed> = events.filter_map(|(number, columns)| reader.event(*number, columns)).collect();
    let attributions = nest(events, &mut reader.complaints);
    reader.name_orphans();
    let article: Option<ArticleNote> = reader.notes.get("article").and_then(|(_, note)| serde_json::from_str(note).ok());
    let has = article.as_ref().map_or((!entities.is_empty(), true), |note| (note.entities, note.attributions));
    labels.entities = has.0.then_some(entities);
    labels.attributions = has.1.then_some(attributions);
    if let Some(ArticleNote { id, annotator, path, title, published, url, .. }) = article {
        labels.annotator = annotator;
        labels.article = ArticleRef { id: id.unwrap_or(labels.article.id), path, title, published, url };
    }
    reader.complaints.with(labels)
}

/// A `T` line.
struct SpanLine<'a> {
    line: usize,
    label: &'a str,
    places: Vec<Place>,
}

struct Reader<'a> {
    mapping: &'a BratMapping,
    quoter: Quoter<'a>,
    complaints: Complaints,
    spans: HashMap<&'a str, SpanLine<'a>>,
    /// The keys of the spans in file order.
    order: Vec<&'a str>,
    used: BTreeSet<&'a str>,
    notes: HashMap<&'a str, (usize, &'a str)>,
}

impl<'a> Reader<'a> {
    fn span_or_note(&mut self, number: usize, columns: &[&'a str]) {
        match (columns[0].chars().next(), columns) {
            (Some('T'), [key, head, ..]) => {
                if let Some(span) = self.span(number, head, columns.get(2).copied()) {
                    self.spans.insert(key, span);
                    self.order.push(key);
                }
            }
            (Some('#'), [_, head, note]) => {
                if let Some(target) = head.strip_prefix(NOTE) {
                    self.notes.insert(target.trim(), (number, note));
                }
            }
            (None, _) | (Some('E' | '#' | 'A' | 'M' | 'R' | 'N' | '*'), [_, _, ..]) => {}
            _ => self.complaints.at(number, "not a line of brat stand-off; skipped"),
        }
    }

    fn span(&mut self, number: usize, head: &'a str, words: Option<&str>) -> Option<SpanLine<'a>> {
        let (label, offsets) = head.split_once(' ').unwrap_or((head, ""));
        let place = |piece: &str| {
            let (start, end) = piece.trim().split_once(' ')?;
            Some(Place { start: start.parse().ok()?, end: end.parse().ok()? })
        };
        let Some(places) = offsets.split(';').map(place).collect::<Option<Vec<Place>>>() else {
            self.complaints.at(number, format!("{offsets:?} are not offsets; the {label} is skipped"));
            return None;
        };
        if !self.mapping.knows(label) {
            self.complaints.at(number, format!("unknown label {label:?}; skipped (a mapping can name it)"));
            return None;
        }
        if let Some(fault) = places.iter().find_map(|&place| self.quoter.fault(place, None)) {
            self.complaints.at(number, format!("{fault}; the {label} is skipped"));
            return None;
        }
        let found = places.iter().filter_map(|&place| self.quoter.words(place)).collect::<Vec<_>>().join(" ");
        if let Some(words) = words.filter(|words| !bare_words(&found).eq(bare_words(words))) {
            self.complaints.at(number, format!("{offsets} holds {found:?}, not {words:?}; the {label} is skipped"));
            return None;
        }
        Some(SpanLine { line: number, label, places })
    }

    fn entities(&mut self) -> Vec<EntityLabel> {
        let mut entities = Vec::new();
        for key in &self.order {
            let Some((span, label)) = self.spans.get(key).and_then(|span| Some((span, self.mapping.entities.get(span.label)?))) else {
                continue;
            };
            let score = note(&self.notes, key).and_then(|note| note.score);
            entities.extend(span.places.iter().map(|&place| EntityLabel { place, label: label.clone(), score }));
        }
        entities.sort_by_key(|entity| entity.place);
        entities
    }

    fn event(&mut self, number: usize, columns: &[&'a str]) -> Option<Keyed> {
        let mut arguments = columns.get(1)?.split_whitespace();
        let (event, _) = arguments.next()?.split_once(':')?;
        if !self.mapping.events.iter().any(|name| name == event) {
            self.complaints.at(number, format!("unknown event {event:?}; skipped (a mapping can name it)"));
            return None;
        }
        let mut attribution = AttributionLabel::default();
        for (role, key) in arguments.filter_map(|argument| argument.split_once(':')) {
            let part = self.mapping.part(role.trim_end_matches(|mark: char| mark.is_ascii_digit()));
            match (part, self.spans.get(key)) {
                (Some(part), Some(span)) => {
                    attribution.part_mut(part).extend(&span.places);
                    self.used.insert(key);
                }
                (None, _) => self.complaints.at(number, format!("unknown role {role:?}; skipped")),
                (_, None) => self.complaints.at(number, format!("the {role} {key} is not a span of this file; skipped")),
            }
        }
        attribution.sort();
        if attribution.place().is_none() {
            self.complaints.at(number, "an attribution without source, cue and content; skipped");
            return None;
        }
        let LabelNote { speaker, speaker_kind, stance, kind, nested_in, score } = note(&self.notes, columns[0]).unwrap_or_default();
        let speaker = speaker.map(|name| SpeakerLabel { name, kind: speaker_kind });
        let label = AttributionLabel { kind, speaker, stance, score, ..attribution };
        Some(Keyed { line: number, key: Some(columns[0].to_owned()), outer: nested_in, label })
    }

    /// Reports the parts that no attribution uses.
    fn name_orphans(&mut self) {
        for key in &self.order {
            if let Some(span) = self.spans.get(key).filter(|span| self.mapping.part(span.label).is_some() && !self.used.contains(key)) {
                self.complaints.at(span.line, format!("the {} {key} belongs to no attribution; skipped", span.label));
            }
        }
    }
}

/// The words of a text, whatever separates them: brat writes a space for a line break.
fn bare_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|mark: char| mark.is_whitespace() || mark.is_control()).filter(|word| !word.is_empty())
}

fn note(notes: &HashMap<&str, (usize, &str)>, key: &str) -> Option<LabelNote> {
    notes.get(key).and_then(|(_, note)| serde_json::from_str(note).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“No,” said Zoë, “never.”\n";
    const ANN: &str = "T1\tContent 0 5;16 24\t“No,” “never.”\nT2\tCue 6 10\tsaid\nT3\tSource 11 14\tZoë\nT4\tAttribution 6 10\tsaid\n\
        E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\nT5\tDiscard 0 2\t“N\n#1\tAnnotatorNotes T1\tfine\n";

    fn parse(ann: &str) -> Parsed<Labels> {
        parse_brat("a.ann", "a", TEXT, ann, &BratMapping::default())
    }

    #[test]
    fn discontinuous_attributions_are_read() {
        let parsed = parse(ANN);
        assert_eq!(parsed.problems, []);
        let attribution = &parsed.found.sayings()[0];
        assert_eq!(attribution.content, [Place { start: 0, end: 5 }, Place { start: 16, end: 24 }]);
        assert_eq!(attribution.source, [Place { start: 11, end: 14 }]);
        assert_eq!(parsed.found.entities, None);
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let faults = [
            (ANN.replace("11 14", "11 99"), "a.ann:3: 11..99 is no place"),
            (ANN.replace("\tZoë", "\tZoe"), "a.ann:3: 11 14 holds \"Zoë\", not \"Zoe\""),
            (ANN.replace("Discard", "Rubbish"), "a.ann:6: unknown label \"Rubbish\""),
            (ANN.replace("Source:T3", "Source:T9"), "a.ann:5: the Source T9 is not a span"),
            (ANN.replace("Source:T3", "Speaker:T3"), "a.ann:5: unknown role \"Speaker\""),
            (ANN.replace("Source:T3", ""), "a.ann:3: the Source T3 belongs to no attribution"),
            (ANN.replace("E1\tAttribution:", "E1\tRumour:"), "a.ann:5: unknown event \"Rumour\""),
            (format!("{ANN}and so on\n"), "a.ann:8: not a line of brat"),
        ];
        for (ann, message) in faults {
            let parsed = parse(&ann);
            assert!(parsed.problems.iter().any(|problem| problem.to_string().starts_with(message)), "{message}: {:?}", parsed.problems);
        }
    }

    #[test]
    fn other_names_are_mapped() {
        let mapping: BratMapping = serde_json::from_str(
            r#"{"events": ["Saying"], "source": ["Who"], "cue": ["How"], "content": ["What"], "entities": {"Person": "PER"}}"#,
        )
        .unwrap();
        let ann = "T1\tWhat 0 5\t“No,”\nT2\tWho 11 14\tZoë\nT3\tPerson 11 14\tZoë\nE1\tSaying:T1 What:T1 Who:T2\n";
        let parsed = parse_brat("a.ann", "a", TEXT, ann, &mapping);
        assert_eq!(parsed.problems, []);
        assert_eq!(parsed.found.names()[0].label, "PER");
        assert_eq!(parsed.found.sayings().len(), 1);
    }
}
