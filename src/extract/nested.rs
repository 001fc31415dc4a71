//! Attributions within what somebody says: "officials could not confirm *Ukrainian claims that ...*".
//!
//! The model's labels are flat, so it sees only the outer one. It is run again on contents that hold a cue, each as a text of its own.

use std::collections::{BTreeMap, HashSet};

use crate::attribute::Attribution;
use crate::encode::pieces_of;
use crate::model::NestedLimits;
use crate::normalise::stance::contains_cue;
use crate::resolve::Found;
use crate::segment::Text;
use crate::text::Span;

/// A content that may hold an attribution: by the article's and the attribution's place.
pub(super) struct Stretch {
    article: usize,
    outer: usize,
    span: Span,
}

/// The inner attributions of an article, by the places of their outer ones.
pub(super) type Inner = BTreeMap<usize, Vec<Attribution>>;

/// The contents of all articles that are worth a second reading, each with its text, cut by itself.
pub(super) fn stretches<'t, E>(found: &[Result<Found<'t>, E>], limits: &NestedLimits) -> (Vec<Stretch>, Vec<Text<'t>>) {
    let found = found.iter().enumerate().filter_map(|(article, found)| Some((article, found.as_ref().ok()?)));
    found.flat_map(|(article, found)| stretches_of(article, found, limits)).unzip()
}

fn stretches_of<'t>(article: usize, found: &Found<'t>, limits: &NestedLimits) -> Vec<(Stretch, Text<'t>)> {
    let contents =
        found.attributions.iter().enumerate().flat_map(|(outer, attribution)| attribution.content.iter().map(move |&span| (outer, span)));
    let may_hold_cue = |span: Span| found.cues[pieces_of(&found.pieces, span)].iter().copied().fold(0.0, f32::max) >= limits.cue;
    let worth = contents.filter(|(_, span)| span.len() >= limits.shortest && contains_cue(&found.text, *span) && may_hold_cue(*span));
    worth.map(|(outer, span)| (Stretch { article, outer, span }, Text::new(found.text.of(span)))).collect()
}

/// What was found in stretches, for each of so many articles, with places in its text. Only attributions that have all of their parts and are sure
/// enough count.
pub(super) fn by_article(articles: usize, stretches: Vec<Stretch>, found: Vec<Vec<Attribution>>, limits: &NestedLimits) -> Vec<Inner> {
    let mut inner = vec![Inner::new(); articles];
    let is_sure = |found: &Attribution| found.source.is_some() && found.cue.is_some() && found.score >= limits.score;
    for (stretch, found) in stretches.into_iter().zip(found) {
        let moved = found.into_iter().filter(is_sure).map(|attribution| attribution.moved(stretch.span.start));
        inner[stretch.article].entry(stretch.outer).or_default().extend(moved);
    }
    inner
}

/// All attributions of an article: each followed by those within it whose cue is not known already.
pub(super) fn with_inner(outer: Vec<Attribution>, mut inner: Inner) -> Vec<Attribution> {
    let known: HashSet<Option<Span>> = outer.iter().map(|attribution| attribution.cue).collect();
    let mut all = Vec::with_capacity(outer.len());
    for (at, outer) in outer.into_iter().enumerate() {
        let nested_in = Some(all.len());
        all.push(outer);
        let new = inner.remove(&at).into_iter().flatten().filter(|inner| !known.contains(&inner.cue));
        all.extend(new.map(|inner| Attribution { nested_in, ..inner }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ContentKind;

    fn attribution(cue: usize, score: f32) -> Attribution {
        let span = |start| Span::new(start, start + 1);
        let content = vec![span(cue + 2)];
        Attribution { source: Some(span(cue + 1)), cue: Some(span(cue)), content, kind: ContentKind::Indirect, nested_in: None, score }
    }

    #[test]
    fn inner_attributions_follow_their_outer_ones_unless_unsure_or_known() {
        let limits = NestedLimits { shortest: 1, score: 0.5, cue: 0.0 };
        let stretch = |outer, start| Stretch { article: 1, outer, span: Span::new(start, start + 9) };
        let found = vec![vec![attribution(3, 0.9), attribution(5, 0.4)], vec![attribution(0, 0.9), attribution(1, 0.9)]];
        let inner = by_article(2, vec![stretch(0, 10), stretch(1, 40)], found, &limits);
        assert!(inner[0].is_empty());
        let all = with_inner(vec![attribution(0, 1.0), attribution(40, 1.0)], inner[1].clone());
        let places: Vec<_> = all.iter().map(|found| (found.cue.unwrap().start, found.nested_in)).collect();
        assert_eq!(places, [(0, None), (13, Some(0)), (40, None), (41, Some(2))]);
    }
}
