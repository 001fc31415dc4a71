//! Decides which cue each source and content belongs to.

use std::collections::{BTreeMap, HashMap};

use super::geometry::{FEATURES, Layout};
use super::side_by_side::{reaches, without_strays};
use super::{Attribution, PartSpan, content_kind};
use crate::encode::Piece;
use crate::engine::Matrix;
use crate::model::{LinkThresholds, ModelError, ModelSpec, PairNet};
use crate::record::{ContentKind, Part};
use crate::segment::Text;
use crate::text::Span;

/// Scores pairs of spans with a net of one hidden layer over the elementwise product of their vectors and over their geometry.
#[derive(Debug)]
pub(crate) struct Linker {
    /// The length of a piece's vector as part of a linked span, and of its vector as part of a cue.
    width: usize,
    thresholds: LinkThresholds,
    net: PairNet,
}

impl Linker {
    /// Reads the scorer's weights from a model folder.
    ///
    /// # Errors
    ///
    /// When the model has no link head, or the scorer's file cannot be used.
    pub(crate) fn load(spec: &ModelSpec) -> Result<Self, ModelError> {
        let head = spec.heads.link.as_ref().ok_or_else(|| spec.lacks("links"))?;
        let net = PairNet::load(&spec.folder, &head.scorer, head.width + FEATURES)?;
        Ok(Self { width: head.width, thresholds: head.thresholds, net })
    }

    /// Ties the spans of an article into attributions, in the order of their contents.
    ///
    /// Each content goes to its best cue, so that several contents of one cue form one attribution; each cue takes its best source, and a source may
    /// serve several cues. A content whose link is doubtful stands alone, and is dropped if none of it is quoted. A cue without a content is dropped.
    /// `vectors` has a row for every piece: its vector as part of a linked span, then its vector as part of a cue.
    #[must_use]
    pub(crate) fn link(&self, text: &Text<'_>, pieces: &[Piece], spans: &[PartSpan], vectors: &Matrix) -> Vec<Attribution> {
        let layout = Layout::new(text.as_str(), pieces, spans);
        let scores = |of: usize| self.scores(of, spans, &layout, vectors);
        let places = |part: Part| (0..spans.len()).filter(move |&at| spans[at].part == part);

        let mut source_of: HashMap<usize, (Span, f32)> = HashMap::new();
        for source in places(Part::Source) {
            for (cue, score) in scores(source) {
                let best = source_of.get(&cue).map_or(self.thresholds.source, |&(_, best)| best);
                if score > best {
                    source_of.insert(cue, (spans[source].span, score));
                }
            }
        }

        let mut of_cue: BTreeMap<usize, Vec<(&PartSpan, f32)>> = BTreeMap::new();
        let mut alone = Vec::new();
        for content in places(Part::Content) {
            let within_reach = |&(cue, _): &(usize, f32)| reaches(text, spans[content].span, spans[cue].span);
            match scores(content).into_iter().filter(within_reach).reduce(|a, b| if b.1 > a.1 { b } else { a }) {
                Some((cue, score)) => of_cue.entry(cue).or_default().push((&spans[content], score)),
                None => alone.push((&spans[content], 1.0)),
            }
        }
        for contents in of_cue.values_mut() {
            alone.extend(self.take_doubtful(contents));
        }

        let attribution = |cue: Option<usize>, contents: &[(&PartSpan, f32)]| {
            let content = contents.iter().map(|(content, _)| content.span).collect();
            let content = without_strays(text, content);
            Attribution {
                source: cue.and_then(|cue| source_of.get(&cue)).map(|&(source, _)| source),
                cue: cue.map(|cue| spans[cue].span),
                kind: content_kind(text, &content),
                nested_in: None,
                content,
                score: contents.iter().map(|(content, link)| content.score * link).fold(1.0, f32::min),
            }
        };
        let with_cue = of_cue.iter().filter(|(_, contents)| !contents.is_empty());
        let mut attributions: Vec<Attribution> = with_cue.map(|(&cue, contents)| attribution(Some(cue), contents)).collect();
        let quoted = |alone: &Attribution| alone.kind != ContentKind::Indirect;
        attributions.extend(alone.iter().map(|&content| attribution(None, &[content])).filter(quoted));
        attributions.sort_by_key(|attribution| attribution.content[0]);
        attributions
    }

    /// Removes the contents of a cue whose links do not reach the thresholds; returns each with the probability that it stands alone.
    fn take_doubtful<'s>(&self, contents: &mut Vec<(&'s PartSpan, f32)>) -> Vec<(&'s PartSpan, f32)> {
        let best = contents.iter().map(|&(_, score)| score).fold(0.0, f32::max);
        let needed = |score: f32| if score >= best { self.thresholds.first } else { self.thresholds.further };
        let doubtful = contents.extract_if(.., |&mut (_, score)| score < needed(score));
        doubtful.map(|(content, score)| (content, 1.0 - score)).collect()
    }

    /// Returns every cue within reach of a source or content, in order, with the probability that the span belongs to it.
    fn scores(&self, of: usize, spans: &[PartSpan], layout: &Layout<'_>, vectors: &Matrix) -> Vec<(usize, f32)> {
        let vector = vectors.mean(spans[of].pieces.clone(), 0..self.width);
        let score = |cue: usize| {
            let cue_vector = vectors.mean(spans[cue].pieces.clone(), self.width..2 * self.width);
            self.score(&vector, &cue_vector, &layout.features(of, cue))
        };
        layout.cues_near(of).map(|cue| (cue, score(cue))).collect()
    }

    /// Returns the probability that a source or content belongs to a cue.
    fn score(&self, span: &[f32], cue: &[f32], geometry: &[f32; FEATURES]) -> f32 {
        let input: Vec<f32> = span.iter().zip(cue).map(|(a, b)| a * b).chain(geometry.iter().copied()).collect();
        1.0 / (1.0 + (-self.net.score(&input)).exp())
    }
}
