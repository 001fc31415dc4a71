//! JSON: one article, several in sequence, or an array of them. Articles are read one at a time, whatever the size of the file.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::entry::Reading;
use super::stream::Stream;
use super::{Member, Origin, Problem, Settings, encoding, fields};

/// The fields in which services wrap lists of articles.
const WRAPPERS: [&str; 11] =
    ["articles", "items", "documents", "docs", "stories", "posts", "news", "results", "records", "entries", "data"];

/// The JSON object in `bytes`.
pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(encoding::decode(bytes.to_vec(), None)?),
    };
    let parsed = serde_json::from_str(&text).or_else(|error| match without_lone_surrogates(&text) {
        Some(whole) => serde_json::from_str(&whole),
        None => Err(error),
    });
    parsed.map_err(|error| match error.to_string() {
        message if message.starts_with("recursion limit") => Problem::TooDeep(message),
        message => Problem::NotJson(message),
    })
}

/// JSON with every lone surrogate (`\\ud83d` without `\\ude92`) replaced by U+FFFD; programs that truncate text leave them behind. `None` where
/// there are none.
fn without_lone_surrogates(json: &str) -> Option<String> {
    let unit = |at: usize| {
        json.get(at..at + 6).filter(|escape| escape.starts_with("\\u")).and_then(|escape| u16::from_str_radix(&escape[2..], 16).ok())
    };
    let (mut whole, mut from, mut at) = (String::new(), 0, 0);
    while let Some(next) = json[at..].find('\\').map(|next| at + next) {
        let is_pair = matches!(unit(next), Some(0xd800..0xdc00)) && matches!(unit(next + 6), Some(0xdc00..0xe000));
        at = match unit(next) {
            Some(_) if is_pair => next + 12,
            Some(0xd800..0xe000) => {
                whole += &json[from..next];
                whole.push_str("\\ufffd");
                from = next + 6;
                from
            }
            // The backslash and the character after it, which may take several bytes.
            _ => next + 1 + json[next + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    (from > 0).then(|| whole + &json[from..])
}

/// Articles value by value.
pub(super) struct Values {
    scanner: Scanner,
    /// Articles from the wrapper object read last.
    wrapped: VecDeque<Value>,
    number: u64,
    id: String,
    settings: Arc<Settings>,
}

impl Values {
    pub(super) fn new(stream: Stream, origin: &Origin, settings: &Arc<Settings>) -> Self {
        Self {
            scanner: Scanner::new(stream, settings.largest_record()),
            wrapped: VecDeque::new(),
            number: 0,
            id: origin.id.clone(),
            settings: Arc::clone(settings),
        }
    }

    /// The next object, or the first of the articles that it wraps.
    fn next_article(&mut self) -> Option<Result<Map<String, Value>, Problem>> {
        let mut object = self.next_object()?;
        if let Ok(wrapper) = &mut object
            && !fields::has_text(wrapper, &self.settings.fields)
            && let Some(name) = WRAPPERS.iter().find(|name| wrapper.get(**name).is_some_and(Value::is_array))
            && let Some(Value::Array(articles)) = wrapper.remove(*name)
        {
            self.wrapped = articles.into();
            object = self.next_object()?;
        }
        Some(object)
    }

    fn next_object(&mut self) -> Option<Result<Map<String, Value>, Problem>> {
        let object = match self.wrapped.pop_front() {
            Some(Value::Object(object)) => Ok(object),
            Some(_) => Err(Problem::NotJson("an article of an array is something else".to_owned())),
            None => match self.scanner.next()? {
                Ok(Scanned::Value(bytes)) => object(&bytes),
                Ok(Scanned::TooLarge) => Err(self.settings.too_large()),
                Err(problem) => Err(problem),
            },
        };
        Some(object)
    }
}

impl Iterator for Values {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        loop {
            let object = self.next_article()?;
            self.number += 1;
            let member = Some(Member::Item(self.number));
            if object.is_err() || self.settings.wants(&self.id, member) {
                let id = || if self.number == 1 { self.id.clone() } else { format!("{}-{}", self.id, self.number) };
                return Some(Reading { member, article: object.and_then(|record| fields::article(&record, id, &self.settings)) });
            }
        }
    }
}

/// A value as it stands in the stream.
pub(super) enum Scanned {
    Value(Vec<u8>),
    TooLarge,
}

/// Splits a stream into its values without parsing them.
pub(super) struct Scanner {
    stream: Stream,
    limit: u64,
    in_array: bool,
    ended: bool,
}

impl Scanner {
    /// Splits `stream` into values of at most `limit` bytes.
    pub(super) fn new(stream: Stream, limit: u64) -> Self {
        Self { stream, limit, in_array: false, ended: false }
    }

    /// The next value; `None` after an error.
    pub(super) fn next(&mut self) -> Option<Result<Scanned, Problem>> {
        let scanned = self.scan().transpose();
        if !matches!(scanned, Some(Ok(_))) {
            self.ended = true;
        }
        scanned
    }

    fn scan(&mut self) -> Result<Option<Scanned>, Problem> {
        while !self.ended {
            match self.first()? {
                None if self.in_array => return Err(Problem::NotJson("the file ends before the array does".to_owned())),
                None => return Ok(None),
                Some(b'[') if !self.in_array => self.in_array = true,
                Some(b']') if self.in_array => self.in_array = false,
                Some(b',') if self.in_array => {}
                Some(first @ (b'{' | b'[')) => return Ok(Some(self.value(first)?)),
                Some(first) => return Err(Problem::NotJson(format!("it continues with {:?}", char::from(first)))),
            }
        }
        Ok(None)
    }

    /// Takes the next byte that is not white space.
    fn first(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.stream.fill_buf()?;
            let Some(at) = buffer.iter().position(|byte| !byte.is_ascii_whitespace()) else {
                let length = buffer.len();
                if length == 0 {
                    return Ok(None);
                }
                self.stream.consume(length);
                continue;
            };
            let first = buffer[at];
            self.stream.consume(at + 1);
            return Ok(Some(first));
        }
    }

    /// Takes the rest of an object or array whose first byte has been taken already.
    fn value(&mut self, first: u8) -> Result<Scanned, Problem> {
        let mut bytes = vec![first];
        let mut nesting = Nesting { depth: 1, in_string: false, escaped: false };
        let mut fits = true;
        while nesting.depth > 0 {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Err(Problem::NotJson("it ends too early".to_owned()));
            }
            let end = buffer.iter().position(|&byte| nesting.ends_with(byte)).map_or(buffer.len(), |last| last + 1);
            fits = fits && bytes.len() as u64 + end as u64 <= self.limit;
            if fits {
                bytes.extend_from_slice(&buffer[..end]);
            } else {
                bytes = Vec::new();
            }
            self.stream.consume(end);
        }
        Ok(if fits { Scanned::Value(bytes) } else { Scanned::TooLarge })
    }
}

/// The scanner's place within a value.
struct Nesting {
    depth: u64,
    in_string: bool,
    escaped: bool,
}

impl Nesting {
    /// Whether the value ends with this byte.
    fn ends_with(&mut self, byte: u8) -> bool {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth -= 1,
            _ => {}
        }
        self.depth == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_character_costs_no_object() {
        for (json, text) in [
            (r#"{"text":"left, \ud83d"}"#, "left, \u{fffd}"),
            (r#"{"text":"\ude92 left"}"#, "\u{fffd} left"),
            (r#"{"text":"\ud83d\ude92 and \ud83dx"}"#, "🚒 and \u{fffd}x"),
            (r#"{"text":"\\ud83d stays"}"#, "\\ud83d stays"),
        ] {
            assert_eq!(object(json.as_bytes()).unwrap()["text"], text, "{json}");
        }
        assert!(object(br#"{"text":"\ud83d"#).is_err());
    }
}
