//! Tables: one article per row, with a header that names the columns, which are separated by commas, semicolons or tabs.

use std::io::{self, BufRead};
use std::sync::Arc;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::entry::Reading;
use super::stream::{Stream, peek};
use super::{Member, Origin, Problem, Settings, encoding, fields};

/// More columns than any table of articles has.
const MOST_COLUMNS: usize = 4096;

/// Articles row by row.
pub(super) struct Rows {
    records: Records,
    header: Option<Vec<String>>,
    number: u64,
    id: String,
    settings: Arc<Settings>,
    ended: bool,
}

impl Rows {
    pub(super) fn new(stream: Stream, origin: &Origin, settings: &Arc<Settings>) -> io::Result<Self> {
        let records = Records::new(stream, settings.largest_record())?;
        Ok(Self { records, header: None, number: 0, id: origin.id.clone(), settings: Arc::clone(settings), ended: false })
    }

    /// Reads the header and checks that it has a column of texts and the columns to keep.
    fn read_header(&mut self) -> Result<(), Problem> {
        let names = match self.records.next()? {
            Some(Row::Fields(fields)) => fields.into_iter().map(|name| decoded(name).map(|name| name.trim().to_owned())).collect(),
            Some(Row::TooLarge) => Err(self.settings.too_large()),
            None => Err(Problem::Empty),
        }?;
        let names: Vec<String> = names;
        let header = names.iter().map(|name| (name.clone(), Value::String(String::new()))).collect();
        fields::check_columns(&header, &names.join(", "), &self.settings)?;
        self.header = Some(names);
        Ok(())
    }

    fn next_article(&mut self, header: &[String]) -> Option<Reading> {
        let row = self.next_wanted()?;
        let article = match row {
            Ok(Row::Fields(row)) => {
                record(header, row).and_then(|record| fields::article(&record, || format!("{}-{}", self.id, self.number), &self.settings))
            }
            Ok(Row::TooLarge) => Err(self.settings.too_large()),
            Err(error) => {
                self.ended = true;
                Err(error.into())
            }
        };
        Some(Reading { member: Some(Member::Row(self.number)), article })
    }

    /// The next row in this run's share, or an error.
    fn next_wanted(&mut self) -> Option<io::Result<Row>> {
        loop {
            let row = self.records.next().transpose()?;
            self.number += 1;
            if row.is_err() || self.settings.wants(&self.id, Some(Member::Row(self.number))) {
                return Some(row);
            }
        }
    }
}

impl Iterator for Rows {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        if self.ended {
            return None;
        }
        if self.header.is_none()
            && let Err(problem) = self.read_header()
        {
            self.ended = true;
            return Some(Reading::whole(Err(problem)));
        }
        let header = self.header.take()?;
        let reading = self.next_article(&header);
        self.header = Some(header);
        reading
    }
}

fn record(header: &[String], row: Vec<Vec<u8>>) -> Result<Map<String, Value>, Problem> {
    header.iter().zip(row).map(|(name, value)| Ok((name.clone(), Value::String(decoded(value)?)))).collect()
}

fn decoded(value: Vec<u8>) -> Result<String, Problem> {
    String::from_utf8(value).or_else(|error| encoding::decode(error.into_bytes(), None))
}

/// A row as bytes.
enum Row {
    Fields(Vec<Vec<u8>>),
    TooLarge,
}

/// Splits a stream into rows, holding no more than `limit` bytes of any of them.
struct Records {
    stream: Stream,
    reader: Box<Reader>,
    limit: usize,
    output: Vec<u8>,
    ends: Vec<usize>,
}

impl Records {
    fn new(stream: Stream, limit: u64) -> io::Result<Self> {
        let (start, stream) = peek(stream)?;
        let reader = Box::new(ReaderBuilder::new().delimiter(delimiter(&start)).build());
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(Self { stream, reader, limit, output: vec![0; 4 << 10], ends: vec![0; 64] })
    }

    fn next(&mut self) -> io::Result<Option<Row>> {
        let (mut written, mut columns) = (0, 0);
        let mut fits = true;
        loop {
            let input = self.stream.fill_buf()?;
            let (result, read, wrote, ended) = self.reader.read_record(input, &mut self.output[written..], &mut self.ends[columns..]);
            self.stream.consume(read);
            written += wrote;
            columns += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.output.len() < self.limit => {
                    self.output.resize((2 * self.output.len()).min(self.limit), 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MOST_COLUMNS => self.ends.resize(2 * self.ends.len(), 0),
                // The rest of the row overwrites what has been read of it.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => (fits, written, columns) = (false, 0, 0),
                ReadRecordResult::Record => return Ok(Some(if fits { self.row(columns) } else { Row::TooLarge })),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    fn row(&self, columns: usize) -> Row {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        Row::Fields(starts.zip(&self.ends[..columns]).map(|(start, &end)| self.output[start..end].to_vec()).collect())
    }
}

/// The character that separates the columns of the header.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.trim_ascii_start().split(|&byte| byte == b'\n').next().unwrap_or_default();
    let mut in_quotes = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &byte in header {
        in_quotes ^= byte == b'"';
        counts.iter_mut().filter(|(mark, _)| *mark == byte && !in_quotes).for_each(|(_, count)| *count += 1);
    }
    // `rev` because `max_by_key` returns the last maximum: among equally frequent ones the first listed wins.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}
