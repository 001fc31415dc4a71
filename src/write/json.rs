//! Claims as one JSON array.

use std::io::{self, BufWriter, Write};

use super::ClaimWriter;
use crate::record::Claim;

/// Writes an array with one record on each line.
pub struct JsonWriter<W: Write> {
    to: BufWriter<W>,
    separator: &'static str,
}

impl<W: Write> JsonWriter<W> {
    /// Writes to `to`.
    pub fn new(to: W) -> Self {
        Self { to: BufWriter::new(to), separator: "[\n" }
    }

    /// Continues an array that already has records, after the last one.
    pub(crate) fn resume(to: W) -> Self {
        Self { separator: ",\n", ..Self::new(to) }
    }
}

impl<W: Write> ClaimWriter for JsonWriter<W> {
    fn write(&mut self, claim: &Claim) -> io::Result<()> {
        self.to.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        serde_json::to_writer(&mut self.to, claim)?;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        let end = if self.separator == ",\n" { "\n]\n" } else { "[]\n" };
        self.to.write_all(end.as_bytes())?;
        self.to.flush()
    }
}
