//! The arguments of `whosaid report`.

use std::path::PathBuf;

use clap::Args;

use super::shared_arguments::parse_input;
use crate::read::Input;
use crate::write::Holds;

pub(super) const REPORT_EXAMPLES: &str = "\
Examples:
  whosaid report claims.jsonl -o report.html
  whosaid report claims.parquet --annotations annotations.jsonl -o report.html
  whosaid extract articles/ -o report.html";

#[derive(Debug, Args)]
pub(super) struct Report {
    /// Claims as extract wrote them: .jsonl, .json or .parquet; - for standard input
    #[arg(required = true, value_name = "CLAIMS", value_parser = parse_input)]
    pub(super) claims: Vec<Input>,
    /// The articles' texts, as extract --annotations wrote them: claims are shown in the sentences around them; may be repeated
    #[arg(long, value_name = "FILE", num_args = 1)]
    pub(super) annotations: Vec<PathBuf>,
    /// The page to write (.html), to open in a browser
    #[arg(short, long, value_name = "FILE", value_parser = parse_page)]
    pub(super) output: PathBuf,
    /// What the page is about [default: Who said what]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
}

fn parse_page(argument: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(argument);
    if Holds::of_ending(&path) == Some(Holds::Page) { Ok(path) } else { Err("its extension must be .html".to_owned()) }
}
