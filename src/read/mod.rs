//! Files to articles: source (path or standard input) → stream (its bytes) → form (by ending or content) → articles.
//!
//! [`find`] says which sources there are, [`read`] takes the articles out of them, one after the other, in memory that does not
//! grow with the size of a file.

mod error;
mod find;
mod form;
mod jsonl;
mod source;
mod stream;
mod txt;

pub use error::{Member, Problem, ReadError};
pub use find::find;
pub use form::Form;
pub use jsonl::Fields;
pub use source::{Input, Source};

use std::io::{BufRead, Read};
use std::iter;
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
    /// Whether articles that are not in English are given too.
    pub any_language: bool,
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
    let readings = readings(&source, meter.metered(stream), settings);
    readings.map(move |reading| entry(&source, meter.take(), reading))
}

/// The one place that knows which reader is whose.
fn readings(source: &Source, mut stream: Stream, settings: &Arc<Settings>) -> Readings {
    let form = match (source.form, stream.fill_buf()) {
        (Some(form), _) => form,
        (None, Ok(start)) => Form::of_content(start),
        (None, Err(error)) => return Box::new(iter::once(Reading::whole(Err(Problem::Unreadable(error))))),
    };
    match form {
        Form::Text => Box::new(iter::once(Reading::whole(txt::read(stream, source)))),
        Form::JsonLines => Box::new(jsonl::Lines::new(stream, source, settings)),
    }
}

fn entry(source: &Source, bytes: u64, Reading { member, article }: Reading) -> Entry {
    let article = article.map(|article| Article { path: source.path(), ..article });
    Entry { bytes, member, article: article.map_err(|problem| ReadError::new(source.file(), problem).of_member(member)) }
}
