//! An article's text, segmented once.

use std::borrow::Cow;

use super::boilerplate::{Aside, asides};
use super::datelines::datelines;
use super::paragraphs::paragraphs;
use super::quotations::{Quotations, quotations};
use super::sentences::sentences;
use super::tokens::{Token, tokens, words};
use crate::text::{Span, without_possessive};

/// A text with its tokens, words, sentences, paragraphs and quotations: segmented once, then only looked up.
///
/// Spans are in bytes of the text.
#[derive(Debug, Clone)]
pub struct Text<'t> {
    whole: &'t str,
    lower: String,
    tokens: Vec<Token>,
    words: Vec<Span>,
    sentences: Vec<Span>,
    paragraphs: Vec<Span>,
    quotations: Quotations,
}

impl<'t> Text<'t> {
    /// Segments a text.
    #[must_use]
    pub fn new(whole: &'t str) -> Self {
        let tokens = tokens(whole);
        let paragraphs = paragraphs(whole);
        Self {
            whole,
            lower: whole.chars().map(small).collect(),
            words: words(whole, &tokens),
            sentences: sentences(whole, &paragraphs),
            quotations: quotations(whole, &paragraphs),
            tokens,
            paragraphs,
        }
    }

    /// The text as it is.
    #[must_use]
    pub(crate) fn as_str(&self) -> &'t str {
        self.whole
    }

    /// The text as a model should read it, at the same offsets: inch signs, which it would take for quotation marks, are replaced by spaces.
    #[must_use]
    pub(crate) fn legible(&self) -> Cow<'t, str> {
        let inches = self.quotations.inches();
        if inches.is_empty() {
            return Cow::Borrowed(self.whole);
        }
        let mut legible = self.whole.to_owned();
        for inch in inches {
            legible.replace_range(inch.range(), &" ".repeat(inch.len()));
        }
        Cow::Owned(legible)
    }

    /// The whole text as a span.
    #[must_use]
    pub(crate) fn span(&self) -> Span {
        Span::new(0, self.whole.len())
    }

    /// The words of a span as written.
    #[must_use]
    pub(crate) fn of(&self, span: Span) -> &'t str {
        span.of(self.whole)
    }

    /// The words of a span in lower case, at the same offsets: the few letters whose lower-case form has a different length are kept unchanged.
    #[must_use]
    pub(crate) fn lower(&self, span: Span) -> &str {
        span.of(&self.lower)
    }

    /// The text from byte `at` onwards.
    #[must_use]
    pub(crate) fn after(&self, at: usize) -> &'t str {
        &self.whole[at..]
    }

    /// The tokens: runs of letters, runs of digits, single marks.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The indices of the [`tokens`](Self::tokens) that overlap a span.
    #[must_use]
    pub(crate) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        first..end.max(first)
    }

    /// The words of a span, in order: letters and digits, with the apostrophes, hyphens, full stops and ampersands between them, without a final
    /// possessive ("Lee's" is "Lee"). Of a word that crosses the span's edge, only the part within the span is returned.
    #[must_use]
    pub(crate) fn words_in(&self, span: Span) -> impl DoubleEndedIterator<Item = Span> + Clone {
        let first = self.words.partition_point(|word| word.end <= span.start);
        let end = self.words.partition_point(|word| word.start < span.end).max(first);
        self.words[first..end].iter().filter_map(move |&word| if span.contains(word) { Some(word) } else { self.clipped(word, span) })
    }

    /// The part of a word within a span, as a word of its own.
    fn clipped(&self, word: Span, span: Span) -> Option<Span> {
        let part = Span::new(word.start.max(span.start), word.end.min(span.end));
        let letters = self.of(part);
        let start = part.start + letters.find(char::is_alphanumeric)?;
        let end = part.start + letters.trim_end_matches(|mark: char| !mark.is_alphanumeric()).len();
        Some(without_possessive(self.whole, Span::new(start, end)))
    }

    /// The sentences in order, without white space at their edges.
    #[must_use]
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The sentence that contains a span.
    #[must_use]
    pub(crate) fn sentence_of(&self, span: Span) -> Option<Span> {
        self.sentences.get(self.sentence_at(span.start)).copied().filter(|sentence| sentence.contains(span))
    }

    /// The sentences that a span overlaps, joined: from the start of the first to the end of the last. The span itself where it overlaps none.
    #[must_use]
    pub(crate) fn sentences_over(&self, span: Span) -> Span {
        let end = self.sentences.partition_point(|sentence| sentence.start < span.end);
        match self.sentences.get(self.sentence_at(span.start)..end) {
            Some([first, .., last]) => Span::new(first.start, last.end),
            Some([only]) => *only,
            _ => span,
        }
    }

    /// The index of the sentence that contains byte `at`: the next one where `at` lies between two, the number of sentences after the last.
    #[must_use]
    pub(crate) fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= at)
    }

    /// The paragraphs in order, without white space at their edges.
    #[must_use]
    pub fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }

    /// The paragraph that contains a span.
    #[must_use]
    pub fn paragraph_of(&self, span: Span) -> Option<Span> {
        self.paragraphs.get(self.paragraph_at(span.start)).copied().filter(|paragraph| paragraph.contains(span))
    }

    /// The index of the paragraph that contains byte `at`: the next one where `at` lies between two, the number of paragraphs after the last.
    #[must_use]
    pub(crate) fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.end <= at)
    }

    /// What each paragraph is; `None` for running text.
    #[must_use]
    pub(crate) fn asides(&self) -> Vec<Option<Aside>> {
        asides(self.whole, &self.paragraphs)
    }

    /// The datelines that open paragraphs, in text order: place, day and agency with the dash after them.
    #[must_use]
    pub(crate) fn datelines(&self) -> Vec<Span> {
        datelines(self.whole, &self.paragraphs)
    }

    /// The parts of the text between quotation marks.
    #[must_use]
    pub fn quotations(&self) -> &Quotations {
        &self.quotations
    }

    /// Whether byte `at` lies in a quotation.
    #[must_use]
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.quotations.contains(at)
    }
}

