//! Who and what an article names, and the words around names.

mod evidence;
mod headlines;
mod name;
mod phrase;
mod referents;

pub(super) use phrase::{Gap, Phrase, is_function_word, is_reporting_verb};
pub use referents::{Mention, Referent, Referents};
