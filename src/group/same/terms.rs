//! The meaningful words of a content.

use crate::english::{Class, is, value};

/// Whether a word negates: not, never, without.
pub(super) fn negates(word: &str) -> bool {
    let negator = |word: &str| value(word, Class::Cue).is_some_and(|value| value.starts_with("negates"));
    word.ends_with("n't") || word.ends_with("n’t") || negator(word)
}

/// The words of a text in lower case, without possessive endings.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let is_inner = |letter: char| letter.is_alphanumeric() || "'’".contains(letter);
    let words = text.split(move |letter| !is_inner(letter)).map(|word| word.trim_matches(['\'', '’']).to_lowercase());
    words.filter(|word| !word.is_empty()).map(|word| {
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).map(str::len);
        bare.map_or_else(|| word.clone(), |length| word[..length].to_owned())
    })
}

/// Returns the stem of a word if it carries meaning.
pub(super) fn term(word: &str) -> Option<&str> {
    let carries = !is(word, Class::Function) && !is(word, Class::Auxiliary) && !negates(word);
    carries.then(|| stem(word))
}

/// Strips the most common endings of a word. It only needs to bring forms of one word together, whatever remains.
fn stem(word: &str) -> &str {
    const LEFT: usize = 3;
    let endings = ["ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "e", "y"];
    let stem = endings.into_iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() > LEFT));
    stem.unwrap_or(word)
}
