//! All labels of one article.

use serde::{Deserialize, Serialize};

use super::{Content, Entity, Quoted, Speaker, Stance};

/// One article with everything that was found in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Annotation {
    /// The article's id.
    pub id: String,
    /// Its file.
    pub path: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The day on which it was published, as YYYY-MM-DD; as the input gives it where no day can be read in that.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who wrote it, where the input says so.
    pub author: Option<String>,
    /// Its language as stated by the input: `en`, `en-GB`.
    pub language: Option<String>,
    /// The text that all offsets point into.
    pub text: String,
    /// All names, in order.
    pub entities: Vec<Entity>,
    /// All attributions, in the order of their contents.
    pub attributions: Vec<AttributionRecord>,
}

/// An attribution as the article words it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttributionRecord {
    /// The words that name who speaks.
    pub source: Option<Quoted>,
    /// The words that carry the saying.
    pub cue: Option<Quoted>,
    /// What is said.
    pub content: Content,
    /// Who the source is, as in the claim.
    pub speaker: Option<Speaker>,
    /// What the source does with the content, as in the claim.
    pub stance: Stance,
    /// The attribution within whose content this one stands, by its place in this list.
    pub nested_in: Option<usize>,
    /// Confidence, 0 to 1.
    pub score: f64,
}
