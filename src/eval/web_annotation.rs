//! W3C Web Annotation (JSON-LD): one `AnnotationPage` per article.
//!
//! A name is an annotation that classifies one place; an attribution is an annotation whose targets are its parts, each with its role. Places are
//! `TextPositionSelector`s (code points) with the words in a `TextQuoteSelector`. Terms that the vocabulary lacks are under `urn:whosaid:`.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::json_records::line_of;
use super::labels::{AttributionLabel, EntityLabel, Labels, Location, Quoter, SpeakerLabel};
use super::nesting::{Keyed, nest};
use super::problem::{Complaints, Parsed};
use crate::record::{ArticleRef, ContentKind, Part, Place, SpeakerKind, Stance};

/// The body of an attribution's or a name's annotation.
#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(rename = "type")]
    form: String,
    purpose: String,
    /// "attribution", or the type of the name.
    value: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    #[serde(default, rename = "speakerKind", skip_serializing_if = "Option::is_none")]
    speaker_kind: Option<SpeakerKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stance: Option<Stance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<ContentKind>,
    /// The IRI of the outer attribution's annotation.
    #[serde(default, rename = "nestedIn", skip_serializing_if = "Option::is_none")]
    nested_in: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

#[derive(Deserialize)]
struct Page<'a> {
    article: ArticleRef,
    annotator: Option<String>,
    text: String,
    layers: Vec<String>,
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    motivation: String,
    body: Body,
    target: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    role: Option<String>,
    selector: Vec<Selector>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Selector {
    TextPositionSelector { start: usize, end: usize },
    TextQuoteSelector { exact: String },
}

const NAMES: &str = "classifying";
const SAYINGS: &str = "describing";

/// The article's labels as a JSON-LD document.
#[must_use]
pub fn web_annotation(labels: &Labels) -> Value {
    let quoter = Quoter::new(&labels.text);
    let page = format!("urn:whosaid:article:{}", labels.article.id);
    // Names come first, so an attribution's number follows theirs.
    let iri = |number: usize| format!("{page}#{}", number + 1);
    let target = |place: Place, role: Option<&str>| {
        let mut target = json!({"type": "SpecificResource", "source": page, "selector": [
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
            {"type": "TextQuoteSelector", "exact": quoter.words(place).unwrap_or_default()},
        ]});
        if let Some(role) = role {
            target["role"] = role.into();
        }
        target
    };
    let names = labels.names().iter().map(|entity| (NAMES, name_body(entity), vec![target(entity.place, None)]));
    let sayings = labels.sayings().iter().map(|attribution| {
        let places = Part::ALL.into_iter().flat_map(|part| attribution.part(part).iter().map(move |&place| (place, part.name())));
        let nested_in = attribution.nested_in.map(|outer| iri(labels.names().len() + outer));
        (SAYINGS, Body { nested_in, ..saying_body(attribution) }, places.map(|(place, role)| target(place, Some(role))).collect())
    });
    let items = names.chain(sayings).enumerate().map(|(number, (motivation, body, targets))| {
        json!({"id": iri(number), "type": "Annotation", "motivation": motivation, "body": body, "target": targets})
    });
    let layers = [("entities", labels.entities.is_some()), ("attributions", labels.attributions.is_some())];
    json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"@vocab": "urn:whosaid:"}],
        "id": format!("{page}#labels"),
        "type": "AnnotationPage",
        "article": labels.article,
        "annotator": labels.annotator,
        "text": labels.text,
        "layers": layers.iter().filter(|(_, there)| *there).map(|(layer, _)| *layer).collect::<Vec<_>>(),
        "items": items.collect::<Vec<_>>(),
    })
}

fn name_body(entity: &EntityLabel) -> Body {
    Body { value: entity.label.clone(), score: entity.score, ..Body::default() }
}

fn saying_body(attribution: &AttributionLabel) -> Body {
    let AttributionLabel { speaker, stance, kind, score, .. } = attribution;
    Body {
        value: "attribution".to_owned(),
        speaker: speaker.as_ref().map(|speaker| speaker.name.clone()),
        speaker_kind: speaker.as_ref().and_then(|speaker| speaker.kind),
        stance: *stance,
        kind: *kind,
        score: *score,
        ..Body::default()
    }
}

