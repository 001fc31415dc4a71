//! Rules about words that need only their spelling.

use super::Span;

/// The span of a name or word without its final "'s".
#[must_use]
pub(crate) fn without_possessive(text: &str, word: Span) -> Span {
    Span::new(word.start, word.start + bare_word(word.of(text)).len())
}

/// A name or word without its final "'s".
#[must_use]
pub(crate) fn bare_word(word: &str) -> &str {
    ["'s", "’s", "'S", "’S", "'", "’"].into_iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possessive_ends_before_its_apostrophe() {
        assert_eq!(without_possessive("Lee's", Span::new(0, 5)), Span::new(0, 3));
        assert_eq!(without_possessive("the workers’ union", Span::new(4, 14)), Span::new(4, 11));
        assert_eq!(without_possessive("Lees", Span::new(0, 4)), Span::new(0, 4));
    }
}
