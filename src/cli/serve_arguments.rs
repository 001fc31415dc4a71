//! The arguments of `whosaid serve`.

use std::time::Duration;

use clap::Args;

use super::shared_arguments::{Models, parse_size};
use crate::read;
use crate::serve::{Limits, Settings};

#[derive(Debug, Clone, Args)]
pub(super) struct Serve {
    /// The address to listen on; 0.0.0.0 lets other machines in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// The port to listen on; 0 takes any free one
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    pub(super) port: u16,
    /// Answer only requests that show this token: Authorization: Bearer TOKEN
    #[arg(long, value_name = "TOKEN", env = "WHOSAID_TOKEN", hide_env_values = true, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    token: Option<String>,
    /// Let the web pages of ORIGIN read answers, such as `https://cms.example`; may be repeated
    #[arg(long = "cors", value_name = "ORIGIN")]
    origins: Vec<String>,
    /// The largest body of a request, in bytes or with K, M or G
    #[arg(long, value_name = "SIZE", default_value = "8M", value_parser = parse_size)]
    max_body: u64,
    /// The largest text of an article, in bytes or with K, M or G
    #[arg(long, value_name = "SIZE", default_value = "256K", value_parser = parse_size)]
    max_article_size: u64,
    /// How many articles may wait for the model; beyond it requests are refused with 503
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    queue: u32,
    /// How many seconds an article may wait for its answer, and a body take to arrive
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
    /// How many connections may be open at once
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    connections: u32,
    /// Process articles in any language; the model was trained on English
    #[arg(long)]
    any_language: bool,
    #[command(flatten)]
    pub(super) models: Models,
}

impl Serve {
    /// The settings of the server; `language` is the model's.
    pub(super) fn settings(&self, language: Option<&str>) -> Settings {
        let size = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        let default = Limits::default();
        Settings {
            token: self.token.clone(),
            origins: self.origins.clone(),
            reading: read::Settings {
                largest_article: self.max_article_size,
                language: language.filter(|_| !self.any_language).map(str::to_owned),
                ..read::Settings::default()
            },
            limits: Limits {
                body: size(self.max_body),
                bodies: default.bodies.max(2 * size(self.max_body)),
                queue: size(self.queue.into()),
                connections: size(self.connections.into()),
                time: Duration::from_secs(self.timeout),
            },
        }
    }
}
