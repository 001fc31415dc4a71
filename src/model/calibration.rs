//! How a model's scores translate into probabilities.

use serde::Deserialize;

/// How often something with a given score is right, measured on texts that the model was not trained on.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Calibration {
    /// For attributions that are not within another.
    #[serde(default)]
    pub(crate) attribution: Curve,
    /// For those within contents; that of the others where they have none of their own.
    #[serde(default)]
    pub(crate) nested: Option<Curve>,
}

/// A non-decreasing line through points (score, probability). Scores before the first point and after the last have the probability of that
/// point; without points, a score is its own probability.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(try_from = "Vec<(f32, f32)>")]
pub(crate) struct Curve(Vec<(f32, f32)>);

impl Curve {
    /// The probability for a score.
    #[must_use]
    pub(crate) fn probability(&self, score: f32) -> f32 {
        let (before, after) = self.0.split_at(self.0.partition_point(|&(known, _)| known < score));
        match (before.last(), after.first()) {
            (None, None) => score,
            (Some(&(_, probability)), None) | (None, Some(&(_, probability))) => probability,
            (Some(&(low, least)), Some(&(high, most))) => (least + (most - least) * (score - low) / (high - low)).min(most),
        }
    }
}

impl TryFrom<Vec<(f32, f32)>> for Curve {
    type Error = &'static str;

    fn try_from(points: Vec<(f32, f32)>) -> Result<Self, Self::Error> {
        let are_parts = points.iter().all(|(score, probability)| [score, probability].iter().all(|part| (0.0..=1.0).contains(*part)));
        let rises = points.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
        (are_parts && rises).then_some(Self(points)).ok_or("a calibration needs points from 0 to 1 with rising scores and probabilities")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn curve(points: &str) -> Result<Curve, serde_json::Error> {
        serde_json::from_str(points)
    }

    #[test]
    fn scores_between_points_lie_on_the_line() {
        let curve = curve("[[0.2, 0.5], [0.6, 0.7], [0.8, 0.7]]").unwrap();
        let expected = [(0.0, 0.5), (0.2, 0.5), (0.4, 0.6), (0.6, 0.7), (0.7, 0.7), (1.0, 0.7)];
        assert!(expected.into_iter().all(|(score, probability)| (curve.probability(score) - probability).abs() < 1e-6));
    }

    #[test]
    fn points_that_are_no_rising_line_are_refused() {
        for points in ["[[0.5, 0.1], [0.2, 0.9]]", "[[0.5, 0.1], [0.5, 0.9]]", "[[0.2, 0.9], [0.5, 0.1]]", "[[0.2, 1.1]]"] {
            assert!(curve(points).is_err(), "{points}");
        }
    }

    proptest! {
        #[test]
        fn probabilities_keep_the_order_of_scores(scores in prop::collection::btree_set(0u16..=1000, 0..8), low in 0.0f32..=1.0, high in 0.0f32..=1.0) {
            let part = |place: usize, of: usize| f32::from(u16::try_from(place).unwrap()) / f32::from(u16::try_from(of.max(1)).unwrap());
            let count = scores.len();
            let points = scores.into_iter().enumerate();
            let curve = Curve::try_from(points.map(|(place, score)| (part(score.into(), 1000), part(place, count))).collect::<Vec<_>>()).unwrap();
            let (low, high) = (low.min(high), low.max(high));
            prop_assert!(curve.probability(low) <= curve.probability(high));
            prop_assert!((0.0..=1.0).contains(&curve.probability(high)));
            if count == 0 {
                prop_assert_eq!(curve.probability(low).to_bits(), low.to_bits());
            }
        }
    }
}
