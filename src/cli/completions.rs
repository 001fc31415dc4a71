//! Shell completions and the manual page, generated from the definition of the arguments.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use super::arguments::{Arguments, EXAMPLES};
use super::exit::Exit;

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "whosaid", &mut script);
    print(&script)
}

pub(super) fn man() -> Result<Exit> {
    let mut page = Vec::new();
    let mut command = Arguments::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for part in command.get_subcommands().filter(|part| part.get_name() == "extract") {
        writeln!(page, ".SH EXTRACT")?;
        clap_mangen::Man::new(part.clone()).render_options_section(&mut page)?;
    }
    writeln!(page, ".SH EXAMPLES\n.nf\n{EXAMPLES}\n.fi")?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Exit> {
    std::io::stdout().write_all(bytes)?;
    Ok(Exit::Done)
}
