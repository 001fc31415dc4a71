//! An article as read.

use serde_json::{Map, Value};

/// A published piece as read: its text, and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Article {
    /// Identifies the article in the output: the record's own id, or the file's name without its ending.
    pub id: String,
    /// The file it came from, as the user would write it; `None` for standard input.
    pub path: Option<String>,
    /// The headline, where the input names one.
    pub title: Option<String>,
    /// The day of publication, as the input gives it.
    pub published: Option<String>,
    /// The address, where the input names one.
    pub url: Option<String>,
    /// Who wrote it, where the input says so.
    pub author: Option<String>,
    /// Its language as stated by the input (`en`, `en-GB`).
    pub language: Option<String>,
    /// Other fields of the input, by their names there, that are passed on to its claims.
    pub kept: Map<String, Value>,
    /// The text that all spans point into, exactly as read.
    pub text: String,
}

impl Article {
    /// An article with an id and a text, and nothing else known about it.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            path: None,
            title: None,
            published: None,
            url: None,
            author: None,
            language: None,
            kept: Map::new(),
            text: text.into(),
        }
    }

    /// The number of words, counted at white space.
    #[must_use]
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}
