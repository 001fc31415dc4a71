//! The state shared by all requests.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::body::Bodies;
use super::metrics::Metrics;
use super::queue::Queue;
use crate::read;

/// Called for every request with its method, path, status and duration.
pub(super) type Log = Box<dyn Fn(&str) + Send + Sync>;

/// The state shared by all requests.
pub(super) struct Service {
    pub(super) queue: Queue,
    pub(super) bodies: Bodies,
    pub(super) metrics: Arc<Metrics>,
    pub(super) reading: Arc<read::Settings>,
    pub(super) token: Option<Token>,
    pub(super) log: Log,
}

/// A secret, stored as its hash: all hashes have the same length, so comparing them takes constant time.
pub(super) struct Token(Vec<u8>);

impl Token {
    pub(super) fn new(secret: &str) -> Self {
        Self(Sha256::digest(secret).to_vec())
    }

    pub(super) fn is(&self, shown: &str) -> bool {
        self.0.ct_eq(&Sha256::digest(shown)).into()
    }
}
