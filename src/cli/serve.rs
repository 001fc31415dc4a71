//! `whosaid serve`.

use std::panic;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use tokio::sync::Notify;

use super::count::count;
use super::exit::Exit;
use super::extract::extractor;
use super::interrupt;
use super::messages::{self, Messages};
use super::serve_arguments::Serve;
use crate::serve::Server;

/// Loads the model and answers requests until SIGINT or SIGTERM.
pub(super) fn run(arguments: &Serve, messages: Messages) -> Result<Exit> {
    let began = Instant::now();
    let extractor = extractor(&arguments.models, messages)?;
    messages.detail(&format!("loaded in {:.2} s; {}", began.elapsed().as_secs_f64(), count(extractor.threads() as u64, "thread")));
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

/// Raises the limit of open files to what the connections need, as far as the system allows.
#[cfg(unix)]
fn allow_connections(connections: usize) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // Besides the connections: the listener, the runtime's own handles, the standard streams.
    const OTHERS: u64 = 64;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = (connections as u64 + OTHERS).min(maximum.unwrap_or(u64::MAX));
    if current.is_some_and(|current| current < wanted) {
        // If that fails, connections beyond the limit wait.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
    }
}

#[cfg(not(unix))]
fn allow_connections(_connections: usize) {}

/// Makes panics print only their location, since their messages may quote an article.
fn quieten_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        messages::warning(&format!("an internal error at {place}; the request was answered with status 500"));
    }));
}
