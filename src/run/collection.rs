//! Many articles' claims, put beside each other.

use std::collections::HashSet;

use crate::group::people::{People, PeopleFile};
use crate::group::{Copies, SameClaims, claim_group};
use crate::record::{Claim, ClaimGroup, Grouping};

/// From this likeness of their words on, claims say the same. Chosen on pairs of Reuters and BBC claims.
pub const ALIKE: f32 = 0.6;

/// Writes into claims what they share with others; gives back the groups of those that say the same.
///
/// A claim that was read twice is grouped once, so that it does not repeat itself.
pub fn group(claims: &mut Vec<Claim>, copies: &Copies, known: Option<&PeopleFile>) -> Vec<ClaimGroup> {
    let mut read = HashSet::new();
    claims.retain(|claim| read.insert(claim.id.clone()));
    let people = People::of(claims.iter(), known);
    for claim in claims.iter_mut() {
        let copy_of = copies.original_of(claim).map(str::to_owned);
        let person = people.person_of(claim).map(|person| person.id.clone());
        claim.grouping = Some(Grouping { copy_of, person, claim_group: None });
    }
    let groups = SameClaims::compare(claims).groups(ALIKE);
    let records = groups.iter().map(|group| claim_group(group, claims)).collect();
    for group in &groups {
        let id = claims[group.wording].id.clone();
        for &member in &group.members {
            claims[member].grouping.get_or_insert_default().claim_group = Some(id.clone());
        }
    }
    records
}
