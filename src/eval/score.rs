//! The scores of one article: the agreement on every layer.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Pairs, align};
use super::counts::Counts;
use super::facts::{are_looked_for, facts};
use super::labels::{AttributionLabel, EntityLabel, Labels};
use super::layer::{Detail, Layer, Tally};
use super::places::{likeness, runs, shared, size};
use super::saying::{Saying, parts_per_thousand};
use crate::record::{Part, Place};

/// The default intersection over union from which two spans count as overlapping.
pub const OVERLAP: f64 = 0.5;

/// The counts of one article; they can be summed over articles.
pub type Tallies = BTreeMap<Layer, Tally>;

/// The weight of a pair, so high that the number of pairs counts for more than their total similarity.
const PAIR: i64 = 1 << 48;
/// The weight of a thousandth of similarity, so high that it counts for more than agreement in values (no article has that many on a layer).
const AGREEMENTS: i64 = 1 << 12;

/// Counts the agreement between an article's gold and predicted labels. Layers that one side did not label are left out.
#[must_use]
pub fn score(gold: &Labels, predicted: &Labels, overlap: f64) -> Tallies {
    let mut tallies = Tallies::new();
    if let (Some(gold), Some(predicted)) = (&gold.entities, &predicted.entities) {
        score_entities(gold, predicted, overlap, &mut tallies);
    }
    if gold.attributions.is_some() && predicted.attributions.is_some() {
        for part in Part::ALL {
            tallies.insert(Layer::Part(part), score_places(&gold.places(part), &predicted.places(part), overlap));
        }
        score_attributions(gold.sayings(), predicted.sayings(), overlap, &mut tallies);
    }
    tallies
}

fn score_entities(gold: &[EntityLabel], predicted: &[EntityLabel], overlap: f64, tallies: &mut Tallies) {
    let labels: BTreeSet<&str> = gold.iter().chain(predicted).map(|entity| entity.label.as_str()).collect();
    let none = Some(Counts::default());
    let mut all: Tally = [none, none, none, None];
    for label in labels {
        let places = |entities: &[EntityLabel]| entities.iter().filter(|entity| entity.label == label).map(|entity| entity.place).collect();
        let tally = score_places(&places(gold), &places(predicted), overlap);
        super::layer::add(&mut all, &tally);
        tallies.insert(Layer::EntityType(label.to_owned()), tally);
    }
    tallies.insert(Layer::Entities, all);
}

fn score_places(gold: &BTreeSet<Place>, predicted: &BTreeSet<Place>, overlap: f64) -> Tally {
    let exact = Counts::new(gold.intersection(predicted).count(), gold.len(), predicted.len());
    let (gold, predicted): (Vec<Place>, Vec<Place>) = (gold.iter().copied().collect(), predicted.iter().copied().collect());
    let pairs = align(&gold, &predicted, |&g, &p| match likeness(&[g], &[p]) {
        likeness if likeness >= overlap && likeness > 0.0 => PAIR + parts_per_thousand(likeness),
        _ => 0,
    });
    let (gold_runs, predicted_runs) = (runs(&gold), runs(&predicted));
    let characters = Counts::new(shared(&gold_runs, &predicted_runs), size(&gold_runs), size(&predicted_runs));
    [Some(exact), Some(Counts::new(pairs.len(), gold.len(), predicted.len())), Some(characters), None]
}

fn score_attributions(gold: &[AttributionLabel], predicted: &[AttributionLabel], overlap: f64, tallies: &mut Tallies) {
    let layers = Layer::VALUES.into_iter().filter(|layer| are_looked_for(layer, gold) && are_looked_for(layer, predicted));
    let (gold, predicted) = (Saying::unique(gold), Saying::unique(predicted));
    let gold_parts: BTreeSet<_> = gold.iter().map(Saying::parts).collect();
    let same = predicted.iter().filter(|saying| gold_parts.contains(&saying.parts())).count();
    let found = found(&gold, &predicted, overlap);
    let counts = |matched: usize| Some(Counts::new(matched, gold.len(), predicted.len()));
    tallies.insert(Layer::Attribution, [counts(same), counts(found.len()), None, None]);
    for layer in layers {
        let tally = score_values(&layer, &gold, &predicted, overlap);
        tallies.insert(layer, tally);
    }
}

