//! The best sequence of labels.

use crate::engine::{Head, Matrix};

/// The label sequence with the highest sum of logits and transitions (Viterbi 1967; Lafferty et al. 2001 for the scores). The
/// first label has no score of its own but cannot be the inside of a span.
pub(super) fn viterbi(head: &Head, logits: &Matrix) -> Vec<usize> {
    let labels = head.labels.len();
    let rows = logits.rows();
    if rows == 0 {
        return Vec::new();
    }
    let mut best: Vec<f32> =
        (0..labels).map(|label| logits.row(0)[label] + if head.labels[label].starts_with("I-") { FORBIDDEN } else { 0.0 }).collect();
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
    let last = (0..labels).reduce(|a, b| if best[b] > best[a] { b } else { a }).unwrap_or(0);
    let mut path = vec![last; rows];
    for row in (1..rows).rev() {
        path[row - 1] = came_from[row * labels + path[row]];
    }
    path
}

/// The score of a transition that BIO does not allow.
const FORBIDDEN: f32 = -1e4;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn head() -> Head {
        let labels = ["O", "B-X", "I-X", "B-Y", "I-Y"].map(str::to_owned).to_vec();
        let allowed = |from: &str, to: &str| !to.starts_with("I-") || from.get(2..) == to.get(2..);
        let transitions =
            labels.iter().map(|from| labels.iter().map(|to| if allowed(from, to) { 0.25 } else { FORBIDDEN }).collect()).collect();
        Head { labels, transitions }
    }

    fn score(head: &Head, logits: &Matrix, path: &[usize]) -> f32 {
        let moves: f32 = path.windows(2).map(|pair| head.transitions[pair[0]][pair[1]]).sum();
        let first = if head.labels[path[0]].starts_with("I-") { FORBIDDEN } else { 0.0 };
        first + moves + path.iter().enumerate().map(|(row, &label)| logits.row(row)[label]).sum::<f32>()
    }

    proptest! {
        #[test]
        fn finds_the_best_of_all_paths(values in prop::collection::vec(-5.0f32..5.0, 5..=25)) {
            let head = head();
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
