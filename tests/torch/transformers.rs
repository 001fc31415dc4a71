//! Other people's models say what they say in `transformers`, token by token.
//!
//! rust-bert's own pipeline does not: from the second batch of 64 windows on it reads each article's labels from another article's windows, and
//! what does not fit into one window it cuts elsewhere. Hence articles of several windows here, and more than 64 windows at once.

use std::collections::BTreeMap;

use whosaid::encode::Encoder;
use whosaid::model::ModelSpec;

use super::folders::{KINDS, best, corpus, encode, run, small_model, torch};

/// For every model and article the labels' ids, a character each; `?` where two are too close to each other.
type Expected = BTreeMap<String, BTreeMap<String, String>>;

#[test]
fn every_token_has_the_label_that_transformers_gives() {
    let expected: Expected = serde_json::from_str(include_str!("labels.json")).unwrap();
    let texts: BTreeMap<String, String> = corpus().into_iter().collect();
    assert_eq!(expected.keys().map(String::as_str).collect::<Vec<_>>(), sorted(KINDS));
    for kind in KINDS {
        let folder = small_model(kind);
        let encoder = Encoder::load(&ModelSpec::load(&folder).unwrap()).unwrap();
        let labels = &expected[kind];
        assert_eq!(labels.len(), 20);
        let articles: Vec<_> = labels.keys().map(|name| encode(&encoder, &text(name, &texts))).collect();
        let windows: usize = articles.iter().map(|article| article.windows.len()).sum();
        assert!(windows > 64 && articles.iter().any(|article| article.pieces.len() > 512), "{kind}: {windows} windows");

        let mut wrong = 0;
        for ((name, labels), logits) in labels.iter().zip(run(&torch(&folder), &articles, 0)) {
            let found: Vec<usize> = (0..logits.rows()).map(|row| best(logits.row(row))).collect();
            assert_eq!(found.len(), labels.len(), "{kind}, {name}: tokens");
            let expected = labels.chars().map(|label| label.to_digit(36));
            wrong += expected.zip(found).filter(|&(label, found)| label.is_some_and(|label| label as usize != found)).count();
        }
        let tokens: usize = labels.values().map(String::len).sum();
        println!("{kind}: {wrong} of {tokens} tokens in {windows} windows have another label");
        assert_eq!(wrong, 0, "{kind}");
    }
}

/// An article of the corpus, or the first lines of one ("name:2").
fn text(name: &str, texts: &BTreeMap<String, String>) -> String {
    match name.split_once(':') {
        Some((name, lines)) => texts[name].split_inclusive('\n').take(lines.parse().unwrap()).collect(),
        None => texts[name].clone(),
    }
}

fn sorted<const N: usize>(mut names: [&str; N]) -> [&str; N] {
    names.sort_unstable();
    names
}
