//! Forms of address, offices and honours beside a person's name.

use crate::english::{Class, is, is_any};
use crate::segment::Text;
use crate::text::Span;

/// Returns a person's name without the forms of address, offices and other words at its start that are not part of it, and without the honours at
/// its end. At least one word stays.
#[must_use]
pub(crate) fn without_honorifics(text: &Text<'_>, name: Span) -> Span {
    let parts: Vec<Span> = text.words_in(name).collect();
    // Ranks such as "DI" are listed in capitals, as "Di" is also a name.
    let is_none_of_it =
        |word: Span| is_any(text.lower(word), &[Class::Honorific, Class::NoName, Class::Office]) || is(text.of(word), Class::Office);
    let last = parts.len().saturating_sub(1);
    let others = parts[..last].iter().take_while(|&&part| is_none_of_it(part)).count();
    let honours = parts[(others + 1).min(parts.len())..].iter().rev().take_while(|&&part| is_honour(text.of(part))).count();
    match (parts.get(others), honours) {
        (Some(first), 0) => Span::new(first.start, name.end),
        (Some(first), honours) => Span::new(first.start, parts[parts.len() - 1 - honours].end),
        (None, _) => name,
    }
}

/// Whether a word is an honour or degree that stands after a name.
pub(crate) fn is_honour(word: &str) -> bool {
    is(word, Class::Honour)
}
