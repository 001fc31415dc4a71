//! Words, by their look alone.

use super::Span;

/// The words within a span, in order: letters and digits, with the apostrophes, hyphens, full stops and ampersands between them. A final
/// possessive is not part of a word ("Lee's" is "Lee").
#[must_use]
pub(crate) fn words(text: &str, within: Span) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut open = false;
    let stretch = within.of(text);
    for (at, mark) in stretch.char_indices() {
        let (start, end) = (within.start + at, within.start + at + mark.len_utf8());
        if mark.is_alphanumeric() {
            match words.last_mut() {
                Some(word) if open => word.end = end,
                _ => words.push(Span::new(start, end)),
            }
            open = true;
        } else {
            let joins = matches!(mark, '\'' | '’' | '-' | '.' | '&');
            open = open && joins && stretch[at + mark.len_utf8()..].starts_with(char::is_alphanumeric);
        }
    }
    words.into_iter().map(|word| without_possessive(text, word)).collect()
}

/// A name or word without its final "'s".
#[must_use]
pub(crate) fn without_possessive(text: &str, word: Span) -> Span {
    let letters = word.of(text);
    let bare = ["'s", "’s", "'S", "’S", "'", "’"].into_iter().find_map(|ending| letters.strip_suffix(ending)).unwrap_or(letters);
    Span::new(word.start, word.start + bare.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_their_inner_marks() {
        let text = "The U.S.'s O’Brien-Lee, of AT&T; J. said: “3.5.”";
        let found: Vec<&str> = words(text, Span::new(0, text.len())).into_iter().map(|word| word.of(text)).collect();
        assert_eq!(found, ["The", "U.S", "s", "O’Brien-Lee", "of", "AT&T", "J", "said", "3.5"]);
        assert_eq!(words("Lee's", Span::new(0, 5)), [Span::new(0, 3)]);
    }
}
