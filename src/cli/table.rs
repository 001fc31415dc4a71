//! Tables of scores for the terminal.

use std::fmt::Write;

use crate::eval::{Calibration, Comparison, Figure, Layer, Measure, Point, percent, range};

/// A table of all figures, at most 100 columns wide.
pub(super) fn figures(figures: &[Figure]) -> String {
    let mut table = format!(
        "{:<20} {:<10} {:>6} {:>6} {:>6}  {:<13} {:>6} {:>7} {:>7} {:>7}\n",
        "layer", "measure", "P", "R", "F1", "95 %", "macro", "gold", "found", "right"
    );
    let mut last = None;
    for figure in figures {
        let Figure { layer, measure, counts, precision, recall, f1, interval, macro_f1 } = figure;
        let name = if last == Some(layer) { String::new() } else { clipped(&layer.to_string()) };
        last = Some(layer);
        let _ = writeln!(
            table,
            "{name:<20} {:<10} {:>6} {:>6} {:>6}  {:<13} {:>6} {:>7} {:>7} {:>7}",
            measure.name(),
            percent(*precision),
            percent(*recall),
            percent(*f1),
            interval.map_or_else(|| "–".to_owned(), range),
            percent(*macro_f1),
            counts.gold,
            counts.predicted,
            counts.matched
        );
    }
    table
}

/// The comparison of two sets of predictions, with one line per layer and measure.
pub(super) fn comparison(rows: &[(Layer, Measure, Comparison)], names: (&str, &str)) -> String {
    let mut table = format!("paired bootstrap over articles\nA: {}\nB: {}\n", names.0, names.1);
    let _ = writeln!(table, "{:<20} {:<10} {:>5} {:>5} {:>6} {:<14} {:>5}", "F1 of layer", "measure", "A", "B", "B–A", "95 %", "p");
    for (layer, measure, Comparison { first, second, difference, interval, p }) in rows {
        let verdict = match difference {
            _ if *p >= 0.05 => "no difference shown",
            difference if *difference > 0.0 => "B is better than A",
            _ => "A is better than B",
        };
        let (first, second) = (percent(Some(*first)), percent(Some(*second)));
        let range = format!("{:+.1} to {:+.1}", 100.0 * interval.low, 100.0 * interval.high);
        let _ = writeln!(
            table,
            "{:<20} {:<10} {first:>5} {second:>5} {:>+6.1} {range:<14} {p:>5.3} {verdict}",
            clipped(&layer.to_string()),
            measure.name(),
            100.0 * difference
        );
    }
    table
}

/// How reliable the scores of predictions are: a table, and the thresholds that do best.
pub(super) fn calibration(calibration: &Calibration, wanted: f64) -> String {
    let mut table = format!("whole attributions (overlap) by score\n{:<10} {:>10} {:>10} {:>10}\n", "score", "found", "mean", "right");
    for bin in &calibration.reliability {
        let range = format!("{:.1}–{:.1}", bin.from, bin.from + 0.1);
        let _ = writeln!(table, "{range:<10} {:>10} {:>10.3} {:>10}", bin.count, bin.score, percent(Some(bin.right)));
    }
    let _ = writeln!(table, "expected calibration error {:.3}", calibration.error);
    let mut threshold = |what: String, point: Option<&Point>| match point {
        Some(Point { threshold, counts, precision, recall }) => {
            let (precision, recall, f1) = (percent(*precision), percent(*recall), percent(counts.f1()));
            let _ = writeln!(table, "{what}: from score {threshold:.3} on (P {precision}, R {recall}, F1 {f1})");
        }
        None => {
            let _ = writeln!(table, "{what}: no threshold reaches it");
        }
    };
    threshold("best F1".to_owned(), calibration.best.as_ref());
    threshold(format!("precision of {:.0} %", 100.0 * wanted), calibration.precise.as_ref());
    table
}

fn clipped(name: &str) -> String {
    name.chars().take(20).collect()
}
