//! The command line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::group_arguments::{GROUP_EXAMPLES, Group, Grouping};
use super::label_arguments::{Convert, EVAL_EXAMPLES, Eval, Show};
use super::report_arguments::{REPORT_EXAMPLES, Report};
#[cfg(feature = "serve")]
use super::serve_arguments::Serve;
use super::shared_arguments::{FieldNames, Models, OutputFormat, parse_day, parse_input, parse_size};
use super::speakers_arguments::{SPEAKERS_EXAMPLES, Speakers};
use crate::read::{self, Form, Globs, Input, Origin, ReadError, Settings, Share};
use crate::write::Holds;

/// Reads news articles and writes down who said what.
#[derive(Debug, Parser)]
#[command(name = "whosaid", version, about, before_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Print errors only
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Print details: the model, the threads, where the time goes
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

const RESUME: &str = "\
Continue an interrupted run of the same command; start a new run if there is none.

During a run each FILE is written as FILE.partial, and the FILE.checkpoint of the first one records how far all of them have got. However the \
run ends (Ctrl-C, kill -9, a full disk), the same command with --resume completes them, byte for byte as an uninterrupted run would have; \
completed articles are read again but not processed again. Without --resume the run starts over.

Ctrl-C (SIGINT) or SIGTERM finishes the current articles and gives each FILE its name: what was completed is valid and can be opened. \
--resume can still continue from there. A second Ctrl-C quits immediately.";

const SHARD: &str = "\
Read only the K-th of N shares of the input, so that N runs side by side, each with its own outputs, do all of it: on the nodes of a cluster \
(Slurm: --shard $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT, with an array from 1) or with GNU parallel (--shard {}/8 ::: 1 2 3 4 5 6 7 8).