fn score_values(layer: &Layer, gold: &[Saying], predicted: &[Saying], overlap: f64) -> Tally {
    let (gold, predicted) = (Told::all(layer, gold), Told::all(layer, predicted));
    let pairs = pair_told(&gold, &predicted, overlap);
    let agree = |pairs: &[(usize, usize)]| pairs.iter().map(|&(g, p)| gold[g].shared(&predicted[p])).sum();
    let all = |told: &[Told]| told.iter().map(|told| told.keys.len()).sum();
    let exact = Counts::new(agree(&pairs), all(&gold), all(&predicted));
    // A wrong speaker's role is an error of the speaker layer.
    let is_of_layer = |&(g, p): &(usize, usize)| *layer != Layer::Detail(Detail::Role) || gold[g].has_speaker_of(&predicted[p]);
    let pairs: Pairs = pairs.into_iter().filter(is_of_layer).collect();
    let paired_gold = pairs.iter().map(|&(g, _)| gold[g].keys.len()).sum();
    let paired_predicted = pairs.iter().map(|&(_, p)| predicted[p].keys.len()).sum();
    [Some(exact), None, None, Some(Counts::new(agree(&pairs), paired_gold, paired_predicted))]
}

/// The largest set of pairs of attributions whose sources share a character (or are both missing) and whose contents overlap.
pub(super) fn found(gold: &[Saying], predicted: &[Saying], overlap: f64) -> Pairs {
    align(gold, predicted, |g, p| match g.content_likeness(p) {
        likeness if likeness >= overlap && likeness > 0.0 && g.sources_meet(p) => PAIR + g.likeness(p),
        _ => 0,
    })
}

/// An attribution with its values on a layer.
struct Told<'s, 'a> {
    saying: &'s Saying<'a>,
    /// The keys of the values, sorted.
    keys: Vec<String>,
}

impl<'s, 'a> Told<'s, 'a> {
    fn all(layer: &Layer, sayings: &'s [Saying<'a>]) -> Vec<Self> {
        let told = |saying: &'s Saying<'a>| {
            let mut keys: Vec<String> = facts(layer, saying.label).into_iter().map(|fact| fact.key).collect();
            keys.sort_unstable();
            Self { saying, keys }
        };
        sayings.iter().map(told).collect()
    }

    /// Whether both have the same speaker, or both none.
    fn has_speaker_of(&self, other: &Self) -> bool {
        let key = |told: &Self| facts(&Layer::Speaker, told.saying.label).pop().map(|fact| fact.key);
        key(self) == key(other)
    }

    /// The number of values that both have.
    fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut count) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.keys.get(i), other.keys.get(j)) {
            count += usize::from(one == two);
            i += usize::from(one <= two);
            j += usize::from(two <= one);
        }
        count
    }
}

/// The largest set of pairs of attributions whose contents overlap, whatever the sources. Among equally large sets the more similar in all parts
/// wins, then the one with more agreement on the layer. Since several sets may be equally good, the two sides are put into an order that does not
/// depend on which of them is the gold.
fn pair_told(gold: &[Told], predicted: &[Told], overlap: f64) -> Pairs {
    let weight = |g: &Told, p: &Told| match g.saying.content_likeness(p.saying) {
        likeness if likeness >= overlap && likeness > 0.0 => {
            PAIR + AGREEMENTS * g.saying.likeness(p.saying) + i64::try_from(g.shared(p)).unwrap_or(0)
        }
        _ => 0,
    };
    let order = |told: &Told| (told.saying.parts().map(<[Place]>::to_vec), told.keys.clone());
    if gold.iter().map(order).le(predicted.iter().map(order)) {
        return align(gold, predicted, weight);
    }
    let mut pairs = align(predicted, gold, weight).into_iter().map(|(p, g)| (g, p)).collect::<Pairs>();
    pairs.sort_unstable();
    pairs
}

/// The pairs of attributions that are compared on a layer.
pub(super) fn pair_values(layer: &Layer, gold: &[Saying], predicted: &[Saying], overlap: f64) -> Pairs {
    pair_told(&Told::all(layer, gold), &Told::all(layer, predicted), overlap)
}
