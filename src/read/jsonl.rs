//! JSON Lines: one article a line.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use serde_json::{Map, Value};

use super::{Entry, Input, ReadError, Source};
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

/// Reads articles line by line; blank lines are passed over.
pub(super) fn read(source: &Source, fields: &Fields) -> Box<dyn Iterator<Item = Entry>> {
    let reader: Box<dyn BufRead> = match &source.input {
        Input::Stdin => Box::new(BufReader::new(io::stdin())),
        Input::Path(path) => match File::open(path) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => {
                let article = Err(ReadError::Unreadable { place: source.place(), source: error });
                return Box::new(std::iter::once(Entry { bytes: source.bytes, article }));
            }
        },
    };
    Box::new(Lines { reader, number: 0, source: source.clone(), fields: fields.clone() })
}

struct Lines {
    reader: Box<dyn BufRead>,
    number: usize,
    source: Source,
    fields: Fields,
}

impl Iterator for Lines {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let mut bytes = 0;
        loop {
            let mut line = Vec::new();
            self.number += 1;
            match self.reader.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(read) => bytes += read as u64,
                Err(source) => {
                    self.reader = Box::new(io::empty());
                    return Some(Entry { bytes, article: Err(ReadError::Unreadable { place: self.source.place(), source }) });
                }
            }
            if !line.trim_ascii().is_empty() {
                return Some(Entry { bytes, article: self.article(&line) });
            }
        }
    }
}

impl Lines {
    fn article(&self, line: &[u8]) -> Result<Article, ReadError> {
        let place = || self.source.place();
        let not_json = |message: String| ReadError::NotJson { place: place(), line: self.number, message };
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        let record: Map<String, Value> = serde_json::from_slice(line).map_err(|error| not_json(error.to_string()))?;
        let string = |field: &str| record.get(field).and_then(Value::as_str).map(str::to_owned);
        let known = |field: &str| string(field).filter(|value| !value.is_empty());
        let text = string(&self.fields.text).ok_or_else(|| ReadError::NoField {
            place: place(),
            line: self.number,
            field: self.fields.text.clone(),
        })?;
        if text.trim().is_empty() {
            return Err(ReadError::Empty(format!("{}: line {}", place(), self.number)));
        }
        let number = || record.get(&self.fields.id).filter(|id| id.is_number()).map(ToString::to_string);
        Ok(Article {
            id: known(&self.fields.id).or_else(number).unwrap_or_else(|| format!("{}-{}", self.source.id, self.number)),
            path: self.source.path(),
            title: known(&self.fields.title),
            published: known(&self.fields.date),
            url: known(&self.fields.url),
            text,
        })
    }
}
