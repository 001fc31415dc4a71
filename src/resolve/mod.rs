//! Sources to speakers.
//!
//! [`Referents`] ties the names of an article together; [`read_source`] says what the words of a source are; [`Context`] puts pronouns
//! and descriptions beside the names that they may mean, and a learned scorer picks one; [`Resolver`] does all that for an article.

mod anaphora;
mod continuation;
mod honorifics;
mod interview;
mod labels;
mod memory;
mod names;
mod outlets;
mod phrase;
mod reference;
mod referents;
mod resolver;
mod role_phrases;
mod role_titles;
mod roles;
mod source;
mod via;

pub use anaphora::{Anaphor, Candidate, Context, FEATURES};
pub use honorifics::Gender;
pub use labels::Labels;
pub use memory::Memory;
pub use referents::{Mention, Referent, Referents};
pub use resolver::{Resolved, ResolvedSpeaker, Resolver};
pub use roles::role;
pub use source::{Description, Pronoun, Source, read_source};
pub use via::{Route, route};
