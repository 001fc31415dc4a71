//! Many articles, in order, in constant memory.

use super::{ArticleError, Extraction, Extractor};
use crate::article::Article;
use crate::read::{Entry, ReadError};

/// The bytes of text that the first group holds, so that the first records come at once.
const FIRST_GROUP: usize = 4 << 10;
/// The bytes of text that a group grows to. Logits are the largest thing in memory: about 250 bytes for a byte of text.
const LARGEST_GROUP: usize = 192 << 10;

/// What became of one article of the input.
#[derive(Debug)]
pub enum Outcome {
    /// It was read and run.
    Done {
        /// The article's words.
        words: usize,
        /// What was found in it.
        extraction: Box<Extraction>,
    },
    /// It could not be read.
    Unread(ReadError),
    /// It was read, but could not be run.
    Failed {
        /// The article's file, or else its id.
        article: String,
        /// What went wrong.
        error: ArticleError,
    },
}

/// Extracts from every article of an input and hands the outcomes to `sink`, in the order of the input, each with the bytes of
/// input that it took.
///
/// Articles are run in groups of bounded size; neither the size nor the number of threads changes what is found.
///
/// # Errors
///
/// The first error of `sink`, which ends the run.
pub fn extract_all<E>(
    extractor: &Extractor,
    entries: impl Iterator<Item = Entry>,
    mut sink: impl FnMut(Outcome, u64) -> Result<(), E>,
) -> Result<(), E> {
    let mut entries = entries.peekable();
    let mut size = FIRST_GROUP;
    while entries.peek().is_some() {
        let mut group = Vec::new();
        let mut held = 0;
        while held < size
            && let Some(entry) = entries.next()
        {
            held += entry.article.as_ref().map_or(0, |article| article.text.len());
            group.push(entry);
        }
        for (outcome, bytes) in run_group(extractor, group) {
            sink(outcome, bytes)?;
        }
        size = (2 * size).min(LARGEST_GROUP);
    }
    Ok(())
}

fn run_group(extractor: &Extractor, group: Vec<Entry>) -> Vec<(Outcome, u64)> {
    let mut articles: Vec<Article> = Vec::new();
    let entries: Vec<(u64, Option<ReadError>)> =
        group.into_iter().map(|Entry { bytes, article, .. }| (bytes, article.map(|article| articles.push(article)).err())).collect();
    let mut extractions = articles.iter().zip(extractor.extract(&articles));
    let outcome_of = |unread: Option<ReadError>| match unread {
        Some(error) => Some(Outcome::Unread(error)),
        None => extractions.next().map(|(article, extraction)| match extraction {
            Ok(extraction) => Outcome::Done { words: article.words(), extraction: Box::new(extraction) },
            Err(error) => Outcome::Failed { article: article.path.clone().unwrap_or_else(|| article.id.clone()), error },
        }),
    };
    let (bytes, unread): (Vec<u64>, Vec<_>) = entries.into_iter().unzip();
    unread.into_iter().map(outcome_of).zip(bytes).filter_map(|(outcome, bytes)| Some((outcome?, bytes))).collect()
}
