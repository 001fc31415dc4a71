//! Extraction results as labels.

use super::labels::{AttributionLabel, Details, EntityLabel, Labels, Location, QuantityLabel, SpeakerLabel, TimeLabel};
use crate::record::{Annotation, ArticleRef, AttributionRecord, Claim, Entity, Place, Quantity, Quoted, Speaker, When};

impl From<&Annotation> for Labels {
    fn from(annotation: &Annotation) -> Self {
        let Annotation { id, path, title, published, url, text, entities, attributions, .. } = annotation.clone();
        Self {
            article: ArticleRef { id, path, title, published, url },
            annotator: None,
            origin: Location::default(),
            text,
            entities: Some(entities.iter().map(EntityLabel::from).collect()),
            attributions: Some(attributions.iter().map(AttributionLabel::from).collect()),
        }
    }
}

impl Labels {
    /// Everything extracted from an article: its annotation with the claim of every attribution, in the same order.
    #[must_use]
    pub fn extracted(annotation: &Annotation, claims: &[Claim]) -> Self {
        let mut labels = Self::from(annotation);
        for (attribution, claim) in labels.attributions.iter_mut().flatten().zip(claims) {
            attribution.details = Some(Details::from(claim));
        }
        labels
    }
}

impl From<&Claim> for Details {
    fn from(claim: &Claim) -> Self {
        let place = |words: &Quoted| Place { start: words.start, end: words.end };
        Self {
            role: claim.speaker.as_ref().and_then(|speaker| speaker.role.clone()),
            via: claim.via.as_ref().map(place),
            cites: claim.cites.as_ref().map(place),
            said: claim.said.as_ref().map(TimeLabel::from),
            dates: claim.dates.iter().map(TimeLabel::from).collect(),
            quantities: claim.quantities.iter().map(QuantityLabel::from).collect(),
        }
    }
}

impl From<&When> for TimeLabel {
    fn from(when: &When) -> Self {
        Self { place: Place { start: when.start, end: when.end }, timex: when.timex.clone() }
    }
}

impl From<&Quantity> for QuantityLabel {
    fn from(quantity: &Quantity) -> Self {
        let Quantity { start, end, value, ref unit, bound, .. } = *quantity;
        Self { place: Place { start, end }, value, unit: unit.clone(), bound }
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
            details: None,
            score: Some(record.score),
        };
        label.sort();
        label
    }
}
