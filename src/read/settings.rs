//! What is asked of the readers.

use super::Member;
use super::error::Problem;
use super::field_names::Fields;
use super::language;
use super::share::Share;

/// What is asked of the readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The names of the fields of JSON and the columns of tables.
    pub fields: Fields,
    /// The bytes of UTF-8 that an article's text may have.
    pub largest_article: u64,
    /// The language that articles have to be in, by its ISO 639-3 code; `None` for any.
    pub language: Option<String>,
    /// The fields of JSON and the columns of tables that articles carry along to their claims.
    pub keep: Vec<String>,
    /// The share of the input that is read; `None` for all of it.
    pub share: Option<Share>,
}

/// The bytes of UTF-8 that an article's text may have by default. The model's output takes some 800 bytes of memory for
/// each of them.
pub(crate) const DEFAULT_ARTICLE_SIZE: u64 = 2 << 20;
/// How many times as large as its text an article may be with all that comes with it: a page's markup, a record's other fields.
const RECORD_PER_ARTICLE: u64 = 4;

impl Default for Settings {
    /// As the shipped model needs it: articles in English.
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
    /// Whether a part of an origin, or all of it, is to be read.
    pub(super) fn wants(&self, id: &str, member: Option<Member>) -> bool {
        self.share.is_none_or(|share| share.holds(id, member))
    }

    /// The bytes that an article may have with all that comes with it.
    pub(super) fn largest_record(&self) -> u64 {
        self.largest_article.saturating_mul(RECORD_PER_ARTICLE)
    }

    pub(super) fn too_large(&self) -> Problem {
        Problem::TooLarge { limit: self.largest_article }
    }
}
