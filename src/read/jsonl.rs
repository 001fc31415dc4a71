//! JSON Lines: one article per line.

use std::sync::Arc;

use super::entry::Reading;
use super::stream::{Line, Stream, next_line};
use super::{Member, Origin, Settings, fields, json};

/// Articles line by line; blank lines are skipped.
pub(super) struct Lines {
    stream: Stream,
    line: Vec<u8>,
    number: u64,
    id: String,
    settings: Arc<Settings>,
    ended: bool,
}

impl Lines {
    pub(super) fn new(stream: Stream, origin: &Origin, settings: &Arc<Settings>) -> Self {
        Self { stream, line: Vec::new(), number: 0, id: origin.id.clone(), settings: Arc::clone(settings), ended: false }
    }
}

impl Iterator for Lines {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        while !self.ended {
            self.number += 1;
            let limit = self.settings.largest_record();
            let article = match next_line(&mut self.stream, limit, &mut self.line) {
                Ok(Line::End) => return None,
                Ok(Line::Whole) if self.line.trim_ascii().is_empty() => continue,
                Ok(Line::Whole) if !self.settings.wants(&self.id, Some(Member::Line(self.number))) => continue,
                Ok(Line::Whole) => json::object(&self.line)
                    .and_then(|record| fields::article(&record, || format!("{}-{}", self.id, self.number), &self.settings)),
                Ok(Line::TooLong) => Err(self.settings.too_large()),
                Err(error) => {
                    self.ended = true;
                    Err(error.into())
                }
            };
            return Some(Reading { member: Some(Member::Line(self.number)), article });
        }
        None
    }
}
