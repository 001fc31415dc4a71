//! A text's tokens as numbers are read from them: words, numerals and marks.

use super::lexicon::{Term, term};
use super::numeral::{Numeral, numeral};
use crate::segment::{Gap, Text, Token as Piece, TokenKind};
use crate::text::Span;

/// A word, a numeral or a mark, made of one or several tokens of the text.
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

/// The tokens of a text. Queries for a token out of range are answered as for a mark that matches nothing.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t Text<'t>,
    all: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Groups a text's tokens: "3.2", "O'Neill" and "U.S." become one token each.
    pub(super) fn new(text: &'t Text<'t>) -> Self {
        let mut all: Vec<Token> = Vec::with_capacity(text.tokens().len());
        let mut rest = text.tokens();
        while let Some(first) = rest.first() {
            let (kind, end) = cut(text, rest);
            all.push(Token { span: Span::new(first.span.start, end), kind, gap: first.gap });
            let length = rest.iter().take_while(|piece| piece.span.start < end).count();
            rest = &rest[length..];
        }
        Self { text, all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The byte span from token `first` up to, but not including, token `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.all[first].span.start, self.all[end - 1].span.end)
    }

    /// The text from token `first` up to, but not including, token `end`.
    pub(super) fn of(&self, first: usize, end: usize) -> &'t str {
        self.text.of(self.span(first, end))
    }

    /// A word in lower case; empty where the token is not a word.
    pub(super) fn word(&self, at: usize) -> &str {
        match self.all.get(at) {
            Some(Token { kind: Kind::Word(_), span, .. }) => self.text.lower(*span),
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

    /// Whether a token is a hyphen or a dash of similar length.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        matches!(self.mark(at), Some('-' | '‐' | '‑' | '–' | '−'))
    }

    /// Whether a token directly follows the one before it, without a space.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a token begins a line, or does not exist.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.all.get(at).is_none_or(|token| token.gap >= Gap::Line)
    }

    /// Whether a token begins a sentence.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|token| self.text.sentences_over(token.span).start == token.span.start)
    }

    /// Whether a word begins with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        !self.word(at).is_empty() && self.of(at, at + 1).starts_with(char::is_uppercase)
    }

    /// Whether a word is entirely in capitals.
    pub(super) fn upper(&self, at: usize) -> bool {
        !self.word(at).is_empty() && !self.of(at, at + 1).contains(char::is_lowercase)
    }

    /// The words from token `first` up to, but not including, token `end` in lower case, if these are all words separated by single spaces.
    pub(super) fn lower_words(&self, first: usize, end: usize) -> Option<&str> {
        let words = self.all.get(first..end)?;
        let apart = |pair: &[Token]| pair[1].gap == Gap::Space && pair[1].span.start == pair[0].span.end + 1;
        let all = !words.is_empty() && words.iter().all(|word| matches!(word.kind, Kind::Word(_))) && words.windows(2).all(apart);
        all.then(|| self.text.lower(self.span(first, end)))
    }

    /// The number of tokens from `at` on that match the words of a phrase, in lower case and separated by single spaces; 0 if they do not match.
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

/// The kind of the item that begins at the first of some tokens, and where it ends.
fn cut(text: &Text<'_>, pieces: &[Piece]) -> (Kind, usize) {
    let Piece { span, kind, gap, .. } = pieces[0];
    let rest = text.after(span.start);
    let starts_word = gap != Gap::None || !text.as_str()[..span.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ','));
    if let Some((value, length)) = numeral(rest, starts_word) {
        return (Kind::Numeral(value), span.start + length);
    }
    match kind {
        TokenKind::Mark(mark) => (Kind::Mark(mark), span.end),
        _ if is_address(text, pieces) => (Kind::Mark('/'), span.start + rest.find(char::is_whitespace).unwrap_or(rest.len())),
        _ => {
            let word = Span::new(span.start, abbreviation_end(text, pieces).unwrap_or_else(|| word_end(pieces)));
            (Kind::Word(term(text.lower(word))), word.end)
        }
    }
}

/// Whether the first of some tokens begins a web address: "https://", "www.".
fn is_address(text: &Text<'_>, pieces: &[Piece]) -> bool {
    match text.lower(pieces[0].span) {
        "http" | "https" => text.after(pieces[0].span.end).starts_with("://"),
        "www" => text.after(pieces[0].span.end).starts_with('.'),
        _ => false,
    }
}

/// The end of the word that begins at the first of some tokens: letters with apostrophes between them.
fn word_end(pieces: &[Piece]) -> usize {
    let is_joined = |pair: &&[Piece]| {
        let tight = pair.iter().all(|piece| piece.gap == Gap::None);
        tight && matches!(pair[0].kind, TokenKind::Mark('\'' | '’')) && pair[1].kind == TokenKind::Letters
    };
    pieces[1..].chunks_exact(2).take_while(is_joined).last().map_or(pieces[0].span.end, |pair| pair[1].span.end)
}

/// The end of an abbreviation of two or more single letters, each with a full stop ("U.S.").
fn abbreviation_end(text: &Text<'_>, pieces: &[Piece]) -> Option<usize> {
    let is_pair = |(at, pair): &(usize, &[Piece])| {
        let letter = text.of(pair[0].span);
        let tight = pair[1].gap == Gap::None && (*at == 0 || pair[0].gap == Gap::None);
        tight && letter.len() == 1 && letter.as_bytes()[0].is_ascii_alphabetic() && pair[1].kind == TokenKind::Mark('.')
    };
    let (count, last) = pieces.chunks_exact(2).enumerate().take_while(is_pair).take(8).last()?;
    let end = last[1].span.end;
    (count > 0 && !text.after(end).starts_with(char::is_alphanumeric)).then_some(end)
}
