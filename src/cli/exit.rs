//! The exit codes of the command.

use std::io;

/// The exit code of an interrupted command: 128 plus the number of SIGINT, the convention of shells.
pub(super) const INTERRUPTED: u8 = 130;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Everything was done, even if nothing was found or the reader of the output went away.
    Done,
    /// Everything was done except for some articles.
    SomeFailed,
    /// The command could not do what was asked.
    CouldNot,
    /// The command was ended from outside before it was done.
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

/// Whether an error only means that nobody reads the output any more.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_pipe))
}
