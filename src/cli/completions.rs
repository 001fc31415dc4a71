//! Shell completions and the manual page, from the definition of the arguments.

use anyhow::Result;
use clap::CommandFactory;

use super::arguments::Arguments;
use super::exit::Exit;

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "whosaid", &mut script);
    print(&script)
}

pub(super) fn man() -> Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Exit> {
    use std::io::Write;
    std::io::stdout().write_all(bytes)?;
    Ok(Exit::Done)
}
