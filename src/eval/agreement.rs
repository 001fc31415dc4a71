//! Scoring predictions in one call.

use serde::Serialize;

use super::bootstrap::Bootstrap;
use super::calibration::{Calibration, calibrate};
use super::evaluation::{Case, Evaluation, Figure};
use super::labels::Labels;
use super::pairing::{first_annotators, pair};
use super::problem::Parsed;
use super::score::OVERLAP;

/// The precision required by [`Calibration::precise`].
const PRECISION: f64 = 0.9;

/// The command's defaults.
const BOOTSTRAP: Bootstrap = Bootstrap { samples: 1000, seed: 0 };

/// The agreement of predictions with the gold.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    /// The number of gold articles.
    pub(crate) articles: usize,
    /// What could not be used and is not scored: files, articles and claims, with one sentence each.
    pub(crate) unusable: Vec<String>,
    /// Every layer by every measure.
    pub(crate) figures: Vec<Figure>,
    /// How far the predictions' scores can be trusted; `None` where they have none.
    pub(crate) calibration: Option<Calibration>,
}

/// Scores parsed predictions against the parsed gold: of several annotators the first counts, and for an article without predictions nothing counts
/// as found.
#[must_use]
pub fn agreement(gold: Parsed<Vec<Labels>>, predicted: Parsed<Vec<Labels>>) -> Agreement {
    let mut problems = gold.problems;
    problems.extend(predicted.problems);
    let gold = first_annotators(gold.found);
    let predicted = first_annotators(predicted.found);
    problems.extend(gold.problems);
    problems.extend(predicted.problems);
    let paired = pair(&gold.labels, predicted.labels);
    problems.extend(paired.problems);
    let cases: Vec<Case> = gold.labels.iter().zip(&paired.predicted).map(|pair| vec![pair]).collect();
    Agreement {
        articles: cases.len(),
        unusable: problems.iter().map(ToString::to_string).collect(),
        figures: Evaluation::new(&cases, OVERLAP).figures(BOOTSTRAP),
        calibration: calibrate(&cases, OVERLAP, PRECISION),
    }
}
