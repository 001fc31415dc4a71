//! Whether a name stands for a person or a body, where articles disagree.

use std::collections::{BTreeSet, HashMap};

use super::body::{Body, LONG_ACRONYM};
use super::fold::fold_all;
use super::sightings::{Kind, Seen, Sightings, Speaking};
use crate::english::{Class, is};

/// A name is a body's if this many times as many articles take it for a body as for a person.
const BODY: usize = 2;

/// A name is a person's if this many times as many articles take it for a person: "Young" may be short for Ernst & Young.
const PERSON: usize = 10;

/// What names stand for in most articles, for names that some articles take for a person and others for a body.
pub(super) struct Kinds {
    settled: HashMap<String, Kind>,
    /// The initials of bodies with long names: "miti" for the Ministry of International Trade and Industry.
    initials: BTreeSet<String>,
}

impl Kinds {
    pub(super) fn new(sightings: &Sightings) -> Self {
        let mut articles: HashMap<String, [usize; 2]> = HashMap::new();
        for seen in sightings.articles.values() {
            let names = seen.speakers.keys().filter_map(|(name, kind)| Some((folded(name), is_body(*kind)?)));
            for (name, is_body) in names.collect::<BTreeSet<_>>() {
                articles.entry(name).or_default()[usize::from(is_body)] += 1;
            }
        }
        let settled = articles.into_iter().filter_map(|(name, counts)| Some((name, settled(counts)?)));
        Self { settled: settled.collect(), initials: initials(sightings) }
    }

    /// What a speaker of an article is, going by all articles.
    pub(super) fn of(&self, (name, kind): &(String, Kind), speaking: &Speaking, seen: &Seen) -> Kind {
        let key = folded(name);
        let settled = is_body(*kind).and_then(|_| self.settled.get(&key).copied()).unwrap_or(*kind);
        let is_acronym = || !name.contains(char::is_lowercase) && self.initials.contains(&key);
        let is_person = settled != Kind::Person || !is_acronym() && (!speaking.roles.is_empty() || !is_firm(&key, seen));
        if is_person { settled } else { Kind::Body }
    }
}

/// What a name stands for that some articles take for a person's and others for a body's; `None` if neither clearly prevails.
fn settled([persons, bodies]: [usize; 2]) -> Option<Kind> {
    if persons > 0 && bodies >= BODY * persons {
        Some(Kind::Body)
    } else if bodies > 0 && persons >= PERSON * bodies {
        Some(Kind::Person)
    } else {
        None
    }
}

/// Whether a single word is the short name of a firm, because the article names the firm ("Lake Inc") and nobody with that surname.
fn is_firm(word: &str, seen: &Seen) -> bool {
    let is_longer = |name: &&String| name.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    let ends_corporate = |name: &String| name.rsplit(' ').next().is_some_and(|last| is(last, Class::Corporate));
    let is_surname = |name: &String| name.strip_suffix(word).is_some_and(|front| front.ends_with(' '));
    !word.contains(' ') && seen.names.iter().filter(is_longer).any(ends_corporate) && !seen.names.iter().any(is_surname)
}

/// The initials of all bodies that are long enough to be hardly anything else.
fn initials(sightings: &Sightings) -> BTreeSet<String> {
    let speakers = sightings.articles.values().flat_map(|seen| seen.speakers.keys());
    let bodies = speakers.filter(|(_, kind)| *kind == Kind::Body).filter_map(|(name, _)| Body::read(name));
    bodies.flat_map(|body| body.initials).filter(|letters| letters.len() >= LONG_ACRONYM).collect()
}

/// Whether a kind is a body's; `None` if it is neither a body's nor a person's.
fn is_body(kind: Kind) -> Option<bool> {
    match kind {
        Kind::Person => Some(false),
        Kind::Body => Some(true),
        Kind::Country | Kind::Doubtful => None,
    }
}

fn folded(name: &str) -> String {
    let folded = fold_all(name);
    folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
}
