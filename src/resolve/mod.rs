//! Resolves sources to speakers.
//!
//! `names` ties the names of an article together; [`Context`] holds what the article contains, read once; `speakers` reads the words of a source
//! and says whom a pronoun or a description means; `roles` says what somebody is, and `routes` how a claim reached the article;
//! [`Resolver`] does all this for one article.

mod context;
mod descriptions;
mod found;
mod names;
mod resolver;
mod roles;
mod routes;
#[cfg(test)]
mod scene;
mod speakers;
mod subjects;

pub use context::Context;
pub use found::Found;
pub use names::{Mention, Referent, Referents};
pub use resolver::{Resolved, ResolvedSpeaker, Resolver};
pub use speakers::{Anaphor, Candidate, Description, FEATURES, Memory, Pronoun, Source, read_source};
