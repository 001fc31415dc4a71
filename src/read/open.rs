//! Origins to articles: the one place that knows every form's reader.

use std::fs::File;
use std::io::Read;
use std::iter;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::compressed::{Compression, compression};
use super::entry::{Entry, Reading, Readings};
use super::error::{Problem, ReadError};
use super::find::{Globs, find};
use super::form::Form;
use super::origin::{Input, Origin};
use super::seekable::seekable;
use super::settings::Settings;
use super::sniff::{PDF, RICH_TEXT, is_compound};
use super::stream::{self, Meter, Stream};
use super::{archive, csv, html, json, jsonl, language, markdown, parquet, txt, warc, word, workbook};
use crate::article::Article;

/// Articles, one after the other.
type Entries = Box<dyn Iterator<Item = Entry> + Send>;

/// How many bytes at the start of a file are compared with the stream's to see whether the file itself can be read at any place, being uncompressed.
const MAGIC: usize = 4;

/// The articles of a file or folder, as the command reads them without options.
pub fn path(path: impl Into<PathBuf>) -> impl Iterator<Item = Entry> {
    read(find(&[Input::Path(path.into())], None, &Globs::default()), Settings::default())
}

/// Reads all articles of what [`find`] found, one after the other; whatever could not be found or read is an entry too.
pub fn read(found: Vec<Result<Origin, ReadError>>, settings: Settings) -> impl Iterator<Item = Entry> {
    let settings = Arc::new(settings);
    found.into_iter().flat_map(move |origin| -> Box<dyn Iterator<Item = Entry>> {
        match origin.map(|origin| (stream::open(&origin), origin)) {
            Ok((Ok(stream), origin)) => Box::new(read_stream(origin, stream, &settings)),
            Ok((Err(problem), origin)) => {
                let entry = Entry::of(&origin, origin.bytes, Reading::whole(Err(problem)));
                Box::new(settings.wants(&origin.id, None).then_some(entry).into_iter())
            }
            Err(error) => {
                let place = error.path().map(|path| path.display().to_string()).unwrap_or_default();
                let entry = Entry { bytes: 0, member: None, article: Err(error) };
                Box::new(settings.wants(&place, None).then_some(entry).into_iter())
            }
        }
    })
}

/// Reads the articles of an open stream as if it were the origin's.
pub fn read_stream(origin: Origin, stream: Box<dyn Read + Send>, settings: &Arc<Settings>) -> impl Iterator<Item = Entry> + use<> {
    let meter = Meter::default();
    match contents(&origin, meter.metered(stream)) {
        Ok(Contents::Package(Form::Zip, file)) => members(file, origin, settings, meter),
        contents => articles(contents, origin, settings, &meter),
    }
}

/// The form and compression of an origin, recognised as [`read`] would.
///
/// # Errors
///
/// When it cannot be opened or its start cannot be read.
pub(crate) fn inspect(origin: &Origin) -> Result<(Form, Option<Compression>), ReadError> {
    let look = || {
        let (start, stream) = stream::peek(Meter::default().metered(stream::open(origin)?))?;
        let form = match contents(origin, stream) {
            Ok(Contents::Stream(form, _) | Contents::Package(form, _)) => form,
            Err(Problem::Empty) => origin.form.unwrap_or_else(|| Form::of(origin.file(), &[])),
            Err(problem) => return Err(problem),
        };
        Ok((form, compression(&start)))
    };
    look().map_err(|problem| ReadError::new(origin.file(), problem))
}

/// The contents of an origin, ready to be read.
enum Contents {
    /// Contents that are read from start to end.
    Stream(Form, Stream),
    /// A zip archive, or a document or workbook that is one inside, which needs random access.
    Package(Form, File),
}

