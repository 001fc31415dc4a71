//! A folder of articles to a table of claims.

use std::error::Error;

use whosaid::write::{Format, Outputs};
use whosaid::{Extractor, read};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::load_default()?;
    let table = std::env::temp_dir().join("whosaid-example.parquet");
    let mut outputs = Outputs::of_claims(&table, Format::Parquet)?;
    for outcome in extractor.pipe(read::path("tests/examples/articles")) {
        match outcome {
            Ok(found) => outputs.write(&found.claims, &found.annotation)?,
            Err(error) => eprintln!("{error}"),
        }
    }
    outputs.finish()?;
    assert!(std::fs::read(&table)?.starts_with(b"PAR1"));
    Ok(std::fs::remove_file(table)?)
}