Every article is in exactly one share. Which one depends only on its file's path beneath INPUT and its place in the file, so it stays the same \
when other files are added, and for a run with --resume.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write down who said what in articles
    #[command(before_help = EXAMPLES)]
    Extract(Box<Extract>),
    /// Group claims across articles: copies, people, the same claim
    #[command(before_help = GROUP_EXAMPLES)]
    Group(Box<Group>),
    /// List what would be read, and as what
    Inputs(Listing),
    /// Score predictions, or the model itself, against hand labels
    #[command(before_help = EVAL_EXAMPLES)]
    Eval(Box<Eval>),
    /// Make a page of claims to search, filter and read in a browser
    #[command(before_help = REPORT_EXAMPLES)]
    Report(Report),
    /// Convert labels from one form to another
    Convert(Convert),
    /// Show one article with its labels in colour and its claims below
    Show(Show),
    /// List who speaks, each person and organisation once, whatever the articles call them
    #[command(before_help = SPEAKERS_EXAMPLES)]
    Speakers(Speakers),
    /// Answer requests over HTTP, with a page to try it on
    #[cfg(feature = "serve")]
    Serve(Box<Serve>),
    /// List, check and export models
    #[command(subcommand)]
    Models(ModelsCommand),
    /// Print a completion script for a shell
    Completions {
        /// The shell to complete for
        shell: clap_complete::Shell,
    },
    /// Print the JSON Schema of the output
    Schema {
        /// What to describe: a claim, a line of --annotations, a line of --errors, or a group of claims
        #[arg(default_value = "claim")]
        record: RecordName,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(super) struct Listing {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// Print one JSON object per line instead of a table
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// Write claims to FILE (.csv, .json, .jsonl, .parquet, .xlsx in builds with the feature spreadsheets; .html for a page to look at them); may be repeated
    #[arg(short, long = "output", value_name = "FILE", value_parser = parse_output)]
    pub(super) outputs: Vec<(PathBuf, Holds)>,
    /// The format of the claims on standard output, if no --output is given [default: jsonl]
    #[arg(long, value_name = "FORMAT", conflicts_with = "outputs")]
    pub(super) format: Option<OutputFormat>,
    /// Begin .csv files, and CSV on standard output, with a byte order mark, by which Excel recognises UTF-8
    #[arg(long)]
    pub(super) excel: bool,
    /// Write each article's text with all names and attributions in it to FILE, one JSON record per line
    #[arg(long, value_name = "FILE")]
    pub(super) annotations: Option<PathBuf>,
    /// Write every failure to FILE, one JSON record per line: path, member (the line, row or item), kind, message
    #[arg(long, value_name = "FILE")]
    pub(super) errors: Option<PathBuf>,
    #[command(flatten)]
    pub(super) grouping: Grouping,
    /// Stop at the first article that fails, with exit code 1
    #[arg(long)]
    pub(super) fail_fast: bool,
    /// Continue an interrupted run of the same command
    #[arg(long, long_help = RESUME)]
    pub(super) resume: bool,
    #[command(flatten)]
    pub(super) models: Models,
    /// The publication date (YYYY-MM-DD) of articles that have none; "last week" is counted from it
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub(super) date: Option<Date>,
    #[command(flatten)]
    pub(super) reading: ReadingArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum ModelsCommand {
    /// List the models of a folder
    List {
        /// A model's folder, or one that holds several [default: the model in the program]
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Load a model and check the hashes of its files
    Check {
        /// The model's folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// What the labels mean, as for extract
        #[arg(long, value_name = "FILE.json")]
        entity_labels: Option<PathBuf>,
    },
    /// Write a model as Hugging Face's transformers would, its weights as 32-bit numbers
    #[command(allow_missing_positional = true)]
    Export {
        /// The model's folder [default: the model in the program]
        #[arg(value_name = "MODEL")]
        folder: Option<PathBuf>,
        /// The folder to write, which must not be there yet
        #[arg(value_name = "OUT")]
        output: PathBuf,
    },
}

/// What to read, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct Inputs {
    /// Files, folders, or - for standard input: text, Markdown, web pages, JSON, JSON Lines, CSV, web archives (WARC), also as .gz or .zst, Parquet, .xlsx, .docx (Nexis downloads too), and .zip of these
    #[arg(required = true, value_name = "INPUT", value_parser = parse_input)]
    pub(super) given: Vec<Input>,
    /// The format of files given by name and of standard input [default: recognised by extension and content]
    #[arg(long, value_name = "FORM")]
    input_format: Option<InputFormat>,
    /// In folders, read only files that match a glob (as in .gitignore), whatever their extension; may be repeated
    #[arg(long, value_name = "GLOB", value_parser = parse_glob)]
    include: Vec<String>,
    /// In folders, skip files that match a glob (as in .gitignore); may be repeated
    #[arg(long, value_name = "GLOB", value_parser = parse_glob)]
    exclude: Vec<String>,
}

impl Inputs {
    pub(super) fn find(&self) -> Vec<Result<Origin, ReadError>> {
        let globs = Globs { include: self.include.clone(), exclude: self.exclude.clone() };
        read::find(&self.given, self.input_format.map(Form::from), &globs)
    }

    /// How many files of the folders are not read for their endings, by ending.
    pub(super) fn other_files(&self) -> BTreeMap<String, u64> {
        let globs = Globs { include: self.include.clone(), exclude: self.exclude.clone() };
        read::other_files(&self.given, &globs)
    }
}

/// How articles are read.
#[derive(Debug, Clone, Args)]
pub(super) struct ReadingArguments {
    /// The largest text of an article, in bytes or with K, M or G; larger articles are reported and skipped
    #[arg(long, value_name = "SIZE", default_value = "2M", value_parser = parse_size)]
    max_article_size: u64,
    /// Process articles in any language; the model was trained on English
    #[arg(long)]
    any_language: bool,
    /// Read only the K-th of N shares of the input, so that N runs side by side do it all
    #[arg(long, value_name = "K/N", long_help = SHARD)]
    shard: Option<Share>,
    /// Carry a field or column of the input along to the claims, as kept.NAME; may be repeated
    #[arg(long, value_name = "NAME")]
    keep: Vec<String>,
    #[command(flatten)]
    fields: FieldNames,
}

impl ReadingArguments {
    /// The fields that claims pass on.
    pub(super) fn kept(&self) -> &[String] {
        &self.keep
    }

    /// The share of the input to read; `None` for all of it.
    pub(super) fn share(&self) -> Option<Share> {
        self.shard
    }

    /// The settings for reading articles; `language` is the model's.
    pub(super) fn settings(&self, language: Option<&str>) -> Settings {
        let language = language.filter(|_| !self.any_language).map(str::to_owned);
        Settings {
            fields: self.fields.fields(),
            largest_article: self.max_article_size,
            language,
            keep: self.keep.clone(),
            share: self.shard,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordName {
    Claim,
    Annotation,
    Failure,
    Group,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    Txt,
    Md,
    Html,
    Json,
    Jsonl,
    Csv,
    Warc,
    Parquet,
    Xlsx,
    Docx,
    Zip,
}

impl From<InputFormat> for Form {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Txt => Self::Text,
            InputFormat::Md => Self::Markdown,
            InputFormat::Html => Self::Html,
            InputFormat::Json => Self::Json,
            InputFormat::Jsonl => Self::JsonLines,
            InputFormat::Csv => Self::Csv,
            InputFormat::Warc => Self::Warc,
            InputFormat::Parquet => Self::Parquet,
            InputFormat::Xlsx => Self::Workbook,
            InputFormat::Docx => Self::Word,
            InputFormat::Zip => Self::Zip,
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
    /// Applies the choice to everything written afterwards. `auto` depends on `NO_COLOR` and on whether the output is a terminal.
    pub(super) fn choose(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

fn parse_glob(argument: &str) -> Result<String, String> {
    Globs::check(argument).map(|()| argument.to_owned())
}

fn parse_output(argument: &str) -> Result<(PathBuf, Holds), String> {
    let path = PathBuf::from(argument);
    match Holds::of_ending(&path) {
        Some(holds) => Ok((path, holds)),
        None if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) => {
            Err("this build does not write workbooks; build whosaid with --features spreadsheets, or write .csv with --excel".to_owned())
        }
        None => Err("its extension must be .csv, .json, .jsonl, .parquet or .html".to_owned()),
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
