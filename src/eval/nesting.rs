//! Attributions that refer to their outer one by a key: a claim's id, a brat event, an annotation's IRI.

use std::collections::HashMap;

use super::labels::AttributionLabel;
use super::problem::Complaints;

/// An attribution as read from a file.
pub(super) struct Keyed {
    /// Its line in the file.
    pub(super) line: usize,
    /// The key by which others refer to it.
    pub(super) key: Option<String>,
    /// The key of the attribution whose content contains it.
    pub(super) outer: Option<String>,
    pub(super) label: AttributionLabel,
}

/// The labels of one article, each with the index of its outer one in the list. Unknown outer keys are reported.
pub(super) fn nest(attributions: Vec<Keyed>, complaints: &mut Complaints) -> Vec<AttributionLabel> {
    let places: HashMap<String, usize> = (0..).zip(&attributions).filter_map(|(at, keyed)| Some((keyed.key.clone()?, at))).collect();
    let nested = attributions.into_iter().enumerate().map(|(at, Keyed { line, outer, label, .. })| {
        let nested_in = outer.as_ref().and_then(|key| places.get(key)).copied().filter(|&outer| outer != at);
        if let (Some(key), None) = (outer, nested_in) {
            complaints.at(line, format!("nested in {key:?}, which is no other attribution of the article; counted as not nested"));
        }
        AttributionLabel { nested_in, ..label }
    });
    nested.collect()
}
