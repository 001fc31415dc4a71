//! The server's settings.

use std::time::Duration;

use crate::read;

/// The server's settings.
#[derive(Clone)]
pub struct Settings {
    /// The secret that requests must show; `None` to answer everyone.
    pub token: Option<String>,
    /// The origins whose web pages may read answers (`https://cms.example`).
    pub origins: Vec<String>,
    /// How articles are read.
    pub reading: read::Settings,
    /// The limits for requests.
    pub limits: Limits,
}

/// Limits for requests. Anything beyond them is refused, so that memory and waiting times are bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest body of a request, in bytes.
    pub body: usize,
    /// The most bytes of all bodies held at once.
    pub bodies: usize,
    /// The most articles waiting for the model.
    pub queue: usize,
    /// The most connections open at once.
    pub connections: usize,
    /// How long a body may take to arrive, how long an article may wait for its result, and how long a client may read nothing of its response.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 8 << 20, bodies: 64 << 20, queue: 256, connections: 4096, time: Duration::from_secs(30) }
    }
}
