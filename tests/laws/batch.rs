//! Law 2 within the library: what is found in an article does not depend on the articles beside it.

use proptest::prelude::*;
use whosaid::article::Article;
use whosaid::extract::{Extraction, Extractor};
use whosaid::read::{Entry, Problem, ReadError};
use whosaid::run::{Outcome, extract_all};

use super::extractors::{article, shipped, sparing};
use super::texts::{anything, config, corpus, news};

#[test]
fn the_shipped_model_finds_the_same_in_any_company() {
    let articles = corpus(4);
    let together = in_groups_of(shipped(), &articles, articles.len());
    assert!(together.iter().any(|extraction| !extraction.claims.is_empty()));
    assert_eq!(in_groups_of(shipped(), &articles, 1), together);
    let reversed: Vec<Article> = articles.iter().rev().cloned().collect();
    let mut backwards = in_groups_of(shipped(), &reversed, 3);
    backwards.reverse();
    assert_eq!(backwards, together);
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn any_grouping_finds_the_same(texts in prop::collection::vec(prop_oneof![news(), anything()], 1..7), size in 1usize..5) {
        let articles = numbered(&texts);
        prop_assert_eq!(in_groups_of(sparing(), &articles, size), in_groups_of(sparing(), &articles, articles.len()));
    }

    #[test]
    fn a_run_gives_every_entry_in_order(entries in prop::collection::vec(prop::option::weighted(0.8, news()), 0..20)) {
        let readable: Vec<String> = entries.iter().flatten().cloned().collect();
        let mut expected = in_groups_of(sparing(), &numbered(&readable), 1).into_iter();
        let mut bytes_seen = Vec::new();
        let outcomes = run(&entries, &mut bytes_seen);
        prop_assert_eq!(outcomes.len(), entries.len());
        prop_assert_eq!(bytes_seen, (0..entries.len() as u64).collect::<Vec<_>>());
        for (entry, outcome) in entries.iter().zip(outcomes) {
            match outcome {
                Outcome::Done { extraction, .. } => prop_assert_eq!(Some(*extraction), expected.next()),
                Outcome::Unread(_) => prop_assert!(entry.is_none()),
                Outcome::Failed { id, error, .. } => prop_assert!(false, "{id}: {error}"),
            }
        }
        prop_assert!(expected.next().is_none());
    }
}

fn in_groups_of(extractor: &Extractor, articles: &[Article], size: usize) -> Vec<Extraction> {
    articles.chunks(size.max(1)).flat_map(|group| extractor.extract(group)).map(Result::unwrap).collect()
}

fn numbered(texts: &[String]) -> Vec<Article> {
    texts.iter().enumerate().map(|(number, text)| article(&number.to_string(), text)).collect()
}

/// The outcomes of a run over texts and, where there is none, unreadable entries; each entry's bytes are its number.
fn run(texts: &[Option<String>], bytes_seen: &mut Vec<u64>) -> Vec<Outcome> {
    let mut readable = 0;
    let entries = texts.iter().zip(0u64..).map(|(text, bytes)| {
        let text = text.as_deref().ok_or_else(|| ReadError::new(Some(bytes.to_string().as_ref()), Problem::Empty));
        let article = text.map(|text| {
            readable += 1;
            article(&(readable - 1).to_string(), text)
        });
        Entry { bytes, member: None, article }
    });
    let mut outcomes = Vec::new();
    let done: Result<(), ()> = extract_all(sparing(), entries, |outcome, bytes| {
        bytes_seen.push(bytes);
        outcomes.push(outcome);
        Ok(())
    });
    done.unwrap();
    outcomes
}
