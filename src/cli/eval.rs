//! `whosaid eval`.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::count::count;
use super::exit::Exit;
use super::label_arguments::Eval;
use super::labels::{read_labels, report_problems};
use super::messages::{self, Messages};
use super::predictions::{Predictions, one_of_each};
use super::table;
use crate::eval::{
    Bootstrap, Calibration, Case, Comparison, Evaluation, Figure, Item, Labels, Layer, Measure, annotator_pairs, calibrate, items, percent,
};
use crate::report::scores_page;
use crate::write::{WholeFile, write_items};

/// Reads labels, scores them, and prints the scores.
pub(super) fn run(arguments: &Eval, messages: Messages) -> Result<Exit> {
    let gold = read_labels(&arguments.gold, &arguments.labels, &[])?;
    let mut unusable = report_problems(&gold.problems, messages);
    let mut gold = gold.found;
    if gold.is_empty() {
        bail!("{}: no article with labels to score against", arguments.gold.display());
    }
    let mut predictions = Vec::new();
    if !arguments.annotators {
        let (first, twice) = one_of_each(gold, messages);
        gold = first;
        predictions = Predictions::gather(&gold, arguments, messages)?;
        unusable += twice + predictions.iter().map(|set| set.unusable).sum::<usize>();
    }
    flatten(&mut gold, &mut predictions, arguments, messages);
    let sets: Vec<Vec<Case>> = match predictions.as_slice() {
        [] => vec![annotator_pairs(&gold)],
        sets => sets.iter().map(|set| gold.iter().zip(&set.labels).map(|pair| vec![pair]).collect()).collect(),
    };
    let names: Vec<&str> = predictions.iter().map(|set| set.name.as_str()).collect();
    let result = Scored::new(arguments, &sets, unusable)?;
    result.print(arguments, &names)?;
    result.write(arguments)?;
    messages.summary(&format!("{} scored", count(result.cases.len() as u64, "article")));
    if unusable > 0 {
        messages::warning(&format!("{} in these files; what could not be used is not scored", count(unusable as u64, "problem")));
    }
    let reached = all_reached(arguments, &result.figures)?;
    Ok(if unusable > 0 || !reached { Exit::SomeFailed } else { Exit::Done })
}

/// Drops nested attributions if the user asks for it; otherwise reports when only the predictions have any.
fn flatten(gold: &mut [Labels], predictions: &mut [Predictions], arguments: &Eval, messages: Messages) {
    if arguments.without_nested {
        let predicted = predictions.iter_mut().flat_map(|set| &mut set.labels);
        gold.iter_mut().chain(predicted).for_each(Labels::drop_nested);
        return;
    }
    let nested = |labels: &[Labels]| labels.iter().flat_map(Labels::sayings).filter(|attribution| attribution.nested_in.is_some()).count();
    let predicted = predictions.iter().map(|set| nested(&set.labels)).max().unwrap_or_default();
    if nested(gold) == 0 && predicted > 0 {
        messages.summary(&format!("{predicted} predicted attributions are nested, but the gold marks none; --without-nested ignores them"));
    }
}

/// The cases that were scored, and the results. Of two sets of predictions, the figures are those of the second.
struct Scored<'a> {
    cases: &'a [Case<'a>],
    bootstrap: Bootstrap,
    figures: Vec<Figure>,
    comparison: Vec<(Layer, Measure, Comparison)>,
    calibration: Option<Calibration>,
    unusable: usize,
}

