//! Finds the best sequence of labels.

use crate::engine::Matrix;
use crate::model::{FORBIDDEN, Head, OUTSIDE};

/// Returns the label sequence with the highest sum of logits and transitions (Viterbi 1967; Lafferty et al. 2001 for the scores). The first and the
/// last label have no score of their own, but a span cannot begin or end where the scheme forbids it.
pub(super) fn viterbi(head: &Head, logits: &Matrix) -> Vec<usize> {
    let labels = head.labels.len();
    let rows = logits.rows();
    if rows == 0 {
        return Vec::new();
    }
    let edges = Edges::of(head);
    let mut best: Vec<f32> = logits.row(0).iter().zip(&edges.first).map(|(logit, score)| logit + score).collect();
    let mut came_from = vec![0; rows * labels];
    let mut next = vec![0.0; labels];
    for row in 1..rows {
        for label in 0..labels {
            let (mut from, mut score) = (0, f32::NEG_INFINITY);
            for (before, so_far) in best.iter().enumerate() {
                let candidate = so_far + head.transitions[before][label];
                if candidate > score {
                    (from, score) = (before, candidate);
                }
            }
            came_from[row * labels + label] = from;
            next[label] = score + logits.row(row)[label];
        }
        std::mem::swap(&mut best, &mut next);
    }
    for (score, edge) in best.iter_mut().zip(&edges.last) {
        *score += edge;
    }
    let last = (0..labels).reduce(|a, b| if best[b] > best[a] { b } else { a }).unwrap_or(0);
    let mut path = vec![last; rows];
    for row in (1..rows).rev() {
        path[row - 1] = came_from[row * labels + path[row]];
    }
    path
}

/// The score for beginning or ending with a label: 0, or [`FORBIDDEN`].
struct Edges {
    first: Vec<f32>,
    last: Vec<f32>,
}

impl Edges {
    /// A text begins and ends as if everything outside it had the label [`OUTSIDE`].
    fn of(head: &Head) -> Self {
        let labels = 0..head.labels.len();
        let outside = head.labels.iter().position(|label| label == OUTSIDE);
        let score = |transition: Option<f32>| if transition.is_some_and(|score| score < FORBIDDEN / 2.0) { FORBIDDEN } else { 0.0 };
        Self {
            first: labels.clone().map(|label| score(outside.map(|outside| head.transitions[outside][label]))).collect(),
            last: labels.map(|label| score(outside.map(|outside| head.transitions[label][outside]))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;
    use proptest::prelude::*;

    /// A head of five labels with the same score for all allowed transitions.
    fn head(labels: [&str; 5], allowed: impl Fn(&str, &str) -> bool) -> Head {
        let score = |from: &str, to: &str| if allowed(from, to) { 0.25 } else { FORBIDDEN };
        let transitions = labels.iter().map(|from| labels.iter().map(|to| score(from, to)).collect()).collect();
        Head { unit: Unit::Piece, labels: labels.map(str::to_owned).to_vec(), transitions }
    }

    fn bio() -> Head {
        head(["O", "B-X", "I-X", "B-Y", "I-Y"], |from, to| !to.starts_with("I-") || from.get(2..) == to.get(2..))
    }

    fn bioes() -> Head {
        let is = |label: &str, edges: &str| edges.contains(&label[..1]);
        head(["O", "B-X", "I-X", "E-X", "S-X"], move |from, to| is(from, "BI") == is(to, "IE"))
    }

    fn score(head: &Head, logits: &Matrix, path: &[usize]) -> f32 {
        let moves: f32 = path.windows(2).map(|pair| head.transitions[pair[0]][pair[1]]).sum();
        let is = |label: usize, edges: &str| edges.contains(&head.labels[label][..1]);
        let has_ends = head.labels.iter().any(|label| label == "E-X");
        let is_cut = is(path[0], "IE") || (has_ends && is(path[path.len() - 1], "BI"));
        (if is_cut { FORBIDDEN } else { 0.0 }) + moves + path.iter().enumerate().map(|(row, &label)| logits.row(row)[label]).sum::<f32>()
    }

    proptest! {
        #[test]
        fn finds_the_best_of_all_paths(values in prop::collection::vec(-5.0f32..5.0, 10..=25), is_bio: bool) {
            let head = if is_bio { bio() } else { bioes() };
            let rows = values.len() / 5;
            let logits = Matrix { values: values[..rows * 5].to_vec(), width: 5 };
            let found = viterbi(&head, &logits);
            let best = (0..5usize.pow(u32::try_from(rows).unwrap()))
                .map(|code| (0..rows).map(|row| code / 5usize.pow(u32::try_from(row).unwrap()) % 5).collect::<Vec<_>>())
                .map(|path| score(&head, &logits, &path))
                .fold(f32::NEG_INFINITY, f32::max);
            prop_assert!((score(&head, &logits, &found) - best).abs() < 1e-3);
        }
    }
}
