//! The record of one attribution.

use serde::{Deserialize, Serialize};

use super::{Content, Entity, Quoted, Speaker};

/// Someone said something, in one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable: a hash of the article's id and the spans.
    pub id: String,
    /// Where it was read.
    pub article: ArticleRef,
    /// What is said.
    pub content: Content,
    /// The words that carry the saying.
    pub cue: Option<Quoted>,
    /// The words that name who speaks.
    pub source: Option<Quoted>,
    /// Who the source is, where the source itself holds a name.
    pub speaker: Option<Speaker>,
    /// The names within the content.
    pub entities: Vec<Entity>,
    /// Confidence, 0 to 1.
    pub score: f64,
}

/// The article of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRef {
    /// Its id.
    pub id: String,
    /// Its file.
    pub path: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
}
