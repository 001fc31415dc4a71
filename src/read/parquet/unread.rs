//! Parquet tables in a build that cannot read them.

use std::sync::Arc;

use crate::read::entry::{RawRecords, Readings};
use crate::read::stream::{Meter, Stream};
use crate::read::{Origin, Problem, Settings};

pub(super) fn read(_: Stream, _: &Origin, _: &Arc<Settings>, _: &Meter) -> Result<Readings, Problem> {
    Err(Problem::NotBuilt("parquet"))
}

pub(super) fn records(_: Stream, _: &Origin) -> Result<RawRecords, Problem> {
    Err(Problem::NotBuilt("parquet"))
}
