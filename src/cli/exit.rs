//! What the command's exit code says.

use std::io;
use std::process::ExitCode;

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

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::SomeFailed => 1,
            Exit::CouldNot => 2,
            Exit::Interrupted => INTERRUPTED,
        })
    }
}

/// Whether an error only says that nobody reads our output any more.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_pipe))
}
