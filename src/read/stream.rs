//! The bytes of a source as they come, with a count of how many were taken.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Input, Problem, Source};

/// How much is read at once, in bytes; as much is looked at to tell what a stream holds.
const BUFFER: usize = 64 << 10;

/// Bytes as they come.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Opens a source.
pub(super) fn open(source: &Source) -> Result<Box<dyn Read + Send>, Problem> {
    match &source.input {
        Input::Stdin => Ok(Box::new(io::stdin())),
        Input::Path(path) => Ok(Box::new(File::open(path).map_err(Problem::Unreadable)?)),
    }
}

/// Counts the bytes that are read through [`Meter::metered`].
#[derive(Clone, Default)]
pub(super) struct Meter(Arc<AtomicU64>);

impl Meter {
    /// A stream whose bytes count.
    pub(super) fn metered(&self, reader: Box<dyn Read + Send>) -> Stream {
        Box::new(BufReader::with_capacity(BUFFER, Metered { reader, meter: self.clone() }))
    }

    /// The bytes that were taken since the last time that it was asked.
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