impl Default for Body {
    /// The body of a name or attribution without any values.
    fn default() -> Self {
        Self {
            form: "TextualBody".to_owned(),
            purpose: "tagging".to_owned(),
            value: String::new(),
            speaker: None,
            speaker_kind: None,
            stance: None,
            kind: None,
            nested_in: None,
            score: None,
        }
    }
}

/// Reads a page written by [`web_annotation`]. An article with any fault is left out, and every fault is reported.
#[must_use]
pub fn parse_web_annotation(file: &str, contents: &str) -> Parsed<Option<Labels>> {
    let mut complaints = Complaints::new(file);
    let page: Page = match serde_json::from_str(contents) {
        Ok(page) => page,
        Err(error) => {
            complaints.at(error.line(), format!("not a page of annotations of an article ({error}); skipped"));
            return complaints.with(None);
        }
    };
    let quoter = Quoter::new(&page.text);
    let (mut entities, mut attributions) = (Vec::new(), Vec::new());
    for raw in page.items {
        let line = line_of(raw, contents);
        let item = serde_json::from_str(raw.get()).map_err(|error| error.to_string());
        let read = item.and_then(|item: Item| match item.motivation.as_str() {
            NAMES => name(item, &quoter).map(|entity| entities.push(entity)),
            SAYINGS => saying(item, line, &quoter).map(|attribution| attributions.push(attribution)),
            other => Err(format!("unknown motivation {other:?}")),
        });
        if let Err(fault) = read {
            complaints.at(line, format!("{fault}; the article {:?} is skipped", page.article.id));
        }
    }
    if complaints.are_there() {
        return complaints.with(None);
    }
    let has = |layer: &str| page.layers.iter().any(|name| name == layer);
    let labels = Labels {
        entities: has("entities").then_some(entities),
        attributions: has("attributions").then(|| nest(attributions, &mut complaints)),
        article: page.article,
        annotator: page.annotator,
        origin: Location { file: file.to_owned(), line: 1 },
        ..Labels::new("", page.text)
    };
    complaints.with(Some(labels))
}

fn name(item: Item, quoter: &Quoter) -> Result<EntityLabel, String> {
    let [target] = item.target.as_slice() else { return Err("a name has one target".to_owned()) };
    Ok(EntityLabel { place: place(target, quoter)?, label: item.body.value, score: item.body.score })
}

fn saying(item: Item, line: usize, quoter: &Quoter) -> Result<Keyed, String> {
    let Body { speaker, speaker_kind, stance, kind, score, nested_in, .. } = item.body;
    let speaker = speaker.map(|name| SpeakerLabel { name, kind: speaker_kind });
    let mut label = AttributionLabel { kind, speaker, stance, score, ..AttributionLabel::default() };
    for target in &item.target {
        let role = target.role.as_deref().unwrap_or_default();
        let part = Part::ALL.into_iter().find(|part| part.name() == role).ok_or_else(|| format!("unknown role {role:?}"))?;
        label.part_mut(part).push(place(target, quoter)?);
    }
    label.sort();
    label.place().ok_or("an attribution without targets")?;
    Ok(Keyed { line, key: Some(item.id), outer: nested_in, label })
}

fn place(target: &Target, quoter: &Quoter) -> Result<Place, String> {
    let position = target.selector.iter().find_map(|selector| match selector {
        Selector::TextPositionSelector { start, end } => Some(Place { start: *start, end: *end }),
        Selector::TextQuoteSelector { .. } => None,
    });
    let exact = target.selector.iter().find_map(|selector| match selector {
        Selector::TextQuoteSelector { exact } => Some(exact.as_str()),
        Selector::TextPositionSelector { .. } => None,
    });
    let place = position.ok_or("a target without TextPositionSelector")?;
    quoter.fault(place, exact).map_or(Ok(place), Err)
}
