//! Claims as rows of a table.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ClaimWriter, FurtherColumns};
use crate::record::{Bound, Certainty, Claim, ContentKind, Place, Quantity, SpeakerKind, Stance, When};

/// Excel reads a table that begins with this mark as UTF-8, and any other in the encoding of its locale.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Writes a header and one row per claim (RFC 4180: commas, double quotes, UTF-8; lines end in a line feed).
pub struct CsvWriter<W: Write> {
    writer: csv::Writer<W>,
    further: FurtherColumns,
    has_header: bool,
    has_mark: bool,
}

/// A row of the table. An absent value is an empty field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The claim's id.
    pub(crate) id: String,
    /// The article's id.
    pub(crate) article: String,
    /// The article's file.
    pub(crate) path: Option<String>,
    /// The article's headline.
    pub(crate) title: Option<String>,
    /// The article's day of publication.
    pub(crate) published: Option<String>,
    /// The article's address.
    pub(crate) url: Option<String>,
    /// The speaker's name.
    pub(crate) speaker: Option<String>,
    /// What the speaker is.
    pub(crate) speaker_kind: Option<SpeakerKind>,
    /// What the article says the speaker is.
    pub(crate) speaker_role: Option<String>,
    /// The names of all who speak together, separated by `; `.
    pub(crate) speaker_members: Option<String>,
    /// The words that name who speaks.
    pub(crate) source: Option<String>,
    /// The words that carry the saying.
    pub(crate) cue: Option<String>,
    /// What is said.
    pub(crate) content: String,
    /// Whether the content stands in quotation marks.
    pub(crate) content_kind: ContentKind,
    /// What the source does with the content.
    pub(crate) stance: Stance,
    /// What the article's choice of cue implies.
    pub(crate) certainty: Certainty,
    /// The outlet or occasion through which it came.
    pub(crate) via: Option<String>,
    /// What the source itself relies on.
    pub(crate) cites: Option<String>,
    /// The id of the claim within whose content this one stands.
    pub(crate) nested_in: Option<String>,
    /// When it was said, in the article's words.
    pub(crate) said: Option<String>,
    /// The TIMEX3 value of `said`.
    pub(crate) said_timex: Option<String>,
    /// The first day of `said`.
    pub(crate) said_from: Option<Date>,
    /// The last day of `said`.
    pub(crate) said_to: Option<Date>,
    /// The dates within the content, as `text [from/to]`, separated by `; `.
    pub(crate) dates: Option<String>,
    /// The numbers within the content, as `text [bound value unit]`, separated by `; `.
    pub(crate) quantities: Option<String>,
    /// The names within the content, as `text/TYPE`, separated by `; `.
    pub(crate) entities: Option<String>,
    /// Confidence, 0 to 1.
    pub(crate) score: f64,
    /// The source's place as `start-end`, in code points.
    pub(crate) source_span: Option<String>,
    /// The cue's place.
    pub(crate) cue_span: Option<String>,
    /// The content's places, separated by `;`.
    pub(crate) content_spans: String,
}

impl From<&Claim> for Row {
    fn from(claim: &Claim) -> Self {
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
            speaker_role: claim.speaker.as_ref().and_then(|speaker| speaker.role.clone()),
            speaker_members: claim.speaker.as_ref().and_then(|speaker| list(&speaker.members, String::clone)),
            source: claim.source.as_ref().map(|source| source.text.clone()),
            cue: claim.cue.as_ref().map(|cue| cue.text.clone()),
            content: claim.content.text.clone(),
            content_kind: claim.content.kind,
            stance: claim.stance,
            certainty: claim.certainty,
            via: claim.via.as_ref().map(|via| via.text.clone()),
            cites: claim.cites.as_ref().map(|cites| cites.text.clone()),
            nested_in: claim.nested_in.clone(),
            said: claim.said.as_ref().map(|said| said.text.clone()),
            said_timex: claim.said.as_ref().map(|said| said.timex.clone()),
            said_from: claim.said.as_ref().and_then(|said| said.from),
            said_to: claim.said.as_ref().and_then(|said| said.to),
            dates: list(&claim.dates, date),
            quantities: list(&claim.quantities, quantity),
            entities: list(&claim.entities, |entity| format!("{}/{}", entity.text, entity.label)),
            score: claim.score,
            source_span: claim.source.as_ref().map(|source| span(source.start, source.end)),
            cue_span: claim.cue.as_ref().map(|cue| span(cue.start, cue.end)),
            content_spans: content_spans.join(";"),
        }
    }
}

