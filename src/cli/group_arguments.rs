//! The arguments of `whosaid group`.

use std::path::PathBuf;

use clap::Args;

use super::shared_arguments::{OutputFormat, parse_input};
use crate::read::Input;
use crate::write::{Format, Holds};

pub(super) const GROUP_EXAMPLES: &str = "\
Examples:
  whosaid extract articles/ -o claims.jsonl --annotations texts.jsonl
  whosaid group claims.jsonl --annotations texts.jsonl -o grouped.csv --groups groups.json";

const ANNOTATIONS: &str = "\
The texts, as `extract --annotations` wrote them: with them, passages that repeat an earlier article word for word are marked with its id (copy_of).

The earliest published article is the original, or else the first in the file. A claim with other numbers than the original's is no copy. May be repeated.";

#[derive(Debug, Clone, Args)]
pub(super) struct Group {
    /// Files of claims as `extract` writes them (JSON Lines, JSON, Parquet), or - for standard input
    #[arg(required = true, value_name = "CLAIMS", value_parser = parse_input)]
    pub(super) claims: Vec<Input>,
    /// Write the claims to FILE (.csv, .json, .jsonl, .parquet); may be repeated
    #[arg(short, long = "output", value_name = "FILE", value_parser = parse_table)]
    pub(super) outputs: Vec<(PathBuf, Format)>,
    /// The format of the claims on standard output, if no --output is given [default: jsonl]
    #[arg(long, value_name = "FORMAT", conflicts_with = "outputs")]
    pub(super) format: Option<OutputFormat>,
    /// The texts, to find which articles repeat others; may be repeated
    #[arg(long, value_name = "FILE", long_help = ANNOTATIONS)]
    pub(super) annotations: Vec<PathBuf>,
    /// Write the groups of claims that say the same to FILE (.json, .jsonl): the wording, who asserts, denies and doubts it, and when
    #[arg(long, value_name = "FILE")]
    pub(super) groups: Option<PathBuf>,
    /// A table (CSV) of the people you know: name, id, aliases; it has the last word on who is who
    #[arg(long, value_name = "FILE.csv")]
    pub(super) people: Option<PathBuf>,
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
}

const GROUP: &str = "\
Group the claims of all articles, as `whosaid group` does: write which repeat another article (copy_of), who speaks (person), and which say the same (claim_group).

The claims are kept in FILE.ungrouped.jsonl beside the first FILE until the last article is read; then all of them have to fit in memory.";

/// What `whosaid extract` puts beside each other, if asked to.
#[derive(Debug, Clone, Args)]
pub(super) struct Grouping {
    /// Group the claims of all articles, as `whosaid group` does; needs memory for all claims
    #[arg(long, long_help = GROUP, requires = "outputs")]
    group: bool,
    /// With --group: write the groups of claims that say the same to FILE (.json, .jsonl)
    #[arg(long, value_name = "FILE", requires = "group")]
    pub(super) groups: Option<PathBuf>,
    /// With --group: a table (CSV) of the people you know, as for `whosaid group`
    #[arg(long, value_name = "FILE.csv", requires = "group")]
    pub(super) people: Option<PathBuf>,
}

impl Grouping {
    pub(super) fn is_asked_for(&self) -> bool {
        self.group
    }
}

fn parse_table(argument: &str) -> Result<(PathBuf, Format), String> {
    let path = PathBuf::from(argument);
    match Holds::of_ending(&path) {
        Some(Holds::Claims(format)) => Ok((path, format)),
        Some(_) => Err("`whosaid report` makes the page, of claims that are grouped already".to_owned()),
        None => Err("its extension must be .csv, .json, .jsonl or .parquet".to_owned()),
    }
}
