//! Zip archives, and documents that are zip archives inside, in a build that cannot read them.

use std::fs::File;
use std::iter::Empty;
use std::sync::Arc;

use crate::read::stream::{Meter, Stream};
use crate::read::{Form, Origin, Problem, Settings};

/// No members.
pub(super) struct Members;

impl Members {
    pub(super) fn new(_: File, _: &Origin, _: &Arc<Settings>, _: &Meter) -> Result<Empty<(Origin, Result<Stream, Problem>)>, Problem> {
        Err(Problem::NotBuilt("archives"))
    }
}

pub(super) fn form(_: &File) -> Result<Form, Problem> {
    Err(Problem::NotBuilt("archives"))
}
