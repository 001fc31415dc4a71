//! How a claim is put.

use crate::record::{Certainty, Stance};

/// How a claim is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Manner {
    /// What the source does with the content.
    pub stance: Stance,
    /// What the choice of words lets on about it.
    pub certainty: Certainty,
}

impl Manner {
    /// Asserts, neutral: what is read where nothing says otherwise.
    pub(super) const PLAIN: Self = Self { stance: Stance::Asserts, certainty: Certainty::Neutral };
}
