//! Finds which articles repeat others, and where.

use std::collections::HashMap;

use super::article::ShingledArticle;
use super::near::{NearDuplicate, earlier_kin};
use crate::record::Claim;

/// Takes articles one by one and keeps only hashes of their words.
#[derive(Default)]
pub struct CopyFinder {
    articles: Vec<ShingledArticle>,
}

impl CopyFinder {
    /// Adds an article: its id, day of publication and text.
    pub fn add(&mut self, id: String, published: Option<String>, text: &str) {
        self.articles.push(ShingledArticle::new(id, published, text));
    }

    /// Compares all articles.
    #[must_use]
    pub fn finish(self) -> Copies {
        let mut articles = self.articles;
        // By day of publication, unknown days last; ties keep the order in which the articles were added.
        articles.sort_by(|one, other| (one.published.is_none(), &one.published).cmp(&(other.published.is_none(), &other.published)));
        let kin = earlier_kin(&articles);
        let mut by_id = HashMap::new();
        for (place, article) in articles.iter().enumerate() {
            by_id.entry(article.id.clone()).or_insert(place);
        }
        Copies { articles, kin, by_id }
    }
}

/// Which articles repeat others.
#[derive(Default)]
pub struct Copies {
    /// The earliest first.
    articles: Vec<ShingledArticle>,
    /// For each, the earlier ones that it shares words with.
    kin: Vec<Vec<usize>>,
    by_id: HashMap<String, usize>,
}

/// Two articles are near-duplicates if the other contains more than this share of the smaller one's shingles.
const NEAR: f64 = 0.5;

impl Copies {
    /// The id of the earliest article that also contains the passage of a claim; `None` if the passage is original.
    #[must_use]
    pub(crate) fn original_of(&self, claim: &Claim) -> Option<&str> {
        let place = *self.by_id.get(&claim.article.id)?;
        if self.kin[place].is_empty() {
            return None;
        }
        let passage = self.articles[place].passage(claim);
        let original = self.kin[place].iter().map(|&earlier| &self.articles[earlier]).find(|earlier| earlier.has(&passage))?;
        Some(&original.id)
    }

    /// Whether an article was compared.
    #[must_use]
    pub fn knows(&self, article: &str) -> bool {
        self.by_id.contains_key(article)
    }

    /// All pairs of articles of which one contains more than half of the other's shingles.
    #[must_use]
    pub fn near_duplicates(&self) -> Vec<NearDuplicate<'_>> {
        let pairs = self.articles.iter().zip(&self.kin).flat_map(|(later, kin)| {
            kin.iter().map(move |&earlier| {
                let earlier = &self.articles[earlier];
                NearDuplicate { earlier: &earlier.id, later: &later.id, containment: later.containment(earlier) }
            })
        });
        pairs.filter(|pair| pair.containment > NEAR).collect()
    }
}
