//! The reliability of predicted attributions' scores.

use serde::Serialize;

use super::counts::{Counts, share};
use super::evaluation::Case;
use super::saying::Saying;
use super::score::found;

/// The number of bins in the reliability table.
const BINS: u32 = 10;

/// The reliability of scores, and the effect of thresholds. An attribution is right where its source and content overlap with those of a gold one;
/// the pairing with the gold is made once, with all predictions.
#[derive(Debug, Clone, Serialize)]
pub struct Calibration {
    /// Bins of equal width over the score, without the empty ones.
    pub reliability: Vec<Bin>,
    /// The expected calibration error: the mean distance between score and share of right predictions, weighted by the size of each bin.
    pub error: f64,
    /// The result of every threshold, from the highest score down.
    pub curve: Vec<Point>,
    /// The threshold with the highest F1.
    pub best: Option<Point>,
    /// The lowest threshold with at least the requested precision.
    pub precise: Option<Point>,
}

/// Predictions with similar scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// The lowest score of the bin.
    pub from: f64,
    /// The number of predictions.
    pub count: u64,
    /// Their mean score.
    pub score: f64,
    /// The share of them that are right.
    pub right: f64,
}

/// The result of a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Predictions with at least this score are kept.
    pub threshold: f64,
    /// The counts of what is left.
    #[serde(flatten)]
    pub counts: Counts,
    /// Precision, 0 to 1.
    pub precision: Option<f64>,
    /// Recall, 0 to 1.
    pub recall: Option<f64>,
}

/// Calibrates the scores of whole attributions; `overlap` is the least overlap of a right one, `wanted` the precision of [`Calibration::precise`].
/// `None` where no prediction has a score.
#[must_use]
pub fn calibrate(cases: &[Case], overlap: f64, wanted: f64) -> Option<Calibration> {
    let mut scored: Vec<(f64, bool)> = Vec::new();
    let mut gold_count = 0;
    for (gold, predicted) in
        cases.iter().flatten().filter(|(gold, predicted)| gold.attributions.is_some() && predicted.attributions.is_some())
    {
        let (gold, predicted) = (Saying::unique(gold.sayings()), Saying::unique(predicted.sayings()));
        let right: std::collections::BTreeSet<usize> = found(&gold, &predicted, overlap).into_iter().map(|(_, p)| p).collect();
        scored.extend(predicted.iter().enumerate().filter_map(|(at, p)| Some((p.label.score?.clamp(0.0, 1.0), right.contains(&at)))));
        gold_count += gold.len();
    }
    if scored.is_empty() {
        return None;
    }
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let curve = curve(&scored, gold_count);
    let reliability = reliability(&scored);
    let distance: f64 =
        reliability.iter().filter_map(|bin| Some((bin.score - bin.right).abs() * share(bin.count, scored.len() as u64)?)).sum();
    let by_f1 = |one: &&Point, other: &&Point| one.counts.f1().unwrap_or(0.0).total_cmp(&other.counts.f1().unwrap_or(0.0));
    Some(Calibration {
        best: curve.iter().max_by(by_f1).copied(),
        precise: curve.iter().rfind(|point| point.precision.is_some_and(|precision| precision >= wanted)).copied(),
        reliability,
        error: distance,
        curve,
    })
}

/// One point for every distinct score, highest first.
fn curve(scored: &[(f64, bool)], gold: usize) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut right = 0;
    for (at, &(threshold, is_right)) in scored.iter().enumerate() {
        right += usize::from(is_right);
        if scored.get(at + 1).is_none_or(|next| next.0 < threshold) {
            let counts = Counts::new(right, gold, at + 1);
            points.push(Point { threshold, counts, precision: counts.precision(), recall: counts.recall() });
        }
    }
    points
}

fn reliability(scored: &[(f64, bool)]) -> Vec<Bin> {
    let bin = |number: u32| {
        let (from, to) = (f64::from(number) / f64::from(BINS), f64::from(number + 1) / f64::from(BINS));
        let inside: Vec<&(f64, bool)> = scored.iter().filter(|(score, _)| *score >= from && (*score < to || number + 1 == BINS)).collect();
        let count = inside.len() as u64;
        let right = share(inside.iter().filter(|(_, right)| *right).count() as u64, count)?;
        let sum: f64 = inside.iter().map(|(score, _)| score).sum();
        Some(Bin { from, count, score: sum * share(1, count)?, right })
    };
    (0..BINS).filter_map(bin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_those_of_the_curve() {
        let scored = [(0.9, true), (0.9, true), (0.6, false), (0.3, true)];
        let points = curve(&scored, 4);
        assert_eq!(points.iter().map(|point| point.threshold).collect::<Vec<_>>(), [0.9, 0.6, 0.3]);
        assert_eq!(points[0].counts, Counts::new(2, 4, 2));
        assert_eq!(points[2].precision, Some(0.75));
        let bins = reliability(&scored);
        assert_eq!(bins.iter().map(|bin| (bin.count, bin.right)).collect::<Vec<_>>(), [(1, 1.0), (1, 0.0), (2, 1.0)]);
    }
}
