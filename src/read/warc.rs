//! Web archives (ISO 28500): the records that are web pages, one after the other, whatever the size of the archive.

mod damage;
mod http;

use std::io::{self, Read};
use std::sync::Arc;

use self::damage::{FORM, damaged};
use super::entry::Reading;
use super::stream::{Line, Stream, next_line};
use super::{Member, Origin, Problem, Settings, encoding, html};
use crate::article::Article;

/// More bytes than any line of a header has.
const LONGEST_HEADER: u64 = 64 << 10;
/// More lines than any record's header has.
const MOST_HEADERS: usize = 1000;

/// Articles record by record. Records without a page are skipped; after a broken one, reading continues with the next.
pub(super) struct Records {
    stream: Stream,
    line: Vec<u8>,
    number: u64,
    id: String,
    settings: Arc<Settings>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the place where a record should begin.
    Between,
    /// After something broken that has been reported.
    Lost,
    Ended,
}

/// The header of a record.
#[derive(Default)]
struct Header {
    kind: String,
    content_type: String,
    url: Option<String>,
    length: u64,
}

impl Records {
    pub(super) fn new(stream: Stream, origin: &Origin, settings: &Arc<Settings>) -> Self {
        let (id, settings) = (origin.id.clone(), Arc::clone(settings));
        Self { stream, line: Vec::new(), number: 0, id, settings, state: State::Between }
    }

    /// Finds the next record; false at the end.
    fn begin(&mut self) -> Result<bool, Problem> {
        loop {
            match next_line(&mut self.stream, LONGEST_HEADER, &mut self.line)? {
                Line::End => return Ok(false),
                Line::Whole if self.line.starts_with(b"WARC/") => return Ok(true),
                Line::Whole if self.line.trim_ascii().is_empty() || self.state == State::Lost => {}
                Line::TooLong if self.state == State::Lost => {}
                Line::Whole | Line::TooLong => return Err(damaged("a record should begin here, with WARC/ and its version")),
            }
        }
    }

    fn header(&mut self) -> Result<Header, Problem> {
        let mut header = Header::default();
        let mut length = None;
        for _ in 0..MOST_HEADERS {
            match next_line(&mut self.stream, LONGEST_HEADER, &mut self.line)? {
                Line::End => return Err(damaged("it ends within a record's header")),
                Line::TooLong => continue,
                Line::Whole => {}
            }
            let line = String::from_utf8_lossy(&self.line);
            let line = line.trim();
            if line.is_empty() {
                header.length = length.ok_or_else(|| damaged("a record does not state its length"))?;
                return Ok(header);
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "content-type" => header.content_type = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                _ => {}
            }
        }
        Err(damaged("a record's header does not end"))
    }

    /// The article of the record whose header has been read; `None` where it holds no page.
    fn article(&mut self, header: Header) -> Option<Result<Article, Problem>> {
        let is_wanted = self.settings.wants(&self.id, Some(Member::Record(self.number)));
        let page = match Content::of(&header).filter(|_| is_wanted) {
            None => return self.skip(header.length).err().map(|error| Err(error.into())),
            Some(_) if header.length > self.settings.largest_record() => {
                let skipped = self.skip(header.length).map_err(Problem::from);
                return Some(skipped.and(Err(self.settings.too_large())));
            }
            Some(content) => self.body(header.length).map(|body| (content, body)),
        };
        let id = format!("{}-{}", self.id, self.number);
        let article = match page {
            Err(problem) => Err(problem),
            Ok((Content::Text, body)) => encoding::decode(body, None).map(|text| Article::new(id, text)),
            Ok((Content::Page, body)) => html::page(body, None, &id),
            Ok((Content::Response, body)) => {
                let response = http::page(&body, self.settings.largest_record()).transpose()?;
                response.and_then(|http::Page { body, encoding }| html::page(body, encoding, &id))
            }
        };
        Some(article.map(|article| Article { url: article.url.or(header.url), ..article }))
    }

    fn body(&mut self, length: u64) -> Result<Vec<u8>, Problem> {
        let mut body = Vec::new();
        self.stream.by_ref().take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length { Err(damaged("it ends within a record")) } else { Ok(body) }
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        io::copy(&mut self.stream.by_ref().take(length), &mut io::sink()).map(|_| ())
    }

    /// The next article or problem.
    fn advance(&mut self) -> Result<Option<Result<Article, Problem>>, Problem> {
        loop {
            if !self.begin()? {
                return Ok(None);
            }
            self.state = State::Between;
            self.number += 1;
            let header = self.header()?;
            if let Some(article) = self.article(header) {
                return Ok(Some(article));
            }
        }
    }
}

impl Iterator for Records {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        if self.state == State::Ended {
            return None;
        }
        let article = match self.advance() {
            Ok(None) if self.number == 0 && self.state == State::Between => {
                self.state = State::Ended;
                return Some(Reading::whole(Err(Problem::Empty)));
            }
            Ok(article) => article?,
            Err(problem) => {
                // After a broken record the next one can be found; after an error of the stream itself it cannot.
                let is_records = matches!(problem, Problem::Damaged { form: FORM, .. });
                self.state = if is_records { State::Lost } else { State::Ended };
                Err(problem)
            }
        };
        Some(Reading { member: Some(Member::Record(self.number.max(1))), article })
    }
}

/// What a record's body holds, if it is a page.
enum Content {
    /// An HTTP response.
    Response,
    /// A page without the HTTP header.
    Page,
    /// Text extracted from a page (WET).
    Text,
}

impl Content {
    fn of(header: &Header) -> Option<Self> {
        match (header.kind.as_str(), header.content_type.as_str()) {
            ("response", kind) if kind.starts_with("application/http") => Some(Self::Response),
            ("response" | "resource", kind) if http::is_page(kind) => Some(Self::Page),
            ("conversion", kind) if kind.starts_with("text/plain") => Some(Self::Text),
            _ => None,
        }
    }
}
