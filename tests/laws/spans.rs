//! Law 1: every span is in range, and its text is the quoted text, counted in code points.

use proptest::prelude::*;
use whosaid::extract::Extraction;
use whosaid::record::{AttributionRecord, CONTENT_JOINT, Content, Entity, Place, Quoted};

use super::extractors::{extract_one, fake, shipped};
use super::texts::{anything, config, corpus, news};

#[test]
fn the_shipped_models_spans_quote_the_corpus() {
    for article in corpus(4) {
        let extraction = extract_one(shipped(), &article.text);
        assert!(!extraction.claims.is_empty(), "no claims in {}", article.id);
        assert_spans_quote(&extraction);
    }
}

#[test]
fn the_shipped_models_spans_quote_a_text_of_many_scripts() {
    let text = "“Ça suffit 🚒,” said Zoë O’Neill, the mayor of Łódź. 市长 said that “the İzmir line” had reopened.\n\n\
                Żaneta Müller told reporters that \u{1f469}\u{200d}\u{1f692} crews were on their way: “We’re coming.”\n";
    let extraction = extract_one(shipped(), text);
    assert!(!extraction.claims.is_empty());
    assert_spans_quote(&extraction);
}

#[test]
fn attributions_within_contents_are_found() {
    let found = corpus(4).iter().map(|article| extract_one(fake(), &article.text)).collect::<Vec<_>>();
    assert!(found.iter().flat_map(|found| &found.annotation.attributions).any(|attribution| attribution.nested_in.is_some()));
    found.iter().for_each(assert_spans_quote);
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn spans_quote_made_up_news(text in news()) {
        assert_spans_quote(&extract_one(fake(), &text));
    }

    #[test]
    fn spans_quote_any_text(text in anything()) {
        assert_spans_quote(&extract_one(fake(), &text));
    }
}

/// Asserts everything that law 1 says about an extraction.
pub(crate) fn assert_spans_quote(extraction: &Extraction) {
    let annotation = &extraction.annotation;
    let text = Text(annotation.text.chars().collect());
    text.assert_quotes_entities(&annotation.entities);
    for attribution in &annotation.attributions {
        text.assert_quotes_parts(&attribution.content, [&attribution.source, &attribution.cue]);
        assert_probability(attribution.score);
    }
    assert_inner_stand_within(&annotation.attributions);
    assert_eq!(extraction.claims.len(), annotation.attributions.len());
    for (claim, attribution) in extraction.claims.iter().zip(&annotation.attributions) {
        assert_eq!((&claim.content, &claim.cue, &claim.source), (&attribution.content, &attribution.cue, &attribution.source));
        text.assert_quotes_entities(&claim.entities);
        for entity in &claim.entities {
            let within = |place: &Place| place.start <= entity.start && entity.end <= place.end;
            assert!(claim.content.spans.iter().any(within), "{entity:?} lies outside of {:?}", claim.content);
        }
        // Several speakers are named by their members.
        if let Some(speaker) = claim.speaker.as_ref().filter(|speaker| speaker.members.is_empty()) {
            let words = text.at(speaker.mention.start, speaker.mention.end);
            assert_eq!(speaker.name, words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// Asserts that attributions within contents follow their outer ones, and lie entirely within those contents.
fn assert_inner_stand_within(attributions: &[AttributionRecord]) {
    let mut outer = 0;
    for (at, attribution) in attributions.iter().enumerate() {
        let Some(nested_in) = attribution.nested_in else {
            outer = at;
            continue;
        };
        assert_eq!(nested_in, outer);
        let parts = [&attribution.source, &attribution.cue].map(|part| part.as_ref().map(|part| (part.start, part.end)).unwrap());
        for (start, end) in parts.into_iter().chain(attribution.content.spans.iter().map(|place| (place.start, place.end))) {
            let around = &attributions[outer].content.spans;
            assert!(around.iter().any(|place| place.start <= start && end <= place.end), "{start}..{end} crosses the edges of {around:?}");
        }
    }
}

/// A text as Python indexes it.
struct Text(Vec<char>);

impl Text {
    fn at(&self, start: usize, end: usize) -> String {
        assert!(start < end && end <= self.0.len(), "{start}..{end} in a text of {} code points", self.0.len());
        self.0[start..end].iter().collect()
    }

    fn assert_quotes_entities(&self, entities: &[Entity]) {
        for entity in entities {
            assert_eq!(self.at(entity.start, entity.end), entity.text);
            assert_probability(entity.score);
        }
        assert!(entities.windows(2).all(|pair| pair[0].end <= pair[1].start), "not in order and apart: {entities:?}");
    }

    fn assert_quotes_parts(&self, content: &Content, others: [&Option<Quoted>; 2]) {
        let words: Vec<String> = content.spans.iter().map(|place| self.at(place.start, place.end)).collect();
        assert_eq!(words.join(CONTENT_JOINT), content.text);
        assert!(!content.spans.is_empty() && content.spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", content.spans);
        for quoted in others.into_iter().flatten() {
            assert_eq!(self.at(quoted.start, quoted.end), quoted.text);
            assert_eq!(quoted.text.trim(), quoted.text);
        }
    }
}

fn assert_probability(score: f64) {
    assert!((0.0..=1.0).contains(&score), "a score of {score}");
}
