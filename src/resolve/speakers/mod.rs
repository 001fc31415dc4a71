//! Whom the words of a source mean.
//!
//! [`read_source`] says what the words are; a learned scorer picks one of the names that a pronoun or description may mean; [`Interview`] and
//! [`continues`] say whose a statement without a source is.

mod anaphora;
mod bodies;
mod continuation;
mod description;
mod interview;
mod memory;
mod reference;
mod source;

pub use anaphora::{Anaphor, Candidate, FEATURES};
pub(super) use bodies::{Fit, are_one_kind, fit};
pub(super) use continuation::continues;
pub use description::Description;
pub(super) use description::described;
pub(super) use interview::{Interview, Turn, turn};
pub use memory::Memory;
pub(super) use reference::ReferenceScorer;
pub use source::{Pronoun, Source, read_source};
