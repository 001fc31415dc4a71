//! The command: arguments, messages, progress, exit codes. The only place that knows the terminal and the environment.

mod arguments;
mod completions;
mod exit;
mod extract;
mod inputs;
mod model_folder;
mod outputs;
mod progress;
mod report;
mod schema;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use exit::Exit;

/// Runs the command with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.choose();
    let done = match &arguments.command {
        Command::Extract(extract) => extract::run(extract, report::Report::new(arguments.quiet, arguments.verbose)),
        Command::Inputs(listing) => inputs::run(listing),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Schema { record } => schema::schema(*record),
        Command::Man => completions::man(),
    };
    done.unwrap_or_else(|error| {
        if exit::is_closed_pipe(&error) {
            return Exit::Done;
        }
        report::error(&error);
        Exit::CouldNot
    })
    .into()
}
