//! Attributions within what somebody says: "officials could not confirm *Ukrainian claims that ...*".
//!
//! The model's labels are flat, so it sees only the outer one. It is run again on contents that hold a cue, each as a text of its own.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::Tagger;
use super::tagger::Tagged;
use crate::article::Article;
use crate::attribute::{Attribution, Linker, RoleSpan};
use crate::model::Head;
use crate::normalise::stance::contains_cue;
use crate::resolve::Labels;
use crate::segment::{paragraphs, quotations};
use crate::text::Span;

/// A shorter content, in bytes, has no room for an attribution.
const SHORTEST: usize = 30;
/// An inner attribution has to be surer than an outer one: it is read without what stands around it.
const SURE: f32 = 0.5;

/// A content holds an attribution only where the model, reading the outer one, gives some piece of it this chance of carrying a saying. On
/// PolNeAR dev this keeps 93 % of what is found without it and halves the text that is read again.
const MAY_BE_CUE: f32 = 0.002;

/// What an inner attribution is read with.
pub(super) struct Nesting<'a> {
    pub(super) tagger: &'a Tagger,
    pub(super) head: &'a Head,
    pub(super) linker: &'a Linker,
}

/// A content that may hold an attribution: by the article's and the attribution's place.
struct Stretch {
    article: usize,
    outer: usize,
    span: Span,
}

impl Nesting<'_> {
    /// Puts the inner attributions of articles right behind their outer ones.
    pub(super) fn add<E>(&self, articles: &[Article], labels: &mut [Result<Labels, E>]) {
        let labelled = labels.iter().enumerate().filter_map(|(article, labels)| Some((article, labels.as_ref().ok()?)));
        let stretches: Vec<Stretch> = labelled.flat_map(|(article, labels)| stretches(article, &articles[article].text, labels)).collect();
        let texts: Vec<Article> =
            stretches.iter().map(|stretch| Article::new("", stretch.span.of(&articles[stretch.article].text))).collect();
        let cut: Vec<Vec<Span>> = texts.iter().map(|text| paragraphs(&text.text)).collect();
        let tagged = self.tagger.tag(&texts, &cut);
        let read = texts.par_iter().zip(&cut).zip(tagged);
        let found =
            read.map(|((text, cut), tagged)| tagged.map_or_else(|_| Vec::new(), |tagged| self.attributions(&text.text, cut, &tagged)));
        let mut inner: BTreeMap<(usize, usize), Vec<Attribution>> = BTreeMap::new();
        for (stretch, found) in stretches.iter().zip(found.collect::<Vec<_>>()) {
            let moved = found.into_iter().map(|attribution| attribution.moved(stretch.span.start));
            inner.entry((stretch.article, stretch.outer)).or_default().extend(moved);
        }
        for (article, labels) in labels.iter_mut().enumerate() {
            let Ok(labels) = labels else { continue };
            let known: HashSet<Option<Span>> = labels.attributions.iter().map(|attribution| attribution.cue).collect();
            for (at, outer) in std::mem::take(&mut labels.attributions).into_iter().enumerate() {
                labels.attributions.push(outer);
                let nested_in = Some(labels.attributions.len() - 1);
                let new = inner.remove(&(article, at)).into_iter().flatten().filter(|inner| !known.contains(&inner.cue));
                labels.attributions.extend(new.map(|inner| Attribution { nested_in, ..inner }));
            }
        }
    }

    /// The attributions of a stretch that have all of their parts.
    fn attributions(&self, text: &str, paragraphs: &[Span], tagged: &Tagged) -> Vec<Attribution> {
        let spans = tagged.spans("attribution", self.head, text);
        let spans: Vec<RoleSpan> = spans.into_iter().filter_map(RoleSpan::from_labelled).collect();
        let quotations = quotations(text, paragraphs);
        let found = self.linker.link(text, &tagged.pieces, &spans, tagged.output("link"), &quotations);
        found.into_iter().filter(|found| found.source.is_some() && found.cue.is_some() && found.score >= SURE).collect()
    }
}

/// The contents that are worth a second reading.
fn stretches(article: usize, text: &str, labels: &Labels) -> Vec<Stretch> {
    let contents =
        labels.attributions.iter().enumerate().flat_map(|(outer, attribution)| attribution.content.iter().map(move |&span| (outer, span)));
    let may_hold_cue = |span: Span| {
        let first = labels.pieces.partition_point(|piece| piece.span.end <= span.start);
        let inside = labels.pieces[first..].iter().zip(&labels.cues[first..]).take_while(|(piece, _)| piece.span.start < span.end);
        inside.map(|(_, &cue)| cue).fold(0.0, f32::max) >= MAY_BE_CUE
    };
    let worth = contents.filter(|(_, span)| span.len() >= SHORTEST && contains_cue(text, *span) && may_hold_cue(*span));
    worth.map(|(outer, span)| Stretch { article, outer, span }).collect()
}
