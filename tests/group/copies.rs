//! Wire copies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use whosaid::article::Article;
use whosaid::group::{Copies, CopyFinder};
use whosaid::read;

fn copies(articles: &[(&str, Option<&str>, &str)]) -> Copies {
    let mut finder = CopyFinder::default();
    for (id, published, text) in articles {
        finder.add((*id).to_owned(), published.map(str::to_owned), text);
    }
    finder.finish()
}

const WIRE: &str = "The ferry Morning Star ran aground off Kelso early on Tuesday with 214 people on board. The coastguard said that nobody was hurt and \
                    that all passengers had been taken off by noon. Its captain, Ida Holm, told reporters that a buoy had drifted from its place in the storm.";

#[test]
fn the_earliest_published_is_the_original() {
    let copies = copies(&[("late", Some("2024-05-09"), WIRE), ("undated", None, WIRE), ("early", Some("2024-05-08"), WIRE)]);
    let pairs: Vec<_> = copies.near_duplicates().into_iter().map(|pair| (pair.earlier, pair.later)).collect();
    assert_eq!(pairs, [("early", "late"), ("early", "undated"), ("late", "undated")]);
}

#[test]
fn a_short_text_within_a_long_one_is_near_and_a_shared_sentence_is_not() {
    let other = "Harbour dues will rise by a tenth from January, the port authority announced, blaming the price of diesel and of insurance. Fishermen called it the \
                 end of the small boats and asked the ministry for a year's delay, which it has refused to grant to anyone since the crisis.";
    let long = format!("{other}\n{WIRE}\n{}", other.replace("Harbour", "Later").replace("tenth", "fifth").replace(' ', " then "));
    let (sentence, _) = WIRE.split_once(". ").unwrap();
    let sharing = format!("{other}\n{sentence}.");
    let copies = copies(&[("long", None, &long), ("short", None, WIRE), ("sharing", None, &sharing)]);
    let pairs: Vec<_> = copies.near_duplicates().into_iter().map(|pair| (pair.earlier, pair.later)).collect();
    assert_eq!(pairs, [("long", "short"), ("long", "sharing")]);
    assert!(copies.knows("long") && !copies.knows("unheard of"));
}

/// Against a comparison of all shingles: `WHOSAID_DATA=DATA_FOLDER cargo test --release --test group copies -- --ignored --nocapture`.
#[test]
#[ignore = "needs the news of WHOSAID_DATA, which is not part of this package"]
fn near_duplicates_of_real_news_are_found() {
    let news = PathBuf::from(std::env::var("WHOSAID_DATA").expect("WHOSAID_DATA names the data folder")).join("news");
    let reuters = articles(&news.join("reuters21578.jsonl.gz"));
    let all: Vec<Article> = articles(&news.join("bbc.jsonl.gz")).into_iter().chain(reuters.iter().map(Article::clone)).collect();
    let begun = Instant::now();
    drop(found_in(&all));
    println!("{} articles compared in {:.1} s", all.len(), begun.elapsed().as_secs_f64());
    let copies = found_in(&reuters);
    let found: BTreeSet<(&str, &str)> = copies.near_duplicates().into_iter().map(|pair| ordered(pair.earlier, pair.later)).collect();
    let expected = by_comparing_all(&reuters);
    let right = found.intersection(&expected).count();
    let (recall, precision) = (share(right, expected.len()), share(right, found.len()));
    println!("{} of {} pairs found, {} others: recall {recall:.3}, precision {precision:.3}", right, expected.len(), found.len() - right);
    assert!(recall >= 0.97 && precision >= 0.97);
}

fn articles(file: &std::path::Path) -> Vec<Article> {
    read::path(file).filter_map(|entry| entry.article.ok()).collect()
}

fn found_in(articles: &[Article]) -> Copies {
    let mut finder = CopyFinder::default();
    for article in articles {
        finder.add(article.id.clone(), article.published.clone(), &article.text);
    }
    finder.finish()
}

/// The pairs that share more than half of the smaller one's runs of eight words.
fn by_comparing_all(articles: &[Article]) -> BTreeSet<(&str, &str)> {
    let mut having: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    let mut sizes = Vec::new();
    for (place, article) in articles.iter().enumerate() {
        let lower = article.text.to_lowercase();
        let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let shingles: BTreeSet<Vec<String>> = words.windows(8).map(|words| words.iter().map(ToString::to_string).collect()).collect();
        sizes.push(shingles.len());
        for shingle in shingles {
            having.entry(shingle).or_default().push(place);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for places in having.values() {
        for (at, &later) in places.iter().enumerate() {
            for &earlier in &places[..at] {
                *shared.entry((earlier, later)).or_default() += 1;
            }
        }
    }
    let near = shared.into_iter().filter(|&((one, other), both)| 2 * both > sizes[one].min(sizes[other]));
    near.map(|((one, other), _)| ordered(&articles[one].id, &articles[other].id)).collect()
}

fn ordered<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    (one.min(other), one.max(other))
}

#[expect(clippy::cast_precision_loss, reason = "counts of articles")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
