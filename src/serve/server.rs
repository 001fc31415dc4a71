//! The server as a whole.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use super::body::Bodies;
use super::metrics::Metrics;
use super::queue::Queue;
use super::service::{Service, Token};
use super::settings::{Limits, Settings};
use super::{connections, routes};
use crate::extract::Extractor;

/// The number of threads that handle HTTP; the work itself is done on others.
const SPEAKERS: usize = 2;
/// The stack size of threads, in bytes; web pages are parsed recursively.
const STACK: usize = 8 << 20;

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or is not one of this machine's.
    #[error("cannot listen on {host}, port {port}: {source}")]
    Address {
        /// The host as given.
        host: String,
        /// The port as given.
        port: u16,
        /// The system's error.
        source: io::Error,
    },
    /// Not an origin that a page can have.
    #[error("{0:?} is not an origin, such as https://cms.example")]
    Origin(String),
    /// Threads cannot be started.
    #[error("cannot start: {0}")]
    Threads(#[source] io::Error),
}

/// A server that is listening but does not answer yet.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    routes: Router,
    limits: Limits,
    ending: watch::Sender<bool>,
}

impl Server {
    /// Listens on an address; port 0 stands for any free port. `log` is called for every request.
    ///
    /// # Errors
    ///
    /// When the address cannot be listened on, an origin is invalid, or threads cannot be started.
    pub fn bind(
        (host, port): (&str, u16),
        extractor: Extractor,
        settings: Settings,
        log: impl Fn(&str) + Send + Sync + 'static,
    ) -> Result<Self, ServeError> {
        let Settings { token, origins, reading, limits } = settings;
        let origin = |name: String| {
            let is_origin =
                name.split_once("://").is_some_and(|(scheme, host)| !scheme.is_empty() && !host.is_empty() && !host.contains('/'));
            HeaderValue::from_str(&name).ok().filter(|_| is_origin).ok_or(ServeError::Origin(name))
        };
        let origins = origins.into_iter().map(origin).collect::<Result<_, _>>()?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(SPEAKERS)
            .max_blocking_threads(extractor.threads())
            .thread_stack_size(STACK)
            .enable_all()
            .build()
            .map_err(ServeError::Threads)?;
        let listen = async {
            let listener = TcpListener::bind((host, port)).await?;
            let address = listener.local_addr()?;
            Ok((listener, address))
        };
        let address_error = |source| ServeError::Address { host: host.to_owned(), port, source };
        let (listener, address) = runtime.block_on(listen).map_err(address_error)?;
        let (ending, has_ended) = watch::channel(false);
        let metrics = Arc::new(Metrics::new());
        let queue =
            Queue::start(extractor, limits, Arc::clone(&metrics), runtime.handle().clone(), has_ended).map_err(ServeError::Threads)?;
        let service = Service {
            queue,
            bodies: Bodies::new(limits),
            metrics,
            reading: Arc::new(reading),
            token: token.as_deref().map(Token::new),
            log: Box::new(log),
        };
        Ok(Self { runtime, listener, address, routes: routes::routes(Arc::new(service), origins), limits, ending })
    }

    /// The address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests until `stop` resolves; after that, requests under way are still answered for some seconds.
    pub fn run(self, stop: impl Future<Output = ()>) {
        let Self { runtime, listener, routes, limits, ending, .. } = self;
        runtime.block_on(connections::serve(listener, routes, limits, ending, stop));
        runtime.shutdown_background();
    }
}
