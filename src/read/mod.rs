//! Files to articles: source (path or standard input) → stream (its bytes) → form (by ending or content) → articles.
//!
//! [`find`] says which sources there are, [`read`] takes the articles out of them, one after the other, in memory that does not
//! grow with the size of a file.

mod compressed;
mod csv;
mod encoding;
mod error;
mod fields;
mod files;
mod find;
mod form;
mod html;
mod json;
mod jsonl;
mod language;
mod markdown;
mod source;
mod stream;
mod txt;
mod warc;

pub use compressed::Compression;
pub use error::{Member, Problem, ReadError};
pub use fields::Fields;
pub use files::{files_below, text_file};
pub use find::{Globs, find};
pub use form::Form;
pub use source::{Input, Source};

use std::io::Read;
use std::iter;
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::Article;
use stream::{Meter, Stream};

/// What is asked of the readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The names of the fields of JSON and the columns of tables.
    pub fields: Fields,
    /// The bytes of UTF-8 that an article's text may have.
    pub largest_article: u64,
    /// The language that articles have to be in, by its ISO 639-3 code; `None` for any.
    pub language: Option<String>,
}

/// The bytes of UTF-8 that an article's text may have unless told otherwise. The model's output takes some 800 bytes of memory for
/// each of them.
pub const DEFAULT_ARTICLE_SIZE: u64 = 2 << 20;
/// How many times as large as its text an article may be with all that comes with it: a page's markup, a record's other fields.
const RECORD_PER_ARTICLE: u64 = 4;

impl Default for Settings {
    /// As the shipped model needs it: articles in English.
    fn default() -> Self {
        Self { fields: Fields::default(), largest_article: DEFAULT_ARTICLE_SIZE, language: Some(language::ENGLISH.to_owned()) }
    }
}

impl Settings {
    /// The bytes that an article may have with all that comes with it.
    fn largest_record(&self) -> u64 {
        self.largest_article.saturating_mul(RECORD_PER_ARTICLE)
    }

    fn too_large(&self) -> Problem {
        Problem::TooLarge { limit: self.largest_article }
    }
}

/// An article of the input, or why there is none.
#[derive(Debug)]
pub struct Entry {
    /// How far reading it moved on in the input, in bytes.
    pub bytes: u64,
    /// Its place in a file of many.
    pub member: Option<Member>,
    /// The article.
    pub article: Result<Article, ReadError>,
}

impl From<Entry> for Result<Article, ReadError> {
    fn from(entry: Entry) -> Self {
        entry.article
    }
}

impl From<Article> for Result<Article, ReadError> {
    fn from(article: Article) -> Self {
        Ok(article)
    }
}

/// What a form's reader makes of a part of a stream.
struct Reading {
    member: Option<Member>,
    article: Result<Article, Problem>,
}

impl Reading {
    /// What becomes of a source as a whole.
    fn whole(article: Result<Article, Problem>) -> Self {
        Self { member: None, article }
    }
}

type Readings = Box<dyn Iterator<Item = Reading>>;

/// The articles of a file or folder, as the command reads them without any options.
pub fn path(path: impl Into<PathBuf>) -> impl Iterator<Item = Result<Article, ReadError>> {
    let found = find(&[Input::Path(path.into())], None, &Globs::default());
    read(found, Settings::default()).map(|entry| entry.article)
}

/// Reads all articles of what [`find`] found, one after the other; what could not be found or read is an entry like the others.
pub fn read(found: Vec<Result<Source, ReadError>>, settings: Settings) -> impl Iterator<Item = Entry> {
    let settings = Arc::new(settings);
    found.into_iter().flat_map(move |source| -> Box<dyn Iterator<Item = Entry>> {
        match source.map(|source| (stream::open(&source), source)) {
            Ok((Ok(stream), source)) => Box::new(read_stream(source, stream, &settings)),
            Ok((Err(problem), source)) => Box::new(iter::once(entry(&source, source.bytes, Reading::whole(Err(problem))))),
            Err(error) => Box::new(iter::once(Entry { bytes: 0, member: None, article: Err(error) })),
        }
    })
}

/// Reads the articles of an open stream, as if it were the source's.
pub fn read_stream(source: Source, stream: Box<dyn Read + Send>, settings: &Arc<Settings>) -> impl Iterator<Item = Entry> + use<> {
    let meter = Meter::default();
    let settings = Arc::clone(settings);
    let readings = readings(&source, meter.metered(stream), &settings).unwrap_or_else(|problem| once(Err(problem)));
    readings.map(move |reading| {
        let article = reading.article.and_then(|article| checked(article, &settings));
        entry(&source, meter.take(), Reading { article, ..reading })
    })
}

/// What a source holds and how: its form and compression, told as [`read`] would.
///
/// # Errors
///
/// When it cannot be opened or its start cannot be read.
pub fn inspect(source: &Source) -> Result<(Form, Option<Compression>), ReadError> {
    let look = || {
        let (start, stream) = stream::peek(Meter::default().metered(stream::open(source)?))?;
        let (plain, _) = stream::peek(stream::plain(stream)?)?;
        let form = source.form.unwrap_or_else(|| Form::of(source.file(), &plain));
        Ok((form, compressed::compression(&start)))
    };
    look().map_err(|problem| ReadError::new(source.file(), problem))
}

/// The one place that knows which reader is whose.
fn readings(source: &Source, stream: Stream, settings: &Arc<Settings>) -> Result<Readings, Problem> {
    let (start, stream) = stream::peek(stream::plain(stream)?)?;
    if start.is_empty() {
        return Err(Problem::Empty);
    }
    let form = source.form.unwrap_or_else(|| Form::of(source.file(), &start));
    Ok(match form {
        Form::Text => once(txt::read(stream, source, settings)),
        Form::Markdown => once(markdown::read(stream, source, settings)),
        Form::Html => once(html::read(stream, source, settings)),
        Form::Json => Box::new(json::Values::new(stream, source, settings)),
        Form::JsonLines => Box::new(jsonl::Lines::new(stream, source, settings)),
        Form::Csv => Box::new(csv::Rows::new(stream, source, settings)?),
        Form::Warc => Box::new(warc::Records::new(stream, source, settings)),
    })
}

/// The reading of a source that is one article.
fn once(article: Result<Article, Problem>) -> Readings {
    Box::new(iter::once(Reading::whole(article)))
}

/// An article that fits, has words, and is in the language that is asked for.
fn checked(article: Article, settings: &Settings) -> Result<Article, Problem> {
    if article.text.len() as u64 > settings.largest_article {
        return Err(settings.too_large());
    }
    if !article.text.chars().any(char::is_alphanumeric) {
        return Err(Problem::Empty);
    }
    let other = settings.language.as_deref().and_then(|wanted| language::other_than(wanted, &article.text));
    other.map_or(Ok(article), |language| Err(Problem::Language(language)))
}

fn entry(source: &Source, bytes: u64, Reading { member, article }: Reading) -> Entry {
    let article = article.map(|article| Article { path: source.path(), ..article });
    Entry { bytes, member, article: article.map_err(|problem| ReadError::new(source.file(), problem).of_member(member)) }
}
