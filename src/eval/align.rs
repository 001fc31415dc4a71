//! Alignment of predicted items with gold ones: one to one, with the greatest total weight.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Pairs of indices (gold, predicted), in order.
pub(crate) type Pairs = Vec<(usize, usize)>;

/// The one-to-one pairs of greatest total weight. `weight` is positive for items that may be paired, otherwise 0.
///
/// The optimal assignment (Kuhn-Munkres) is computed within each group of items connected by possible pairs, so that long articles cost little more
/// than short ones.
#[must_use]
pub(crate) fn align<G, P>(gold: &[G], predicted: &[P], weight: impl Fn(&G, &P) -> i64) -> Pairs {
    let mut edges = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let weights = predicted.iter().enumerate().map(|(j, p)| (i, j, weight(g, p)));
        edges.extend(weights.filter(|&(.., weight)| weight > 0));
    }
    let mut groups = Groups::new(gold.len() + predicted.len());
    for &(i, j, _) in &edges {
        groups.join(i, gold.len() + j);
    }
    let mut of_group: std::collections::BTreeMap<usize, Vec<(usize, usize, i64)>> = std::collections::BTreeMap::new();
    for edge in edges {
        of_group.entry(groups.find(edge.0)).or_default().push(edge);
    }
    let mut pairs: Pairs = of_group.values().flat_map(|edges| assign(edges)).collect();
    pairs.sort_unstable();
    pairs
}

/// The best assignment within one group.
fn assign(edges: &[(usize, usize, i64)]) -> Pairs {
    if let [(i, j, _)] = edges {
        return vec![(*i, *j)];
    }
    let (mut rows, mut columns): (Vec<usize>, Vec<usize>) = edges.iter().map(|&(i, j, _)| (i, j)).unzip();
    for indices in [&mut rows, &mut columns] {
        indices.sort_unstable();
        indices.dedup();
    }
    // The solver needs at least as many columns as rows; the added ones mean no partner.
    let width = rows.len().max(columns.len());
    let mut weights = Matrix::new(rows.len(), width, 0_i64);
    for &(i, j, weight) in edges {
        if let (Ok(row), Ok(column)) = (rows.binary_search(&i), columns.binary_search(&j)) {
            weights[(row, column)] = weight;
        }
    }
    let (_, chosen) = kuhn_munkres(&weights);
    let pairs = chosen.iter().enumerate().filter(|&(row, &column)| weights[(row, column)] > 0);
    pairs.map(|(row, &column)| (rows[row], columns[column])).collect()
}

/// Disjoint sets of indices.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one] = other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_best_total_beats_the_best_first_pair() {
        let weights = [[9_i64, 8], [8, 0]];
        assert_eq!(align(&[0, 1], &[0, 1], |&g: &usize, &p: &usize| weights[g][p]), [(0, 1), (1, 0)]);
        assert_eq!(align(&[0, 1, 2], &[0], |&g: &i64, _| g), [(2, 0)]);
    }

    /// The best total weight, by trying every pairing.
    fn best(weights: &[Vec<i64>], row: usize, used: u32) -> i64 {
        if row == weights.len() {
            return 0;
        }
        let pair =
            |(column, &weight): (usize, &i64)| (used & (1 << column) == 0).then(|| weight + best(weights, row + 1, used | (1 << column)));
        weights[row].iter().enumerate().filter_map(pair).max().unwrap_or(0).max(best(weights, row + 1, used))
    }

    proptest! {
        #[test]
        fn no_pairing_weighs_more(weights in (1_usize..5).prop_flat_map(|width| prop::collection::vec(prop::collection::vec(prop_oneof![Just(0), 1_i64..20], width), 0..5))) {
            let rows: Vec<usize> = (0..weights.len()).collect();
            let columns: Vec<usize> = (0..weights.first().map_or(0, Vec::len)).collect();
            let pairs = align(&rows, &columns, |&g, &p| weights[g][p]);
            prop_assert_eq!(pairs.iter().map(|&(g, p)| weights[g][p]).sum::<i64>(), best(&weights, 0, 0));
        }
    }
}
