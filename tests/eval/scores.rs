//! Law 6: gold against itself is 1; swapping the sides swaps precision and recall; no cases is null, not 0.

use proptest::prelude::*;
use whosaid::eval::{
    AttributionLabel, Bootstrap, Counts, Detail, Details, Evaluation, Labels, Layer, Measure, OVERLAP, Tallies, items, score,
};

use super::made_up::{config, labels, two};
use whosaid::record::{Part, Place};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn gold_against_itself_is_one(labels in labels()) {
        for (layer, tally) in score(&labels, &labels, OVERLAP) {
            for counts in tally.into_iter().flatten() {
                prop_assert!(counts.f1().is_none_or(|f1| (f1 - 1.0).abs() < 1e-12), "{layer}: {counts:?}");
            }
        }
        prop_assert!(items(&labels, &labels, OVERLAP).iter().all(|item| item.fault.is_none()));
    }

    #[test]
    fn swapping_the_sides_swaps_precision_and_recall((one, other) in two()) {
        let (there, back) = (score(&one, &other, OVERLAP), score(&other, &one, OVERLAP));
        prop_assert_eq!(there.keys().collect::<Vec<_>>(), back.keys().collect::<Vec<_>>());
        for (layer, tally) in &there {
            for (there, back) in tally.iter().zip(back[layer]) {
                prop_assert_eq!(there.map(Counts::f1), back.map(Counts::f1), "{}", layer);
                prop_assert_eq!(there.map(Counts::precision), back.map(Counts::recall), "{}", layer);
            }
        }
    }

    #[test]
    fn matches_are_no_more_than_either_side((one, other) in two()) {
        for (layer, tally) in score(&one, &other, OVERLAP) {
            for counts in tally.into_iter().flatten() {
                prop_assert!(counts.matched <= counts.gold.min(counts.predicted), "{layer}: {counts:?}");
            }
            if let [Some(exact), Some(overlap), ..] = tally {
                prop_assert!(exact.matched <= overlap.matched, "{layer}: {tally:?}");
            }
        }
    }

    /// The table of items adds up to the exact scores: nothing is dropped.
    #[test]
    fn items_add_up_to_the_scores((gold, predicted) in two()) {
        let listed = items(&gold, &predicted, OVERLAP);
        for (layer, tally) in scored(&gold, &predicted) {
            let of_layer = || listed.iter().filter(|item| item.layer == layer);
            let exact = tally[Measure::Exact as usize].unwrap();
            prop_assert_eq!(of_layer().filter(|item| item.fault.is_none()).count() as u64, exact.matched, "{}", layer);
            prop_assert_eq!(of_layer().filter(|item| item.expected.is_some()).count() as u64, exact.gold, "{}", layer);
            prop_assert_eq!(of_layer().filter(|item| item.found.is_some()).count() as u64, exact.predicted, "{}", layer);
        }
    }
}

/// The layers for which items are listed: those of values only where the gold has some.
fn scored(gold: &Labels, predicted: &Labels) -> Tallies {
    let mut tallies = score(gold, predicted, OVERLAP);
    tallies.retain(|layer, tally| match layer {
        Layer::EntityType(_) => false,
        layer if Layer::VALUES.contains(layer) => tally[0].unwrap().gold > 0,
        _ => true,
    });
    tallies
}

/// Labels without details are not counted as having none.
#[test]
fn details_are_scored_where_both_sides_have_them() {
    let place = Place { start: 0, end: 4 };
    let said = |details| AttributionLabel { content: vec![place], details, ..AttributionLabel::default() };
    let labels = |attributions| Labels { attributions: Some(attributions), ..Labels::new("a", "text") };
    let via = |via| labels(vec![said(Some(Details { via, ..Details::default() }))]);
    let layer = Layer::Detail(Detail::Via);
    let exact = |gold: &Labels, found: &Labels| score(gold, found, OVERLAP).get(&layer).map(|tally| tally[0].unwrap());
    assert_eq!(exact(&labels(vec![said(None)]), &via(Some(place))), None);
    assert_eq!(exact(&via(Some(place)), &via(Some(place))), Some(Counts::new(1, 1, 1)));
    assert_eq!(exact(&via(Some(place)), &via(None)), Some(Counts::new(0, 1, 0)));
    assert_eq!(exact(&via(Some(place)), &labels(Vec::new())), Some(Counts::new(0, 1, 0)));
    let figures = |gold: &Labels| Evaluation::new(&[vec![(gold, &via(Some(place)))]], OVERLAP).figures(Bootstrap { samples: 10, seed: 0 });
    assert!(figures(&via(Some(place))).iter().any(|figure| figure.layer == layer));
    assert!(!figures(&labels(vec![said(None)])).iter().any(|figure| figure.layer == layer));
}

#[test]
fn nothing_to_score_is_null() {
    let empty = |attributions| Labels { attributions, ..Labels::new("a", "text") };
    let tallies = score(&empty(Some(Vec::new())), &empty(Some(Vec::new())), OVERLAP);
    assert_eq!(tallies[&Layer::Part(Part::Content)][0].unwrap().f1(), None);
    assert!(!tallies.contains_key(&Layer::Entities));
    assert!(score(&empty(None), &empty(Some(Vec::new())), OVERLAP).is_empty());
}
