//! JSON Lines: one article a line.

use std::io::{self, BufRead};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::stream::Stream;
use super::{Member, Problem, Reading, Settings, Source};
use crate::article::Article;

/// The names of the fields that an article's parts are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// A string or a number.
    pub id: String,
    /// A string.
    pub title: String,
    /// A string.
    pub date: String,
    /// A string.
    pub url: String,
    /// A string; the only one that has to be there.
    pub text: String,
}

impl Default for Fields {
    fn default() -> Self {
        let [id, title, date, url, text] = ["id", "title", "date", "url", "text"].map(str::to_owned);
        Self { id, title, date, url, text }
    }
}

/// Articles line by line; blank lines are passed over.
pub(super) struct Lines {
    stream: Stream,
    number: u64,
    id: String,
    settings: Arc<Settings>,
}

impl Lines {
    pub(super) fn new(stream: Stream, source: &Source, settings: &Arc<Settings>) -> Self {
        Self { stream, number: 0, id: source.id.clone(), settings: Arc::clone(settings) }
    }
}

impl Iterator for Lines {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            match self.stream.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => {
                    self.stream = Box::new(io::empty());
                    return Some(Reading::whole(Err(Problem::Unreadable(error))));
                }
            }
            if !line.trim_ascii().is_empty() {
                return Some(Reading { member: Some(Member::Line(self.number)), article: self.article(&line) });
            }
        }
    }
}

impl Lines {
    fn article(&self, line: &[u8]) -> Result<Article, Problem> {
        let fields = &self.settings.fields;
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        let record: Map<String, Value> = serde_json::from_slice(line).map_err(|error| Problem::NotJson(error.to_string()))?;
        let string = |field: &str| record.get(field).and_then(Value::as_str).map(str::to_owned);
        let known = |field: &str| string(field).filter(|value| !value.is_empty());
        let text = string(&fields.text).ok_or_else(|| Problem::NoField { field: fields.text.clone() })?;
        if text.trim().is_empty() {
            return Err(Problem::Empty);
        }
        let number = || record.get(&fields.id).filter(|id| id.is_number()).map(ToString::to_string);
        let id = known(&fields.id).or_else(number).unwrap_or_else(|| format!("{}-{}", self.id, self.number));
        let [title, published, url] = [&fields.title, &fields.date, &fields.url].map(|field| known(field));
        Ok(Article { title, published, url, ..Article::new(id, text) })
    }
}
