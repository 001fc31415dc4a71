//! People by a surname alone: whose it is, where the collection leaves no doubt.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cluster::{Cluster, differ};
use super::context::Context;
use super::fold::spelling;
use super::name::Gender;
use super::role::Roles;
use super::sets::Sets;
use super::sighting::Sighting;
use super::sightings::{Kind, Seen};

/// Among several of a surname one is meant where it speaks in this many articles, and in so many times as many as all others together.
const OFTEN: usize = 5;
const BY_FAR: usize = 5;

/// Adds the mentions by a surname alone to people, or makes people of them. What the record takes for descriptions makes nobody.
pub(super) fn add_short_names(people: &mut Vec<Cluster>, short: &[usize], all: &[Sighting<'_>], seen: &[&Seen], context: &Context) {
    let bearers = Bearers::new(people);
    let owners: Vec<Option<usize>> = short.iter().map(|&at| bearers.owner(&all[at], people, seen, context)).collect();
    let mut alone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (&at, owner) in short.iter().zip(owners) {
        match owner {
            Some(person) => people[person].join(Cluster::of(vec![at], all, context)),
            None if all[at].kind == Kind::Person => alone.entry(all[at].name().surname()).or_default().push(at),
            None => {}
        }
    }
    for (surname, mentions) in alone {
        people.extend(among_themselves(surname, &mentions, all, context).into_iter().map(|set| Cluster::of(set, all, context)));
    }
}

/// Who bears a surname, or is called by another word alone.
struct Bearers {
    by_sound: HashMap<String, Vec<usize>>,
}

impl Bearers {
    fn new(people: &[Cluster]) -> Self {
        let mut by_sound: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, person) in people.iter().enumerate().filter(|(_, person)| person.articles() > 0) {
            let words =
                person.names.iter().flat_map(|name| name.words()).filter(|word| word.len() > 1).chain(&person.short).map(String::as_str);
            let sounds: BTreeSet<String> = words.map(spelling).collect();
            sounds.into_iter().for_each(|sound| by_sound.entry(sound).or_default().push(at));
        }
        Self { by_sound }
    }

    /// Whose a surname is in an article.
    fn owner(&self, mention: &Sighting<'_>, people: &[Cluster], seen: &[&Seen], context: &Context) -> Option<usize> {
        let surname = mention.name().surname();
        let fits = |&at: &usize| {
            let person = &people[at];
            // "Lula", the president; but a first name is anybody's.
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
        let fitting: Vec<usize> = self.by_sound.get(&spelling(surname))?.iter().copied().filter(fits).collect();
        let speaks_here = |&at: &usize| people[at].others.articles().contains(&mention.article);
        let is_named_here = |&at: &usize| people[at].names.iter().any(|name| seen[mention.article].names.contains(&name.words().join(" ")));
        for is_here in [&speaks_here as &dyn Fn(&usize) -> bool, &is_named_here] {
            let here: Vec<usize> = fitting.iter().copied().filter(is_here).collect();
            match here[..] {
                [] => {}
                [only] => return Some(only),
                _ => return None,
            }
        }
        Self::by_what_agrees(mention, &fitting, people, context)
    }

    /// Who of those who may be meant has the role; or else the usual one by far, or the only one where the articles are about the same.
    fn by_what_agrees(mention: &Sighting<'_>, fitting: &[usize], people: &[Cluster], context: &Context) -> Option<usize> {
        let agreeing: Vec<usize> = fitting.iter().copied().filter(|&at| mention.roles.agree(&people[at].roles)).collect();
        if let [only] = agreeing[..] {
            return Some(only);
        }
        let usual = *fitting.iter().max_by_key(|&&at| people[at].articles())?;
        let rest: usize = fitting.iter().filter(|&&at| at != usual).map(|&at| people[at].articles()).sum();
        let is_usual = people[usual].articles() >= OFTEN.max(BY_FAR * rest);
        let is_near = || context.is_rather_near(mention.article, &people[usual].others, mention.name().surname());
        (is_usual || rest == 0 && is_near()).then_some(usual)
    }
}

/// Mentions by one surname that nobody bears in full: together where roles agree or the articles are about the same.
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
    // "Lord Falconer" is one person everywhere.
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

/// Whether nothing in a set contradicts.
fn is_one(set: &[usize], all: &[Sighting<'_>]) -> bool {
    let distinct: BTreeSet<(&Roles, Option<Gender>)> = set.iter().map(|&at| (&all[at].roles, all[at].gender)).collect();
    let distinct: Vec<_> = distinct.into_iter().collect();
    let agree = |(at, (roles, gender)): (usize, &(&Roles, Option<Gender>))| {
        distinct[at + 1..].iter().all(|(other, other_gender)| !roles.contradict(other) && !differ(*gender, *other_gender))
    };
    distinct.iter().enumerate().all(agree)
}
