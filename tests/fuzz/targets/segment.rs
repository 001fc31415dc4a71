//! Paragraphs, sentences and quotations of any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::segment::{paragraphs, quotations, sentences};
use whosaid::text::Span;

fuzz_target!(|text: &str| {
    let paragraphs = paragraphs(text);
    assert_in_order(text, &paragraphs);
    let words = |span: &Span| span.of(text).chars().filter(|mark| !mark.is_whitespace()).count();
    let all = text.chars().filter(|mark| !mark.is_whitespace()).count();
    assert_eq!(paragraphs.iter().map(words).sum::<usize>(), all, "words between the paragraphs");

    let sentences = sentences(text, &paragraphs);
    assert_in_order(text, &sentences);
    assert!(sentences.iter().all(|sentence| paragraphs.iter().any(|paragraph| paragraph.contains(*sentence))), "a sentence of two paragraphs");

    for quotation in quotations(text, &paragraphs).iter() {
        assert!(!quotation.of(text).is_empty());
    }
});

/// Checks that spans have words, lie on character boundaries, and stand behind one another.
fn assert_in_order(text: &str, spans: &[Span]) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && span.end <= text.len(), "{spans:?}");
        assert!(!span.of(text).trim().is_empty(), "{span:?}");
        end = span.end;
    }
}
