//! The command: arguments, messages, progress, exit codes. No other module knows the terminal and the environment.

mod arguments;
mod closing;
mod completions;
mod convert;
mod count;
mod eval;
mod exit;
mod extract;
mod group;
mod group_arguments;
mod grouped;
mod inputs;
mod interrupt;
mod label_arguments;
mod labels;
mod messages;
mod models;
mod outputs;
mod predictions;
mod progress;
mod records;
mod report;
mod report_arguments;
mod schema;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod serve_arguments;
mod shared_arguments;
mod show;
mod speakers;
mod speakers_arguments;
mod table;
mod way_out;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use exit::Exit;
use messages::Messages;

/// Runs the command with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    run(std::env::args_os()).into()
}

/// Runs the command with the given arguments, the first of which is its own name, and returns its exit code.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = Arguments::parse_from(arguments);
    arguments.color.choose();
    let messages = Messages::new(arguments.quiet, arguments.verbose);
    let done = match &arguments.command {
        Command::Extract(extract) if extract.grouping.is_asked_for() => grouped::run(extract, messages),
        Command::Extract(extract) => extract::run(extract, messages),
        Command::Group(group) => group::run(group, messages),
        Command::Inputs(listing) => inputs::run(listing),
        Command::Eval(eval) => eval::run(eval, messages),
        Command::Report(report) => report::run(report, messages),
        Command::Convert(convert) => convert::run(convert, messages),
        Command::Show(show) => show::run(show, messages),
        Command::Speakers(speakers) => speakers::run(speakers, messages),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(serve, messages),
        Command::Models(command) => models::run(command),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Schema { record } => schema::schema(*record),
        Command::Man => completions::man(),
    };
    done.unwrap_or_else(|error| {
        if exit::is_closed_pipe(&error) {
            return Exit::Done;
        }
        messages::error(&error);
        Exit::CouldNot
    })
    .code()
}
