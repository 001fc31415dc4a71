//! Law 2 within the library: what is found in an article does not depend on the other articles.

use proptest::prelude::*;
use whosaid::article::Article;
use whosaid::extract::{ArticleError, Extraction, Extractor};
use whosaid::read::{Problem, ReadError};

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
    fn a_pipe_gives_every_article_in_order(entries in prop::collection::vec(prop::option::weighted(0.8, news()), 0..20)) {
        let readable: Vec<String> = entries.iter().flatten().cloned().collect();
        let mut expected = in_groups_of(sparing(), &numbered(&readable), 1).into_iter();
        let mut articles = numbered(&readable).into_iter();
        let input = entries.iter().map(|text| {
            let unreadable = || ArticleError::from(ReadError::new(None, Problem::Empty));
            text.as_ref().and_then(|_| articles.next()).ok_or_else(unreadable)
        });
        let outcomes: Vec<_> = sparing().pipe(input.collect::<Vec<_>>()).collect();
        prop_assert_eq!(outcomes.len(), entries.len());
        for (entry, outcome) in entries.iter().zip(outcomes) {
            match outcome {
                Ok(extraction) => prop_assert_eq!(Some(extraction), expected.next()),
                Err(error) => prop_assert!(entry.is_none() && matches!(error, ArticleError::Unread(_)), "{error}"),
            }
        }
        prop_assert!(expected.next().is_none());
    }
}

fn in_groups_of(extractor: &Extractor, articles: &[Article], size: usize) -> Vec<Extraction> {
    articles.chunks(size.max(1)).flat_map(|group| extractor.extract_all(group)).map(Result::unwrap).collect()
}

fn numbered(texts: &[String]) -> Vec<Article> {
    texts.iter().enumerate().map(|(number, text)| article(&number.to_string(), text)).collect()
}
