//! Messages to the user, on standard error.

use std::io::Write;

use anstyle::{AnsiColor, Style};

use super::way_out;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// How much to print.
#[derive(Debug, Clone, Copy)]
pub(super) struct Messages {
    quiet: bool,
    verbose: u8,
}

impl Messages {
    pub(super) fn new(quiet: bool, verbose: u8) -> Self {
        Self { quiet, verbose }
    }

    /// Whether to hide progress and the closing line.
    pub(super) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether to print all details.
    pub(super) fn is_verbose(self) -> bool {
        self.verbose > 0
    }

    /// Prints what was done.
    pub(super) fn summary(self, message: &str) {
        if !self.quiet {
            say(Style::new(), message);
        }
    }

    /// Prints how it is done, if the user asked for details.
    pub(super) fn detail(self, message: &str) {
        if self.verbose > 0 {
            say(Style::new(), message);
        }
    }
}

/// Prints that part of the work went wrong, even when quiet.
pub(super) fn warning(message: &str) {
    say(WARNING, message);
}

/// Prints why the command could not do what was asked.
pub(super) fn error(error: &anyhow::Error) {
    say(ERROR, &way_out::with(&with_causes(error), way_out::of_error(error).as_deref()));
}

/// An error with its causes, except those that the message before them already contains.
fn with_causes(error: &anyhow::Error) -> String {
    let join = |message: String, cause: String| if message.contains(&cause) { message } else { format!("{message}: {cause}") };
    error.chain().map(ToString::to_string).reduce(join).unwrap_or_default()
}

fn say(style: Style, message: &str) {
    // If even standard error is closed, there is nobody to report to.
    let _ = writeln!(anstream::stderr(), "{style}whosaid:{style:#} {message}");
}
