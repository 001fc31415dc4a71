//! `whosaid serve`.

use std::panic;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use tokio::sync::Notify;

use super::arguments::parse_size;
use super::exit::Exit;
use super::extract::extractor;
use super::interrupt;
use super::messages::{self, Messages};
use super::shared_arguments::Models;
use crate::read;
use crate::serve::{Limits, Server, Settings};

#[derive(Debug, Clone, Args)]
pub(super) struct Serve {
    /// The address to listen on; 0.0.0.0 lets other machines in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// The port to listen on; 0 takes any free one
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,
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
    models: Models,
}

impl Serve {
    fn settings(&self, language: Option<&str>) -> Settings {
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

/// Loads the model and answers requests until SIGINT or SIGTERM.
pub(super) fn run(arguments: &Serve, messages: Messages) -> Result<Exit> {
    let began = Instant::now();
    let extractor = extractor(&arguments.models, messages)?;
    messages.detail(&format!("loaded in {:.2} s; {} threads", began.elapsed().as_secs_f64(), extractor.threads()));
    let settings = arguments.settings(extractor.language());
    allow_connections(settings.limits.connections);
    quieten_panics();
    let log = move |request: &str| messages.detail(request);
    let server = Server::bind((&arguments.host, arguments.port), extractor, settings, log)?;
    let stop = Arc::new(Notify::new());
    let stopped = Arc::clone(&stop);
    interrupt::watch(move |message| {
        messages::warning(message);
        stop.notify_one();
    })?;
    messages.summary(&format!("listening on http://{}", server.address()));
    server.run(async move { stopped.notified().await });
    Ok(Exit::Done)
}

/// Lets the process open as many files as connections need, as far as the system allows.
#[cfg(unix)]
fn allow_connections(connections: usize) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // Beside the connections: the listener, what the runtime waits on, standard streams.
    const OTHERS: u64 = 64;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = (connections as u64 + OTHERS).min(maximum.unwrap_or(u64::MAX));
    if current.is_some_and(|current| current < wanted) {
        // Where that fails, connections beyond the limit wait.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
    }
}

#[cfg(not(unix))]
fn allow_connections(_connections: usize) {}

/// The message of a panic may quote an article: only its place is told.
fn quieten_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        messages::warning(&format!("an internal error at {place}; the request was answered with status 500"));
    }));
}
