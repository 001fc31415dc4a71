//! From a model's output for a text to its attributions.
//!
//! The labels of a head are flat. Attributions within the content of another ("officials could not confirm *Ukrainian claims that ...*") are
//! labelled by a separate head in the same pass, one level deep.

use std::collections::HashSet;

use super::tagger::Tagged;
use crate::attribute::{Attribution, Linker, PartSpan, apart, without_hearers};
use crate::decode::LabelledSpan;
use crate::encode::pieces_of;
use crate::model::{Calibration, Head, ModelError, ModelSpec, NestedLimits, Output};
use crate::segment::Text;
use crate::text::Span;

/// A content of fewer pieces cannot hold a source, a cue and a content.
const SHORTEST: usize = 3;

/// Turns the attribution model's output into attributions.
pub(super) struct Reader {
    head: Head,
    /// `None` where the model finds nothing within contents.
    nested: Option<Head>,
    limits: NestedLimits,
    linker: Linker,
    calibration: Calibration,
}

impl Reader {
    /// Loads the reader for a model.
    pub(super) fn load(spec: &ModelSpec) -> Result<Self, ModelError> {
        let head = spec.heads.attribution.clone().ok_or_else(|| spec.lacks("attribution"))?;
        let (nested, calibration) = (spec.heads.nested.clone(), spec.calibration.clone());
        Ok(Self { head, nested, limits: spec.nested, linker: Linker::load(spec)?, calibration })
    }

    /// Returns the attributions of a text, except for those within others, in the order of their contents.
    pub(super) fn outer(&self, text: &Text<'_>, tagged: &Tagged) -> Vec<Attribution> {
        self.linked(text, tagged, tagged.spans(Output::Attribution, &self.head, text.as_str()))
    }

    /// Adds the attributions within the contents of each, right after it, except those whose cue is already that of an outer attribution.
    pub(super) fn with_inner(&self, text: &Text<'_>, tagged: &Tagged, outer: Vec<Attribution>) -> Vec<Attribution> {
        let Some(head) = &self.nested else { return outer };
        let known: HashSet<Option<Span>> = outer.iter().map(|attribution| attribution.cue).collect();
        // The contents of two attributions may overlap; an attribution within both belongs to the first.
        let mut seen = HashSet::new();
        let mut all = Vec::with_capacity(outer.len());
        for outer in outer {
            let nested_in = Some(all.len());
            let mut inner = self.within(text, tagged, head, &outer.content);
            inner.retain(|inner| !known.contains(&inner.cue) && seen.insert((inner.source, inner.cue, inner.content.clone())));
            all.push(outer);
            all.extend(inner.into_iter().map(|inner| Attribution { nested_in, ..inner }));
        }
        all
    }

    /// Turns the scores into probabilities, where the model folder holds a calibration.
    pub(super) fn calibrated(&self, mut attributions: Vec<Attribution>) -> Vec<Attribution> {
        let Calibration { attribution: outer, nested } = &self.calibration;
        for attribution in &mut attributions {
            let curve = attribution.nested_in.and(nested.as_ref()).unwrap_or(outer);
            attribution.score = curve.probability(attribution.score);
        }
        attributions
    }

    /// Returns the attributions within the contents of one attribution. None of their spans crosses the edge of a content, but a span in one content
    /// may belong to a cue in another.
    fn within(&self, text: &Text<'_>, tagged: &Tagged, head: &Head, contents: &[Span]) -> Vec<Attribution> {
        let contents = contents.iter().map(|&content| pieces_of(&tagged.pieces, content)).filter(|pieces| pieces.len() >= SHORTEST);
        let spans = contents.flat_map(|pieces| tagged.spans_within(Output::Nested, head, text.as_str(), pieces)).collect();
        let mut inner = self.linked(text, tagged, spans);
        inner.retain(|inner| counts_within(inner, self.limits));
        inner
    }

    fn linked(&self, text: &Text<'_>, tagged: &Tagged, spans: Vec<LabelledSpan>) -> Vec<Attribution> {
        let spans = apart(text, &tagged.pieces, spans.into_iter().filter_map(PartSpan::from_labelled).collect());
        let mut attributions = self.linker.link(text, &tagged.pieces, &spans, tagged.output(Output::Link));
        without_hearers(text, &mut attributions);
        attributions
    }
}

