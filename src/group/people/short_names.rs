//! Assigns mentions by a surname alone to people, where the collection leaves no doubt.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cluster::{Cluster, differ};
use super::context::Context;
use super::fold::spelling;
use super::name::Name;
use super::role::Roles;
use super::sets::Sets;
use super::sighting::Sighting;
use super::sightings::{Kind, Seen};
use crate::english::Gender;

/// Of several bearers of a surname, one is meant by default if they speak in at least this many articles, and in this many times as many as all the
/// others together.
const OFTEN: usize = 5;
const BY_FAR: usize = 5;

/// Adds mentions by a surname alone to people, or makes new people of them, but not of names that the record treats as descriptions.
pub(super) fn add_short_names(people: &mut Vec<Cluster>, short: &[usize], all: &[Sighting<'_>], seen: &[&Seen], context: &Context) {
    let bearers = Bearers::new(people);
    let place = |people: &mut [Cluster], short: Vec<usize>, owner: &dyn Fn(&Sighting<'_>, &[Cluster]) -> Option<usize>| {
        let owners: Vec<Option<usize>> = short.iter().map(|&at| owner(&all[at], people)).collect();
        let mut left = Vec::new();
        for (at, owner) in short.into_iter().zip(owners) {
            match owner {
                Some(person) => people[person].join(Cluster::of(vec![at], all, context)),
                None => left.push(at),
            }
        }
        left
    };
    let left = place(people, short.to_vec(), &|mention, people| bearers.named(mention, people, seen));
    let left = place(people, left, &|mention, people| bearers.likely(mention, people, seen, context));
    let mut alone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in left.into_iter().filter(|&at| all[at].kind == Kind::Person) {
        alone.entry(all[at].name().surname()).or_default().push(at);
    }
    for (surname, mentions) in alone {
        people.extend(among_themselves(surname, &mentions, all, context).into_iter().map(|set| Cluster::of(set, all, context)));
    }
}

/// People by the sound of their surnames and the other words they are known by.
struct Bearers {
    by_sound: HashMap<String, Vec<usize>>,
}

impl Bearers {
    fn new(people: &[Cluster]) -> Self {
        let mut by_sound: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, person) in people.iter().enumerate().filter(|(_, person)| person.articles() > 0) {
            let words = person.names.iter().flat_map(Name::words).filter(|word| word.len() > 1).chain(&person.short).map(String::as_str);
            let sounds: BTreeSet<String> = words.map(spelling).collect();
            for sound in sounds {
                by_sound.entry(sound).or_default().push(at);
            }
        }
        Self { by_sound }
    }

    /// The people a mention may mean: the surname is theirs, and nothing contradicts.
    fn fitting(&self, mention: &Sighting<'_>, people: &[Cluster]) -> Vec<usize> {
        let surname = mention.name().surname();
        let fits = |&at: &usize| {
            let person = &people[at];
            // A word that sources use alone, such as "Lula", counts as a surname; a middle word needs a matching role, and a first name could be
            // anyone's.
            let is_surname =
                person.names.iter().any(|name| spelling(name.surname()) == spelling(surname)) || person.short.contains(surname);
            let is_middle = person.names.iter().any(|name| name.words()[1..].iter().any(|word| word == surname));
            let is_known_so = is_surname || is_middle && mention.roles.agree(&person.roles);
            let is_spelled_so = person.short.contains(surname) || person.names.iter().any(|name| name.surname() == surname);
            let is_whole = || person.names.iter().any(|name| name.words().ends_with(mention.name().words()));
            is_known_so
                && !differ(mention.gender, person.likely_gender())
                && !mention.roles.contradict(&person.roles)
                && (is_spelled_so || mention.roles.agree(&person.roles))
                && (!mention.name().is_full() || is_whole())
        };
        self.by_sound.get(&spelling(surname)).into_iter().flatten().copied().filter(fits).collect()
    }

    /// The person a surname means, by the article or by the role.
    fn named(&self, mention: &Sighting<'_>, people: &[Cluster], seen: &[&Seen]) -> Option<usize> {
        let fitting = self.fitting(mention, people);
        let agrees = |&at: &usize| mention.roles.agree(&people[at].roles);
        match here(mention, &fitting, people, seen)[..] {
            [only] => Some(only),
            [] => only(fitting.into_iter().filter(agrees)),
            _ => None,
        }
    }

    /// The person it most likely means: by far the most frequent bearer, or the only one, if the articles are about the same.
    fn likely(&self, mention: &Sighting<'_>, people: &[Cluster], seen: &[&Seen], context: &Context) -> Option<usize> {
        let fitting = self.fitting(mention, people);
        if here(mention, &fitting, people, seen).len() > 1 {
            return None;
        }
        let usual = *fitting.iter().max_by_key(|&&at| people[at].articles())?;
        let rest: usize = fitting.iter().filter(|&&at| at != usual).map(|&at| people[at].articles()).sum();
        let is_usual = people[usual].articles() >= OFTEN.max(BY_FAR * rest);
        let is_near = || context.is_rather_near(mention.article, &people[usual].others, mention.name().surname());
        (is_usual || rest == 0 && is_near()).then_some(usual)
    }
}

