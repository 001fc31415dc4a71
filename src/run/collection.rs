//! Groups the claims of many articles.

use std::collections::HashSet;

use crate::group::people::{People, PeopleFile};
use crate::group::{Copies, claim_group, same_claims, stance_to};
use crate::record::{Claim, ClaimGroup, Grouping};

/// Writes into each claim what it shares with others, and returns the groups of claims that say the same.
///
/// Claims that were read twice are removed, so that none counts as a repetition of itself.
pub fn group(claims: &mut Vec<Claim>, copies: &Copies, known: Option<&PeopleFile>) -> Vec<ClaimGroup> {
    let mut read = HashSet::new();
    claims.retain(|claim| read.insert(claim.id.clone()));
    let people = People::of(claims.iter(), known);
    for claim in claims.iter_mut() {
        let copy_of = copies.original_of(claim).map(str::to_owned);
        let person = people.person_of(claim).map(|person| person.id.clone());
        claim.grouping = Some(Grouping { copy_of, person, ..Grouping::default() });
    }
    let groups = same_claims(claims);
    let records = groups.iter().map(|group| claim_group(group, claims)).collect();
    for group in &groups {
        let id = claims[group.wording].id.clone();
        for &member in &group.members {
            let stance = stance_to(group, member, claims);
            let grouping = claims[member].grouping.get_or_insert_default();
            (grouping.claim_group, grouping.group_stance) = (Some(id.clone()), Some(stance));
        }
    }
    records
}
