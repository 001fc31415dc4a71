//! Claims as rows of a table.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::ClaimWriter;
use crate::record::{Claim, ContentKind, Place, SpeakerKind};

/// Writes a header and one row a claim (RFC 4180: comma, double quotes, UTF-8; lines end in a line feed).
pub struct CsvWriter<W: Write> {
    writer: csv::Writer<W>,
    has_header: bool,
}

/// The columns. An absent value is an empty field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The claim's id.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// The article's file.
    pub path: Option<String>,
    /// The article's headline.
    pub title: Option<String>,
    /// The article's day.
    pub published: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The speaker's name.
    pub speaker: Option<String>,
    /// What the speaker is.
    pub speaker_kind: Option<SpeakerKind>,
    /// The words that name who speaks.
    pub source: Option<String>,
    /// The words that carry the saying.
    pub cue: Option<String>,
    /// What is said.
    pub content: String,
    /// Whether the content is quoted.
    pub content_kind: ContentKind,
    /// The names within the content, as `text/TYPE`, separated by `; `.
    pub entities: Option<String>,
    /// Confidence, 0 to 1.
    pub score: f64,
    /// The source's place as `start-end`, in code points.
    pub source_span: Option<String>,
    /// The cue's place.
    pub cue_span: Option<String>,
    /// The content's places, separated by `;`.
    pub content_spans: String,
}

impl From<&Claim> for Row {
    fn from(claim: &Claim) -> Self {
        let entities: Vec<String> = claim.entities.iter().map(|entity| format!("{}/{}", entity.text, entity.label)).collect();
        let span = |start: usize, end: usize| format!("{start}-{end}");
        let content_spans: Vec<String> = claim.content.spans.iter().map(|&Place { start, end }| span(start, end)).collect();
        Self {
            id: claim.id.clone(),
            article: claim.article.id.clone(),
            path: claim.article.path.clone(),
            title: claim.article.title.clone(),
            published: claim.article.published.clone(),
            url: claim.article.url.clone(),
            speaker: claim.speaker.as_ref().map(|speaker| speaker.name.clone()),
            speaker_kind: claim.speaker.as_ref().map(|speaker| speaker.kind),
            source: claim.source.as_ref().map(|source| source.text.clone()),
            cue: claim.cue.as_ref().map(|cue| cue.text.clone()),
            content: claim.content.text.clone(),
            content_kind: claim.content.kind,
            entities: (!entities.is_empty()).then(|| entities.join("; ")),
            score: claim.score,
            source_span: claim.source.as_ref().map(|source| span(source.start, source.end)),
            cue_span: claim.cue.as_ref().map(|cue| span(cue.start, cue.end)),
            content_spans: content_spans.join(";"),
        }
    }
}

/// The names of the columns, in order, for a table without rows.
const COLUMNS: [&str; 17] = [
    "id",
    "article",
    "path",
    "title",
    "published",
    "url",
    "speaker",
    "speaker_kind",
    "source",
    "cue",
    "content",
    "content_kind",
    "entities",
    "score",
    "source_span",
    "cue_span",
    "content_spans",
];

impl<W: Write> CsvWriter<W> {
    /// Writes to `to`.
    pub fn new(to: W) -> Self {
        Self { writer: csv::WriterBuilder::new().has_headers(false).from_writer(to), has_header: false }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            self.writer.write_record(COLUMNS).map_err(into_io)?;
            self.has_header = true;
        }
        Ok(())
    }
}

impl<W: Write> ClaimWriter for CsvWriter<W> {
    fn write(&mut self, claim: &Claim) -> io::Result<()> {
        self.header()?;
        self.writer.serialize(Row::from(claim)).map_err(into_io)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.writer.flush()
    }
}

/// The error of the place written to, as it is: a closed pipe has to be known for what it is.
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