/// The people who speak in the article of a mention, or if none do, those it names in full.
fn here(mention: &Sighting<'_>, fitting: &[usize], people: &[Cluster], seen: &[&Seen]) -> Vec<usize> {
    let speaks_here = |&at: &usize| people[at].others.articles().contains(&mention.article);
    let is_named_here = |&at: &usize| people[at].names.iter().any(|name| seen[mention.article].names.contains(&name.words().join(" ")));
    let speaking: Vec<usize> = fitting.iter().copied().filter(speaks_here).collect();
    if speaking.is_empty() { fitting.iter().copied().filter(is_named_here).collect() } else { speaking }
}

/// Returns the only item, if there is exactly one.
fn only(mut some: impl Iterator<Item = usize>) -> Option<usize> {
    let first = some.next()?;
    some.next().is_none().then_some(first)
}

/// Groups mentions by a surname that nobody bears in full: together if their roles agree or their articles are about the same.
fn among_themselves(surname: &str, mentions: &[usize], all: &[Sighting<'_>], context: &Context) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(mentions.len());
    let mut alike: BTreeMap<(&Roles, Option<Gender>), Vec<usize>> = BTreeMap::new();
    for (place, &at) in mentions.iter().enumerate() {
        alike.entry((&all[at].roles, all[at].gender)).or_default().push(place);
    }
    let alike: Vec<_> = alike.into_iter().collect();
    for (at, ((roles, gender), places)) in alike.iter().enumerate() {
        if roles.agree(roles) {
            places.windows(2).for_each(|pair| sets.tie(pair[0], pair[1]));
        }
        for ((other_roles, other_gender), others) in &alike[at + 1..] {
            if roles.agree(other_roles) && !differ(*gender, *other_gender) {
                sets.tie(places[0], others[0]);
            }
        }
    }
    // "Lord Falconer" is the same person everywhere.
    let mut styled: BTreeMap<String, usize> = BTreeMap::new();
    for (place, style) in mentions.iter().enumerate().filter_map(|(place, &at)| Some((place, all[at].style()?))) {
        sets.tie(place, *styled.entry(style).or_insert(place));
    }
    let of_article: HashMap<usize, usize> = mentions.iter().enumerate().map(|(place, &at)| (all[at].article, place)).collect();
    for (place, &at) in mentions.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, other) in context.neighbours(all[at].article, surname) {
            of_article.get(&other).into_iter().for_each(|&other| *shared.entry(other).or_default() += 1);
        }
        shared.into_iter().filter(|&(_, count)| count > 1).for_each(|(other, _)| sets.tie(place, other));
    }
    let sets = sets.all().into_iter().map(|set| set.into_iter().map(|place| mentions[place]).collect::<Vec<_>>());
    sets.flat_map(|set| if is_one(&set, all) { vec![set] } else { set.into_iter().map(|at| vec![at]).collect() }).collect()
}

/// Whether no roles or genders in a set contradict each other.
fn is_one(set: &[usize], all: &[Sighting<'_>]) -> bool {
    let distinct: BTreeSet<(&Roles, Option<Gender>)> = set.iter().map(|&at| (&all[at].roles, all[at].gender)).collect();
    let distinct: Vec<_> = distinct.into_iter().collect();
    let agree = |(at, (roles, gender)): (usize, &(&Roles, Option<Gender>))| {
        distinct[at + 1..].iter().all(|(other, other_gender)| !roles.contradict(other) && !differ(*gender, *other_gender))
    };
    distinct.iter().enumerate().all(agree)
}
