//! How a claim is put.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the source does with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Puts it forward as so: said, reported, announced.
    Asserts,
    /// Says that it is not so: denied, rejected, refuted.
    Denies,
    /// Does not commit to it: could not confirm, wondered, questioned.
    Doubts,
    /// Wants it done: demanded, urged, called for, warned against.
    Demands,
    /// Wants to do it: plans, vowed, offered, threatened.
    Intends,
    /// Holds it as an opinion or feeling: believes, fears, praised.
    Judges,
}

/// What the article's choice of cue lets on about the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Taken for true: confirmed, revealed, admitted.
    Endorsed,
    /// Passed on: said, told.
    Neutral,
    /// Kept away from: claimed, alleged, reportedly.
    Distanced,
}
