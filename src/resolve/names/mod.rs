//! Who and what an article names, and the words around names.

mod evidence;
mod headlines;
mod mentions;
mod name;
mod namesakes;
mod phrase;
mod referents;

pub use mentions::Mention;
pub(super) use phrase::{Gap, Phrase, is_function_word, is_reporting_verb};
pub use referents::{Referent, Referents};
