//! One row per labelled item: what was expected, what was found, and what is wrong.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use super::align::align;
use super::facts::{Fact, are_looked_for, facts};
use super::labels::{AttributionLabel, Labels, Quoter};
use super::layer::Layer;
use super::places::likeness;
use super::saying::{Saying, parts_per_thousand};
use super::score::pair_values;
use crate::record::{Part, Place};

/// What is wrong with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// It is only in the gold.
    Missed,
    /// It is only predicted.
    Spurious,
    /// It was found with different boundaries.
    Boundary,
    /// It was found with another type, stance or kind.
    WrongLabel,
    /// Its content was found with another source.
    WrongLink,
    /// Its content was found with another speaker.
    WrongSpeaker,
}

impl Fault {
    /// All faults.
    pub(crate) const ALL: [Self; 6] = [Self::Missed, Self::Spurious, Self::Boundary, Self::WrongLabel, Self::WrongLink, Self::WrongSpeaker];

    /// Its name in words.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::Boundary => "boundary",
            Self::WrongLabel => "wrong label",
            Self::WrongLink => "wrong link",
            Self::WrongSpeaker => "wrong speaker",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.name())
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A gold item, a predicted one, or a pair of both.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The article's id.
    pub(crate) article: String,
    /// What is scored.
    pub layer: Layer,
    /// The gold, in words.
    pub expected: Option<String>,
    /// The predicted, in words.
    pub found: Option<String>,
    /// The gold's spans.
    pub(crate) expected_places: Vec<Place>,
    /// The prediction's spans.
    pub(crate) found_places: Vec<Place>,
    /// The fault; `None` where it is right.
    pub fault: Option<Fault>,
    /// The prediction's score, where it has one.
    pub(crate) score: Option<f64>,
}

/// An item as a table row.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ItemRow<'a> {
    article: &'a str,
    layer: String,
    expected: Option<&'a str>,
    found: Option<&'a str>,
    /// "right" or "wrong".
    verdict: &'static str,
    error: Option<Fault>,
    /// As `start-end`, several separated by semicolons.
    expected_spans: String,
    found_spans: String,
    score: Option<f64>,
}

impl Item {
    /// The item as a table row.
    #[must_use]
    pub(crate) fn row(&self) -> ItemRow<'_> {
        let spans = |places: &[Place]| places.iter().map(|place| format!("{}-{}", place.start, place.end)).collect::<Vec<_>>().join(";");
        ItemRow {
            article: &self.article,
            layer: self.layer.to_string(),
            expected: self.expected.as_deref(),
            found: self.found.as_deref(),
            verdict: if self.fault.is_none() { "right" } else { "wrong" },
            error: self.fault,
            expected_spans: spans(&self.expected_places),
            found_spans: spans(&self.found_places),
            score: self.score,
        }
    }
}

/// The weight of an identical pair, greater than that of any two overlapping ones.
const SAME: i64 = 4_000;

/// All items of an article. The number of right rows equals the exact counts.
#[must_use]
pub fn items(gold: &Labels, predicted: &Labels, overlap: f64) -> Vec<Item> {
    let mut listing = Listing { quoter: Quoter::new(&gold.text), article: &gold.article.id, items: Vec::new() };
    if gold.entities.is_some() && predicted.entities.is_some() {
        listing.entities(gold, predicted);
    }
    if gold.attributions.is_some() && predicted.attributions.is_some() {
        for part in Part::ALL {
            let things = |labels: &Labels| labels.places(part).into_iter().map(|place| (place, "")).collect::<Vec<_>>();
            listing.spans(&Layer::Part(part), &things(gold), &things(predicted));
        }
        let are_scored = |layer: &Layer| {
            let says = |attribution: &AttributionLabel| !facts(layer, attribution).is_empty();
            are_looked_for(layer, predicted.sayings()) && gold.sayings().iter().any(says)
        };
        let layers: Vec<Layer> = Layer::VALUES.into_iter().filter(are_scored).collect();
        let (gold, predicted) = (Saying::unique(gold.sayings()), Saying::unique(predicted.sayings()));
        listing.attributions(&gold, &predicted, overlap);
        for layer in layers {
            listing.values(&layer, &gold, &predicted, overlap);
        }
    }
    listing.items
}

