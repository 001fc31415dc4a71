//! How a claim is worded.

use crate::record::{Certainty, Stance};

/// How a claim is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Manner {
    /// The source's attitude to the content.
    pub stance: Stance,
    /// What the choice of words implies about it.
    pub certainty: Certainty,
}

impl Manner {
    /// Asserts, neutral: the default reading.
    pub(super) const PLAIN: Self = Self { stance: Stance::Asserts, certainty: Certainty::Neutral };
}
