//! Pairs of groups that say the opposite of each other.

use super::candidates::Pair;
use super::profile::Profile;

/// From this similarity on, a denial and the statement it denies are about the same thing. Below it, the denial may be about something they do not
/// share.
const OPPOSED: f32 = 0.7;

/// Finds each group's opposite, if it has one. Groups are paired by their opposite members, the most similar first, and no group is paired twice.
/// Every member of one group contradicts every member of the other.
pub(super) fn opposites(
    groups: &[Vec<usize>],
    pairs: &[Pair],
    profiles: &[Profile],
    contradict: impl Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let mut group_of = vec![0; profiles.len()];
    for (place, group) in groups.iter().enumerate() {
        for &member in group {
            group_of[member] = place;
        }
    }
    let likeness = |&(one, other): &Pair| (profiles[one].dot(&profiles[other]), group_of[one], group_of[other]);
    let mut alike: Vec<(f32, usize, usize)> = pairs.iter().map(likeness).filter(|&(likeness, ..)| likeness >= OPPOSED).collect();
    alike.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut opposites = vec![None; groups.len()];
    for (_, one, other) in alike {
        let are_opposite = || groups[one].iter().all(|&one| groups[other].iter().all(|&other| contradict(one, other)));
        if one != other && opposites[one].is_none() && opposites[other].is_none() && are_opposite() {
            (opposites[one], opposites[other]) = (Some(other), Some(one));
        }
    }
    opposites
}
