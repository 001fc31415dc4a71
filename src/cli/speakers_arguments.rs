//! The arguments of `whosaid speakers`.

use std::path::PathBuf;

use clap::Args;

pub(super) const SPEAKERS_EXAMPLES: &str = "\
Examples:
  whosaid speakers claims.jsonl
  whosaid speakers claims.jsonl -o speakers.csv
  whosaid speakers 2023.parquet 2024.parquet --people people.csv -o speakers.csv";

const PEOPLE_HELP: &str = "\
A CSV file of the people you know; it has the last word on who is who

Columns: name and id (your own, or a Wikidata QID); if you like, aliases (several with | or ; between them) and kind (person, organisation, \
country). Rows with the same id are one person. Everything else is carried over to the output, as people.COLUMN.

Whoever is called one of these names gets its id. A name listed under two ids decides nothing.";

#[derive(Debug, Args)]
pub(super) struct Speakers {
    /// Files of claims, as extract writes them: JSON Lines, JSON or Parquet, also compressed; - for standard input
    #[arg(value_name = "CLAIMS", required = true)]
    pub(super) claims: Vec<PathBuf>,
    /// A CSV file of the people you know, with the columns name, id, aliases, kind; it has the last word on who is who
    #[arg(long, value_name = "FILE", long_help = PEOPLE_HELP)]
    pub(super) people: Option<PathBuf>,
    /// The CSV file to write [default: standard output, as a table on a terminal]
    #[arg(short, long, value_name = "FILE", value_parser = parse_output)]
    pub(super) output: Option<PathBuf>,
}

fn parse_output(argument: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(argument);
    let is_other = path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("csv")) && !path.starts_with("/dev");
    if is_other { Err("the table is CSV, so its extension must be .csv".to_owned()) } else { Ok(path) }
}
