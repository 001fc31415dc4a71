//! What was extracted from an article, as labels.

use super::labels::{AttributionLabel, EntityLabel, Labels, Origin, SpeakerLabel};
use crate::record::{Annotation, ArticleRef, AttributionRecord, Entity, Place, Quoted, Speaker};

impl From<&Annotation> for Labels {
    fn from(annotation: &Annotation) -> Self {
        let Annotation { id, path, title, published, url, text, entities, attributions, .. } = annotation.clone();
        Self {
            article: ArticleRef { id, path, title, published, url },
            annotator: None,
            origin: Origin::default(),
            text,
            entities: Some(entities.iter().map(EntityLabel::from).collect()),
            attributions: Some(attributions.iter().map(AttributionLabel::from).collect()),
        }
    }
}

impl From<&Entity> for EntityLabel {
    fn from(entity: &Entity) -> Self {
        Self { place: Place { start: entity.start, end: entity.end }, label: entity.label.clone(), score: Some(entity.score) }
    }
}

impl From<&AttributionRecord> for AttributionLabel {
    fn from(record: &AttributionRecord) -> Self {
        let places =
            |words: &Option<Quoted>| -> Vec<Place> { words.iter().map(|words| Place { start: words.start, end: words.end }).collect() };
        let speaker = |speaker: &Speaker| SpeakerLabel { name: speaker.name.clone(), kind: Some(speaker.kind) };
        let mut label = Self {
            source: places(&record.source),
            cue: places(&record.cue),
            content: record.content.spans.clone(),
            kind: Some(record.content.kind),
            speaker: record.speaker.as_ref().map(speaker),
            stance: Some(record.stance),
            nested_in: record.nested_in,
            score: Some(record.score),
        };
        label.sort();
        label
    }
}
