//! Records as JSON Lines.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::ClaimWriter;
use crate::record::Claim;

/// Writes one record per line.
pub struct JsonLinesWriter<W: Write> {
    to: BufWriter<W>,
}

impl<W: Write> JsonLinesWriter<W> {
    /// Writes to `to`.
    pub fn new(to: W) -> Self {
        Self { to: BufWriter::new(to) }
    }

    /// Writes any record: a claim or an annotation.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    pub(crate) fn write_record(&mut self, record: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.to, record)?;
        self.to.write_all(b"\n")
    }

    /// Writes everything that is still buffered.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W: Write> ClaimWriter for JsonLinesWriter<W> {
    fn write(&mut self, claim: &Claim) -> io::Result<()> {
        self.write_record(claim)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.flush()
    }
}
