//! The arguments of the commands on labels.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::shared_arguments::{FieldNames, Models, parse_day};
use crate::eval::{LabelForm, Layer, Measure, SentenceBreak};

pub(super) const EVAL_EXAMPLES: &str = "\
Examples:
  whosaid eval --gold corpus/gold
  whosaid eval --gold gold/ --predictions claims.jsonl --report report.html --items items.csv
  whosaid eval --gold gold/ --predictions old.jsonl --predictions new.jsonl
  whosaid eval --gold annotators/ --annotators";

const MAPPING_HELP: &str = r#"A JSON file that maps other label names to ours [default: those of PolNeAR and CoNLL-2003]

For brat: which events are attributions, which labels and roles are their parts, and which labels to ignore. 
For every format: which entity type is which. Anything the file omits keeps its default.

{"events": ["Saying"], "source": ["Who"], "cue": ["How"], "content": ["What"], "entities": {"PERSON": "PER"}, "ignore": ["Note"]}"#;

#[derive(Debug, Args)]
pub(super) struct Eval {
    /// The hand labels: a folder or file of .json, .jsonl, .ann with .txt (brat), .conll, .jsonld
    #[arg(long, value_name = "PATH")]
    pub(super) gold: PathBuf,
    /// What to score: claims, --annotations or labels in any form; give it twice to compare two [default: run the model on the gold's texts]
    #[arg(long, value_name = "PATH", num_args = 1, conflicts_with = "annotators")]
    pub(super) predictions: Vec<PathBuf>,
    /// Score the annotators of the gold against each other, in pairs
    #[arg(long)]
    pub(super) annotators: bool,
    /// Ignore nested attributions on both sides: for gold that marks none, such as PolNeAR
    #[arg(long)]
    pub(super) without_nested: bool,
    /// The intersection over union at which two spans count as overlapping
    #[arg(long, value_name = "SHARE", default_value_t = crate::eval::OVERLAP, value_parser = parse_share)]
    pub(super) overlap: f64,
    /// Number of bootstrap resamples
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(super) samples: u32,
    /// Random seed
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,
    /// Report the score threshold that reaches this precision
    #[arg(long, value_name = "SHARE", default_value_t = 0.9, value_parser = parse_share)]
    pub(super) precision: f64,
    /// Print all figures as JSON instead of a table
    #[arg(long)]
    pub(super) json: bool,
    /// Write every item, expected or found, to FILE as CSV
    #[arg(long, value_name = "FILE")]
    pub(super) items: Option<PathBuf>,
    /// Write a report to FILE, to open in a browser
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Exit with 1 if the F1 of a layer is lower (content=0.65; content:overlap=0.8 for a measure other than exact)
    #[arg(long, value_name = "LAYER=F1", value_parser = parse_mark)]
    pub(super) min_f1: Vec<Mark>,
    #[command(flatten)]
    pub(super) labels: LabelOptions,
    #[command(flatten)]
    pub(super) models: Models,
}

/// How to read labels
#[derive(Debug, Args)]
#[command(next_help_heading = "Labels")]
pub(super) struct LabelOptions {
    /// The format of label files [default: recognised by extension and content]
    #[arg(long = "label-format", value_name = "FORM")]
    pub(super) format: Option<LabelFormat>,
    /// A JSON file that maps other label names to ours [default: those of PolNeAR and CoNLL-2003]
    #[arg(long, value_name = "FILE", long_help = MAPPING_HELP)]
    pub(super) mapping: Option<PathBuf>,
    /// How CoNLL sentences are joined into a text
    #[arg(long, value_name = "HOW", default_value = "line")]
    pub(super) sentences: SentenceBreaks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LabelFormat {
    /// A JSON object for each article: a file of its own, or JSON Lines
    Native,
    /// Claims, as extract writes them: JSON Lines, or a JSON array
    Claims,
    /// brat stand-off: .ann beside .txt
    Brat,
    /// CoNLL columns: names only
    Conll,
    /// W3C Web Annotation, as JSON-LD
    WebAnnotation,
}

impl From<LabelFormat> for LabelForm {
    fn from(format: LabelFormat) -> Self {
        match format {
            LabelFormat::Native => Self::Native,
            LabelFormat::Claims => Self::Claims,
            LabelFormat::Brat => Self::Brat,
            LabelFormat::Conll => Self::Conll,
            LabelFormat::WebAnnotation => Self::WebAnnotation,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SentenceBreaks {
    /// A line for each
    Line,
    /// All in one line
    Space,
}

impl From<SentenceBreaks> for SentenceBreak {
    fn from(sentences: SentenceBreaks) -> Self {
        match sentences {
            SentenceBreaks::Line => Self::Line,
            SentenceBreaks::Space => Self::Space,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Convert {
    /// Labels: a folder or file in any format
    #[arg(value_name = "LABELS")]
    pub(super) labels: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORM")]
    pub(super) to: LabelTarget,
    /// The output folder, one file per article
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: PathBuf,
    /// The articles that the claims were extracted from: the input of extract, or labels in any format
    #[arg(long, value_name = "PATH")]
    pub(super) texts: Option<PathBuf>,
    #[command(flatten)]
    pub(super) fields: FieldNames,
    #[command(flatten)]
    pub(super) options: LabelOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LabelTarget {
    /// One JSON object per article
    Native,
    /// brat stand-off: .ann beside .txt
    Brat,
    /// W3C Web Annotation, as JSON-LD
    WebAnnotation,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The text of an article, or labels in any format that includes the text (.json, .jsonl, .ann beside .txt, .jsonld)
    #[arg(value_name = "ARTICLE")]
    pub(super) article: PathBuf,
    /// The publication date (YYYY-MM-DD) of the article; "last week" is counted from it
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub(super) date: Option<Date>,
    #[command(flatten)]
    pub(super) options: LabelOptions,
    #[command(flatten)]
    pub(super) models: Models,
}

/// The lowest F1 that a score may have.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) layer: String,
    pub(super) measure: String,
    pub(super) f1: f64,
}

fn parse_mark(argument: &str) -> Result<Mark, String> {
    let (what, f1) = argument.split_once('=').ok_or("write it as LAYER=F1, like content=0.65")?;
    let (layer, measure) = what.split_once(':').unwrap_or((what, "exact"));
    if !Layer::is_name(layer) {
        return Err(format!("{layer:?} is no layer; the layers are {}", Layer::names().join(", ")));
    }
    if Measure::ALL.iter().all(|known| known.name() != measure) {
        return Err(format!("{measure:?} is no measure; the measures are {}", Measure::ALL.map(Measure::name).join(", ")));
    }
    Ok(Mark { layer: layer.to_owned(), measure: measure.to_owned(), f1: parse_share(f1)? })
}

fn parse_share(argument: &str) -> Result<f64, String> {
    let share = argument.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| format!("{argument:?} is not a number between 0 and 1"))
}
