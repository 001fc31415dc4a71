//! The command line.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub(super) use super::label_arguments::{Convert, EVAL_EXAMPLES, Eval, LabelFormat, LabelOptions, Show};
use crate::read::{Fields, Form, Input};
use crate::write::Format;

/// Reads news articles and writes down who said what.
#[derive(Debug, Parser)]
#[command(name = "whosaid", version, about, before_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more: the model, the threads, the time that loading took
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "quiet")]
    pub(super) verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

pub(super) const EXAMPLES: &str = "\
Examples:
  whosaid extract articles/ -o claims.csv -o claims.json
  whosaid extract scrape.jsonl --text-field body -o claims.jsonl
  cat article.txt | whosaid extract - --format json";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write down who said what in articles
    #[command(before_help = EXAMPLES)]
    Extract(Box<Extract>),
    /// Score predictions, or the model itself, against hand labels
    #[command(before_help = EVAL_EXAMPLES)]
    Eval(Box<Eval>),
    /// Turn labels from one form into another
    Convert(Convert),
    /// Show one article with its labels coloured and its claims beneath
    Show(Show),
    /// Print a completion script for a shell
    Completions {
        /// The shell to complete for
        shell: clap_complete::Shell,
    },
    /// Print the JSON Schema of what is written
    Schema {
        /// What to describe: a claim, or a line of --annotations
        #[arg(default_value = "claim")]
        record: RecordName,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Text files, JSON Lines files, folders of both, or - for standard input
    #[arg(required = true, value_name = "INPUT", value_parser = parse_input)]
    pub(super) inputs: Vec<Input>,
    /// Write claims to FILE (.csv, .json, .jsonl); may be given several times
    #[arg(short, long = "output", value_name = "FILE", value_parser = parse_output)]
    pub(super) outputs: Vec<(PathBuf, Format)>,
    /// The form of the claims on standard output, where no --output is given [default: jsonl]
    #[arg(long, value_name = "FORMAT", conflicts_with = "outputs")]
    pub(super) format: Option<OutputFormat>,
    /// Write all labels of every article to FILE, one JSON record a line
    #[arg(long, value_name = "FILE")]
    pub(super) annotations: Option<PathBuf>,
    #[command(flatten)]
    pub(super) models: Models,
    /// How to read files given by name, and standard input [default: by ending, by content]
    #[arg(long, value_name = "FORM")]
    pub(super) input_format: Option<InputFormat>,
    /// The day of publication of articles that tell none, as YYYY-MM-DD: "last week" counts from it
    #[arg(long, value_name = "DAY")]
    pub(super) date: Option<Date>,
    #[command(flatten)]
    pub(super) fields: FieldNames,
}

/// Which models run, and on how many threads
#[derive(Debug, Args)]
pub(super) struct Models {
    /// How many threads to use [default: one for every core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// The model's folder [default: models/news, looked for beside the command and in the current folder]
    #[arg(long, value_name = "DIR", env = "WHOSAID_MODEL")]
    pub(super) model: Option<PathBuf>,
    /// Another model for the names
    #[arg(long, value_name = "DIR")]
    pub(super) entity_model: Option<PathBuf>,
    /// Another model for sources, cues and contents
    #[arg(long, value_name = "DIR")]
    pub(super) attribution_model: Option<PathBuf>,
}

/// JSON Lines fields
#[derive(Debug, Args)]
#[command(next_help_heading = "JSON Lines fields")]
#[expect(clippy::struct_field_names, reason = "the fields are the flags")]
pub(super) struct FieldNames {
    /// The field with the article's id
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_field: String,
    /// The field with the headline
    #[arg(long, value_name = "NAME", default_value = "title")]
    title_field: String,
    /// The field with the day of publication
    #[arg(long, value_name = "NAME", default_value = "date")]
    date_field: String,
    /// The field with the address
    #[arg(long, value_name = "NAME", default_value = "url")]
    url_field: String,
    /// The field with the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
}

impl FieldNames {
    pub(super) fn fields(&self) -> Fields {
        let Self { id_field, title_field, date_field, url_field, text_field } = self;
        Fields {
            id: id_field.clone(),
            title: title_field.clone(),
            date: date_field.clone(),
            url: url_field.clone(),
            text: text_field.clone(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordName {
    Claim,
    Annotation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    Csv,
    Json,
    Jsonl,
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Csv => Self::Csv,
            OutputFormat::Json => Self::Json,
            OutputFormat::Jsonl => Self::JsonLines,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    Txt,
    Jsonl,
}

impl From<InputFormat> for Form {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Txt => Self::Text,
            InputFormat::Jsonl => Self::JsonLines,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes the choice hold for everything that is written from now on. `auto` heeds `NO_COLOR` and whether a terminal is there.
    pub(super) fn choose(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[expect(clippy::unnecessary_wraps, reason = "clap's parsers give a Result")]
fn parse_input(argument: &str) -> Result<Input, String> {
    Ok(if argument == "-" { Input::Stdin } else { Input::Path(argument.into()) })
}

fn parse_output(argument: &str) -> Result<(PathBuf, Format), String> {
    let path = PathBuf::from(argument);
    match Format::of_ending(&path) {
        Some(format) => Ok((path, format)),
        None => Err("its ending must be .csv, .json or .jsonl".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }
}
