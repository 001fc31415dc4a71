//! Groups people by their full names: keeps namesakes apart and joins variants of one name.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::{Cluster, differ};
use super::context::Context;
use super::fold::spelling;
use super::likeness::{Likeness, first_letters, likeness};
use super::name::Name;
use super::sets::Sets;
use super::sighting::Sighting;
use crate::english::{Class, is};

/// A namesake in at least this many times as many articles as any other is meant where nothing else decides.
const FAR_MORE: usize = 3;

/// A misprint occurs in at most one article for this many with the right name.
const MISPRINT: usize = 3;

/// Groups the mentions of one name, keeping apart those that cannot be one person.
pub(super) fn namesakes(sightings: &[usize], all: &[Sighting<'_>], context: &Context) -> Vec<Cluster> {
    let mut kinds: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for &at in sightings {
        kinds.entry((all[at].roles.key(), all[at].gender)).or_default().push(at);
    }
    let kinds: Vec<Cluster> = kinds.into_values().map(|sightings| Cluster::of(sightings, all, context)).collect();
    let (telling, silent): (Vec<Cluster>, Vec<Cluster>) = kinds.into_iter().partition(|kind| !kind.roles.tell_no_field());
    let mut sets = Sets::new(telling.len());
    for one in 0..telling.len() {
        for other in one + 1..telling.len() {
            let (first, second) = (&telling[one], &telling[other]);
            if !first.roles.contradict(&second.roles) && !differ(first.gender, second.gender) {
                sets.tie(one, other);
            }
        }
    }
    let mut people: Vec<Cluster> =
        sets.all().into_iter().filter_map(|set| together(set.into_iter().map(|at| telling[at].clone()))).collect();
    let silent = silent.into_iter().flat_map(|silent| silent.sightings).map(|at| Cluster::of(vec![at], all, context)).collect();
    let silent = add(&mut people, silent, |one, people| whose(one, people, all, context));
    let alone = add(&mut people, silent, by_far_the_usual);
    people.extend(by_gender(alone));
    people
}

/// Adds clusters to the people that `owner` finds, all chosen before any is added, and returns the rest.
fn add(people: &mut [Cluster], more: Vec<Cluster>, owner: impl Fn(&Cluster, &[Cluster]) -> Option<usize>) -> Vec<Cluster> {
    let owners: Vec<Option<usize>> = more.iter().map(|one| owner(one, people)).collect();
    let mut alone = Vec::new();
    for (one, owner) in more.into_iter().zip(owners) {
        match owner {
            Some(person) => people[person].join(one),
            None => alone.push(one),
        }
    }
    alone
}

/// The namesakes that a mention may mean.
fn fitting(one: &Cluster, people: &[Cluster]) -> Vec<usize> {
    (0..people.len()).filter(|&at| !differ(people[at].gender, one.gender) && !people[at].roles.contradict(&one.roles)).collect()
}

/// The namesake meant by a mention without a role: the only one that fits, or the only one whose articles are about the same.
fn whose(one: &Cluster, people: &[Cluster], all: &[Sighting<'_>], context: &Context) -> Option<usize> {
    let fitting = fitting(one, people);
    if let [only] = fitting[..] {
        return Some(only);
    }
    let mention = &all[one.sightings[0]];
    let is_near = |&at: &usize| context.is_near(mention.article, &people[at].others, &mention.name().words().join(" "));
    let near: Vec<usize> = fitting.into_iter().filter(is_near).collect();
    if let [only] = near[..] { Some(only) } else { None }
}

/// Returns the namesake in by far the most articles.
fn by_far_the_usual(one: &Cluster, people: &[Cluster]) -> Option<usize> {
    let mut fitting = fitting(one, people);
    fitting.sort_by_key(|&at| std::cmp::Reverse(people[at].articles()));
    let (&first, &second) = (fitting.first()?, fitting.get(1)?);
    (people[first].articles() >= FAR_MORE * people[second].articles()).then_some(first)
}

/// Groups mentions without roles into one person, or into several if both genders occur.
fn by_gender(alone: Vec<Cluster>) -> Vec<Cluster> {
    let mut people: BTreeMap<_, Vec<Cluster>> = BTreeMap::new();
    let genders: BTreeSet<_> = alone.iter().filter_map(|one| one.gender).collect();
    let only = if genders.len() == 1 { genders.first().copied() } else { None };
    for one in alone {
        people.entry(one.gender.or(only)).or_default().push(one);
    }
    people.into_values().filter_map(|same| together(same.into_iter())).collect()
}

/// Merges clusters into one.
fn together(mut clusters: impl Iterator<Item = Cluster>) -> Option<Cluster> {
    let mut whole = clusters.next()?;
    clusters.for_each(|more| whole.join(more));
    Some(whole)
}

/// Joins the variants of one person's name. A name joins others only if it is like all of them and no other person's names are like it: "George Bush"
/// stays separate beside George W. and George H.W., unless a role decides.
pub(super) fn tie_variants(mut people: Vec<Cluster>, context: &Context) -> Vec<Cluster> {
    let order = |person: &Cluster| {
        let longest = person.names.iter().map(|name| name.words().len()).max();
        (std::cmp::Reverse(person.known.is_some()), std::cmp::Reverse(longest), std::cmp::Reverse(person.articles()))
    };
    people.sort_by(|one, other| {
        order(one).cmp(&order(other)).then_with(|| one.names.cmp(&other.names)).then_with(|| one.sightings.cmp(&other.sightings))
    });
    let like = like_pairs(&people, context);
    let mut group_of: Vec<usize> = Vec::with_capacity(people.len());
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..people.len() {
        let near: BTreeSet<usize> = like[at].iter().filter(|&&other| other < at).map(|&other| group_of[other]).collect();
        let is_whole = |group: &usize| groups[*group].iter().all(|member| like[at].contains(member));
        let fitting: Vec<usize> = near.iter().copied().filter(is_whole).collect();
        let agreeing = |group: &usize| groups[*group].iter().any(|&member| people[member].roles.agree(&people[at].roles));
        let chosen = match fitting[..] {
            [only] if near.len() == 1 => Some(only),
            _ => {
                let agreeing: Vec<usize> = fitting.iter().copied().filter(agreeing).collect();
                if let [only] = agreeing[..] { Some(only) } else { None }
            }
        };
        let group = chosen.unwrap_or(groups.len());
        groups.resize(groups.len().max(group + 1), Vec::new());
        groups[group].push(at);
        group_of.push(group);
    }
    groups.into_iter().filter_map(|group| together(group.into_iter().map(|at| people[at].clone()))).collect()
}

/// Returns, for every person, the others who may be the same.
fn like_pairs(people: &[Cluster], context: &Context) -> Vec<BTreeSet<usize>> {
    let mut blocks: BTreeMap<(String, char), BTreeSet<usize>> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        for name in &person.names {
            for surname in surnames(name) {
                let letters = first_letters(name.given()).into_iter().chain(name.words().get(1).and_then(|word| word.chars().next()));
                for letter in letters {
                    blocks.entry((spelling(surname), letter)).or_default().insert(at);
                }
            }
        }
    }
    let mut like = vec![BTreeSet::new(); people.len()];
    for block in blocks.into_values() {
        let block: Vec<usize> = block.into_iter().collect();
        for (place, &one) in block.iter().enumerate() {
            for &other in &block[place + 1..] {
                if are_like(&people[one], &people[other], context) {
                    like[one].insert(other);
                    like[other].insert(one);
                }
            }
        }
    }
    like
}

/// The last word of a name, and the word before it, which may be the first of two surnames.
fn surnames(name: &Name) -> impl Iterator<Item = &str> {
    let words = name.words();
    let second = words.len().checked_sub(2).filter(|&at| at > 0).map(|at| words[at].as_str());
    [Some(name.surname()), second.filter(|word| word.len() > 1 && !is(word, Class::NameParticle))].into_iter().flatten()
}

/// Whether two clusters may be one person, by their names and everything else known.
fn are_like(one: &Cluster, other: &Cluster, context: &Context) -> bool {
    if !one.may_be(other) {
        return false;
    }
    let Some(likest) = name_likeness(one, other) else { return false };
    let (few, many) = if one.articles() <= other.articles() { (one, other) } else { (other, one) };
    if likest == Likeness::Slip && is_misprint(few, many) {
        return true;
    }
    if likest > Likeness::Nickname && !one.others.articles().is_disjoint(other.others.articles()) {
        return false;
    }
    let is_near = || few.others.articles().iter().any(|&article| context.is_near(article, &many.others, ""));
    one.roles.agree(&other.roles)
        || match likest {
            Likeness::Fuller | Likeness::Spelling => true,
            Likeness::Nickname => !one.roles.differ(&other.roles) || is_near(),
            Likeness::Loose | Likeness::Slip => is_near(),
        }
}

/// Whether the rarer name is a misprint: its given name is unknown, while the other's is a known one.
fn is_misprint(few: &Cluster, many: &Cluster) -> bool {
    let is_known = |name: &Name| is(name.given(), Class::GivenName);
    few.articles() * MISPRINT <= many.articles() && !few.names.iter().any(is_known) && many.names.iter().any(is_known)
}

/// The likeness of two people's names: that of the least similar pair, or of the most similar pair if one person is in the table of people.
fn name_likeness(one: &Cluster, other: &Cluster) -> Option<Likeness> {
    let (listed, other) = if one.known.is_some() { (one, other) } else { (other, one) };
    let pairs = listed.names.iter().flat_map(|name| other.names.iter().map(move |another| (name, another)));
    if listed.known.is_none() {
        return pairs.map(|(name, another)| likeness(name, another)).collect::<Option<Vec<_>>>()?.into_iter().max();
    }
    // Names in the table of people may have nothing in common, and one with more middle names than the listed name may be someone else's.
    let agree = listed.roles.agree(&other.roles);
    let sure = pairs.filter(|(name, another)| agree || another.words().len() <= name.words().len());
    sure.filter_map(|(name, another)| likeness(name, another)).min()
}
