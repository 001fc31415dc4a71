//! A text as words, numbers and marks.

use super::lexicon::{Sense, senses};
use crate::text::Span;

/// A run of letters, a run of digits, or any other character that is not white space.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) span: Span,
    /// In lower case.
    pub(super) word: String,
    pub(super) kind: Kind,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether white space, or the text's start, comes before it.
    pub(super) spaced: bool,
    /// Whether a blank line or the like parts it from the token before.
    pub(super) paragraph: bool,
    pub(super) senses: &'static [Sense],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Mark,
}

/// The tokens of a text in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let (mut spaced, mut lines) = (true, 0);
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            spaced = true;
            lines += usize::from(first == '\n');
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = rest.next_if(|&(_, next)| kind != Kind::Mark && kind_of(next) == kind) {
            end = at + next.len_utf8();
        }
        let word = plain(&text[start..end]);
        let senses = if kind == Kind::Number { &[] } else { senses(&word) };
        let capital = first.is_uppercase();
        found.push(Token { span: Span::new(start, end), word, kind, capital, spaced, paragraph: lines > 1, senses });
        (spaced, lines) = (false, 0);
    }
    found
}

/// Lower case, with one apostrophe and one hyphen for all.
fn plain(word: &str) -> String {
    match word {
        "’" | "‘" => "'".to_owned(),
        "–" | "‑" | "‐" => "-".to_owned(),
        _ => word.to_lowercase(),
    }
}

fn kind_of(mark: char) -> Kind {
    if mark.is_ascii_digit() {
        Kind::Number
    } else if mark.is_alphabetic() {
        Kind::Word
    } else {
        Kind::Mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks_are_parted() {
        let text = "In the ’90s, 3rd-quarter sales";
        let words: Vec<String> = tokens(text).into_iter().map(|token| token.word).collect();
        assert_eq!(words, ["in", "the", "'", "90", "s", ",", "3", "rd", "-", "quarter", "sales"]);
        assert!(tokens(text).iter().filter(|token| token.kind != Kind::Mark).all(|token| token.span.of(text).to_lowercase() == token.word));
    }
}
