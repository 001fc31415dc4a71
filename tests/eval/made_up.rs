//! Generated texts with labels, with any characters and any spans.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use whosaid::eval::{AttributionLabel, Details, EntityLabel, Labels, Location, QuantityLabel, SpeakerLabel, TimeLabel};
use whosaid::record::{Bound, ContentKind, Place, SpeakerKind, Stance};

/// The file name for labels that are written and read back.
pub(crate) const FILE: &str = "made-up";

/// Failing cases are saved and run first from then on.
pub(crate) fn config() -> ProptestConfig {
    let kept = FileFailurePersistence::Direct("tests/regressions/eval.txt");
    ProptestConfig { failure_persistence: Some(Box::new(kept)), ..ProptestConfig::default() }
}

/// Labels of one generated text, with all fields that a label may have.
pub(crate) fn labels() -> impl Strategy<Value = Labels> {
    text().prop_flat_map(labels_of)
}

/// Labels without the fields that only the native format and claims can hold.
pub(crate) fn plain_labels() -> impl Strategy<Value = Labels> {
    labels().prop_map(|mut labels| {
        labels.attributions.iter_mut().flatten().for_each(|attribution| attribution.details = None);
        labels
    })
}

/// Two annotators' labels of the same text.
pub(crate) fn two() -> impl Strategy<Value = (Labels, Labels)> {
    text().prop_flat_map(|text| (labels_of(text.clone()), labels_of(text)))
}

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => prop::sample::select(vec!["Ana Lee said ", "“no”, ", "\n\n", "\r\n", "\t", " ", "é", "👩‍🚒 ", "\u{2028}", "\"it's\\over\" ", "a;b", "\u{85}"])
            .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z]{1,8} ",
    ];
    prop::collection::vec(part, 1..30).prop_map(|parts| parts.concat())
}

fn labels_of(text: String) -> impl Strategy<Value = Labels> {
    let length = text.chars().count();
    let entities = prop::option::of(prop::collection::vec(entity(length), 0..6));
    let attributions = prop::option::of(prop::collection::vec((attribution(length), prop::option::of(0_usize..5)), 0..6));
    let known = || prop::option::of("[A-Za-z0-9 éß\"]{1,12}");
    (entities, attributions, known(), known()).prop_map(move |(entities, attributions, title, annotator)| {
        let attributions = attributions.map(nested);
        let origin = Location { file: FILE.to_owned(), line: 1 };
        let mut labels = Labels { annotator, origin, entities: entities.map(sorted), attributions, ..Labels::new("made/up", text.clone()) };
        labels.article.title = title;
        labels
    })
}

fn sorted(mut entities: Vec<EntityLabel>) -> Vec<EntityLabel> {
    entities.sort_by(|one, other| (one.place, &one.label).cmp(&(other.place, &other.label)));
    entities.dedup_by(|one, other| (one.place, &one.label) == (other.place, &other.label));
    entities
}

/// Nests each attribution within another existing one, or in none.
fn nested(attributions: Vec<(AttributionLabel, Option<usize>)>) -> Vec<AttributionLabel> {
    let count = attributions.len();
    let label = |(at, (label, outer)): (usize, (AttributionLabel, Option<usize>))| {
        let nested_in = outer.filter(|&outer| outer != at && outer < count);
        AttributionLabel { nested_in, ..label }
    };
    attributions.into_iter().enumerate().map(label).collect()
}

fn place(length: usize) -> impl Strategy<Value = Place> {
    (0..length).prop_flat_map(move |start| (Just(start), start + 1..=length)).prop_map(|(start, end)| Place { start, end })
}

fn score() -> impl Strategy<Value = Option<f64>> {
    prop::option::of((0_u32..=1000).prop_map(|thousandths| f64::from(thousandths) / 1000.0))
}

fn entity(length: usize) -> impl Strategy<Value = EntityLabel> {
    let label = prop::sample::select(vec!["PER", "ORG", "LOC", "MISC"]);
    (place(length), label, score()).prop_map(|(place, label, score)| EntityLabel { place, label: label.to_owned(), score })
}

fn attribution(length: usize) -> impl Strategy<Value = AttributionLabel> {
    let places = move |most: usize| prop::collection::vec(place(length), 0..=most);
    let kind = prop::option::of(prop::sample::select(vec![ContentKind::Direct, ContentKind::Indirect, ContentKind::Mixed]));
    let stance = prop::option::of(prop::sample::select(vec![Stance::Asserts, Stance::Denies, Stance::Intends]));
    let speaker_kind = prop::option::of(prop::sample::select(vec![SpeakerKind::Person, SpeakerKind::Document]));
    let speaker = prop::option::of(("[A-Za-z \"\\\\é]{1,9}", speaker_kind).prop_map(|(name, kind)| SpeakerLabel { name, kind }));
    let content = prop::collection::vec(place(length), 1..=3);
    let parts = (places(2), places(2), content);
    let said = (kind, speaker, stance, prop::option::of(details(length)), score());
    (parts, said).prop_map(|((source, cue, content), (kind, speaker, stance, mut details, score))| {
        if let Some(details) = details.as_mut().filter(|_| speaker.is_none()) {
            details.role = None;
        }
        let mut label = AttributionLabel { source, cue, content, kind, speaker, stance, nested_in: None, details, score };
        label.sort();
        label
    })
}

fn details(length: usize) -> impl Strategy<Value = Details> {
    let words = || prop::option::of(place(length));
    let role = prop::option::of(prop::sample::select(vec!["mayor", "The Mayor", "mayor of É"]).prop_map(str::to_owned));
    (role, words(), words(), prop::option::of(time(length)), prop::collection::vec(time(length), 0..4), quantities(length))
        .prop_map(|(role, via, cites, said, dates, quantities)| Details { role, via, cites, said, dates, quantities })
}

fn time(length: usize) -> impl Strategy<Value = TimeLabel> {
    let timex = prop::sample::select(vec!["P1D", "XXXX-05"]);
    (place(length), timex).prop_map(|(place, timex)| TimeLabel { place, timex: timex.to_owned() })
}

fn quantities(length: usize) -> impl Strategy<Value = Vec<QuantityLabel>> {
    let unit = prop::option::of(prop::sample::select(vec!["men", "%"]).prop_map(str::to_owned));
    let bound = prop::option::of(prop::sample::select(vec![Bound::About, Bound::AtLeast]));
    let number = (place(length), 0_u32..4, unit, bound);
    let label = number.prop_map(|(place, halves, unit, bound)| QuantityLabel { place, value: f64::from(halves) / 2.0, unit, bound });
    prop::collection::vec(label, 0..4)
}
