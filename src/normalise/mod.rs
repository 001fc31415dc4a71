//! From words to values: each module reads one kind of thing off an article's text.
//!
//! [`stance`] reads how a claim is put, from its cue and the words around it.

pub mod stance;
