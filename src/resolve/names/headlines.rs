//! Headlines: paragraphs whose capitals tell nothing of names.

use crate::segment::Text;
use crate::text::Span;

/// The headlines of an article, in order.
#[derive(Debug)]
pub(super) struct Headlines(Vec<Span>);

/// No headline has more words.
const LONGEST: usize = 20;

impl Headlines {
    /// Paragraphs of a few words that do not end as sentences do and are set in capitals, or with a capital on nearly every longer word.
    /// An article that is set in capitals as a whole has none.
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

/// Whether every longer word but at most one in five has a capital, and more words than one name has are longer.
fn is_set_in_capitals(text: &Text<'_>, paragraph: Span) -> bool {
    let longer = || text.words_in(paragraph).map(|word| text.of(word)).filter(|word| word.chars().count() > 3);
    let capitalised = longer().filter(|word| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())).count();
    longer().count() > 1 && capitalised * 5 >= longer().count() * 4
}
