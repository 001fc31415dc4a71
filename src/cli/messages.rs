//! Messages to the user, on standard error.

use std::io::Write;

use anstyle::{AnsiColor, Style};

use super::way_out;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// How much to say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Messages {
    quiet: bool,
    verbose: u8,
}

impl Messages {
    pub(super) fn new(quiet: bool, verbose: u8) -> Self {
        Self { quiet, verbose }
    }

    /// Whether to show progress and the closing line.
    pub(super) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether to spare no details.
    pub(super) fn is_verbose(self) -> bool {
        self.verbose > 0
    }

    /// What was done.
    pub(super) fn summary(self, message: &str) {
        if !self.quiet {
            say(Style::new(), message);
        }
    }

    /// How it is done, for those who ask.
    pub(super) fn detail(self, message: &str) {
        if self.verbose > 0 {
            say(Style::new(), message);
        }
    }
}

/// Something went wrong with a part of the work; said even when quiet.
pub(super) fn warning(message: &str) {
    say(WARNING, message);
}

/// The command could not do what was asked.
pub(super) fn error(error: &anyhow::Error) {
    say(ERROR, &way_out::with(&with_causes(error), way_out::of_error(error).as_deref()));
}

/// An error and what caused it, but for causes that its message names already.
fn with_causes(error: &anyhow::Error) -> String {
    let join = |message: String, cause: String| if message.contains(&cause) { message } else { format!("{message}: {cause}") };
    error.chain().map(ToString::to_string).reduce(join).unwrap_or_default()
}

fn say(style: Style, message: &str) {
    // Where even standard error is closed, there is nobody to report to.
    let _ = writeln!(anstream::stderr(), "{style}whosaid:{style:#} {message}");
}
