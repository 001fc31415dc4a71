//! From claims to groups of those that say the same.

use std::collections::HashMap;

use super::candidates::Index;
use super::clusters::clusters;
use super::names::Name;
use super::profile::Profile;
use super::statement::{Statement, Words};
use super::terms::words;
use crate::record::Claim;

/// Claims, taken apart and compared by their words.
pub struct SameClaims<'a> {
    claims: &'a [Claim],
    units: Vec<Unit>,
    /// What is said by those units that may say the same as others.
    sentences: Vec<Sentence>,
    /// Which sentences those are for each other.
    pairs: Vec<(usize, usize)>,
}

/// Claims that say the same in the same words.
struct Unit {
    /// Their places among all claims, in order.
    members: Vec<usize>,
    /// The first that is no copy, or else the first.
    first: usize,
    /// Whether all are copies.
    has_copies_only: bool,
    /// Whether they say too little to be told from others.
    is_vague: bool,
}

struct Sentence {
    unit: usize,
    words: Vec<(u32, f32)>,
    statement: Statement,
}

/// Claims that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameGroup {
    /// Their places among all claims, in order.
    pub members: Vec<usize>,
    /// The one whose wording the others share most.
    pub(crate) wording: usize,
}

/// A content with fewer words that carry meaning ("it would do so") says too little to be told from others; with a name,
/// one fewer is enough.
const FEWEST_TERMS: usize = 3;

impl<'a> SameClaims<'a> {
    /// Compares claims by their words, names, days and numbers.
    #[must_use]
    pub fn compare(claims: &'a [Claim]) -> Self {
        let mut known = Words::default();
        let (units, statements) = units(claims, &mut known);
        let index = Index::new(&statements, known.len());
        let pairs = index.pairs();
        let mut place_of: Vec<Option<usize>> = vec![None; units.len()];
        for &(one, other) in &pairs {
            place_of[one] = Some(0);
            place_of[other] = Some(0);
        }
        let weighed: Vec<Vec<(u32, f32)>> =
            (0..units.len()).map(|unit| if place_of[unit].is_some() { index.weighed(unit) } else { Vec::new() }).collect();
        let mut sentences = Vec::new();
        for (unit, (statement, words)) in statements.into_iter().zip(weighed).enumerate() {
            if let Some(place) = &mut place_of[unit] {
                *place = sentences.len();
                sentences.push(Sentence { unit, words, statement });
            }
        }
        let pairs = pairs.iter().filter_map(|&(one, other)| Some((place_of[one]?, place_of[other]?))).collect();
        Self { claims, units, sentences, pairs }
    }

    /// Groups claims whose likeness, the cosine of their words weighed by rarity, is `least` on average.
    ///
    /// What only one article and its copies say is no group.
    #[must_use]
    pub fn groups(&self, least: f32) -> Vec<SameGroup> {
        let profiles: Vec<Profile> = self.sentences.iter().map(|sentence| Profile::new(&sentence.words)).collect();
        let apart = |one: usize, other: usize| self.sentences[one].statement.is_apart_from(&self.sentences[other].statement);
        let mut alone = vec![true; self.units.len()];
        let mut groups: Vec<SameGroup> = Vec::new();
        for sentences in clusters(&profiles, &self.pairs, least, apart) {
            let units: Vec<usize> = sentences.iter().map(|&sentence| self.sentences[sentence].unit).collect();
            for &unit in &units {
                alone[unit] = false;
            }
            groups.extend(self.group(&units, units[medoid(&profiles, &sentences)]));
        }
        let rest = (0..self.units.len()).filter(|&unit| alone[unit] && !self.units[unit].is_vague);
        groups.extend(rest.filter_map(|unit| self.group(&[unit], unit)));
        groups.sort_by_key(|group| group.members[0]);
        groups
    }

    /// The claims of some units as a group, if they stand in several articles that are no copies.
    fn group(&self, units: &[usize], wording: usize) -> Option<SameGroup> {
        let mut members: Vec<usize> = units.iter().flat_map(|&unit| self.units[unit].members.iter().copied()).collect();
        members.sort_unstable();
        let mut articles =
            members.iter().map(|&member| &self.claims[member]).filter(|claim| !is_copy(claim)).map(|claim| &claim.article.id);
        let first = articles.next();
        let is_shared = articles.any(|article| Some(article) != first);
        is_shared.then_some(SameGroup { members, wording: self.units[wording].first })
    }
}

/// Claims of one unit have the same words, the same teller where they speak of one, and the same article where they say too little.
type Key<'a> = (Vec<u32>, Option<Name>, Option<&'a str>);

/// Claims put together by their words; those that speak of their speakers, by these too.
fn units(claims: &[Claim], known: &mut Words) -> (Vec<Unit>, Vec<Statement>) {
    let mut by_words: HashMap<Key, usize> = HashMap::new();
    let (mut units, mut statements): (Vec<Unit>, Vec<Statement>) = (Vec::new(), Vec::new());
    for (place, claim) in claims.iter().enumerate() {
        let mut statement = Statement::of(claim, known);
        let is_vague = statement.terms.len() < FEWEST_TERMS && (statement.names.is_empty() || statement.terms.len() + 1 < FEWEST_TERMS);
        let all: Vec<u32> = words(&claim.content.text).map(|word| known.number_of(&word)).collect();
        let key = (all, statement.teller.clone(), is_vague.then(|| original(claim)));
        let unit = *by_words.entry(key).or_insert(units.len());
        if unit == units.len() {
            if is_vague {
                // Nothing is found by it.
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

/// The place, among some sentences, of the one that is likest to all of them.
fn medoid(profiles: &[Profile], sentences: &[usize]) -> usize {
    let sum = sentences[1..].iter().fold(profiles[sentences[0]].clone(), |sum, &sentence| sum.plus(&profiles[sentence]));
    let likeness = |place: usize| sum.dot(&profiles[sentences[place]]);
    (0..sentences.len()).max_by(|&one, &other| likeness(one).total_cmp(&likeness(other)).then(other.cmp(&one))).unwrap_or(0)
}

fn is_copy(claim: &Claim) -> bool {
    claim.grouping.as_ref().is_some_and(|grouping| grouping.copy_of.is_some())
}

/// The article in which a claim stood first.
fn original(claim: &Claim) -> &str {
    let copied = claim.grouping.as_ref().and_then(|grouping| grouping.copy_of.as_deref());
    copied.unwrap_or(&claim.article.id)
}
