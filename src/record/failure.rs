//! The record of an article that yielded nothing.

use serde::{Deserialize, Serialize};

/// An article that could not be read or run, and why: one line of `--errors`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Failure {
    /// The file; null for standard input.
    pub path: Option<String>,
    /// Which of the file's articles it is; null where the whole file is meant.
    pub member: Option<String>,
    /// What went wrong, in one word that stays the same from version to version.
    pub kind: String,
    /// What went wrong, as a sentence.
    pub message: String,
}
