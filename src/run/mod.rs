//! A batch job: runs the articles of an input in groups and in order, and writes the results to files.

mod collection;
mod fingerprint;
mod group;
#[expect(clippy::module_inception, reason = "the run itself")]
mod run;

pub use collection::group as group_claims;
pub(crate) use run::Ended;
pub use run::{Ending, Notice, Run, RunError};
