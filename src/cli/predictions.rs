//! The predictions that `eval` scores, from the model or from files, matched with the gold.

use std::path::Path;

use anyhow::{Result, bail};

use super::extract::extractor;
use super::label_arguments::Eval;
use super::labels::{read_labels, report_problems};
use super::messages::{self, Messages};
use super::progress::Progress;
use super::shared_arguments::Models;
use crate::article::Article;
use crate::eval::{FirstAnnotators, Labels, first_annotators, pair};
use crate::record::ArticleRef;

/// Labels for every article of the gold, in the same order.
pub(super) struct Predictions {
    /// A name for messages: the path, or "the model".
    pub(super) name: String,
    pub(super) labels: Vec<Labels>,
    /// The number of problems in them.
    pub(super) unusable: usize,
}

impl Predictions {
    /// The predictions that the arguments ask for: one set, or two to compare.
    pub(super) fn gather(gold: &[Labels], arguments: &Eval, messages: Messages) -> Result<Vec<Self>> {
        if arguments.predictions.is_empty() {
            let (labels, failures) = extract(gold, &arguments.models, messages)?;
            return Ok(vec![Self::new("the model".to_owned(), labels, failures, gold, messages)]);
        }
        arguments.predictions.iter().map(|path| Self::read(path, gold, arguments, messages)).collect()
    }

    fn read(path: &Path, gold: &[Labels], arguments: &Eval, messages: Messages) -> Result<Self> {
        let read = read_labels(path, &arguments.labels, gold)?;
        let problems = report_problems(&read.problems, messages);
        let (labels, twice) = one_of_each(read.found, messages);
        let is_known = |labels: &Labels| gold.iter().any(|one| one.article.id == labels.article.id);
        if let (Some(first), Some(stranger)) = (gold.first(), labels.first().filter(|_| !labels.iter().any(is_known))) {
            let (expected, found) = (&first.article.id, &stranger.article.id);
            bail!("{}: none of its articles is in the gold; its first is {found:?}, that of the gold {expected:?}", path.display());
        }
        Ok(Self::new(path.display().to_string(), labels, problems + twice, gold, messages))
    }

    fn new(name: String, labels: Vec<Labels>, unusable: usize, gold: &[Labels], messages: Messages) -> Self {
        let paired = pair(gold, labels);
        for id in &paired.unpredicted {
            messages.summary(&format!("{name}: no labels for article {id:?}; scored as empty"));
        }
        Self { name, labels: paired.predicted, unusable: unusable + report_problems(&paired.problems, messages) }
    }
}

/// Keeps one annotator's labels for every article; returns them with the number of problems.
pub(super) fn one_of_each(labels: Vec<Labels>, messages: Messages) -> (Vec<Labels>, usize) {
    let FirstAnnotators { labels, passed_over, problems } = first_annotators(labels);
    if passed_over > 0 {
        messages
            .summary(&format!("the labels of other annotators are skipped ({passed_over}); --annotators scores them against each other"));
    }
    (labels, report_problems(&problems, messages))
}

/// Runs the model on the gold's texts. Texts that fail are reported and counted.
fn extract(gold: &[Labels], models: &Models, messages: Messages) -> Result<(Vec<Labels>, usize)> {
    let extractor = extractor(models, messages)?;
    let (mut labels, mut failures) = (Vec::new(), 0);
    let mut progress = Progress::new(gold.iter().map(|one| one.text.len() as u64).sum(), messages.is_quiet());
    for (one, outcome) in gold.iter().zip(extractor.pipe(gold.iter().map(article_of))) {
        match outcome {
            Ok(extraction) => labels.push(Labels::extracted(&extraction.annotation, &extraction.claims)),
            Err(error) => {
                progress.suspend(|| messages::warning(&format!("{}: {error}", one.article.id)));
                failures += 1;
            }
        }
        progress.article(one.text.len() as u64);
    }
    progress.finish();
    Ok((labels, failures))
}

/// The article that labels belong to.
fn article_of(labels: &Labels) -> Article {
    let ArticleRef { id, path, title, published, url } = labels.article.clone();
    Article { path, title, published, url, ..Article::new(id, &labels.text) }
}
