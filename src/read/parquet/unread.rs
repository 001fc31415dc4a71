//! Tables in a build that reads none.

use std::sync::Arc;

use crate::read::entry::{RawRecords, Readings};
use crate::read::stream::{Meter, Stream};
use crate::read::{Problem, Settings, Source};

pub(super) fn read(_: Stream, _: &Source, _: &Arc<Settings>, _: &Meter) -> Result<Readings, Problem> {
    Err(Problem::NotBuilt("parquet"))
}

pub(super) fn records(_: Stream, _: &Source) -> Result<RawRecords, Problem> {
    Err(Problem::NotBuilt("parquet"))
}
