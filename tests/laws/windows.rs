//! Law 3: a long article is decoded to its end, with every token decoded once.

use proptest::prelude::*;
use whosaid::extract::Extraction;

use super::extractors::{extract_one, shipped, sparing, sparing_with_endless_window};
use super::spans::assert_spans_quote;
use super::texts::{config, corpus, news};

const LAST_PARAGRAPH: &str = "“The harbour will stay open,” Maria Keller, the mayor of Belvar, told reporters on Tuesday.";

#[test]
fn labels_reach_into_the_last_paragraph_of_thousands_of_words() {
    let text = corpus(8).iter().map(|article| article.text.as_str()).collect::<Vec<_>>().join("\n\n") + "\n\n" + LAST_PARAGRAPH;
    assert!(text.split_whitespace().count() > 5000);
    let extraction = extract_one(sparing(), &text);
    let last = text.chars().count() - LAST_PARAGRAPH.chars().count();
    assert!(last_label(&extraction) > last, "the last label ends at {}, the last paragraph begins at {last}", last_label(&extraction));
    assert_spans_quote(&extraction);
}

#[test]
fn the_shipped_model_finds_the_statement_at_the_end_of_thousands_of_words() {
    let text = corpus(7).iter().map(|article| article.text.as_str()).collect::<Vec<_>>().join("\n\n") + "\n\n" + LAST_PARAGRAPH;
    assert!(text.split_whitespace().count() > 5000);
    let extraction = extract_one(shipped(), &text);
    let last = text.chars().count() - LAST_PARAGRAPH.chars().count();
    let in_last = |claim: &&whosaid::record::Claim| claim.content.spans.iter().any(|place| place.start >= last);
    let found = extraction.claims.iter().find(in_last).expect("no claim in the last paragraph");
    assert!(found.content.text.contains("harbour will stay open"), "{found:?}");
    assert_spans_quote(&extraction);
}

proptest! {
    #![proptest_config(config(16))]

    /// The fake engine's logits do not depend on the window, so dividing an article into windows must change nothing.
    #[test]
    fn windows_leave_no_trace(parts in prop::collection::vec(news(), 5..30)) {
        let text = parts.join("\n");
        prop_assert_eq!(extract_one(sparing(), &text), extract_one(sparing_with_endless_window(), &text));
    }
}

/// The end of the last entity or attribution.
fn last_label(extraction: &Extraction) -> usize {
    let entities = extraction.annotation.entities.iter().map(|entity| entity.end);
    let contents = extraction.annotation.attributions.iter().flat_map(|attribution| &attribution.content.spans).map(|place| place.end);
    entities.chain(contents).max().unwrap_or(0)
}
