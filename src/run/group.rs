//! Runs a group of entries and records the outcome of each.

use std::path::Path;

use crate::article::Article;
use crate::extract::{ArticleError, Extraction, Extractor};
use crate::read::{Entry, Member, ReadError};
use crate::record::Failure;

/// The outcome of one article of the input.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The article was read and run.
    Done {
        /// The number of words in the article.
        words: usize,
        /// What was found in it.
        extraction: Box<Extraction>,
    },
    /// The article could not be read.
    Unread(ReadError),
    /// The article was read, but could not be run.
    Failed {
        /// The article's file; `None` for standard input.
        path: Option<String>,
        /// Its place in a file that holds many.
        member: Option<Member>,
        /// The article's id.
        id: String,
        /// What went wrong.
        error: ArticleError,
    },
}

impl Outcome {
    /// The record of an article that failed; `None` for one that was done or left out on purpose.
    pub(super) fn failure(&self) -> Option<Failure> {
        let path_text = |path: &Path| path.display().to_string();
        match self {
            Self::Unread(error) if error.is_failure() => Some(Failure {
                path: error.path().map(path_text),
                member: error.member().map(|member| member.to_string()),
                kind: error.kind().to_owned(),
                message: error.to_string(),
            }),
            Self::Done { .. } | Self::Unread(_) => None,
            Self::Failed { path, member, id, error } => Some(Failure {
                path: path.clone(),
                member: member.map(|member| member.to_string()),
                kind: error.kind().to_owned(),
                message: format!("{}: {error}; skipped", path.as_ref().unwrap_or(id)),
            }),
        }
    }
}

/// The outcome of each entry, with the number of bytes of input that it took.
pub(super) fn run_group(extractor: &Extractor, group: Vec<Entry>) -> Vec<(Outcome, u64)> {
    let mut articles: Vec<Article> = Vec::new();
    let mut read: Vec<(u64, Option<Member>, Option<ReadError>)> = Vec::new();
    for Entry { bytes, member, article } in group {
        read.push((bytes, member, article.map(|article| articles.push(article)).err()));
    }
    let mut extractions = articles.iter().zip(extractor.extract_all(&articles));
    let outcomes = read.into_iter().filter_map(|(bytes, member, unread)| match unread {
        Some(error) => Some((Outcome::Unread(error), bytes)),
        None => extractions.next().map(|(article, extraction)| (outcome(article, member, extraction), bytes)),
    });
    outcomes.collect()
}

fn outcome(article: &Article, member: Option<Member>, extraction: Result<Extraction, ArticleError>) -> Outcome {
    match extraction {
        Ok(extraction) => Outcome::Done { words: article.words(), extraction: Box::new(extraction) },
        Err(error) => Outcome::Failed { path: article.path.clone(), member, id: article.id.clone(), error },
    }
}
