//! Workbooks in a build that reads none.

use std::fs::File;
use std::sync::Arc;

use crate::read::entry::Readings;
use crate::read::stream::Meter;
use crate::read::{Problem, Settings, Source};

pub(super) fn read(_: File, _: &Source, _: &Arc<Settings>, _: &Meter) -> Result<Readings, Problem> {
    Err(Problem::NotBuilt("archives"))
}