/// Whether an attribution within a content is reported: it has a source and a cue, and its score is high enough.
fn counts_within(inner: &Attribution, limits: NestedLimits) -> bool {
    inner.source.is_some() && inner.cue.is_some() && inner.score >= limits.score
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::{Opens, Piece};
    use crate::engine::Matrix;
    use crate::record::ContentKind;

    /// The shipped model's reader, with uncalibrated scores and the given limit for nested attributions.
    fn reader(score: f32) -> Reader {
        let spec = ModelSpec::load("models/news").unwrap();
        Reader::load(&ModelSpec { nested: NestedLimits { score }, calibration: Calibration::default(), ..spec }).unwrap()
    }

    /// Returns the source, cue and content of every attribution, with the index of the one that it stands in. Each word is a piece. Its labels are
    /// given below it, those of the outer layer first: capitals begin a span and small letters continue it (s for a source, c for a cue, t for a
    /// content).
    fn found(reader: &Reader, words: &str, outer: &str, inner: &str) -> Vec<(String, Option<usize>)> {
        let text = Text::new(words);
        let piece = |span| Piece { id: 0, casing: 0, span, opens: Opens::Word, is_break: false };
        let pieces: Vec<Piece> = text.words_in(text.span()).map(piece).collect();
        let links = Matrix { values: vec![0.0; 256 * pieces.len()], width: 256 };
        let outputs = [(Output::Attribution, logits(outer)), (Output::Nested, logits(inner)), (Output::Link, links)];
        let tagged = Tagged { pieces, outputs: outputs.into() };
        let all = reader.with_inner(&text, &tagged, reader.outer(&text, &tagged));
        let shown = |found: Attribution| {
            let of = |span: Option<Span>| span.map_or("", |span| text.of(span));
            let contents: Vec<&str> = found.content.iter().map(|&span| text.of(span)).collect();
            (format!("{} | {} | {}", of(found.source), of(found.cue), contents.join(" / ")), found.nested_in)
        };
        all.into_iter().map(shown).collect()
    }

    fn logits(labels: &str) -> Matrix {
        let row = |label: char| (0..7).map(move |column| if ".SsCcTt".chars().nth(column) == Some(label) { 9.0 } else { 0.0 });
        Matrix { values: labels.chars().filter(|label| !label.is_whitespace()).flat_map(row).collect(), width: 7 }
    }

    #[track_caller]
    fn assert_found(reader: &Reader, [words, outer, inner]: [&str; 3], expected: &[(&str, Option<usize>)]) {
        let expected: Vec<_> = expected.iter().map(|&(parts, nested_in)| (parts.to_owned(), nested_in)).collect();
        assert_eq!(found(reader, words, outer, inner), expected);
    }

    const TWO: [&str; 3] = [
        "Ana said Ben denied that it fell. Eva added that Joe claims it did.",
        "S   C    T   t      t    t  t     S   C     T    t   t      t  t   ",
        ".   .    S   C      T    t  t     .   .     .    S   C      T  t   ",
    ];

    #[test]
    fn inner_attributions_follow_the_one_around_them() {
        let (first, second) = ("Ana | said | Ben denied that it fell", "Eva | added | that Joe claims it did");
        let all = [(first, None), ("Ben | denied | that it fell", Some(0)), (second, None), ("Joe | claims | it did", Some(2))];
        assert_found(&reader(0.0), TWO, &all);
    }

    #[test]
    fn inner_attributions_have_all_parts_and_are_sure() {
        let outer = [("Ana | said | Ben denied that it fell", None), ("Eva | added | that Joe claims it did", None)];
        assert_found(&reader(1.1), TWO, &outer);
        for inner in [". . . C T t t . . . . C T t", ". . S . T t t . . . S . T t", ". . S C . . . . . . S C . ."] {
            assert_found(&reader(0.0), [TWO[0], TWO[1], inner], &outer);
        }
        assert_found(&Reader { nested: None, ..reader(0.0) }, TWO, &outer);
    }

    #[test]
    fn nothing_crosses_the_edge_of_a_content() {
        let crossing = ["It fell, Ben claims, Ana said.", "T  t     t   t       S   C    ", "T  t     S   C       t   t    "];
        assert_found(&reader(0.0), crossing, &[("Ana | said | It fell, Ben claims", None), ("Ben | claims | It fell", Some(0))]);
        let over = ["Ana said Ben denied that it fell.", "S   C    T   t      t    .  .    ", "s   s    s   C      T    t  t    "];
        assert_found(&reader(0.0), over, &[("Ana | said | Ben denied that", None), ("Ben | denied | that", Some(0))]);
    }

    #[test]
    fn contents_of_one_attribution_are_read_together() {
        let parted = ["Rumours that Ben had denied, Ana said, that it ever fell.", "T t t t t S C T t t t", "S . S . C . . T t t t"];
        let inner = ("Ben | denied | that it ever fell", Some(0));
        assert_found(&reader(0.0), parted, &[("Ana | said | Rumours that Ben had denied / that it ever fell", None), inner]);
    }

    #[test]
    fn scores_become_what_the_model_says_they_are_worth() {
        let (content, kind) = (vec![Span::new(0, 1)], ContentKind::Direct);
        let one = |score, nested_in| Attribution { source: None, cue: None, content: content.clone(), kind, nested_in, score };
        let scored = |outer, nested| vec![one(outer, None), one(nested, Some(0))];
        let calibrated = |calibration: &str| {
            Reader { calibration: serde_json::from_str(calibration).unwrap(), ..reader(0.0) }.calibrated(scored(0.5, 0.5))
        };
        assert_eq!(calibrated("{}"), scored(0.5, 0.5));
        assert_eq!(calibrated(r#"{"attribution": [[0.0, 0.5], [1.0, 0.75]]}"#), scored(0.625, 0.625));
        assert_eq!(calibrated(r#"{"attribution": [[0.0, 0.5], [1.0, 0.75]], "nested": [[0.5, 0.25]]}"#), scored(0.625, 0.25));
    }
}
