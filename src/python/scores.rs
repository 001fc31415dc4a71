//! Scores against hand labels.

use std::path::{Path, PathBuf};

use pyo3::prelude::*;
use whosaid::eval::{LabelReading, Labels, Parsed, agreement, parse_claims, read_labels};

use crate::ScoreError;

/// Where predictions come from.
#[derive(FromPyObject)]
pub(crate) enum Predictions {
    /// Claims, as JSON Lines.
    Lines(String),
    /// A file or folder of labels in any form.
    Path(PathBuf),
}

/// The agreement of predictions with the gold, as JSON. Predictions are a path, or claims as JSON Lines in a string.
#[pyfunction]
pub(crate) fn evaluate(py: Python<'_>, gold: PathBuf, predictions: Predictions) -> PyResult<String> {
    py.detach(|| {
        let gold = read(&gold, &[])?;
        if gold.found.is_empty() {
            let problem = gold.problems.first().map_or_else(String::new, |problem| format!(": {problem}"));
            return Err(format!("the gold holds no article with labels{problem}"));
        }
        let predicted = match predictions {
            Predictions::Lines(lines) => parse_claims("predictions", &lines, true, &gold.found),
            Predictions::Path(path) => read(&path, &gold.found)?,
        };
        serde_json::to_string(&agreement(gold, predicted)).map_err(|error| error.to_string())
    })
    .map_err(ScoreError::new_err)
}

fn read(path: &Path, articles: &[Labels]) -> Result<Parsed<Vec<Labels>>, String> {
    read_labels(path, &LabelReading { articles, ..LabelReading::default() }).map_err(|error| error.to_string())
}
