//! Whom an article names, and the words around names.

mod evidence;
mod headlines;
mod honorifics;
mod name;
mod phrase;
mod referents;

pub(super) use evidence::{gender_of_given_name, gender_of_pronoun};
pub use honorifics::Gender;
pub(super) use honorifics::{gender_of_word, is_honour};
pub(super) use phrase::{Gap, Phrase, is_function_word, is_reporting_verb};
pub use referents::{Mention, Referent, Referents};
