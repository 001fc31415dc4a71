//! What `eval` scores: the model's labels, or those in files, put beside the gold.

use std::path::Path;

use anyhow::Result;

use super::extract::extractor;
use super::label_arguments::Eval;
use super::labels::{read_labels, tell};
use super::progress::Progress;
use super::report::{self, Report};
use super::shared_arguments::Models;
use crate::article::Article;
use crate::eval::{FirstAnnotators, Labels, first_annotators, pair};
use crate::record::ArticleRef;

/// Labels for every article of the gold, in its order.
pub(super) struct Predictions {
    /// As the user calls them.
    pub(super) name: String,
    pub(super) labels: Vec<Labels>,
    /// How much of them could not be used.
    pub(super) unusable: usize,
}

impl Predictions {
    /// Those that the arguments name: one set, or two to be compared.
    pub(super) fn gather(gold: &[Labels], arguments: &Eval, report: Report) -> Result<Vec<Self>> {
        if arguments.predictions.is_empty() {
            let (labels, failures) = extract(gold, &arguments.models, report)?;
            return Ok(vec![Self::new("the model".to_owned(), labels, failures, gold, report)]);
        }
        arguments.predictions.iter().map(|path| Self::read(path, gold, arguments, report)).collect()
    }

    fn read(path: &Path, gold: &[Labels], arguments: &Eval, report: Report) -> Result<Self> {
        let read = read_labels(path, &arguments.labels, gold)?;
        let problems = tell(&read.problems, report);
        let (labels, twice) = one_of_each(read.found, report);
        Ok(Self::new(path.display().to_string(), labels, problems + twice, gold, report))
    }

    fn new(name: String, labels: Vec<Labels>, unusable: usize, gold: &[Labels], report: Report) -> Self {
        let paired = pair(gold, labels);
        for id in &paired.unpredicted {
            report.summary(&format!("{name}: no labels for article {id:?}; scored as empty"));
        }
        Self { name, labels: paired.predicted, unusable: unusable + tell(&paired.problems, report) }
    }
}

/// One labelling of every article; how many are there twice.
pub(super) fn one_of_each(labels: Vec<Labels>, report: Report) -> (Vec<Labels>, usize) {
    let FirstAnnotators { labels, passed_over, problems } = first_annotators(labels);
    if passed_over > 0 {
        report.summary(&format!("the labels of other annotators are skipped ({passed_over}); --annotators scores them against each other"));
    }
    (labels, tell(&problems, report))
}

/// Runs the model on the gold's texts. A text that fails is named and counted.
fn extract(gold: &[Labels], models: &Models, report: Report) -> Result<(Vec<Labels>, usize)> {
    let extractor = extractor(models, report)?;
    let (mut labels, mut failures) = (Vec::new(), 0);
    let mut progress = Progress::new(gold.iter().map(|one| one.text.len() as u64).sum(), report.is_quiet());
    for (one, outcome) in gold.iter().zip(extractor.pipe(gold.iter().map(article_of))) {
        match outcome {
            Ok(extraction) => labels.push(Labels::from(&extraction.annotation)),
            Err(error) => {
                progress.suspend(|| report::warning(&format!("{}: {error}", one.article.id)));
                failures += 1;
            }
        }
        progress.article(one.text.len() as u64);
    }
    progress.finish();
    Ok((labels, failures))
}

/// The article of some labels.
fn article_of(labels: &Labels) -> Article {
    let ArticleRef { id, path, title, published, url } = labels.article.clone();
    Article { path, title, published, url, ..Article::new(id, &labels.text) }
}
