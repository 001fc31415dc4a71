//! A whole evaluation: many articles, every layer.

use rayon::prelude::*;
use serde::Serialize;

use super::bootstrap::{Bootstrap, Comparison, Interval};
use super::counts::Counts;
use super::labels::Labels;
use super::layer::{Layer, Measure, add};
use super::score::{Tallies, score};

/// The labels to compare: the gold and the predicted ones of one article, or one such pair per annotator.
pub type Case<'a> = Vec<(&'a Labels, &'a Labels)>;

/// The counts of every article by layer and measure.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// One entry per article.
    articles: Vec<Tallies>,
    /// Their sum.
    total: Tallies,
}

/// One row of the result: a layer by a measure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What is scored.
    pub layer: Layer,
    /// The measure by which it is scored.
    pub measure: Measure,
    /// The counts over all articles.
    #[serde(flatten)]
    pub counts: Counts,
    /// Precision, 0 to 1; null where nothing is predicted.
    pub precision: Option<f64>,
    /// Recall, 0 to 1; null where there is no gold.
    pub recall: Option<f64>,
    /// F1, 0 to 1; null where there is nothing to score.
    pub f1: Option<f64>,
    /// The 95 % bootstrap interval of F1.
    pub interval: Option<Interval>,
    /// The mean F1 of the articles with something to score.
    pub macro_f1: Option<f64>,
}

impl Evaluation {
    /// Scores all cases. The values of attributions ([`Layer::VALUES`]) are scored only where some gold label has one.
    #[must_use]
    pub fn new(cases: &[Case], overlap: f64) -> Self {
        let tallies = |case: &Case| {
            let mut sum = Tallies::new();
            for (gold, predicted) in case {
                merge(&mut sum, &score(gold, predicted, overlap));
            }
            sum
        };
        let mut articles: Vec<Tallies> = cases.par_iter().map(tallies).collect();
        let mut total = Tallies::new();
        for tallies in &articles {
            merge(&mut total, tallies);
        }
        for layer in Layer::VALUES {
            if total.get(&layer).is_some_and(|tally| tally[0].unwrap_or_default().gold == 0) {
                total.remove(&layer);
                for tallies in &mut articles {
                    tallies.remove(&layer);
                }
            }
        }
        Self { articles, total }
    }

    /// Every layer by each of its measures.
    #[must_use]
    pub fn figures(&self, bootstrap: Bootstrap) -> Vec<Figure> {
        let rows = self.rows();
        let columns: Vec<Vec<Counts>> = rows.iter().map(|(layer, measure, _)| self.column(layer, *measure)).collect();
        let intervals = bootstrap.intervals(&columns);
        let figures = rows.into_iter().zip(columns).zip(intervals).map(|(((layer, measure, counts), column), interval)| Figure {
            layer,
            measure,
            counts,
            precision: counts.precision(),
            recall: counts.recall(),
            f1: counts.f1(),
            interval,
            macro_f1: mean(column.into_iter().filter_map(Counts::f1)),
        });
        figures.collect()
    }

    /// Compares another evaluation of the same articles with this one, layer by layer.
    #[must_use]
    pub(crate) fn compare(&self, other: &Self, bootstrap: Bootstrap) -> Vec<(Layer, Measure, Comparison)> {
        let both = self.rows().into_iter().filter(|(layer, ..)| other.total.contains_key(layer));
        let compared = both.filter_map(|(layer, measure, _)| {
            let comparison = bootstrap.compare(&self.column(&layer, measure), &other.column(&layer, measure))?;
            Some((layer, measure, comparison))
        });
        compared.collect()
    }

    fn rows(&self) -> Vec<(Layer, Measure, Counts)> {
        let row = |(layer, tally): (&Layer, &super::layer::Tally)| {
            let layer = layer.clone();
            let measured = Measure::ALL.into_iter().zip(*tally);
            measured.filter_map(move |(measure, counts)| Some((layer.clone(), measure, counts?))).collect::<Vec<_>>()
        };
        self.total.iter().flat_map(row).collect()
    }

    fn column(&self, layer: &Layer, measure: Measure) -> Vec<Counts> {
        let counts = |tallies: &Tallies| tallies.get(layer).and_then(|tally| tally[measure as usize]).unwrap_or_default();
        self.articles.iter().map(counts).collect()
    }
}

fn merge(sum: &mut Tallies, more: &Tallies) {
    for (layer, tally) in more {
        add(sum.entry(layer.clone()).or_default(), tally);
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    #[expect(clippy::cast_precision_loss, reason = "a number of articles")]
    let count = values.len() as f64;
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / count)
}
