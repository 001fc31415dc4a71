//! Who asserts, denies and doubts what a group of claims says, and when.

use std::collections::BTreeSet;

use super::same::SameGroup;
use crate::record::{Claim, ClaimGroup, Grouping, Stance, Voice};

/// Turns a group into a record, with its voices by day. Copies are counted but have no voice of their own.
#[must_use]
pub(crate) fn claim_group(group: &SameGroup, claims: &[Claim]) -> ClaimGroup {
    let wording = &claims[group.wording];
    let own: Vec<&Claim> = group.members.iter().map(|&member| &claims[member]).filter(|claim| !is_copy(claim)).collect();
    let of_members = group.members.iter().filter(|&&member| !is_copy(&claims[member]));
    let mut voices: Vec<(Stance, Voice)> = of_members.map(|&member| (stance_to(group, member, claims), voice(&claims[member]))).collect();
    voices.sort_by(|(_, one), (_, other)| (one.day.is_none(), &one.day).cmp(&(other.day.is_none(), &other.day)));
    let days: Vec<&String> = voices.iter().filter_map(|(_, voice)| voice.day.as_ref()).collect();
    let (first, last) = (days.first().map(ToString::to_string), days.last().map(ToString::to_string));
    let articles = own.iter().map(|claim| &claim.article.id).collect::<BTreeSet<_>>().len();
    let (claims, copies) = (own.len(), group.members.len() - own.len());
    let mut record = ClaimGroup {
        id: wording.id.clone(),
        wording: wording.content.text.clone(),
        claims,
        copies,
        articles,
        first,
        last,
        asserts: Vec::new(),
        denies: Vec::new(),
        doubts: Vec::new(),
        others: Vec::new(),
    };
    for (stance, voice) in voices {
        let side = match stance {
            Stance::Asserts => &mut record.asserts,
            Stance::Denies => &mut record.denies,
            Stance::Doubts => &mut record.doubts,
            Stance::Demands | Stance::Intends | Stance::Judges => &mut record.others,
        };
        side.push(voice);
    }
    record
}

/// The stance of a group's member to the group's wording: asserting the opposite counts as denying it.
pub(crate) fn stance_to(group: &SameGroup, member: usize, claims: &[Claim]) -> Stance {
    match claims[member].stance {
        stance if group.opposed.binary_search(&member).is_err() => stance,
        Stance::Asserts => Stance::Denies,
        Stance::Denies => Stance::Asserts,
        stance => stance,
    }
}

fn voice(claim: &Claim) -> Voice {
    let said = claim.said.as_ref().and_then(|said| said.from).map(|day| day.to_string());
    Voice {
        speaker: claim.speaker_name().map(str::to_owned),
        person: claim.grouping.as_ref().and_then(|grouping| grouping.person.clone()),
        day: said.or_else(|| claim.article.published.clone()),
        stance: claim.stance,
        certainty: claim.certainty,
        claim: claim.id.clone(),
        article: claim.article.id.clone(),
    }
}

fn is_copy(claim: &Claim) -> bool {
    matches!(&claim.grouping, Some(Grouping { copy_of: Some(_), .. }))
}
