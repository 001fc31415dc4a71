//! Tokens, paragraphs, sentences and quotations of any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::segment::Text;
use whosaid::text::Span;

fuzz_target!(|text: &str| {
    let cut = Text::new(text);
    assert_in_order(text, cut.paragraphs());
    let words = |span: &Span| span.of(text).chars().filter(|mark| !mark.is_whitespace()).count();
    let all = text.chars().filter(|mark| !mark.is_whitespace()).count();
    assert_eq!(cut.paragraphs().iter().map(words).sum::<usize>(), all, "words between the paragraphs");

    let tokens: Vec<Span> = cut.tokens().iter().map(|token| token.span).collect();
    assert_in_order(text, &tokens);
    assert_eq!(tokens.iter().map(words).sum::<usize>(), all, "words between the tokens");

    assert_in_order(text, cut.sentences());
    assert!(cut.sentences().iter().all(|&sentence| cut.paragraph_of(sentence).is_some()), "a sentence of two paragraphs");

    for quotation in cut.quotations().iter() {
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
