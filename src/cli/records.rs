//! Reading the records in the files that a command is given, and counting those that cannot be read.

use super::exit::Exit;
use super::{messages, way_out};
use crate::read::ReadError;

/// How many unreadable records are reported one by one; all are counted.
const NAMED: usize = 5;

/// Counts the records that cannot be read.
#[derive(Default)]
pub(super) struct Unread(usize);

impl Unread {
    /// The records that can be read; reports the first few of those that cannot.
    pub(super) fn readable<T>(&mut self, records: impl Iterator<Item = Result<T, ReadError>>) -> impl Iterator<Item = T> {
        records.filter_map(|record| record.map_err(|error| self.count(&error)).ok())
    }

    fn count(&mut self, error: &ReadError) {
        self.0 += 1;
        if self.0 <= NAMED {
            messages::warning(&way_out::unread(error));
        }
    }

    /// The number of records that could not be read.
    pub(super) fn number(&self) -> usize {
        self.0
    }

    /// Reports the number of records that could not be read, if any, and returns how the command ends.
    pub(super) fn ending(&self) -> Exit {
        match self.0 {
            0 => return Exit::Done,
            1 => messages::warning("1 record could not be read and is left out"),
            more => messages::warning(&format!("{more} records could not be read and are left out")),
        }
        Exit::SomeFailed
    }
}