/// Several items in one field; `None` where there are none.
fn list<T>(items: &[T], written: impl Fn(&T) -> String) -> Option<String> {
    (!items.is_empty()).then(|| items.iter().map(written).collect::<Vec<_>>().join("; "))
}

fn date(When { text, from, to, .. }: &When) -> String {
    let day = |date: &Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    format!("{text} [{}/{}]", day(from), day(to))
}

fn quantity(Quantity { text, value, unit, bound, .. }: &Quantity) -> String {
    let sign = match bound {
        None => "",
        Some(Bound::Under) => "<",
        Some(Bound::AtMost) => "<=",
        Some(Bound::About) => "~",
        Some(Bound::AtLeast) => ">=",
        Some(Bound::Over) => ">",
    };
    let unit = unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    format!("{text} [{sign}{value}{unit}]")
}

/// A kept value as a field: a string as it is, any other value as JSON; `None` for null.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// The names of the columns, in the order of [`Row`]'s fields.
pub(super) const COLUMNS: [&str; 30] = [
    "id",
    "article",
    "path",
    "title",
    "published",
    "url",
    "speaker",
    "speaker_kind",
    "speaker_role",
    "speaker_members",
    "source",
    "cue",
    "content",
    "content_kind",
    "stance",
    "certainty",
    "via",
    "cites",
    "nested_in",
    "said",
    "said_timex",
    "said_from",
    "said_to",
    "dates",
    "quantities",
    "entities",
    "score",
    "source_span",
    "cue_span",
    "content_spans",
];

impl<W: Write> CsvWriter<W> {
    /// Writes to `to`.
    pub fn new(to: W) -> Self {
        let writer = csv::WriterBuilder::new().has_headers(false).from_writer(to);
        Self { writer, further: FurtherColumns::default(), has_header: false, has_mark: false }
    }

    /// Adds columns: those of a [`Grouping`](crate::record::Grouping), and `kept.NAME` for article fields that claims pass on.
    #[must_use]
    pub fn with_columns(self, further: &FurtherColumns) -> Self {
        Self { further: further.clone(), ..self }
    }

    /// Adds a byte order mark before the header.
    #[must_use]
    pub(crate) fn with_mark(self) -> Self {
        Self { has_mark: true, ..self }
    }

    /// Continues a table that already has its header, after its last row.
    pub(crate) fn resume(to: W) -> Self {
        Self { has_header: true, ..Self::new(to) }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            let mut names: Vec<String> = COLUMNS.map(str::to_owned).into_iter().chain(self.further.names()).collect();
            if self.has_mark {
                names[0].insert(0, BYTE_ORDER_MARK);
            }
            self.writer.write_record(names).map_err(into_io)?;
            self.has_header = true;
        }
        Ok(())
    }
}

impl<W: Write> ClaimWriter for CsvWriter<W> {
    fn write(&mut self, claim: &Claim) -> io::Result<()> {
        self.header()?;
        let further: Vec<Option<String>> = self.further.values(claim).map(|value| plain(&value)).collect();
        self.writer.serialize((Row::from(claim), further)).map_err(into_io)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.writer.flush()
    }
}

/// Unwraps the error of the place written to, so that a closed pipe is recognised as one.
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