/// Recognises the contents of a stream.
fn contents(origin: &Origin, stream: Stream) -> Result<Contents, Problem> {
    let (start, stream) = stream::peek(stream::plain(stream)?)?;
    if start.is_empty() {
        return Err(Problem::Empty);
    }
    if is_compound(&start) {
        return Err(Problem::OtherOffice("an Office file of before 2007, or one with a password"));
    }
    if start.starts_with(PDF) {
        return Err(Problem::Pdf);
    }
    if start.starts_with(RICH_TEXT) {
        return Err(Problem::OtherOffice("a Rich Text document"));
    }
    let form = origin.form.unwrap_or_else(|| Form::of(origin.file(), &start));
    if !form.is_package() {
        return Ok(Contents::Stream(form, stream));
    }
    let file = seekable(stream, origin, &start[..start.len().min(MAGIC)])?;
    let form = origin.form.map_or_else(|| archive::form(&file), Ok)?;
    Ok(Contents::Package(form, file))
}

/// The articles of the members of an archive.
fn members(file: File, archive: Origin, settings: &Arc<Settings>, meter: Meter) -> Entries {
    match archive::Members::new(file, &archive, settings, &meter) {
        Err(problem) => articles(Err(problem), archive, settings, &meter),
        Ok(members) => {
            let settings = Arc::clone(settings);
            Box::new(members.flat_map(move |(origin, stream)| {
                let contents = stream.and_then(|stream| contents(&origin, stream));
                articles(contents, origin, &settings, &meter)
            }))
        }
    }
}

/// The articles of an origin that is not an archive.
fn articles(contents: Result<Contents, Problem>, origin: Origin, settings: &Arc<Settings>, meter: &Meter) -> Entries {
    let (settings, meter) = (Arc::clone(settings), meter.clone());
    let readings = contents.and_then(|contents| readings(contents, &origin, &settings, &meter));
    let readings = readings.unwrap_or_else(|problem| once(Err(problem)));
    Box::new(readings.filter_map(move |reading| {
        if !settings.wants(&origin.id, reading.member) {
            return None;
        }
        let article = reading.article.and_then(|article| checked(article, &settings));
        Some(Entry::of(&origin, meter.take(), Reading { article, ..reading }))
    }))
}

/// Chooses the reader for a form.
fn readings(contents: Contents, origin: &Origin, settings: &Arc<Settings>, meter: &Meter) -> Result<Readings, Problem> {
    let (form, stream) = match contents {
        Contents::Package(Form::Word, file) => return word::read(file, origin, settings),
        Contents::Package(Form::Workbook, file) => return workbook::read(file, origin, settings, meter),
        Contents::Package(..) => return Err(Problem::NestedArchive),
        Contents::Stream(form, stream) => (form, stream),
    };
    Ok(match form {
        Form::Text => once(txt::read(stream, origin, settings)),
        Form::Markdown => once(markdown::read(stream, origin, settings)),
        Form::Html => once(html::read(stream, origin, settings)),
        Form::Json => Box::new(json::Values::new(stream, origin, settings)),
        Form::JsonLines => Box::new(jsonl::Lines::new(stream, origin, settings)),
        Form::Csv => Box::new(csv::Rows::new(stream, origin, settings)?),
        Form::Warc => Box::new(warc::Records::new(stream, origin, settings)),
        Form::Parquet => parquet::read(stream, origin, settings, meter)?,
        Form::Word | Form::Workbook | Form::Zip => return Err(Problem::NestedArchive),
    })
}

/// The reading of an origin that is a single article.
fn once(article: Result<Article, Problem>) -> Readings {
    Box::new(iter::once(Reading::whole(article)))
}

/// The article, if it is not too large, has words, and is in the wanted language. Fields to keep that it lacks become null.
///
/// # Errors
///
/// When the article is not so.
pub fn checked(mut article: Article, settings: &Settings) -> Result<Article, Problem> {
    if article.text.len() as u64 > settings.largest_article {
        return Err(settings.too_large());
    }
    if !article.text.chars().any(char::is_alphanumeric) {
        return Err(Problem::Empty);
    }
    for name in &settings.keep {
        article.kept.entry(name).or_insert(Value::Null);
    }
    let other = settings.language.as_deref().and_then(|wanted| language::other_than(wanted, &article.text));
    other.map_or(Ok(article), |language| Err(Problem::Language(language)))
}
