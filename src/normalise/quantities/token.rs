//! A text cut into words, numerals and marks.

use super::lexicon::{Term, term};
use super::numeral::{Numeral, numeral};
use crate::text::Span;

/// A word, a numeral or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) span: Span,
    kind: Kind,
    gap: Gap,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Word(Term),
    Numeral(Numeral),
    Mark(char),
}

/// What stands between a token and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
}

/// The tokens of a text. Every question about a token out of range is answered as for a mark that nothing matches.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    lower: String,
    all: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Cuts a text.
    pub(super) fn new(text: &'t str) -> Self {
        let lower = text.to_ascii_lowercase();
        let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
        let mut gap = Gap::Line;
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if first.is_whitespace() {
                gap = if matches!(first, '\n' | '\r') || gap == Gap::Line { Gap::Line } else { Gap::Space };
                at += first.len_utf8();
                continue;
            }
            let (kind, length) = cut(text, &lower, at, gap);
            tokens.push(Token { span: Span::new(at, at + length), kind, gap });
            gap = Gap::None;
            at += length;
        }
        Self { text, lower, all: tokens }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The bytes from token `first` up to, without, token `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.all[first].span.start, self.all[end - 1].span.end)
    }

    /// The words from token `first` up to, without, token `end`.
    pub(super) fn of(&self, first: usize, end: usize) -> &'t str {
        &self.text[self.span(first, end).range()]
    }

    /// A word in lower case; empty where the token is none.
    pub(super) fn word(&self, at: usize) -> &str {
        match self.all.get(at) {
            Some(Token { kind: Kind::Word(_), span, .. }) => &self.lower[span.range()],
            _ => "",
        }
    }

    /// The word before a token in lower case; empty where there is none.
    pub(super) fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub(super) fn term(&self, at: usize) -> Term {
        match self.all.get(at) {
            Some(Token { kind: Kind::Word(term), .. }) => *term,
            _ => Term::Other,
        }
    }

    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        match self.all.get(at)?.kind {
            Kind::Numeral(numeral) => Some(numeral),
            _ => None,
        }
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.all.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn mark_before(&self, at: usize) -> Option<char> {
        self.mark(at.checked_sub(1)?)
    }

    /// Whether a token is a hyphen or a dash as short as one.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        matches!(self.mark(at), Some('-' | '‐' | '‑' | '–' | '−'))
    }

    /// Whether nothing stands between a token and the one before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a token begins a line, or there is none.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.all.get(at).is_none_or(|token| token.gap == Gap::Line)
    }

    /// Whether a word is written with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        !self.word(at).is_empty() && self.of(at, at + 1).starts_with(char::is_uppercase)
    }

    /// Whether a word is written in capitals only.
    pub(super) fn upper(&self, at: usize) -> bool {
        !self.word(at).is_empty() && !self.of(at, at + 1).contains(char::is_lowercase)
    }

    /// The words from token `first` up to, without, token `end` in lower case, if there is nothing else and one space between any two.
    pub(super) fn lower_words(&self, first: usize, end: usize) -> Option<&str> {
        let words = self.all.get(first..end)?;
        let apart = |pair: &[Token]| pair[1].gap == Gap::Space && pair[1].span.start == pair[0].span.end + 1;
        let all = !words.is_empty() && words.iter().all(|word| matches!(word.kind, Kind::Word(_))) && words.windows(2).all(apart);
        all.then(|| &self.lower[self.span(first, end).range()])
    }

    /// How many tokens from `at` on are the words of a phrase, in lower case and separated by single spaces; 0 if they are others.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> usize {
        let words = phrase.split(' ');
        let mut length = 0;
        for word in words {
            if self.word(at + length) != word || length > 0 && self.begins_line(at + length) {
                return 0;
            }
            length += 1;
        }
        length
    }
}

fn cut(text: &str, lower: &str, at: usize, gap: Gap) -> (Kind, usize) {
    let rest = &text[at..];
    let starts_word = gap != Gap::None || !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ','));
    if let Some((value, length)) = numeral(rest, starts_word) {
        return (Kind::Numeral(value), length);
    }
    if ["http://", "https://", "www."].iter().any(|start| lower[at..].starts_with(start)) {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        return (Kind::Mark('/'), length);
    }
    match word_length(rest) {
        0 => {
            let mark = rest.chars().next().unwrap_or_default();
            (Kind::Mark(mark), mark.len_utf8().max(1))
        }
        length => (Kind::Word(term(&lower[at..at + length])), length),
    }
}

/// The length of the word that a text begins with: letters with apostrophes between them, or single letters with full stops ("U.S.").
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let next_is_letter = letters.peek().is_some_and(|&(_, next)| next.is_alphabetic());
        match letter {
            _ if letter.is_alphabetic() => end = at + letter.len_utf8(),
            '\'' | '’' if end > 0 && next_is_letter => {}
            _ => break,
        }
    }
    match abbreviation_length(text) {
        0 => end,
        length => length,
    }
}

fn abbreviation_length(text: &str) -> usize {
    let mut end = 0;
    let bytes = text.as_bytes();
    while end < 16 && bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    if end >= 4 && !text[end..].starts_with(char::is_alphanumeric) { end } else { 0 }
}
