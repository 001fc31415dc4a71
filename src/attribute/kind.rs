//! Whether a content is direct, indirect or mixed, according to its quotation marks.

use crate::record::ContentKind;
use crate::segment::Text;
use crate::text::Span;

/// Returns the kind of a content of one or more spans. Only letters and digits count; a content without any is direct if one of its spans begins in
/// quotation marks.
#[must_use]
pub(crate) fn content_kind(text: &Text<'_>, spans: &[Span]) -> ContentKind {
    let (mut inside, mut outside) = (false, false);
    for span in spans {
        for (at, _) in text.of(*span).char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            if text.is_quoted(span.start + at) {
                inside = true;
            } else {
                outside = true;
            }
        }
    }
    match (inside, outside) {
        (true, false) => ContentKind::Direct,
        (true, true) => ContentKind::Mixed,
        (false, false) if spans.iter().any(|span| text.is_quoted(span.start)) => ContentKind::Direct,
        (false, _) => ContentKind::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let text = Text::new("“All of it,” he said. It was “half” of it. None.");
        let kind = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            content_kind(&text, &[Span::new(start, start + words.len())])
        };
        assert_eq!(kind("“All of it,”"), ContentKind::Direct);
        assert_eq!(kind("It was “half” of it"), ContentKind::Mixed);
        assert_eq!(kind("None"), ContentKind::Indirect);
    }
}
