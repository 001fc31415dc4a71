//! The tokens of a text, and the words that they form.

use crate::text::{Span, without_possessive};

/// A run of letters, a run of digits, or any other character that is not white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its span in bytes.
    pub span: Span,
    /// What it consists of.
    pub(crate) kind: TokenKind,
    /// The white space between it and the previous token.
    pub(crate) gap: Gap,
    /// Whether it begins with a capital letter.
    pub(crate) is_capitalised: bool,
}

/// What a token consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters.
    Letters,
    /// ASCII digits.
    Digits,
    /// One character that is neither.
    Mark(char),
}

impl TokenKind {
    fn of(character: char) -> Self {
        match character {
            '0'..='9' => Self::Digits,
            letter if letter.is_alphabetic() => Self::Letters,
            mark => Self::Mark(mark),
        }
    }

    /// Whether the token can be part of a word: letters, digits, and signs such as "½".
    fn is_wordlike(self) -> bool {
        match self {
            Self::Letters | Self::Digits => true,
            Self::Mark(mark) => mark.is_alphanumeric(),
        }
    }
}

/// The white space between two tokens, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// White space within a line.
    Space,
    /// A line break, or the start of the text.
    Line,
    /// A blank line.
    Blank,
}

/// The tokens of a text in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut space = White { least: Gap::Line, line_feeds: 0 };
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            space.add(first);
            continue;
        }
        let kind = TokenKind::of(first);
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = rest.next_if(|&(_, next)| !matches!(kind, TokenKind::Mark(_)) && TokenKind::of(next) == kind) {
            end = at + next.len_utf8();
        }
        found.push(Token { span: Span::new(start, end), kind, gap: space.gap(), is_capitalised: first.is_uppercase() });
        space = White { least: Gap::None, line_feeds: 0 };
    }
    found
}

/// The white space before a token.
struct White {
    least: Gap,
    line_feeds: usize,
}

impl White {
    fn add(&mut self, space: char) {
        self.least = self.least.max(if matches!(space, '\n' | '\r') { Gap::Line } else { Gap::Space });
        self.line_feeds += usize::from(space == '\n');
    }

    fn gap(&self) -> Gap {
        if self.line_feeds > 1 { Gap::Blank } else { self.least }
    }
}

/// The words that tokens form, in order, without a final possessive.
pub(super) fn words(text: &str, tokens: &[Token]) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::with_capacity(tokens.len());
    let mut is_open = false;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind.is_wordlike() {
            match words.last_mut() {
                Some(word) if is_open && token.gap == Gap::None => word.end = token.span.end,
                _ => words.push(token.span),
            }
            is_open = true;
        } else {
            let joins = matches!(token.kind, TokenKind::Mark('\'' | '’' | '-' | '.' | '&'));
            let goes_on = tokens.get(at + 1).is_some_and(|next| next.gap == Gap::None && next.kind.is_wordlike());
            is_open = is_open && joins && token.gap == Gap::None && goes_on;
        }
    }
    words.into_iter().map(|word| without_possessive(text, word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_marks_are_cut_apart() {
        let text = "In the ’90s, 3rd-quarter sales";
        let cut: Vec<&str> = tokens(text).into_iter().map(|token| token.span.of(text)).collect();
        assert_eq!(cut, ["In", "the", "’", "90", "s", ",", "3", "rd", "-", "quarter", "sales"]);
    }

    #[test]
    fn gaps_are_as_wide_as_their_line_breaks() {
        let gaps: Vec<Gap> = tokens("\n\na b\r\nc\n \nd.").into_iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::Blank, Gap::Space, Gap::Line, Gap::Blank, Gap::None]);
    }
}
