//! An article's text with its gold and predicted spans overlaid.

use maud::{Markup, html};

use crate::eval::{Labels, Quoter};
use crate::record::{Part, Place};

/// A labelled span, with the CSS classes that colour it.
struct Coloured {
    place: Place,
    classes: String,
}

/// Returns the text, cut wherever a span begins or ends. A piece has one element for each kind of span over it, as it may be both gold content and a
/// predicted source.
pub(super) fn overlay(gold: &Labels, predicted: &Labels) -> Markup {
    let quoter = Quoter::new(&gold.text);
    let mut spans = parts(gold, "gold");
    spans.extend(parts(predicted, "found"));
    if have_names(gold, predicted) {
        spans.extend(names(gold, "gold"));
        spans.extend(names(predicted, "found"));
    }
    spans.sort_by_key(|span| span.place);
    let ends = spans.iter().flat_map(|span| [span.place.start, span.place.end]);
    let mut cuts: Vec<usize> = ends.chain([0, gold.text.chars().count()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut next, mut open): (usize, Vec<&Coloured>) = (0, Vec::new());
    let mut pieces = Vec::new();
    for cut in cuts.windows(2) {
        let place = Place { start: cut[0], end: cut[1] };
        open.retain(|span| span.place.end > place.start);
        while let Some(span) = spans.get(next).filter(|span| span.place.start <= place.start) {
            open.push(span);
            next += 1;
        }
        pieces.push(piece(place, quoter.words(place).unwrap_or_default(), &open));
    }
    html! { @for piece in pieces { (piece) } }
}

fn piece(place: Place, words: &str, over: &[&Coloured]) -> Markup {
    let mut classes: Vec<&str> = over.iter().map(|span| span.classes.as_str()).collect();
    classes.sort_unstable();
    classes.dedup();
    let within = classes.into_iter().rev().fold(html! { (words) }, |within, classes| html! { span class=(classes) { (within) } });
    if over.is_empty() {
        return within;
    }
    html! { span.piece data-start=(place.start) data-end=(place.end) { (within) } }
}

/// Whether both sides have names labelled.
pub(super) fn have_names(gold: &Labels, predicted: &Labels) -> bool {
    gold.entities.is_some() && predicted.entities.is_some()
}

fn parts(labels: &Labels, side: &str) -> Vec<Coloured> {
    let parts = Part::ALL.into_iter().flat_map(|part| {
        let places = labels.places(part).into_iter();
        places.map(move |place| Coloured { place, classes: format!("{} {side}", part.name()) })
    });
    parts.collect()
}

fn names(labels: &Labels, side: &str) -> impl Iterator<Item = Coloured> {
    labels.names().iter().map(move |entity| Coloured { place: entity.place, classes: format!("name {side}") })
}
