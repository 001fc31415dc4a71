//! The interface that every form of claims is written through.

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

    /// Writes everything that is still buffered.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn flush(&mut self) -> io::Result<()>;

    /// Writes the end of the form, and everything that is still buffered.
    ///
    /// # Errors
    ///
    /// When the place written to rejects it.
    fn finish(&mut self) -> io::Result<()>;
}
