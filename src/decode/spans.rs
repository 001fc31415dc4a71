//! Label sequences to spans.

use std::ops::Range;

use super::viterbi::viterbi;
use crate::encode::Piece;
use crate::engine::{Head, Matrix};
use crate::text::Span;

/// A span that a model put a label on.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledSpan {
    /// Its words, without white space at the edges.
    pub span: Span,
    /// The pieces that it covers.
    pub pieces: Range<usize>,
    /// The label without its BIO edge.
    pub label: String,
    /// The mean probability of its pieces' labels, 0 to 1.
    pub score: f32,
}

/// Decodes the logits of a head, one row for every piece, into spans in the order of the text.
#[must_use]
pub fn labelled_spans(head: &Head, logits: &Matrix, pieces: &[Piece], text: &str) -> Vec<LabelledSpan> {
    let path = viterbi(head, logits);
    let mut runs: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, &label) in path.iter().enumerate() {
        let Some((edge, kind)) = head.labels[label].split_once('-') else { continue };
        match runs.last_mut() {
            Some((run, running)) if edge == "I" && *running == kind && run.end == at => run.end = at + 1,
            _ => runs.push((at..at + 1, kind)),
        }
    }
    let mut end_of_last = 0;
    runs.into_iter()
        .filter_map(|(run, kind)| {
            let mut words = run.clone().filter(|&at| !pieces[at].is_break);
            let first = words.next()?;
            let run = first..words.next_back().unwrap_or(first) + 1;
            let span = Span::new(pieces[run.start].span.start, pieces[run.end - 1].span.end).trim(text);
            let score = run.clone().map(|at| probability(logits.row(at), path[at])).sum::<f32>() / as_f32(run.len());
            // One character can be several pieces (a Hangul syllable is split into its letters); no two spans may share it.
            let is_apart = !span.is_empty() && span.start >= end_of_last;
            end_of_last = if is_apart { span.end } else { end_of_last };
            is_apart.then(|| LabelledSpan { span, pieces: run, label: kind.to_owned(), score })
        })
        .collect()
}

/// For every piece the probability that it is part of a span with `kind`, whatever the best sequence makes of it.
#[must_use]
pub fn probabilities_of(kind: &str, head: &Head, logits: &Matrix) -> Vec<f32> {
    let is_kind = |label: &String| label.split_once('-').is_some_and(|(_, named)| named == kind);
    let labels: Vec<usize> = (0..head.labels.len()).filter(|&at| is_kind(&head.labels[at])).collect();
    (0..logits.rows()).map(|row| labels.iter().map(|&label| probability(logits.row(row), label)).sum()).collect()
}

/// Softmax of a row at one place.
fn probability(row: &[f32], label: usize) -> f32 {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = row.iter().map(|logit| (logit - top).exp()).sum();
    (row[label] - top).exp() / total
}

#[expect(clippy::cast_precision_loss, reason = "a window's length is far below 2^24")]
fn as_f32(count: usize) -> f32 {
    count as f32
}
