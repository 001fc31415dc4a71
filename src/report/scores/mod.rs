//! The page about scores.

mod charts;
mod overlay;

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::page::page;
use crate::eval::{Calibration, Case, Fault, Figure, Item, Labels, Layer, Measure, percent, range};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Returns a page with the figures, the kinds of error, the curve of precision over recall, and every article with its gold and predicted spans
/// overlaid, which can be filtered by kind of error and by layer.
///
/// `items` holds a list for every pair of labellings in `cases`; `overlap` is the threshold they were aligned with.
#[must_use]
pub fn scores_page(figures: &[Figure], calibration: Option<&Calibration>, cases: &[Case], items: &[Vec<Item>], overlap: f64) -> String {
    let pairs = cases.iter().flatten().zip(items);
    let body = html! {
        h1 { "Scores of " (cases.len()) " articles" }
        (figure_table(figures, overlap))
        h2 { "Kinds of error" }
        (fault_table(items))
        @if let Some(calibration) = calibration {
            h2 { "What the score of an attribution is worth" }
            (charts::charts(calibration))
        }
        h2 { "Articles" }
        (filters(cases, items))
        @for ((gold, predicted), items) in pairs { (article(gold, predicted, items)) }
    };
    page("whosaid: scores", STYLE, &[SCRIPT], &body).into_string()
}

fn figure_table(figures: &[Figure], overlap: f64) -> Markup {
    let is_first = |at: usize| at == 0 || figures[at].layer != figures[at - 1].layer;
    html! {
        div.wide { table {
            thead { tr {
                @for name in ["layer", "measure", "P", "R", "F1", "95 %", "macro F1", "gold", "found", "right"] { th { (name) } }
            } }
            tbody { @for (at, figure) in figures.iter().enumerate() {
                tr.first[is_first(at)] {
                    th scope="row" { @if is_first(at) { (figure.layer) } }
                    td.word { (figure.measure.name()) }
                    td { (percent(figure.precision)) }
                    td { (percent(figure.recall)) }
                    td { b { (percent(figure.f1)) } }
                    td { (figure.interval.map_or_else(|| "–".to_owned(), range)) }
                    td { (percent(figure.macro_f1)) }
                    td { (figure.counts.gold) }
                    td { (figure.counts.predicted) }
                    td { (figure.counts.matched) }
                }
            } }
        } }
        p.note {
            b { (Measure::Exact.name()) } ": the same places, or the same value. "
            b { (Measure::Overlap.name()) } ": intersection over union of at least " (overlap)
            "; of whole attributions, of the contents, where the sources share a character. "
            b { (Measure::Characters.name()) } ": character by character. "
            b { (Measure::Paired.name()) } ": as exact, among the attributions whose contents overlap. "
            "95 %: bootstrap interval of F1 over articles. Macro: the mean over articles."
        }
    }
}

fn fault_table(items: &[Vec<Item>]) -> Markup {
    let mut counts: BTreeMap<&Layer, BTreeMap<Option<Fault>, usize>> = BTreeMap::new();
    for item in items.iter().flatten() {
        *counts.entry(&item.layer).or_default().entry(item.fault).or_default() += 1;
    }
    html! {
        div.wide { table {
            thead { tr {
                th { "layer" } th { "right" }
                @for fault in Fault::ALL { th { (fault) } }
            } }
            tbody { @for (layer, counts) in &counts {
                tr.first {
                    th scope="row" { (layer) }
                    @for fault in [None].into_iter().chain(Fault::ALL.map(Some)) {
                        td { @match counts.get(&fault) { Some(count) => (count), None => "–" } }
                    }
                }
            } }
        } }
    }
}

/// The filters, each with the number of errors that it shows.
fn filters(cases: &[Case], items: &[Vec<Item>]) -> Markup {
    let errors = || items.iter().flatten().filter(|item| item.fault.is_some());
    let of_fault = |fault: Fault| errors().filter(|item| item.fault == Some(fault)).count();
    let faults = Fault::ALL.into_iter().filter(|&fault| of_fault(fault) > 0);
    let has_names = cases.iter().flatten().any(|(gold, predicted)| overlay::have_names(gold, predicted));
    let colours = || ["source", "cue", "content"].into_iter().chain(has_names.then_some("name"));
    let layers: BTreeSet<&Layer> = errors().map(|item| &item.layer).collect();
    html! {
        div.filters {
            div.faults role="group" aria-label="kind of error" {
                button.pill data-fault="" aria-pressed="true" { "all errors " small { (errors().count()) } }
                @for fault in faults {
                    button.pill data-fault=(fault) aria-pressed="false" { (fault) " " small { (of_fault(fault)) } }
                }
            }
            label { "layer " select.pill {
                option value="" { "all" }
                @for layer in &layers { option { (layer) } }
            } }
            span.legend {
                "gold: " @for part in colours() { span class={(part) " gold"} { (part) } " " }
                "predicted: " @for part in colours() { span class={(part) " found"} { (part) } " " }
            }
        }
    }
}

fn article(gold: &Labels, predicted: &Labels, items: &[Item]) -> Markup {
    let errors: Vec<&Item> = items.iter().filter(|item| item.fault.is_some()).collect();
    html! {
        details.article {
            summary { (gold.article.id) " " small { "errors: " span.count { (errors.len()) } } }
            div.text { (overlay::overlay(gold, predicted)) }
            ol { @for item in errors { (error(item)) } }
        }
    }
}

fn error(item: &Item) -> Markup {
    let places = item.expected_places.iter().chain(&item.found_places);
    let places: Vec<String> = places.map(|place| format!("{}-{}", place.start, place.end)).collect();
    let side = |words: &Option<String>| words.clone().unwrap_or_else(|| "–".to_owned());
    html! {
        li data-fault=[item.fault] data-layer=(item.layer) data-places=(places.join(" ")) {
            button.jump { b { @if let Some(fault) = item.fault { (fault) } } " " (item.layer) }
            dl {
                dt { "gold" } dd { (side(&item.expected)) }
                dt { "found" } dd { (side(&item.found)) }
            }
        }
    }
}
