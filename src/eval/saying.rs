//! Attributions prepared for comparison.

use std::collections::BTreeSet;

use super::labels::AttributionLabel;
use super::places::{likeness, runs, shared};
use crate::record::{Part, Place};

/// An attribution, and its parts as runs of code points.
pub(super) struct Saying<'a> {
    pub(super) label: &'a AttributionLabel,
    source: Vec<Place>,
    cue: Vec<Place>,
    content: Vec<Place>,
}

impl<'a> Saying<'a> {
    /// The attributions of an article, without those that repeat an earlier one's parts.
    pub(super) fn unique(attributions: &'a [AttributionLabel]) -> Vec<Self> {
        let mut seen = BTreeSet::new();
        attributions.iter().filter(|attribution| seen.insert(parts(attribution))).map(Self::new).collect()
    }

    fn new(label: &'a AttributionLabel) -> Self {
        Self { label, source: runs(&label.source), cue: runs(&label.cue), content: runs(&label.content) }
    }

    /// The parts that distinguish it from others.
    pub(super) fn parts(&self) -> [&'a [Place]; 3] {
        parts(self.label)
    }

    /// The similarity of the contents, 0 to 1; without a content, that of the cues or sources.
    pub(super) fn content_likeness(&self, other: &Self) -> f64 {
        likeness(self.core(), other.core())
    }

    fn core(&self) -> &[Place] {
        [&self.content, &self.cue, &self.source].into_iter().find(|runs| !runs.is_empty()).map_or(&[], Vec::as_slice)
    }

    /// Whether the sources share a character, or are both missing.
    pub(super) fn sources_meet(&self, other: &Self) -> bool {
        (self.source.is_empty() && other.source.is_empty()) || shared(&self.source, &other.source) > 0
    }

    /// The similarity of all parts, 0 to 3000.
    pub(super) fn likeness(&self, other: &Self) -> i64 {
        let parts = [(&self.source, &other.source), (&self.cue, &other.cue), (&self.content, &other.content)];
        parts.into_iter().map(|(one, other)| parts_per_thousand(likeness(one, other))).sum()
    }
}

fn parts(label: &AttributionLabel) -> [&[Place]; 3] {
    Part::ALL.map(|part| label.part(part))
}

#[expect(clippy::cast_possible_truncation, reason = "a share is between 0 and 1")]
pub(super) fn parts_per_thousand(share: f64) -> i64 {
    (share * 1000.0).round() as i64
}
