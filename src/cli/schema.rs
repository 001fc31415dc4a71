//! `whosaid schema`.

use std::io::Write;

use anyhow::Result;

use super::arguments::RecordName;
use super::exit::Exit;
use crate::record::{annotation_schema, claim_schema, failure_schema, group_schema};

pub(super) fn schema(record: RecordName) -> Result<Exit> {
    let schema = match record {
        RecordName::Claim => claim_schema(),
        RecordName::Annotation => annotation_schema(),
        RecordName::Failure => failure_schema(),
        RecordName::Group => group_schema(),
    };
    writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(Exit::Done)
}
