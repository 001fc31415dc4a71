//! Finds which articles share words.

use super::article::ShingledArticle;
use super::shingles::is_sampled;

/// Two articles, one of which contains most of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct NearDuplicate<'a> {
    /// The id of the one that came first.
    pub earlier: &'a str,
    /// The id of the other.
    pub later: &'a str,
    /// The share of the smaller one's shingles that the other contains.
    pub(crate) containment: f64,
}

/// Shingles found in more articles than this (a disclaimer, a line about the newsroom) tie each article only to the first of these, so that the work
/// grows with the number of articles and not with its square.
const MOST_TIED: usize = 64;

/// Articles that share fewer sampled shingles than this have no passage in common.
const FEWEST_SHARED: usize = 2;

/// Returns, for every article in order, the earlier articles that it shares words with, the earliest first.
pub(super) fn earlier_kin(articles: &[ShingledArticle]) -> Vec<Vec<usize>> {
    let sampled = |article: &ShingledArticle| article.all.iter().copied().filter(|&shingle| is_sampled(shingle)).collect::<Vec<_>>();
    let mut postings: Vec<(u64, usize)> = articles
        .iter()
        .enumerate()
        .flat_map(|(place, article)| sampled(article).into_iter().map(move |shingle| (shingle, place)))
        .collect();
    postings.sort_unstable();
    let mut ties: Vec<(usize, usize)> = Vec::new();
    for run in postings.chunk_by(|one, other| one.0 == other.0) {
        for (place, &(_, later)) in run.iter().enumerate() {
            ties.extend(run[..place.min(MOST_TIED)].iter().map(|&(_, earlier)| (later, earlier)));
        }
    }
    ties.sort_unstable();
    let mut kin = vec![Vec::new(); articles.len()];
    for run in ties.chunk_by(|one, other| one == other).filter(|run| run.len() >= FEWEST_SHARED) {
        kin[run[0].0].push(run[0].1);
    }
    kin
}
