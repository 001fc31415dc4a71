//! Direct, indirect or mixed: read off the quotation marks.

use crate::record::ContentKind;
use crate::segment::Quotations;
use crate::text::Span;

/// The kind of a content of one or more spans. Only letters and digits count; a content without any is direct if its marks are quoted.
#[must_use]
pub(crate) fn content_kind(text: &str, spans: &[Span], quotations: &Quotations) -> ContentKind {
    let (mut inside, mut outside) = (false, false);
    for span in spans {
        for (at, _) in span.of(text).char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            if quotations.contains(span.start + at) {
                inside = true;
            } else {
                outside = true;
            }
        }
    }
    match (inside, outside) {
        (true, false) => ContentKind::Direct,
        (true, true) => ContentKind::Mixed,
        (false, false) if spans.iter().any(|span| quotations.contains(span.start)) => ContentKind::Direct,
        (false, _) => ContentKind::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{paragraphs, quotations};

    #[test]
    fn kinds() {
        let text = "“All of it,” he said. It was “half” of it. None.";
        let quotations = quotations(text, &paragraphs(text));
        let kind = |words: &str| {
            let start = text.find(words).unwrap();
            content_kind(text, &[Span::new(start, start + words.len())], &quotations)
        };
        assert_eq!(kind("“All of it,”"), ContentKind::Direct);
        assert_eq!(kind("It was “half” of it"), ContentKind::Mixed);
        assert_eq!(kind("None"), ContentKind::Indirect);
    }
}
