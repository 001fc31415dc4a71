//! Arguments that several commands take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::engine::EngineName;
use crate::model::Device;
use crate::read::{Fields, Input};
use crate::write::Format;

/// Which models run, and on how many threads
#[derive(Debug, Clone, Args)]
pub(super) struct Models {
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// The model folder [default: the built-in model]
    #[arg(long, value_name = "DIR", env = "WHOSAID_MODEL")]
    pub(super) model: Option<PathBuf>,
    /// Another model for names; with the torch engine also a Hugging Face token classifier
    #[arg(long, value_name = "DIR")]
    pub(super) entity_model: Option<PathBuf>,
    /// What the labels of --entity-model mean, as {"types": {"Persona": "PER", "Fecha": null}} [default: common names are recognised]
    #[arg(long, value_name = "FILE.json", requires = "entity_model")]
    pub(super) entity_labels: Option<PathBuf>,
    /// Another model for sources, cues and contents
    #[arg(long, value_name = "DIR")]
    pub(super) attribution_model: Option<PathBuf>,
    /// The engine that runs the models [default: native if the model folder has model.int8.safetensors, else torch]
    #[arg(long, value_name = "ENGINE")]
    pub(super) engine: Option<EngineArgument>,
    /// The device: cpu, or with the torch engine cuda:0, cuda:1, ...
    #[arg(long, value_name = "DEVICE", default_value_t = Device::Cpu)]
    pub(super) device: Device,
    /// Instructions for the native engine, such as AVX2 or portable; they change the speed only [default: the fastest here]
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(super) kernels: Option<String>,
}

/// Fields of JSON and columns of CSV
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Fields of JSON, columns of CSV")]
#[expect(clippy::struct_field_names, reason = "the fields are the flags")]
pub(super) struct FieldNames {
    /// The field with the article's id [default: id, uuid, guid or similar]
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,
    /// The field with the headline [default: title, headline or similar]
    #[arg(long, value_name = "NAME")]
    title_field: Option<String>,
    /// The field with the publication date [default: date, published or similar]
    #[arg(long, value_name = "NAME")]
    date_field: Option<String>,
    /// The field with the URL [default: url, link or similar]
    #[arg(long, value_name = "NAME")]
    url_field: Option<String>,
    /// The field with the text [default: the longest of text, body, content, article or similar]
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,
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
pub(super) enum EngineArgument {
    /// Weights in eight bits (model.int8.safetensors), on the processor
    Native,
    /// Weights as floats too (model.safetensors), on the processor or a graphics card; for a build with --features torch
    Torch,
}

impl From<EngineArgument> for EngineName {
    fn from(engine: EngineArgument) -> Self {
        match engine {
            EngineArgument::Native => Self::Native,
            EngineArgument::Torch => Self::Torch,
        }
    }
}

/// Parses a file, a folder, or `-` for standard input.
#[expect(clippy::unnecessary_wraps, reason = "clap's parsers give a Result")]
pub(super) fn parse_input(argument: &str) -> Result<Input, String> {
    Ok(if argument == "-" { Input::Stdin } else { Input::Path(argument.into()) })
}

/// Reads a day.
pub(super) fn parse_day(argument: &str) -> Result<Date, String> {
    argument.parse().map_err(|_| "write the day as YYYY-MM-DD, such as 2026-03-10".to_owned())
}

/// Parses a number of bytes, with or without a unit.
pub(super) fn parse_size(argument: &str) -> Result<u64, String> {
    let (digits, unit) = argument.split_at(argument.find(|c: char| !c.is_ascii_digit()).unwrap_or(argument.len()));
    let factor = match unit.to_uppercase().trim_end_matches('B') {
        "" => Some(1),
        "K" => Some(1 << 10),
        "M" => Some(1 << 20),
        "G" => Some(1 << 30),
        _ => None,
    };
    let size = factor.and_then(|factor| digits.parse::<u64>().ok()?.checked_mul(factor));
    size.filter(|&size| size > 0).ok_or_else(|| "expected a number of bytes, such as 500000, 800K or 2M".to_owned())
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
