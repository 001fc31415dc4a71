//! Reads back the records that `write` wrote: claims and annotations.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::entry::RawRecords;
use super::json::{Scanned, Scanner};
use super::stream::{self, Line, Meter, Stream, next_line};
use super::{Form, Input, Member, Origin, Problem, ReadError, Settings, parquet};
use crate::record::{Annotation, Claim};

/// The most bytes that an article may have when records are read back. Whatever was written can be read, regardless of the limit that `extract`
/// was given, but a file without line breaks is still not taken as a single record.
const LARGEST: u64 = 64 << 20;

/// The claims of a file written by `extract`: JSON Lines, JSON or Parquet, compressed or not.
///
/// # Errors
///
/// When the file cannot be opened or is in another form.
pub fn claims(input: Input) -> Result<Records<Claim>, ReadError> {
    records(input)
}

/// The annotations of a file written by `extract --annotations`.
///
/// # Errors
///
/// As for [`claims`].
pub fn annotations(input: Input) -> Result<Records<Annotation>, ReadError> {
    records(input)
}

fn records<T>(input: Input) -> Result<Records<T>, ReadError> {
    let origin = Origin { input, id: String::new(), form: None, bytes: 0 };
    match raw_records(&origin) {
        Ok(raw) => Ok(Records { raw, origin, record: PhantomData }),
        Err(problem) => Err(ReadError::new(origin.file(), problem)),
    }
}

/// The records of a file, one after the other: each a record, or an error that says where it is. Nothing follows an error of the file as a whole.
pub struct Records<T> {
    raw: RawRecords,
    origin: Origin,
    record: PhantomData<T>,
}

impl<T: DeserializeOwned> Iterator for Records<T> {
    type Item = Result<T, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (member, json) = self.raw.next()?;
        let record = json.and_then(|json| serde_json::from_slice(&json).map_err(|error| Problem::NotARecord(error.to_string())));
        Some(record.map_err(|problem| ReadError::new(self.origin.file(), problem).of_member(Some(member))))
    }
}

fn settings() -> Settings {
    Settings { largest_article: LARGEST, ..Settings::default() }
}

fn raw_records(origin: &Origin) -> Result<RawRecords, Problem> {
    let (start, stream) = stream::peek(stream::plain(Meter::default().metered(stream::open(origin)?))?)?;
    if start.is_empty() {
        return Ok(Box::new(std::iter::empty()));
    }
    match Form::of(origin.file(), &start) {
        Form::JsonLines => Ok(Box::new(Lines { stream, number: 0, ended: false })),
        Form::Json => Ok(Box::new(values(stream))),
        Form::Parquet => parquet::records(stream, origin),
        form => Err(Problem::NoRecords(form.name())),
    }
}

/// Records line by line; blank lines are skipped.
struct Lines {
    stream: Stream,
    number: u64,
    ended: bool,
}

impl Iterator for Lines {
    type Item = (Member, Result<Vec<u8>, Problem>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let settings = settings();
            let mut line = Vec::new();
            let record = match next_line(&mut self.stream, settings.largest_record(), &mut line) {
                Ok(Line::End) => return None,
                Ok(Line::Whole) if line.trim_ascii().is_empty() => continue,
                Ok(Line::Whole) => Ok(line),
                Ok(Line::TooLong) => Err(settings.too_large()),
                Err(error) => {
                    self.ended = true;
                    Err(error.into())
                }
            };
            return Some((Member::Line(self.number), record));
        }
        None
    }
}

/// The records of a JSON file: elements of an array, or values one after the other.
fn values(stream: Stream) -> impl Iterator<Item = (Member, Result<Vec<u8>, Problem>)> {
    let settings = settings();
    let mut scanner = Scanner::new(stream, settings.largest_record());
    let records = std::iter::from_fn(move || scanner.next()).map(move |scanned| match scanned? {
        Scanned::Value(bytes) => Ok(bytes),
        Scanned::TooLarge => Err(settings.too_large()),
    });
    (1..).map(Member::Item).zip(records)
}
