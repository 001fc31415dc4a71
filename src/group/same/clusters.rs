//! Clustering by average linkage.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use super::profile::Profile;

/// Two groups that may be joined.
struct Link {
    likeness: f32,
    groups: (usize, usize),
}

/// A group that has not been joined to another.
struct Cluster<'p> {
    members: Vec<usize>,
    /// The sum of the members' profiles: its dot product with another group's sum is the sum of all pairwise similarities.
    sum: Cow<'p, Profile>,
    /// The groups that it may be joined with.
    linked: BTreeSet<usize>,
}

/// Repeatedly joins the two groups with the highest average similarity, until none reaches `least`. Only groups linked by one of the pairs are
/// compared, and members for which `apart` holds never share a group.
pub(super) fn clusters(
    profiles: &[Profile],
    pairs: &[(usize, usize)],
    least: f32,
    apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut linked = vec![BTreeSet::new(); profiles.len()];
    for &(one, other) in pairs {
        linked[one].insert(other);
        linked[other].insert(one);
    }
    let single = |(place, linked)| Some(Cluster { members: vec![place], sum: Cow::Borrowed(&profiles[place]), linked });
    let mut all: Vec<Option<Cluster>> = linked.into_iter().enumerate().map(single).collect();
    let mut links: BinaryHeap<Link> = pairs.iter().filter_map(|&pair| link(&all, pair, least)).collect();
    while let Some(Link { groups: (one, other), .. }) = links.pop() {
        // Either may have been joined to another group in the meantime.
        let (Some(first), Some(second)) = (&all[one], &all[other]) else { continue };
        if first.members.iter().any(|&one| second.members.iter().any(|&other| apart(one, other))) {
            continue;
        }
        let (Some(first), Some(second)) = (all[one].take(), all[other].take()) else { continue };
        let place = all.len();
        all.push(Some(joined(first, second)));
        links.extend(relinked(&mut all, place).into_iter().filter_map(|pair| link(&all, pair, least)));
    }
    all.into_iter().flatten().map(|cluster| cluster.members).collect()
}

/// Returns the link of two groups if they are similar enough.
fn link(all: &[Option<Cluster<'_>>], groups: (usize, usize), least: f32) -> Option<Link> {
    let (one, other) = (all[groups.0].as_ref()?, all[groups.1].as_ref()?);
    #[expect(clippy::cast_precision_loss, reason = "sizes of groups")]
    let pairs = (one.members.len() * other.members.len()) as f32;
    let likeness = one.sum.dot(&other.sum) / pairs;
    (likeness >= least).then_some(Link { likeness, groups })
}

fn joined<'p>(one: Cluster<'p>, other: Cluster<'p>) -> Cluster<'p> {
    let mut members = [one.members, other.members].concat();
    members.sort_unstable();
    Cluster { members, sum: Cow::Owned(one.sum.plus(&other.sum)), linked: &one.linked | &other.linked }
}

/// Adds a joined group to the links of the groups it is linked to. Returns the pairs.
fn relinked(all: &mut [Option<Cluster<'_>>], place: usize) -> Vec<(usize, usize)> {
    let linked: Vec<usize> = all[place].iter().flat_map(|cluster| cluster.linked.iter().copied()).collect();
    let mut pairs = Vec::new();
    for other in linked {
        if let Some(cluster) = &mut all[other] {
            cluster.linked.insert(place);
            pairs.push((other, place));
        }
    }
    pairs
}

impl Ord for Link {
    /// The most similar first; ties go to the earlier groups.
    fn cmp(&self, other: &Self) -> Ordering {
        self.likeness.total_cmp(&other.likeness).then_with(|| other.groups.cmp(&self.groups))
    }
}

impl PartialOrd for Link {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Link {}
