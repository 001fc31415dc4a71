//! Writing brat stand-off.

use std::fmt::Write;

use super::brat::{ArticleNote, BratMapping, LabelNote, NOTE};
use super::labels::{AttributionLabel, Labels, Quoter};
use crate::record::{ArticleRef, Part, Place};

/// The `.ann` file of an article; its text goes unchanged into a `.txt` next to it. Parts are named as in `PolNeAR`, names by their type.
///
/// # Errors
///
/// None that the labels can cause; errors of the serialiser are passed on.
pub fn brat(labels: &Labels) -> serde_json::Result<String> {
    let mut writer = Writer { quoter: Quoter::new(&labels.text), mapping: BratMapping::default(), ann: String::new(), spans: 0, notes: 0 };
    let ArticleRef { id, path, title, published, url } = labels.article.clone();
    let (entities, attributions) = (labels.entities.is_some(), labels.attributions.is_some());
    writer.note(
        "article",
        &serde_json::to_string(&ArticleNote {
            id: Some(id),
            annotator: labels.annotator.clone(),
            path,
            title,
            published,
            url,
            entities,
            attributions,
        })?,
    );
    for entity in labels.names() {
        let key = writer.span(&entity.label, &[entity.place]);
        if entity.score.is_some() {
            writer.note(&key, &serde_json::to_string(&LabelNote { score: entity.score, ..LabelNote::default() })?);
        }
    }
    for (number, attribution) in (1..).zip(labels.sayings()) {
        writer.event(number, attribution)?;
    }
    Ok(writer.ann)
}

struct Writer<'a> {
    quoter: Quoter<'a>,
    mapping: BratMapping,
    ann: String,
    spans: usize,
    notes: usize,
}

impl Writer<'_> {
    fn event(&mut self, number: usize, attribution: &AttributionLabel) -> serde_json::Result<()> {
        let AttributionLabel { speaker, stance, kind, nested_in, score, .. } = attribution;
        let mut arguments = String::new();
        for part in Part::ALL.into_iter().filter(|&part| !attribution.part(part).is_empty()) {
            let label = self.mapping.labels(part).first().cloned().unwrap_or_default();
            let key = self.span(&label, attribution.part(part));
            let _ = write!(arguments, " {label}:{key}");
        }
        let event = if attribution.source.is_empty() { "Attribution-no-source" } else { "Attribution" };
        let trigger: Vec<Place> = attribution.place().into_iter().collect();
        let trigger = self.span(event, if attribution.cue.is_empty() { &trigger } else { &attribution.cue });
        let _ = writeln!(self.ann, "E{number}\t{event}:{trigger}{arguments}");
        let note = LabelNote {
            speaker: speaker.as_ref().map(|speaker| speaker.name.clone()),
            speaker_kind: speaker.as_ref().and_then(|speaker| speaker.kind),
            stance: *stance,
            kind: *kind,
            nested_in: nested_in.map(|outer| format!("E{}", outer + 1)),
            score: *score,
        };
        self.note(&format!("E{number}"), &serde_json::to_string(&note)?);
        Ok(())
    }

    /// Writes a span and returns its key. brat writes a space for a line break, and between the words of several places.
    fn span(&mut self, label: &str, places: &[Place]) -> String {
        self.spans += 1;
        let key = format!("T{}", self.spans);
        let offsets: Vec<String> = places.iter().map(|place| format!("{} {}", place.start, place.end)).collect();
        let words = places.iter().filter_map(|&place| self.quoter.words(place)).collect::<Vec<_>>().join(" ");
        let words: String = words.chars().map(|mark| if mark.is_whitespace() || mark.is_control() { ' ' } else { mark }).collect();
        let _ = writeln!(self.ann, "{key}\t{label} {}\t{words}", offsets.join(";"));
        key
    }

    fn note(&mut self, key: &str, note: &str) {
        if note != "{}" {
            self.notes += 1;
            let _ = writeln!(self.ann, "#{}\t{NOTE} {key}\t{note}", self.notes);
        }
    }
}
