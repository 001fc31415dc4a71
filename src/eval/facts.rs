//! The values of an attribution on a layer, ready for comparison: the speaker, the stance, every date of the content.

use super::labels::{AttributionLabel, Details, QuantityLabel, TimeLabel, bare_name, word};
use super::layer::{Detail, Layer};
use crate::record::Place;

/// A value of an attribution on a layer. Two are the same if their keys are.
pub(super) struct Fact {
    pub(super) key: String,
    /// Its position, if it consists of words of the article.
    pub(super) place: Option<Place>,
    /// The value besides the words at its place; empty where there is none.
    pub(super) value: String,
}

impl Fact {
    /// A value that is compared literally.
    fn word(value: String) -> Self {
        Self { key: value.clone(), place: None, value }
    }

    /// A name, or words compared like one.
    fn name(name: &str) -> Self {
        Self { key: bare_name(name).join(" "), place: None, value: name.to_owned() }
    }

    /// Words of the article, with a value of their own.
    fn at(place: Place, value: String) -> Self {
        Self { key: format!("{}-{} {value}", place.start, place.end), place: Some(place), value }
    }
}

/// The values of an attribution on a layer; none where the labels lack that layer, or for a layer that is not one of [`Layer::VALUES`].
pub(super) fn facts(layer: &Layer, attribution: &AttributionLabel) -> Vec<Fact> {
    let AttributionLabel { speaker, stance, kind, details, .. } = attribution;
    match layer {
        Layer::Speaker => speaker.iter().map(|speaker| Fact::name(&speaker.name)).collect(),
        Layer::SpeakerKind => speaker.iter().filter_map(|speaker| speaker.kind).map(|kind| Fact::word(word(kind))).collect(),
        Layer::Stance => stance.iter().map(|stance| Fact::word(word(stance))).collect(),
        Layer::ContentKind => kind.iter().map(|kind| Fact::word(word(kind))).collect(),
        Layer::Detail(detail) => details.iter().flat_map(|details| of_details(*detail, details)).collect(),
        _ => Vec::new(),
    }
}

fn of_details(detail: Detail, details: &Details) -> Vec<Fact> {
    let Details { role, via, cites, said, dates, quantities } = details;
    let words = |place: &Option<Place>| place.iter().map(|&place| Fact::at(place, String::new())).collect();
    let span = |time: &TimeLabel| Fact::at(time.place, String::new());
    let timex = |time: &TimeLabel| Fact::at(time.place, time.timex.clone());
    let numbers = |value: fn(&QuantityLabel) -> String| quantities.iter().map(|number| Fact::at(number.place, value(number))).collect();
    match detail {
        Detail::Role => role.iter().map(|role| Fact::name(role)).collect(),
        Detail::Via => words(via),
        Detail::Cites => words(cites),
        Detail::Said => said.iter().map(span).collect(),
        Detail::SaidValue => said.iter().map(timex).collect(),
        Detail::Dates => dates.iter().map(span).collect(),
        Detail::DateValues => dates.iter().map(timex).collect(),
        Detail::Quantities => numbers(|_| String::new()),
        Detail::QuantityValues => numbers(|number| number.value.to_string()),
        Detail::QuantityUnits => numbers(|number| number.unit.clone().unwrap_or_else(|| "no unit".to_owned())),
        Detail::QuantityBounds => numbers(|number| number.bound.map_or_else(|| "no bound".to_owned(), word)),
    }
}

/// Whether labels cover a layer: details count as covered where some attribution has them, or where there are no attributions.
pub(super) fn are_looked_for(layer: &Layer, attributions: &[AttributionLabel]) -> bool {
    let has_details = |attribution: &AttributionLabel| attribution.details.is_some();
    !matches!(layer, Layer::Detail(_)) || attributions.is_empty() || attributions.iter().any(has_details)
}
