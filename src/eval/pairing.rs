//! Pairs the labels that are compared with each other.

use std::collections::{BTreeMap, HashMap};

use super::evaluation::Case;
use super::labels::{Labels, Location};
use super::problem::LabelProblem;

/// Predictions in the order of the gold, and articles without a partner.
#[derive(Debug)]
pub(crate) struct Paired {
    /// One entry per gold article; without labels where there are no usable predictions.
    pub(crate) predicted: Vec<Labels>,
    /// The ids of gold articles without predictions.
    pub(crate) unpredicted: Vec<String>,
    /// Predicted articles that are not in the gold, which are not scored, and those with a different text there, which are scored as if nothing was
    /// predicted.
    pub(crate) problems: Vec<LabelProblem>,
}

/// Finds the predictions for every gold article by id. Each side has every article once.
#[must_use]
pub(crate) fn pair(gold: &[Labels], predicted: Vec<Labels>) -> Paired {
    let has_entities = predicted.iter().any(|labels| labels.entities.is_some());
    let has_attributions = predicted.iter().any(|labels| labels.attributions.is_some());
    let nothing = |gold: &Labels| Labels {
        entities: has_entities.then(Vec::new),
        attributions: has_attributions.then(Vec::new),
        ..Labels::new(&gold.article.id, &gold.text)
    };
    let mut by_id: BTreeMap<String, Labels> = predicted.into_iter().map(|labels| (labels.article.id.clone(), labels)).collect();
    let mut paired = Paired { predicted: Vec::new(), unpredicted: Vec::new(), problems: Vec::new() };
    for one in gold {
        let id = &one.article.id;
        let mut found = by_id.remove(id);
        if found.is_none() {
            paired.unpredicted.push(id.clone());
        }
        if let Some(other) = found.take_if(|found| found.text != one.text) {
            let message = format!("the article {id:?} has another text than in the gold; scored as none found");
            paired.problems.push(LabelProblem::at(&other.origin, message));
        }
        paired.predicted.push(found.unwrap_or_else(|| nothing(one)));
    }
    let unknown =
        |other: &Labels| LabelProblem::at(&other.origin, format!("the article {:?} is not in the gold; skipped", other.article.id));
    paired.problems.extend(by_id.values().map(unknown));
    paired
}

/// One set of labels per article.
#[derive(Debug)]
pub(crate) struct FirstAnnotators {
    /// The labels of the first annotator in sorted order.
    pub(crate) labels: Vec<Labels>,
    /// The number of other annotators' labels that were ignored.
    pub(crate) passed_over: usize,
    /// Articles that occur twice with the same annotator or none; the first counts.
    pub(crate) problems: Vec<LabelProblem>,
}

/// Chooses one set of labels for every article.
#[must_use]
pub(crate) fn first_annotators(labels: Vec<Labels>) -> FirstAnnotators {
    let mut first = FirstAnnotators { labels: Vec::new(), passed_over: 0, problems: Vec::new() };
    let mut places: HashMap<String, usize> = HashMap::new();
    for one in labels {
        let Some(&at) = places.get(&one.article.id) else {
            places.insert(one.article.id.clone(), first.labels.len());
            first.labels.push(one);
            continue;
        };
        let kept = &mut first.labels[at];
        if one.annotator == kept.annotator {
            let Location { file, line } = &kept.origin;
            let message = format!("the article {:?} is already there ({file}:{line}); skipped", one.article.id);
            first.problems.push(LabelProblem::at(&one.origin, message));
            continue;
        }
        first.passed_over += 1;
        if one.annotator < kept.annotator {
            *kept = one;
        }
    }
    first
}

/// Every pair of annotators of the same article, grouped by article.
#[must_use]
pub(crate) fn annotator_pairs(labels: &[Labels]) -> Vec<Case<'_>> {
    let mut by_article: BTreeMap<&str, Vec<&Labels>> = BTreeMap::new();
    for one in labels {
        by_article.entry(&one.article.id).or_default().push(one);
    }
    let cases = by_article.into_values().map(pairs_of);
    cases.filter(|case| !case.is_empty()).collect()
}

/// Every two sets of labels of an article, in the order of their annotators.
fn pairs_of(mut labellings: Vec<&Labels>) -> Case<'_> {
    labellings.sort_by(|one, other| one.annotator.cmp(&other.annotator));
    let others = labellings.iter().enumerate().flat_map(|(at, &one)| labellings[at + 1..].iter().map(move |&other| (one, other)));
    others.collect()
}
