//! The position of a source or content relative to a cue, as numeric features.

use std::ops::Range;

use super::PartSpan;
use crate::encode::Piece;
use crate::record::Part;

/// The number of geometry features.
pub(super) const FEATURES: usize = 25;

/// The greatest distance of a cue from a span, in pieces: a window's length, beyond which the model never sees both together.
pub(super) const REACH: usize = 320;

/// Counts over an article, from which the features of any pair of spans are computed.
pub(super) struct Layout<'a> {
    spans: &'a [PartSpan],
    /// Running counts of each kind of piece before every piece, from the first span's on.
    before: Vec<[u32; KINDS]>,
    first: usize,
    /// For every span, the number of pieces between it and the nearest other span of each part.
    nearest: Vec<[usize; 3]>,
}

/// The number of kinds of piece: paragraph breaks; sentence-final marks; quotation marks; colons and semicolons; commas; first pieces of sources; of
/// cues; of contents.
const KINDS: usize = 8;
const SOURCES: usize = 5;

impl<'a> Layout<'a> {
    /// Counts the pieces of an article and its spans, which are in order.
    pub(super) fn new(text: &str, pieces: &[Piece], spans: &'a [PartSpan]) -> Self {
        let (first, end) = spans.first().zip(spans.last()).map_or((0, 0), |(first, last)| (first.pieces.start, last.pieces.end));
        let pieces = &pieces[first..end];
        let mut starts = vec![None; pieces.len()];
        for span in spans {
            starts[span.pieces.start - first] = Some(span.part);
        }
        let mut running = [0; KINDS];
        let mut before = Vec::with_capacity(pieces.len() + 1);
        before.push(running);
        for (piece, start) in pieces.iter().zip(starts) {
            let kind = match piece.span.of(text) {
                _ if piece.is_break => Some(0),
                "." | "!" | "?" => Some(1),
                "\"" | "“" | "”" => Some(2),
                ":" | ";" => Some(3),
                "," => Some(4),
                _ => None,
            };
            for kind in kind.into_iter().chain(start.map(|part| SOURCES + part as usize)) {
                running[kind] += 1;
            }
            before.push(running);
        }
        Self { spans, before, first, nearest: nearest(spans) }
    }

    /// Returns the indices of the cues within reach of a span, in order.
    pub(super) fn cues_near(&self, span: usize) -> impl Iterator<Item = usize> {
        let pieces = &self.spans[span].pieces;
        let near = |other: &usize| between(pieces, &self.spans[*other].pieces).len() <= REACH;
        let mut before: Vec<usize> = (0..span).rev().take_while(near).collect();
        before.reverse();
        let after = (span + 1..self.spans.len()).take_while(near).collect::<Vec<_>>();
        before.into_iter().chain(after).filter(|&other| self.spans[other].part == Part::Cue)
    }

    /// Returns the features of a source or content relative to a cue, both given by their index among the spans.
    pub(super) fn features(&self, span: usize, cue: usize) -> [f32; FEATURES] {
        let (part, pieces) = (self.spans[span].part, &self.spans[span].pieces);
        let cue_pieces = &self.spans[cue].pieces;
        let between = between(pieces, cue_pieces);
        let before = |piece: usize| &self.before[piece - self.first];
        let count = |kind: usize| before(between.end)[kind] - before(between.start)[kind];
        let mut features = [0.0; FEATURES];
        features[(between.len() + 1).ilog2().min(7) as usize] = 1.0;
        features[8] = flag(pieces.start < cue_pieces.start);
        features[9 + count(0).min(3) as usize] = 1.0;
        features[13] = flag(part == Part::Content);
        for (feature, part) in (14..).zip([Part::Source, Part::Cue, Part::Content]) {
            features[feature] = small(count(SOURCES + part as usize).min(4)) / 4.0;
        }
        for (feature, kind) in (17..).zip(1..=4) {
            features[feature] = flag(count(kind) > 0);
        }
        features[21] = flag(between.is_empty());
        features[22] = flag(between.len() <= self.nearest[cue][part as usize]);
        features[23] = flag(between.len() <= self.nearest[span][Part::Cue as usize]);
        features[24] = small(pieces.len().ilog2().min(8)) / 8.0;
        features
    }
}

/// Computes `Layout::nearest`. As the spans are in order and do not overlap, the nearest one of a part is the last before or the first after.
fn nearest(spans: &[PartSpan]) -> Vec<[usize; 3]> {
    let mut nearest = vec![[usize::MAX; 3]; spans.len()];
    let mut note = |order: &mut dyn Iterator<Item = usize>| {
        let mut latest: [Option<usize>; 3] = [None; 3];
        for at in order {
            for (distance, other) in nearest[at].iter_mut().zip(latest) {
                let gap = other.map(|other| between(&spans[at].pieces, &spans[other].pieces).len());
                *distance = gap.map_or(*distance, |gap| gap.min(*distance));
            }
            latest[spans[at].part as usize] = Some(at);
        }
    };
    note(&mut (0..spans.len()));
    note(&mut (0..spans.len()).rev());
    nearest
}

/// Returns the pieces between two ranges; empty where they touch or overlap.
fn between(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    if a.end <= b.start { a.end..b.start } else { b.end..a.start.max(b.end) }
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

fn small(count: u32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn training_has_the_same_numbers() {
        let python = include_str!("../../scripts/train/geometry.py");
        for line in [format!("FEATURES = {FEATURES}"), format!("REACH = {REACH}")] {
            assert!(python.lines().any(|known| known == line), "{line}");
        }
    }
}
