//! Headlines: paragraphs in which capitals say nothing about names.

use crate::segment::Text;
use crate::text::Span;

/// The headlines of an article, in order.
#[derive(Debug)]
pub(super) struct Headlines(Vec<Span>);

/// The most words of a headline.
const LONGEST: usize = 20;

impl Headlines {
    /// Finds the paragraphs of few words that do not end like a sentence and have a capital on nearly every longer word. An article that consists of
    /// such paragraphs has no headlines.
    pub(super) fn of(text: &Text<'_>) -> Self {
        let is_headline = |paragraph: &Span| {
            let ends_open = !text.of(*paragraph).ends_with(['.', '”', '"', '’', '!', ':']);
            ends_open && text.words_in(*paragraph).count() <= LONGEST && is_set_in_capitals(text, *paragraph)
        };
        let headlines: Vec<Span> = text.paragraphs().iter().copied().filter(is_headline).collect();
        if headlines.len() == text.paragraphs().len() { Self(Vec::new()) } else { Self(headlines) }
    }

    /// Whether a span lies in a headline.
    pub(super) fn hold(&self, span: Span) -> bool {
        let at = self.0.partition_point(|headline| headline.end < span.end);
        self.0.get(at).is_some_and(|headline| headline.contains(span))
    }
}

/// Whether at least four in five of the words of more than three letters begin with a capital or a digit, and there are at least two such words.
fn is_set_in_capitals(text: &Text<'_>, paragraph: Span) -> bool {
    let longer = || text.words_in(paragraph).map(|word| text.of(word)).filter(|word| word.chars().count() > 3);
    let capitalised = longer().filter(|word| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())).count();
    longer().count() > 1 && capitalised * 5 >= longer().count() * 4
}