struct Listing<'a> {
    quoter: Quoter<'a>,
    article: &'a str,
    items: Vec<Item>,
}

impl Listing<'_> {
    fn push(&mut self, layer: &Layer, gold: Option<Side>, predicted: Option<Side>, fault: Option<Fault>) {
        let (expected, expected_places, _) = Side::open(gold);
        let (found, found_places, score) = Side::open(predicted);
        let (article, layer) = (self.article.to_owned(), layer.clone());
        self.items.push(Item { article, layer, expected, found, expected_places, found_places, fault, score });
    }

    fn entities(&mut self, gold: &Labels, predicted: &Labels) {
        let things = |labels: &'_ Labels| -> BTreeSet<(Place, String)> {
            labels.names().iter().map(|entity| (entity.place, entity.label.clone())).collect()
        };
        let (gold, predicted) = (things(gold), things(predicted));
        let gold: Vec<(Place, &str)> = gold.iter().map(|(place, label)| (*place, label.as_str())).collect();
        let predicted: Vec<(Place, &str)> = predicted.iter().map(|(place, label)| (*place, label.as_str())).collect();
        self.spans(&Layer::Entities, &gold, &predicted);
    }

    /// Lists labelled spans; the label is empty where there is none.
    fn spans(&mut self, layer: &Layer, gold: &[(Place, &str)], predicted: &[(Place, &str)]) {
        let weight = |g: &(Place, &str), p: &(Place, &str)| match likeness(&[g.0], &[p.0]) {
            0.0 => 0,
            _ if g == p => SAME,
            alike => 1 + parts_per_thousand(alike) + i64::from(g.1 == p.1),
        };
        let pairs = align(gold, predicted, weight);
        let side = |(place, label): (Place, &str)| {
            let words = self.quoter.joined(&[place]);
            Side { words: if label.is_empty() { words } else { format!("{words} [{label}]") }, places: vec![place], score: None }
        };
        let rows: Vec<_> = matched(pairs, gold.len(), predicted.len())
            .map(|(g, p)| {
                let (g, p) = (g.map(|at| gold[at]), p.map(|at| predicted[at]));
                let fault = match (g, p) {
                    (Some(g), Some(p)) if g == p => None,
                    (Some(g), Some(p)) if g.1 != p.1 => Some(Fault::WrongLabel),
                    (Some(_), Some(_)) => Some(Fault::Boundary),
                    (Some(_), None) => Some(Fault::Missed),
                    _ => Some(Fault::Spurious),
                };
                (g.map(side), p.map(side), fault)
            })
            .collect();
        for (g, p, fault) in rows {
            self.push(layer, g, p, fault);
        }
    }

    fn attributions(&mut self, gold: &[Saying], predicted: &[Saying], overlap: f64) {
        let weight = |g: &Saying, p: &Saying| match g.content_likeness(p) {
            0.0 => 0,
            _ if g.parts() == p.parts() => 4 * SAME,
            alike => 1 + g.likeness(p) + if alike >= overlap && g.sources_meet(p) { SAME } else { 0 },
        };
        for (g, p) in matched(align(gold, predicted, weight), gold.len(), predicted.len()) {
            let (g, p) = (g.map(|at| &gold[at]), p.map(|at| &predicted[at]));
            let fault = match (g, p) {
                (Some(g), Some(p)) if g.parts() == p.parts() => None,
                (Some(g), Some(p)) if !g.sources_meet(p) => Some(Fault::WrongLink),
                (Some(_), Some(_)) => Some(Fault::Boundary),
                (Some(_), None) => Some(Fault::Missed),
                _ => Some(Fault::Spurious),
            };
            let (g, p) = (g.map(|g| self.saying(g.label)), p.map(|p| self.saying(p.label)));
            self.push(&Layer::Attribution, g, p, fault);
        }
    }

    fn values(&mut self, layer: &Layer, gold: &[Saying], predicted: &[Saying], overlap: f64) {
        for (g, p) in matched(pair_values(layer, gold, predicted, overlap), gold.len(), predicted.len()) {
            let (g, p) = (g.map(|at| gold[at].label), p.map(|at| predicted[at].label));
            self.facts(layer, g, p);
        }
    }

    /// Lists the values of two attributions on a layer, or of one without a partner.
    fn facts(&mut self, layer: &Layer, gold: Option<&AttributionLabel>, predicted: Option<&AttributionLabel>) {
        let all = |label: Option<&AttributionLabel>| label.map(|label| facts(layer, label)).unwrap_or_default();
        let (gold_facts, predicted_facts) = (all(gold), all(predicted));
        let weight = |g: &Fact, p: &Fact| match (g.place, p.place) {
            _ if g.key == p.key => SAME,
            (Some(g), Some(p)) => parts_per_thousand(likeness(&[g], &[p])),
            _ => 1,
        };
        let pairs = align(&gold_facts, &predicted_facts, weight);
        for (g, p) in matched(pairs, gold_facts.len(), predicted_facts.len()) {
            let (g, p) = (g.map(|at| &gold_facts[at]), p.map(|at| &predicted_facts[at]));
            let fault = match (g, p) {
                (Some(g), Some(p)) if g.key == p.key => None,
                (Some(g), Some(p)) if g.place != p.place => Some(Fault::Boundary),
                (Some(_), Some(_)) if *layer == Layer::Speaker => Some(Fault::WrongSpeaker),
                (Some(_), Some(_)) => Some(Fault::WrongLabel),
                (Some(_), None) => Some(Fault::Missed),
                _ => Some(Fault::Spurious),
            };
            let side = |label: Option<&AttributionLabel>, fact: Option<&Fact>| Some(self.fact(label?, fact?));
            let (g, p) = (side(gold, g), side(predicted, p));
            self.push(layer, g, p, fault);
        }
    }

    /// A value of an attribution: the words at its place, the value, or both.
    fn fact(&self, attribution: &AttributionLabel, fact: &Fact) -> Side {
        let value = &fact.value;
        let words = match fact.place {
            None => value.clone(),
            Some(place) if value.is_empty() => self.quoter.joined(&[place]),
            Some(place) => format!("{} [{value}]", self.quoter.joined(&[place])),
        };
        let places = fact.place.map_or_else(|| attribution.content.clone(), |place| vec![place]);
        Side { words, places, score: attribution.score }
    }

    /// An attribution on one line: source | cue | content.
    fn saying(&self, attribution: &AttributionLabel) -> Side {
        let words = Part::ALL.map(|part| self.quoter.joined(attribution.part(part))).join(" | ");
        let places = Part::ALL.into_iter().flat_map(|part| attribution.part(part).iter().copied()).collect();
        Side { words, places, score: attribution.score }
    }
}

/// One side of an item.
struct Side {
    words: String,
    places: Vec<Place>,
    score: Option<f64>,
}

impl Side {
    fn open(side: Option<Self>) -> (Option<String>, Vec<Place>, Option<f64>) {
        side.map_or((None, Vec::new(), None), |side| (Some(side.words), side.places, side.score))
    }
}

/// The pairs, then the gold without a partner, then the predicted without one.
fn matched(pairs: Vec<(usize, usize)>, gold: usize, predicted: usize) -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let missed: Vec<usize> = (0..gold).filter(|at| !pairs.iter().any(|(g, _)| g == at)).collect();
    let spurious: Vec<usize> = (0..predicted).filter(|at| !pairs.iter().any(|(_, p)| p == at)).collect();
    let both = pairs.into_iter().map(|(g, p)| (Some(g), Some(p)));
    both.chain(missed.into_iter().map(|at| (Some(at), None))).chain(spurious.into_iter().map(|at| (None, Some(at))))
}
