//! A batch job: articles from an input, in groups and in order, to the files that hold what was found in them.

mod collection;
mod fingerprint;
mod group;
#[expect(clippy::module_inception, reason = "the run itself")]
mod run;

pub use collection::group as group_claims;
pub(crate) use run::Ended;
pub use run::{Ending, Notice, Run, RunError};