impl<'a> Scored<'a> {
    fn new(arguments: &Eval, sets: &'a [Vec<Case<'a>>], unusable: usize) -> Result<Self> {
        let bootstrap = Bootstrap { samples: arguments.samples as usize, seed: arguments.seed };
        let evaluations: Vec<Evaluation> = sets.iter().map(|cases| Evaluation::new(cases, arguments.overlap)).collect();
        let (evaluation, cases, comparison) = match (evaluations.as_slice(), sets) {
            ([only], [cases]) => (only, cases, Vec::new()),
            ([first, second], [_, cases]) => (second, cases, first.compare(second, bootstrap)),
            _ => bail!("two --predictions at most can be compared"),
        };
        let figures = evaluation.figures(bootstrap);
        if figures.is_empty() {
            bail!("nothing to score: the gold and the predictions share no article with the same kind of labels");
        }
        let calibration = calibrate(cases, arguments.overlap, arguments.precision);
        Ok(Self { cases, bootstrap, figures, comparison, calibration, unusable })
    }

    fn print(&self, arguments: &Eval, names: &[&str]) -> Result<()> {
        let mut out = anstream::stdout().lock();
        if arguments.json {
            writeln!(out, "{}", serde_json::to_string_pretty(&self.json(arguments))?)?;
            return Ok(());
        }
        if let [_, second] = names {
            writeln!(out, "{second}")?;
        }
        write!(out, "{}", table::figures(&self.figures))?;
        if let [first, second] = names {
            write!(out, "\n{}", table::comparison(&self.comparison, (first, second)))?;
        }
        if let Some(calibration) = &self.calibration {
            write!(out, "\n{}", table::calibration(calibration, arguments.precision))?;
        }
        Ok(())
    }

    fn json(&self, arguments: &Eval) -> serde_json::Value {
        let comparison = self.comparison.iter();
        let comparison: Vec<_> =
            comparison.map(|(layer, measure, comparison)| json!({"layer": layer, "measure": measure, "comparison": comparison})).collect();
        json!({
            "articles": self.cases.len(), "unusable": self.unusable,
            "overlap": arguments.overlap, "samples": self.bootstrap.samples, "seed": self.bootstrap.seed,
            "figures": self.figures, "comparison": comparison, "calibration": self.calibration,
        })
    }

    /// Writes the table of items and the page, where asked for.
    fn write(&self, arguments: &Eval) -> Result<()> {
        if arguments.items.is_none() && arguments.report.is_none() {
            return Ok(());
        }
        let listed: Vec<Vec<Item>> =
            self.cases.iter().flatten().map(|(gold, predicted)| items(gold, predicted, arguments.overlap)).collect();
        if let Some(path) = &arguments.items {
            write_whole(path, |to| write_items(to, listed.iter().flatten().map(Item::row)).map_err(Into::into))?;
        }
        if let Some(path) = &arguments.report {
            let page = scores_page(&self.figures, self.calibration.as_ref(), self.cases, &listed, arguments.overlap);
            write_whole(path, |mut to| to.write_all(page.as_bytes()).map_err(Into::into))?;
        }
        Ok(())
    }
}

/// Whether every required score is reached; reports those that are not.
fn all_reached(arguments: &Eval, figures: &[Figure]) -> Result<bool> {
    let mut reached = true;
    for mark in &arguments.min_f1 {
        let figure = figures.iter().find(|figure| figure.layer.to_string() == mark.layer && figure.measure.name() == mark.measure);
        let Some(figure) = figure else {
            let layers: Vec<String> = figures.iter().map(|figure| format!("{}:{}", figure.layer, figure.measure.name())).collect();
            bail!("--min-f1 {}:{} is not one of the scores: {}", mark.layer, mark.measure, layers.join(", "));
        };
        if figure.f1.is_none_or(|f1| f1 < mark.f1) {
            let what = percent(figure.f1);
            messages::warning(&format!("{} ({}): F1 is {what}, below {:.1}", mark.layer, mark.measure, 100.0 * mark.f1));
            reached = false;
        }
    }
    Ok(reached)
}

/// Writes a file that appears under its name only when it is complete.
pub(super) fn write_whole(path: &Path, fill: impl FnOnce(crate::write::WholeFileWriter) -> Result<()>) -> Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    let whole = WholeFile::create(path).with_context(cannot)?;
    fill(whole.writer()).with_context(cannot)?;
    whole.commit().with_context(cannot)
}
