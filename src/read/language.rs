//! Which language a text is in.

use whatlang::{Lang, detect};

/// A shorter text, in characters, is too short to tell: measured on sentences of twelve languages, see `tests/read/languages.rs`.
const SHORTEST: usize = 120;
/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 4 << 10;

/// The English name of the language of a text that is surely not in English.
pub(super) fn other_than_english(text: &str) -> Option<&'static str> {
    let end = text.floor_char_boundary(LOOKED_AT);
    let text = &text[..end];
    if text.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
        return None;
    }
    let found = detect(text)?;
    (found.lang() != Lang::Eng && found.is_reliable()).then(|| found.lang().eng_name())
}
