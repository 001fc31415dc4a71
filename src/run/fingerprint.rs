//! A fingerprint of everything read so far.

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

use crate::read::Entry;

/// Identifies a sequence of entries: the same articles and the same errors give the same fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Fingerprint(Vec<u8>);

impl Fingerprint {
    /// The fingerprint of the sequence extended by `entry`.
    pub(super) fn with(&self, entry: &Entry) -> Self {
        let mut hasher = DigestHasher(Sha256::new());
        self.0.hash(&mut hasher);
        match &entry.article {
            Ok(article) => article.hash(&mut hasher),
            Err(error) => error.to_string().hash(&mut hasher),
        }
        Self(hasher.0.finalize().to_vec())
    }

    pub(super) fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }
}

/// Feeds anything that implements `Hash` to SHA-256, since the standard library's own hasher is neither stable nor long enough.
struct DigestHasher(Sha256);

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.clone().finalize().iter().take(8).fold(0, |value, &byte| value << 8 | u64::from(byte))
    }
}
