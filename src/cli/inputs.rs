//! `whosaid inputs`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::arguments::Listing;
use super::exit::Exit;
use super::{messages, way_out};
use crate::read::{Compression, Form, Origin, ReadError, inspect};

/// Lists the files that would be read, with their forms; reports those that would not on standard error.
pub(super) fn run(listing: &Listing) -> Result<Exit> {
    let found = listing.inputs.find().into_iter();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut failures = 0;
    if !listing.json {
        writeln!(output, "{:<8} {:<11} {:>11}  PATH", "FORM", "COMPRESSION", "BYTES")?;
    }
    for origin in found {
        match origin.and_then(|origin| inspect(&origin).map(|kind| (origin, kind))) {
            Ok((origin, kind)) if listing.json => writeln!(output, "{}", record(&origin, kind))?,
            Ok((origin, kind)) => writeln!(output, "{}", row(&origin, kind))?,
            Err(error) => {
                output.flush()?;
                report(&error);
                failures += 1;
            }
        }
    }
    output.flush()?;
    Ok(if failures > 0 { Exit::SomeFailed } else { Exit::Done })
}

fn report(error: &ReadError) {
    messages::warning(&way_out::unread(error));
}

fn path(origin: &Origin) -> String {
    origin.file().map_or_else(|| "-".to_owned(), |path: &Path| path.display().to_string())
}

fn row(origin: &Origin, (form, compression): (Form, Option<Compression>)) -> String {
    let compression = compression.map_or("-", Compression::name);
    format!("{:<8} {compression:<11} {:>11}  {}", form.name(), origin.bytes, path(origin))
}

fn record(origin: &Origin, (form, compression): (Form, Option<Compression>)) -> serde_json::Value {
    json!({ "path": path(origin), "id": origin.id, "form": form.name(), "compression": compression.map(Compression::name), "bytes": origin.bytes })
}
