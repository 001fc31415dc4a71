//! The `whosaid` command: parse, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    whosaid::cli::main()
}
