//! The record of one attribution.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Certainty, Content, Entity, Grouping, Quantity, Quoted, Speaker, Stance, When};

/// Someone said something, in one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Who the source is; null where there is none, or it is a pronoun that nothing in the article explains.
    pub speaker: Option<Speaker>,
    /// The outlet or occasion through which it came: "told the BBC", "in a statement".
    pub via: Option<Quoted>,
    /// What the source itself leans on: "citing unnamed officials".
    pub cites: Option<Quoted>,
    /// The id of the claim within whose content this one stands.
    pub nested_in: Option<String>,
    /// What the source does with the content.
    pub stance: Stance,
    /// What the article's choice of cue implies about it.
    pub certainty: Certainty,
    /// When it was said.
    pub said: Option<When>,
    /// The dates within the content.
    pub dates: Vec<When>,
    /// The numbers within the content.
    pub quantities: Vec<Quantity>,
    /// The names within the content.
    pub entities: Vec<Entity>,
    /// Confidence, 0 to 1.
    pub score: f64,
    /// What it shares with claims of other articles; left out until claims are grouped.
    #[serde(flatten, deserialize_with = "Grouping::if_any")]
    pub grouping: Option<Grouping>,
    /// What else of the input was to be kept, by the names there; left out where nothing was.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub kept: Map<String, Value>,
}

impl Claim {
    /// The speaker's name, where known.
    #[must_use]
    pub fn speaker_name(&self) -> Option<&str> {
        self.speaker.as_ref().map(|speaker| speaker.name.as_str())
    }
}

/// The article of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticleRef {
    /// Its id.
    pub id: String,
    /// Its file.
    pub path: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The day on which it was published, as YYYY-MM-DD; as the input gives it where no day can be read in that.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

impl ArticleRef {
    /// The host of its address, without `www.`: `news.example`.
    #[must_use]
    pub(crate) fn host(&self) -> Option<String> {
        let (_, rest) = self.url.as_deref()?.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        (!host.is_empty()).then(|| host.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_bare() {
        let host = |url: &str| ArticleRef { id: String::new(), path: None, title: None, published: None, url: Some(url.to_owned()) }.host();
        assert_eq!(host("https://www.News.example:8080/a?b@c"), Some("news.example".to_owned()));
        assert_eq!(host("http://ana@news.example#x"), Some("news.example".to_owned()));
        assert_eq!((host("news.example/a"), host("file:///a")), (None, None));
    }
}
