//! The bytes of an origin: decompressed, without a byte order mark, UTF-16 turned into UTF-8, and counted as they are read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::encoding::{BYTE_ORDER_MARK, utf16};
use super::{Input, Origin, Problem, Settings, compressed};

/// The size of a read buffer, in bytes.
const BUFFER: usize = 64 << 10;
/// The most bytes that are examined to recognise what a stream holds.
const START: usize = 4 << 10;

/// A stream of bytes.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Opens an origin.
pub(super) fn open(origin: &Origin) -> Result<Box<dyn Read + Send>, Problem> {
    match &origin.input {
        Input::Stdin => Ok(Box::new(io::stdin())),
        Input::Path(path) => Ok(Box::new(File::open(path)?)),
    }
}

/// The start of a stream, up to its first non-blank line or 4 KiB, and the stream, which still begins with it.
pub(super) fn peek(mut stream: Stream) -> io::Result<(Vec<u8>, Stream)> {
    let mut start = Vec::new();
    while start.len() < START && !start.trim_ascii_start().contains(&b'\n') {
        let more = stream.fill_buf()?;
        if more.is_empty() {
            break;
        }
        let taken = more.len().min(START);
        start.extend_from_slice(&more[..taken]);
        stream.consume(taken);
    }
    let stream = Box::new(Cursor::new(start.clone()).chain(stream));
    Ok((start, stream))
}

/// A stream's text, decompressed and converted from UTF-16 to UTF-8 where necessary, without a byte order mark.
pub(super) fn plain(stream: Stream) -> io::Result<Stream> {
    let (start, stream) = peek(stream)?;
    let stream = match compressed::compression(&start) {
        Some(compression) => buffered(compressed::decompressed(stream, compression)),
        None => stream,
    };
    let (start, mut stream) = peek(stream)?;
    if start.starts_with(BYTE_ORDER_MARK) {
        stream.consume(BYTE_ORDER_MARK.len());
    }
    Ok(match utf16(&start) {
        Some(encoding) => buffered(Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(stream))),
        None => stream,
    })
}

fn buffered(reader: Box<dyn Read + Send>) -> Stream {
    Box::new(BufReader::with_capacity(BUFFER, reader))
}

/// Reads a stream to its end, up to the limit for records.
pub(super) fn whole(stream: Stream, settings: &Settings) -> Result<Vec<u8>, Problem> {
    let limit = settings.largest_record();
    let mut bytes = Vec::new();
    stream.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(settings.too_large()) } else { Ok(bytes) }
}

/// A line of a stream.
pub(super) enum Line {
    /// The line is in the buffer, with its end.
    Whole,
    /// The line was longer than the limit and has been skipped.
    TooLong,
    /// There are no more lines.
    End,
}

/// Reads the next line into `buffer`, or skips it where it has more than `limit` bytes.
pub(super) fn next_line(stream: &mut Stream, limit: u64, buffer: &mut Vec<u8>) -> io::Result<Line> {
    buffer.clear();
    let read = stream.by_ref().take(limit).read_until(b'\n', buffer)?;
    match buffer.last() {
        None => Ok(Line::End),
        Some(b'\n') => Ok(Line::Whole),
        Some(_) if (read as u64) < limit || stream.fill_buf()?.is_empty() => Ok(Line::Whole),
        Some(_) => {
            buffer.clear();
            stream.skip_until(b'\n')?;
            Ok(Line::TooLong)
        }
    }
}

/// Counts the bytes read through [`Meter::metered`].
#[derive(Clone, Default)]
pub(super) struct Meter(Arc<AtomicU64>);

impl Meter {
    /// A stream whose bytes are counted.
    pub(super) fn metered(&self, reader: Box<dyn Read + Send>) -> Stream {
        buffered(Box::new(Metered { reader, meter: self.clone() }))
    }

    /// Counts bytes that were read in another way.
    #[cfg(any(feature = "archives", feature = "parquet"))]
    pub(super) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The number of bytes counted since the last call.
    pub(super) fn take(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

struct Metered {
    reader: Box<dyn Read + Send>,
    meter: Meter,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.meter.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(text: &str) -> Stream {
        Box::new(Cursor::new(text.as_bytes().to_vec()))
    }

    #[test]
    fn lines_longer_than_the_limit_are_passed_over() {
        let mut stream = stream("12345\n123456\n\n12345");
        let mut buffer = Vec::new();
        let mut lines = Vec::new();
        loop {
            match next_line(&mut stream, 6, &mut buffer).unwrap() {
                Line::Whole => lines.push(String::from_utf8(buffer.clone()).unwrap()),
                Line::TooLong => lines.push("too long".to_owned()),
                Line::End => break,
            }
        }
        assert_eq!(lines, ["12345\n", "too long", "\n", "12345"]);
    }

    #[test]
    fn a_whole_stream_may_have_as_much_as_the_limit() {
        let settings = Settings { largest_article: 1, ..Settings::default() };
        assert_eq!(whole(stream("1234"), &settings).unwrap(), b"1234");
        assert!(matches!(whole(stream("12345"), &settings), Err(Problem::TooLarge { limit: 1 })));
    }

    #[test]
    fn looking_takes_nothing() {
        let (start, mut stream) = peek(stream("\n\n first\nsecond")).unwrap();
        let mut text = String::new();
        assert!(start.starts_with(b"\n\n first\n"));
        stream.read_to_string(&mut text).unwrap();
        assert_eq!(text, "\n\n first\nsecond");
    }
}
