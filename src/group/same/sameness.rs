//! Groups claims that say the same.

use std::collections::HashMap;

use super::candidates::Index;
use super::clusters::clusters;
use super::names::Name;
use super::opposites::opposites;
use super::profile::Profile;
use super::statement::{Statement, Words};
use super::terms::words;
use crate::record::Claim;

/// Claims that say the same thing in the same words.
struct Unit {
    /// Their indices among all claims, in order.
    members: Vec<usize>,
    /// The first that is not a copy, or the first if all are.
    first: usize,
    /// Whether all are copies.
    has_copies_only: bool,
    /// Whether they say too little to be told apart from others.
    is_vague: bool,
}

/// Claims that say the same thing, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameGroup {
    /// The indices of all members among all claims, in order.
    pub members: Vec<usize>,
    /// The members that negate what the others say.
    pub opposed: Vec<usize>,
    /// The member whose wording is closest to the others'.
    pub(crate) wording: usize,
}

/// A content with fewer meaningful words than this ("it would do so") says too little to be told apart from others; with a name, one fewer is enough.
const FEWEST_TERMS: usize = 3;

/// From this similarity on (cosine of the words weighted by rarity), claims say the same. Chosen on pairs of Reuters and BBC claims.
const ALIKE: f32 = 0.6;

/// Groups claims that say the same, together with those that say the opposite.
///
/// What is said only in one article and its copies forms no group.
#[must_use]
pub fn same_claims(claims: &[Claim]) -> Vec<SameGroup> {
    let mut known = Words::default();
    let (units, statements) = units(claims, &mut known);
    let profiles = Profile::of_all(statements.iter().map(|statement| &statement.terms[..]), known.len());
    let pairs = Index::new(&statements, &profiles, known.len(), ALIKE).pairs();
    let apart = |one: usize, other: usize| statements[one].is_apart_from(&statements[other]);
    let contradict = |one: usize, other: usize| statements[one].contradicts(&statements[other]);
    let clusters = clusters(&profiles, &pairs.same, ALIKE, |one, other| contradict(one, other) || apart(one, other));
    let opposites = opposites(&clusters, &pairs.opposite, &profiles, |one, other| contradict(one, other) && !apart(one, other));
    let mut groups: Vec<SameGroup> = Vec::new();
    for (place, cluster) in clusters.iter().enumerate() {
        let opposed: &[usize] = match opposites[place] {
            None => &[],
            Some(other) if (clusters[other].len(), place) < (cluster.len(), other) => &clusters[other],
            Some(_) => continue,
        };
        groups.extend(group(claims, &units, &profiles, cluster, opposed));
    }
    groups.sort_by_key(|group| group.members[0]);
    groups
}

/// Makes a group of units and their opposites if several articles that are not copies contain it and it says enough.
fn group(claims: &[Claim], units: &[Unit], profiles: &[Profile], same: &[usize], opposed: &[usize]) -> Option<SameGroup> {
    let places = |of: &[usize]| of.iter().flat_map(|&unit| units[unit].members.iter().copied()).collect::<Vec<usize>>();
    let (mut members, mut opposed) = ([places(same), places(opposed)].concat(), places(opposed));
    members.sort_unstable();
    opposed.sort_unstable();
    let own = members.iter().map(|&member| &claims[member]).filter(|claim| !is_copy(claim));
    let mut articles = own.map(|claim| &claim.article.id);
    let first = articles.next();
    let is_shared = articles.any(|article| Some(article) != first) && !units[same[0]].is_vague;
    is_shared.then(|| SameGroup { members, opposed, wording: units[medoid(profiles, same)].first })
}

/// Claims of a unit share their words and days, the speaker where they refer to it, and the article where they say too little.
type Key<'a> = (Vec<u32>, Vec<&'a str>, Option<Name>, Option<&'a str>);

/// Collects claims into units by [`Key`].
fn units(claims: &[Claim], known: &mut Words) -> (Vec<Unit>, Vec<Statement>) {
    let mut by_words: HashMap<Key, usize> = HashMap::new();
    let (mut units, mut statements): (Vec<Unit>, Vec<Statement>) = (Vec::new(), Vec::new());
    for (place, claim) in claims.iter().enumerate() {
        let mut statement = Statement::of(claim, known);
        let is_vague = statement.terms.len() < FEWEST_TERMS && (statement.names.is_empty() || statement.terms.len() + 1 < FEWEST_TERMS);
        let all: Vec<u32> = words(&claim.content.text).map(|word| known.number_of(&word)).collect();
        let days = claim.dates.iter().map(|when| when.timex.as_str()).collect();
        let key = (all, days, statement.teller.clone(), is_vague.then(|| original(claim)));
        let unit = *by_words.entry(key).or_insert(units.len());
        if unit == units.len() {
            if is_vague {
                // No statement is found by its words then.
                statement.terms.clear();
            }
            units.push(Unit { members: Vec::new(), first: place, has_copies_only: true, is_vague });
            statements.push(statement);
        }
        units[unit].add(place, is_copy(claim));
    }
    (units, statements)
}

impl Unit {
    fn add(&mut self, place: usize, is_copy: bool) {
        if !is_copy && self.has_copies_only {
            (self.first, self.has_copies_only) = (place, false);
        }
        self.members.push(place);
    }
}

/// Returns the sentence that is most similar to all of them together.
fn medoid(profiles: &[Profile], sentences: &[usize]) -> usize {
    let sum = sentences[1..].iter().fold(profiles[sentences[0]].clone(), |sum, &sentence| sum.plus(&profiles[sentence]));
    let likeness = |place: usize| sum.dot(&profiles[sentences[place]]);
    let likest = (0..sentences.len()).max_by(|&one, &other| likeness(one).total_cmp(&likeness(other)).then(other.cmp(&one)));
    sentences[likest.unwrap_or(0)]
}

fn is_copy(claim: &Claim) -> bool {
    claim.grouping.as_ref().is_some_and(|grouping| grouping.copy_of.is_some())
}

/// The article in which a claim first appeared.
fn original(claim: &Claim) -> &str {
    let copied = claim.grouping.as_ref().and_then(|grouping| grouping.copy_of.as_deref());
    copied.unwrap_or(&claim.article.id)
}
