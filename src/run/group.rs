//! Many articles, in order, in constant memory.

use std::path::Path;

use crate::article::Article;
use crate::extract::{ArticleError, Extraction, Extractor};
use crate::read::{Entry, Member, ReadError};
use crate::record::Failure;

/// The size of the first group, in estimated tokens, so that the first records come at once.
const FIRST_GROUP: usize = 1 << 10;
/// The size that groups grow to, in estimated tokens. The model's outputs are the largest thing in memory: about 3 KB for a token at the peak.
const LARGEST_GROUP: usize = 10 << 10;
/// What an entry counts at least, so that a group of entries without text is bounded too.
const SMALLEST_ENTRY: usize = 64;
/// The tokens that a window shares with the next, and those by which the next one begins later, in the shipped model.
const OVERLAP: usize = 96;
const STRIDE: usize = 222;

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
        /// The article's file; `None` for standard input.
        path: Option<String>,
        /// Its place in a file of many.
        member: Option<Member>,
        /// The article's id.
        id: String,
        /// What went wrong.
        error: ArticleError,
    },
}

impl Outcome {
    /// The record of an article that failed; `None` for one that was done, or left out on purpose.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
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
    for group in groups(entries) {
        for (outcome, bytes) in run_group(extractor, group) {
            sink(outcome, bytes)?;
        }
    }
    Ok(())
}

/// Entries in groups of bounded size, the first ones small; a larger entry is a group of its own. No more is read than the groups that were
/// taken hold, and the entry that did not fit.
pub(super) fn groups(mut entries: impl Iterator<Item = Entry>) -> impl Iterator<Item = Vec<Entry>> {
    let mut size = FIRST_GROUP;
    let mut kept_back = None;
    std::iter::from_fn(move || {
        let mut group = Vec::new();
        let mut held = 0;
        while held < size
            && let Some(entry) = kept_back.take().or_else(|| entries.next())
        {
            held += entry.article.as_ref().map_or(0, |article| estimated_tokens(&article.text)).max(SMALLEST_ENTRY);
            if held > size && !group.is_empty() {
                kept_back = Some(entry);
                break;
            }
            group.push(entry);
        }
        size = (2 * size).min(LARGEST_GROUP);
        (!group.is_empty()).then_some(group)
    })
}

/// The tokens that the model reads for a text, as far as its words, numbers and marks tell: within a fifth of them, where bytes are off by two
/// thirds for tables of figures (Reuters-21578, groups of some hundred articles).
fn estimated_tokens(text: &str) -> usize {
    let mut in_word = false;
    let begins_unit = |character: &char| {
        let was_in_word = std::mem::replace(&mut in_word, character.is_alphanumeric());
        if in_word { !was_in_word } else { !character.is_whitespace() }
    };
    let tokens = text.chars().filter(begins_unit).count();
    tokens + tokens.saturating_sub(OVERLAP) / STRIDE * OVERLAP
}

/// What became of each entry, with the bytes of input that it took.
pub(super) fn run_group(extractor: &Extractor, group: Vec<Entry>) -> Vec<(Outcome, u64)> {
    let mut articles: Vec<Article> = Vec::new();
    let mut read: Vec<(u64, Option<Member>, Option<ReadError>)> = Vec::new();
    for Entry { bytes, member, article } in group {
        read.push((bytes, member, article.map(|article| articles.push(article)).err()));
    }
    let mut extractions = articles.iter().zip(extractor.extract(&articles));
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(words: usize) -> Entry {
        Entry { bytes: 0, member: None, article: Ok(Article::new(words.to_string(), "word ".repeat(words))) }
    }

    proptest! {
        #[test]
        fn groups_hold_all_entries_in_order_and_not_too_much(lengths in prop::collection::vec(0usize..5_000, 0..60)) {
            let groups: Vec<Vec<Entry>> = groups(lengths.iter().map(|&words| entry(words))).collect();
            let sizes = |group: &[Entry]| group.iter().map(|entry| estimated_tokens(&entry.article.as_ref().unwrap().text)).sum::<usize>();
            for group in &groups {
                prop_assert!(group.len() == 1 || sizes(group) <= LARGEST_GROUP);
            }
            let ids: Vec<&str> = groups.iter().flatten().map(|entry| entry.article.as_ref().unwrap().id.as_str()).collect();
            prop_assert_eq!(ids, lengths.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
    }

    #[test]
    fn tokens_are_estimated_with_what_windows_share() {
        assert_eq!(estimated_tokens("In 1987, wheat rose 2.5 per cent -- to $3."), 16);
        assert_eq!(estimated_tokens(&"word ".repeat(400)), 400 + 96);
    }
}
