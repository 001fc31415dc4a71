//! Sources to speakers.

mod named;

pub use named::{NamedSpeaker, name_in_source};
