//! Groups that say the opposite of one another.

use super::candidates::Pair;
use super::profile::Profile;

/// From this likeness on, two statements of which one denies what the other says are of the same: the denial may be of what they do not share.
const OPPOSED: f32 = 0.7;

/// For every group the one that says its opposite, where there is one, by two members that are opposite: the likest first, none twice. Every member of one
/// contradicts every member of the other.
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
