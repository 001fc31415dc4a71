//! From label sequences to spans.

use std::borrow::Cow;
use std::ops::Range;

use super::viterbi::viterbi;
use crate::encode::{Opens, Piece};
use crate::engine::Matrix;
use crate::model::{Head, Unit};
use crate::text::Span;

/// A span that a model labelled.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledSpan {
    /// Its place in the text, without white space at the edges.
    pub span: Span,
    /// The pieces that it covers.
    pub(crate) pieces: Range<usize>,
    /// The label without its prefix (B-, I-, E- or S-).
    pub label: String,
    /// The mean probability of its pieces' labels, 0 to 1.
    pub(crate) score: f32,
}

/// Decodes the logits of a head, one row per piece, into spans in text order. No span continues from one paragraph to the next, unless the pieces
/// include the break between them.
#[must_use]
pub fn labelled_spans(head: &Head, logits: &Matrix, pieces: &[Piece], text: &str) -> Vec<LabelledSpan> {
    let (units, logits) = match head.unit {
        Unit::Piece => ((0..pieces.len()).map(|at| at..at + 1).collect(), Cow::Borrowed(logits)),
        Unit::Word => words(logits, pieces),
    };
    let path = viterbi(head, &logits);
    let mut runs: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, &label) in path.iter().enumerate() {
        let Some((edge, kind)) = head.labels[label].split_once('-') else { continue };
        let goes_on = matches!(edge, "I" | "E") && !is_torn(pieces, units[at].start);
        match runs.last_mut() {
            Some((run, running)) if goes_on && *running == kind && run.end == at => run.end = at + 1,
            _ => runs.push((at..at + 1, kind)),
        }
    }
    let mut end_of_last = 0;
    runs.into_iter()
        .filter_map(|(run, kind)| {
            let mut kept = run.clone().filter(|&at| !pieces[units[at].start].is_break);
            let first = kept.next()?;
            let run = first..kept.next_back().unwrap_or(first) + 1;
            let covered = units[run.start].start..units[run.end - 1].end;
            let span = Span::new(pieces[covered.start].span.start, pieces[covered.end - 1].span.end).trim(text);
            let score = run.clone().map(|at| probability(logits.row(at), path[at])).sum::<f32>() / as_f32(run.len());
            // One character can be several pieces (a Hangul syllable is split into its letters); two spans must not share it.
            let is_apart = !span.is_empty() && span.start >= end_of_last;
            end_of_last = if is_apart { span.end } else { end_of_last };
            is_apart.then(|| LabelledSpan { span, pieces: covered, label: kind.to_owned(), score })
        })
        .collect()
}

/// Whether a piece opens a paragraph without a piece for the break before it.
fn is_torn(pieces: &[Piece], at: usize) -> bool {
    pieces[at].opens == Opens::Paragraph && !pieces[at].is_break && at.checked_sub(1).is_none_or(|before| !pieces[before].is_break)
}

/// Returns the range of pieces of every word, and the logits of each word's first piece.
fn words(logits: &Matrix, pieces: &[Piece]) -> (Vec<Range<usize>>, Cow<'static, Matrix>) {
    let starts: Vec<usize> = (0..pieces.len()).filter(|&at| at == 0 || pieces[at].opens > Opens::Nothing).collect();
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(pieces.len()));
    let values = starts.iter().flat_map(|&at| logits.row(at)).copied().collect();
    (starts.iter().zip(ends).map(|(&start, end)| start..end).collect(), Cow::Owned(Matrix { values, width: logits.width }))
}

/// Returns the softmax probability of a label in a row.
fn probability(row: &[f32], label: usize) -> f32 {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = row.iter().map(|logit| (logit - top).exp()).sum();
    (row[label] - top).exp() / total
}

#[expect(clippy::cast_precision_loss, reason = "a window's length is far below 2^24")]
fn as_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes the spans of a text whose words are split into pieces of three letters, with one label per piece.
    fn spans(text: &str, labels: &str, unit: Unit) -> Vec<(String, String)> {
        let names = ["O", "B-PER", "I-PER", "E-PER", "S-PER"].map(str::to_owned);
        let transitions = vec![vec![0.0; names.len()]; names.len()];
        let head = Head { unit, labels: names.to_vec(), transitions };
        let mut pieces: Vec<Piece> = Vec::new();
        for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
            let before = text[..at].chars().next_back();
            let opens = match before {
                None | Some('\n') => Opens::Paragraph,
                Some(' ') => Opens::Word,
                Some(_) => Opens::Nothing,
            };
            match pieces.last_mut() {
                Some(last) if opens == Opens::Nothing && last.span.len() < 3 => last.span.end = at + letter.len_utf8(),
                _ => pieces.push(Piece { id: 0, casing: 0, span: Span::new(at, at + letter.len_utf8()), opens, is_break: false }),
            }
        }
        let column = |label: char| names.iter().position(|name| name.starts_with(label)).unwrap();
        let row = |label: char| (0..names.len()).map(move |other| if other == column(label) { 1.0 } else { 0.0 });
        let logits = Matrix { values: labels.chars().flat_map(row).collect(), width: names.len() };
        assert_eq!(logits.rows(), pieces.len(), "{text}");
        let found = labelled_spans(&head, &logits, &pieces, text);
        found.into_iter().map(|found| (found.span.of(text).to_owned(), found.label)).collect()
    }

    #[track_caller]
    fn assert_spans(text: &str, labels: &str, unit: Unit, expected: &[&str]) {
        let expected: Vec<_> = expected.iter().map(|&words| (words.to_owned(), "PER".to_owned())).collect();
        assert_eq!(spans(text, labels, unit), expected);
    }

    #[test]
    fn a_word_has_the_label_of_its_first_piece() {
        assert_spans("Ana Lewandowska said", "BIOOOOO", Unit::Word, &["Ana Lewandowska"]);
        assert_spans("Ana Lewandowska said", "BIOOOOO", Unit::Piece, &["Ana Lew"]);
    }

    #[test]
    fn an_end_goes_on_and_a_single_stands_alone() {
        assert_spans("Ana Lee Ben Eva", "BESS", Unit::Word, &["Ana Lee", "Ben", "Eva"]);
    }

    #[test]
    fn an_inside_begins_where_nothing_is_open() {
        assert_spans("Ana Lee, Ben", "IIOI", Unit::Piece, &["Ana Lee", "Ben"]);
    }

    #[test]
    fn nothing_goes_on_into_the_next_paragraph() {
        assert_spans("Ana\nLee Ben", "BII", Unit::Word, &["Ana", "Lee Ben"]);
    }
}
