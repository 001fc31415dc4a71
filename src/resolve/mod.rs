//! Sources to speakers.
//!
//! [`Referents`] ties the names of an article together; [`read_source`] says what the words of a source are; [`Context`] puts pronouns
//! and descriptions beside the names that they may mean, and a learned scorer picks one; [`Resolver`] does all that for an article.

mod anaphora;
mod context;
mod continuation;
mod found;
mod honorifics;
mod interview;
mod memory;
mod names;
mod outlets;
mod phrase;
mod reference;
mod referents;
mod resolver;
mod role_nouns;
mod role_phrases;
mod role_titles;
mod roles;
#[cfg(test)]
mod scene;
mod source;
mod via;

pub use anaphora::{Anaphor, Candidate, FEATURES};
pub use context::Context;
pub use found::Found;
pub use honorifics::Gender;
pub use memory::Memory;
pub use referents::{Mention, Referent, Referents};
pub use resolver::{Resolved, ResolvedSpeaker, Resolver};
pub use roles::role;
pub use source::{Description, Pronoun, Source, read_source};
pub use via::{Route, route};
