//! What the command's exit code says.

use std::io;

/// The exit code of a command that was interrupted: 128 and the number of SIGINT, as shells have it.
pub(super) const INTERRUPTED: u8 = 130;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All done, also when nothing was found or the reader of our output went away.
    Done,
    /// Done, except for some articles.
    SomeFailed,
    /// What was asked for could not be done.
    CouldNot,
    /// Ended from outside before all was done.
    Interrupted,
}

impl Exit {
    /// The exit code.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::SomeFailed => 1,
            Self::CouldNot => 2,
            Self::Interrupted => INTERRUPTED,
        }
    }
}

/// Whether an error only says that nobody reads our output any more.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_pipe))
}
