//! Reads labels as the options say, and reports what is wrong with them.

use std::path::Path;

use anyhow::{Context, Result};

use super::label_arguments::LabelOptions;
use super::messages::{self, Messages};
use crate::eval::{BratMapping, LabelError, LabelProblem, LabelReading, Labels, Parsed};
use crate::read::text_file;

/// How many problems are shown unless the user asks for all.
const SHOWN: usize = 20;

/// Reports what is wrong with files of labels; returns the number of problems.
pub(super) fn report_problems(problems: &[LabelProblem], messages: Messages) -> usize {
    let shown = if messages.is_verbose() { problems.len() } else { SHOWN };
    for problem in problems.iter().take(shown) {
        messages::warning(&problem.to_string());
    }
    if let Some(more) = problems.len().checked_sub(shown).filter(|&more| more > 0) {
        messages::warning(&format!("{more} more problems like these (-v shows all)"));
    }
    problems.len()
}

/// Reads all labels at a path. Claims need the articles that they were extracted from.
pub(super) fn read_labels(path: &Path, options: &LabelOptions, articles: &[Labels]) -> Result<Parsed<Vec<Labels>>> {
    let mapping = match &options.mapping {
        Some(file) => serde_json::from_str(&text_file(file)?).with_context(|| format!("{}: not a mapping", file.display()))?,
        None => BratMapping::default(),
    };
    let reading = LabelReading { form: options.format.map(Into::into), mapping, sentences: options.sentences.into(), articles };
    crate::eval::read_labels(path, &reading).map_err(|error| match error {
        LabelError::NoTexts(_) => anyhow::anyhow!("{error}; `whosaid convert --texts PATH` puts them together"),
        error => error.into(),
    })
}
