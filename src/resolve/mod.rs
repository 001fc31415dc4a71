//! Sources to speakers.
//!
//! `names` ties the names of an article together; [`Context`] holds what stands in the article, read once; `speakers` says what the words of
//! a source are and whom a pronoun or a description means; `roles` says what somebody is, and `routes` by which way a claim came;
//! [`Resolver`] does all that for an article.

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
