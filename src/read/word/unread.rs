//! Word documents in a build that cannot read them.

use std::fs::File;
use std::sync::Arc;

use crate::read::entry::Readings;
use crate::read::{Origin, Problem, Settings};

pub(super) fn read(_: File, _: &Origin, _: &Arc<Settings>) -> Result<Readings, Problem> {
    Err(Problem::NotBuilt("archives"))
}
