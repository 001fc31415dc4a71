//! Sources to articles: the one place that knows every form's reader.

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
use super::settings::Settings;
use super::source::{Input, Source};
use super::stream::{self, Meter, Stream};
use super::{csv, html, json, jsonl, language, markdown, parquet, txt, warc};
use crate::article::Article;

/// The articles of a file or folder, as the command reads them without any options.
pub fn path(path: impl Into<PathBuf>) -> impl Iterator<Item = Entry> {
    read(find(&[Input::Path(path.into())], None, &Globs::default()), Settings::default())
}

/// Reads all articles of what [`find`] found, one after the other; what could not be found or read is an entry like the others.
pub fn read(found: Vec<Result<Source, ReadError>>, settings: Settings) -> impl Iterator<Item = Entry> {
    let settings = Arc::new(settings);
    found.into_iter().flat_map(move |source| -> Box<dyn Iterator<Item = Entry>> {
        match source.map(|source| (stream::open(&source), source)) {
            Ok((Ok(stream), source)) => Box::new(read_stream(source, stream, &settings)),
            Ok((Err(problem), source)) => {
                let entry = Entry::of(&source, source.bytes, Reading::whole(Err(problem)));
                Box::new(settings.wants(&source.id, None).then_some(entry).into_iter())
            }
            Err(error) => {
                let place = error.path().map(|path| path.display().to_string()).unwrap_or_default();
                let entry = Entry { bytes: 0, member: None, article: Err(error) };
                Box::new(settings.wants(&place, None).then_some(entry).into_iter())
            }
        }
    })
}

/// Reads the articles of an open stream, as if it were the source's.
pub fn read_stream(source: Source, stream: Box<dyn Read + Send>, settings: &Arc<Settings>) -> impl Iterator<Item = Entry> + use<> {
    let meter = Meter::default();
    let settings = Arc::clone(settings);
    let readings = readings(&source, meter.metered(stream), &settings, &meter).unwrap_or_else(|problem| once(Err(problem)));
    readings.filter_map(move |reading| {
        if !settings.wants(&source.id, reading.member) {
            return None;
        }
        let article = reading.article.and_then(|article| checked(article, &settings));
        Some(Entry::of(&source, meter.take(), Reading { article, ..reading }))
    })
}

/// What a source holds and how: its form and compression, recognised as [`read`] would.
///
/// # Errors
///
/// When it cannot be opened or its start cannot be read.
pub(crate) fn inspect(source: &Source) -> Result<(Form, Option<Compression>), ReadError> {
    let look = || {
        let (start, stream) = stream::peek(Meter::default().metered(stream::open(source)?))?;
        let (plain, _) = stream::peek(stream::plain(stream)?)?;
        let form = source.form.unwrap_or_else(|| Form::of(source.file(), &plain));
        Ok((form, compression(&start)))
    };
    look().map_err(|problem| ReadError::new(source.file(), problem))
}

/// The one place that knows which reader is whose.
fn readings(source: &Source, stream: Stream, settings: &Arc<Settings>, meter: &Meter) -> Result<Readings, Problem> {
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
        Form::Parquet => parquet::read(stream, source, settings, meter)?,
    })
}

/// The reading of a source that is one article.
fn once(article: Result<Article, Problem>) -> Readings {
    Box::new(iter::once(Reading::whole(article)))
}

/// An article that fits, has words, and is in the language that is asked for.
///
/// # Errors
///
/// When it is not.
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
