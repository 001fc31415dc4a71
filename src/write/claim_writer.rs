//! What every form of claims is written by.

use std::io;

use crate::record::Claim;

/// Writes claims one by one, in constant memory.
pub trait ClaimWriter {
    /// Writes a claim.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn write(&mut self, claim: &Claim) -> io::Result<()>;

    /// Writes all that is still held back.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn flush(&mut self) -> io::Result<()>;

    /// Writes what has to stand at the end, and all that is still held back.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn finish(&mut self) -> io::Result<()>;
}
