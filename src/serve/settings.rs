//! What the server is asked to be.

use std::time::Duration;

use crate::read;

/// What the server is asked to be.
#[derive(Clone)]
pub struct Settings {
    /// The secret that requests have to show; `None` answers everyone.
    pub token: Option<String>,
    /// The origins whose web pages may read answers (`https://cms.example`).
    pub origins: Vec<String>,
    /// How articles are read.
    pub reading: read::Settings,
    /// What a request may cost.
    pub limits: Limits,
}

/// What requests may cost. Beyond it they are refused, so that memory and waiting times are bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The bytes of a request's body.
    pub body: usize,
    /// The bytes of all bodies that are in hand at once.
    pub bodies: usize,
    /// The articles that wait for the model.
    pub queue: usize,
    /// The connections that are open at once.
    pub connections: usize,
    /// How long a body may take to arrive, how long an article may wait for its answer, and how long a reader may take none of it.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 8 << 20, bodies: 64 << 20, queue: 256, connections: 4096, time: Duration::from_secs(30) }
    }
}
