//! The words of a sentence and what stands between them.

use super::referents::Referents;
use crate::english::{Class, is, is_abbreviation};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::Span;

/// What stands between two words of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Gap {
    /// Nothing but white space, or the full stop of an abbreviation and white space.
    Blank,
    /// "'s", or the apostrophe of a plural.
    Possessive,
    /// A comma.
    Comma,
    /// A slash or a hyphen, without white space.
    Joint,
    /// A dash or an opening bracket.
    Break,
    /// An opening quotation mark.
    Quote,
    /// Anything else, and the ends of the sentence.
    Other,
}

/// A word of a sentence.
#[derive(Debug, Clone)]
pub(in crate::resolve) struct Word {
    pub(in crate::resolve) span: Span,
    pub(in crate::resolve) is_capitalised: bool,
    /// The name that it belongs to: the indices of its first word and of the one past its last, and the kind of its bearer.
    pub(in crate::resolve) name: Option<(usize, usize, SpeakerKind)>,
}

/// The words of a stretch of text, in order.
#[derive(Debug, Clone)]
pub(in crate::resolve) struct Phrase<'a> {
    pub(in crate::resolve) text: &'a Text<'a>,
    pub(in crate::resolve) span: Span,
    pub(in crate::resolve) tokens: Vec<Word>,
}

impl<'a> Phrase<'a> {
    /// The words of `span`, with the names among them.
    pub(in crate::resolve) fn new(text: &'a Text<'a>, span: Span, referents: &Referents) -> Self {
        let word = |span: Span| Word { span, is_capitalised: text.of(span).starts_with(char::is_uppercase), name: None };
        let mut tokens: Vec<Word> = text.words_in(span).filter(|word| !word.is_empty()).map(word).collect();
        for mention in referents.within(span) {
            let kind = referents.all.get(mention.referent).map_or(SpeakerKind::Organisation, |referent| referent.kind);
            let (first, end) = places(&tokens, mention.span);
            for token in &mut tokens[first..end] {
                token.name = Some((first, end, kind));
            }
        }
        Self { text, span, tokens }
    }

    /// The indices of a name's first word and of the one past its last.
    pub(in crate::resolve) fn place(&self, name: Span) -> (usize, usize) {
        places(&self.tokens, name)
    }

    /// What stands before a word; [`Gap::Other`] before the first and after the last.
    pub(in crate::resolve) fn gap(&self, at: usize) -> Gap {
        if at == 0 || at >= self.tokens.len() {
            return Gap::Other;
        }
        let before = &self.tokens[at - 1];
        let between = self.text.of(Span::new(before.span.end, self.tokens[at].span.start));
        match between.trim() {
            "" if between.is_empty() => Gap::Joint,
            "" => Gap::Blank,
            "." if is_abbreviated(self.text.of(before.span)) => Gap::Blank,
            "'s" | "’s" | "'" | "’" | ".'s" | ".’s" if !between.starts_with(char::is_whitespace) => Gap::Possessive,
            "," => Gap::Comma,
            ".," if is_abbreviated(self.text.of(before.span)) => Gap::Comma,
            "/" | "-" if between.len() == 1 => Gap::Joint,
            "(" | "-" | "--" | "—" | "–" => Gap::Break,
            "\"" | "“" | "'" | "‘" | "''" | "``" => Gap::Quote,
            _ => Gap::Other,
        }
    }

    /// The characters after a word up to the next one, or to the end of the phrase.
    pub(in crate::resolve) fn after(&self, at: usize) -> &'a str {
        let Some(token) = self.tokens.get(at) else { return "" };
        let end = self.tokens.get(at + 1).map_or(self.span.end, |next| next.span.start);
        self.text.of(Span::new(token.span.end, end.max(token.span.end)))
    }

    /// A word in lower case; empty past the last.
    pub(in crate::resolve) fn lower(&self, at: usize) -> &str {
        let Some(word) = self.tokens.get(at) else { return "" };
        // The country, not the pronoun.
        if self.text.of(word.span) == "US" { "u.s" } else { self.text.lower(word.span) }
    }

    /// Whether a word belongs to a person's name.
    pub(in crate::resolve) fn is_person(&self, at: usize) -> bool {
        self.name(at).is_some_and(|(_, _, kind)| kind == SpeakerKind::Person)
    }

    pub(in crate::resolve) fn name(&self, at: usize) -> Option<(usize, usize, SpeakerKind)> {
        self.tokens.get(at).and_then(|token| token.name)
    }

    pub(in crate::resolve) fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capitalised)
    }

    /// Whether the phrase is set like a headline, where capitals say nothing about names.
    pub(in crate::resolve) fn is_title_cased(&self) -> bool {
        let long = || self.tokens.iter().filter(|token| self.text.of(token.span).chars().count() > 3);
        let capitalised = long().filter(|token| token.is_capitalised).count();
        long().count() > 3 && capitalised * 5 > long().count() * 4
    }

    /// The span from the first word to the last, both included.
    pub(in crate::resolve) fn span_of(&self, first: usize, last: usize) -> Option<Span> {
        let (first, last) = (self.tokens.get(first)?.span, self.tokens.get(last)?.span);
        (first.start < last.end).then(|| Span::new(first.start, last.end))
    }
}

fn places(tokens: &[Word], name: Span) -> (usize, usize) {
    let first = tokens.partition_point(|token| token.span.end <= name.start);
    let end = tokens.partition_point(|token| token.span.start < name.end);
    (first, end.max(first))
}

fn is_abbreviated(word: &str) -> bool {
    word.contains('.') || word.chars().count() == 1 || is_abbreviation(word)
}

/// Whether a word ends a noun phrase.
pub(in crate::resolve) fn is_function_word(word: &str) -> bool {
    is(word, Class::Function)
}

/// Whether a word is a finite verb of reporting.
pub(in crate::resolve) fn is_reporting_verb(word: &str) -> bool {
    is(word, Class::ReportingVerb)
}
