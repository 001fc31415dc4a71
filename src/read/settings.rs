//! The settings of the readers.

use super::Member;
use super::error::Problem;
use super::field_names::Fields;
use super::language;
use super::share::Share;

/// The settings of the readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The names of JSON fields and table columns.
    pub fields: Fields,
    /// The largest size of an article's text, in bytes of UTF-8.
    pub largest_article: u64,
    /// The language that articles must be in, by its ISO 639-3 code; `None` for any.
    pub language: Option<String>,
    /// The JSON fields and table columns that articles pass on to their claims.
    pub keep: Vec<String>,
    /// The share of the input to read; `None` for all of it.
    pub share: Option<Share>,
}

/// The default largest size of an article's text, in bytes of UTF-8. The model's output takes some 800 bytes of memory for each of them.
pub(crate) const DEFAULT_ARTICLE_SIZE: u64 = 2 << 20;
/// How many times as large as the largest text an article may be with everything that comes with it: a page's markup, a record's other fields.
const RECORD_PER_ARTICLE: u64 = 4;

impl Default for Settings {
    /// The settings for the shipped model: articles in English.
    fn default() -> Self {
        Self {
            fields: Fields::default(),
            largest_article: DEFAULT_ARTICLE_SIZE,
            language: Some(language::ENGLISH.to_owned()),
            keep: Vec::new(),
            share: None,
        }
    }
}

impl Settings {
    /// Whether to read an origin, or one member of it.
    pub(super) fn wants(&self, id: &str, member: Option<Member>) -> bool {
        self.share.is_none_or(|share| share.holds(id, member))
    }

    /// The largest size in bytes of an article with everything that comes with it.
    pub(super) fn largest_record(&self) -> u64 {
        self.largest_article.saturating_mul(RECORD_PER_ARTICLE)
    }

    pub(super) fn too_large(&self) -> Problem {
        Problem::TooLarge { limit: self.largest_article }
    }
}
