//! What all requests share.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::body::Bodies;
use super::metrics::Metrics;
use super::queue::Queue;
use crate::read;

/// Is told of every request: method, path, status, and how long it took.
pub(super) type Log = Box<dyn Fn(&str) + Send + Sync>;

/// What all requests share.
pub(super) struct Service {
    pub(super) queue: Queue,
    pub(super) bodies: Bodies,
    pub(super) metrics: Arc<Metrics>,
    pub(super) reading: Arc<read::Settings>,
    pub(super) token: Option<Token>,
    pub(super) log: Log,
}

/// A secret, by its hash: hashes have one length, and comparing them takes one time.
pub(super) struct Token(Vec<u8>);

impl Token {
    pub(super) fn new(secret: &str) -> Self {
        Self(Sha256::digest(secret).to_vec())
    }

    pub(super) fn is(&self, shown: &str) -> bool {
        self.0.ct_eq(&Sha256::digest(shown)).into()
    }
}
