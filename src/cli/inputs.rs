//! `whosaid inputs`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::arguments::Listing;
use super::exit::Exit;
use super::{messages, way_out};
use crate::read::{Compression, Form, ReadError, Source, inspect};

/// Lists what would be read, and as what; what would not is reported on standard error.
pub(super) fn run(listing: &Listing) -> Result<Exit> {
    let found = listing.inputs.find().into_iter();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut failures = 0;
    if !listing.json {
        writeln!(output, "{:<8} {:<11} {:>11}  PATH", "FORM", "COMPRESSION", "BYTES")?;
    }
    for source in found {
        match source.and_then(|source| inspect(&source).map(|kind| (source, kind))) {
            Ok((source, kind)) if listing.json => writeln!(output, "{}", record(&source, kind))?,
            Ok((source, kind)) => writeln!(output, "{}", row(&source, kind))?,
            Err(error) => {
                output.flush()?;
                tell(&error);
                failures += 1;
            }
        }
    }
    output.flush()?;
    Ok(if failures > 0 { Exit::SomeFailed } else { Exit::Done })
}

fn tell(error: &ReadError) {
    messages::warning(&way_out::unread(error));
}

fn path(source: &Source) -> String {
    source.file().map_or_else(|| "-".to_owned(), |path: &Path| path.display().to_string())
}

fn row(source: &Source, (form, compression): (Form, Option<Compression>)) -> String {
    let compression = compression.map_or("-", Compression::name);
    format!("{:<8} {compression:<11} {:>11}  {}", form.name(), source.bytes, path(source))
}

fn record(source: &Source, (form, compression): (Form, Option<Compression>)) -> serde_json::Value {
    json!({ "path": path(source), "id": source.id, "form": form.name(), "compression": compression.map(Compression::name), "bytes": source.bytes })
}
