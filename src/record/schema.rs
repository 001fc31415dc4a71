//! The JSON Schemas of the records.

use schemars::{Schema, schema_for};

use super::{Annotation, Claim, ClaimGroup, Failure};

/// The JSON Schema (2020-12) of a claim: one line of JSON Lines, or one element of the JSON array.
#[must_use]
pub fn claim_schema() -> Schema {
    schema_for!(Claim)
}

/// The JSON Schema (2020-12) of a line of `--annotations`.
#[must_use]
pub fn annotation_schema() -> Schema {
    schema_for!(Annotation)
}

/// The JSON Schema (2020-12) of a line of `--errors`.
#[must_use]
pub fn failure_schema() -> Schema {
    schema_for!(Failure)
}

/// The JSON Schema (2020-12) of an element of `group --groups`.
#[must_use]
pub fn group_schema() -> Schema {
    schema_for!(ClaimGroup)
}
