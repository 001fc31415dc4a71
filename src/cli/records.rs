//! Reading the records in the files that a command is given, and counting those that cannot be read.

use std::path::Path;

use anyhow::{Result, bail};

use super::exit::Exit;
use super::{messages, way_out};
use crate::read::{self, Input, ReadError};
use crate::record::Annotation;

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

    /// Takes each article of a file of annotations that can be read. A file that holds something else is an error.
    pub(super) fn annotations(&mut self, path: &Path, mut take: impl FnMut(Annotation)) -> Result<()> {
        let (before, mut articles) = (self.0, 0);
        for annotation in self.readable(read::annotations(Input::Path(path.to_path_buf()))?) {
            articles += 1;
            take(annotation);
        }
        let unread = self.0 - before;
        if articles == 0 && unread > 0 {
            let path = path.display();
            bail!("{path}: none of its {unread} records is an article; --annotations takes the file that `extract --annotations` wrote");
        }
        Ok(())
    }

    /// Refuses to go on where there were records, and none of them could be read as a claim.
    pub(super) fn refuse_no_claims(&self, is_empty: bool) -> Result<()> {
        if is_empty && self.0 > 0 {
            bail!("no claims: none of the {} records could be read; give a file of claims, as `extract -o` wrote it", self.0);
        }
        Ok(())
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