/// The lower-case form of a letter, if it has as many bytes.
fn small(letter: char) -> char {
    let mut forms = letter.to_lowercase();
    match (forms.next(), forms.next()) {
        (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words_of<'t>(text: &Text<'t>, span: Span) -> Vec<&'t str> {
        text.words_in(span).map(|word| text.of(word)).collect()
    }

    #[test]
    fn words_hold_their_inner_marks() {
        let text = Text::new("The U.S.'s O’Brien-Lee, of AT&T; J. said: “3.5.” Lee's");
        let all = Span::new(0, text.as_str().len());
        assert_eq!(words_of(&text, all), ["The", "U.S", "s", "O’Brien-Lee", "of", "AT&T", "J", "said", "3.5", "Lee"]);
    }

    #[test]
    fn words_are_cut_at_the_edges_of_a_span() {
        let text = Text::new("Lee-Smith's dog");
        assert_eq!(words_of(&text, Span::new(0, 4)), ["Lee"]);
        assert_eq!(words_of(&text, Span::new(3, 11)), ["Smith"]);
        assert_eq!(words_of(&text, Span::new(4, 13)), ["Smith", "d"]);
        assert_eq!(words_of(&text, Span::new(3, 3)), [""; 0]);
    }

    #[test]
    fn places_are_looked_up() {
        let text = Text::new("One. “Two,” he said.\n\nThree.");
        let two = Span::new(8, 11);
        assert_eq!(text.sentence_of(two).map(|sentence| text.of(sentence)), Some("“Two,” he said."));
        assert_eq!(text.paragraph_of(two), Some(text.paragraphs()[0]));
        assert_eq!((text.sentence_at(4), text.paragraph_at(text.as_str().len())), (1, 2));
        assert!(text.is_quoted(two.start) && !text.is_quoted(0));
        assert_eq!(text.tokens_in(two).len(), 1);
        assert_eq!(text.sentence_of(Span::new(0, 8)), None);
    }

    proptest! {
        #[test]
        fn lower_case_keeps_every_offset(text in "(?s).{0,80}") {
            let cut = Text::new(&text);
            prop_assert_eq!(cut.lower.len(), text.len());
            for (at, _) in text.char_indices() {
                prop_assert!(cut.lower.is_char_boundary(at));
            }
        }
    }
}
