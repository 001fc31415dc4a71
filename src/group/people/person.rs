//! The people and bodies that speak in a collection of articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use super::bodies::bodies;
use super::body::{Body, own_words};
use super::cluster::Cluster;
use super::context::Context;
use super::file::PeopleFile;
use super::fold::fold_all;
use super::full_names::{namesakes, tie_variants};
use super::short_names::add_short_names;
use super::sighting::Sighting;
use super::sightings::{Key, Kind, Seen, Sightings, Tally};
use crate::record::{Claim, SpeakerKind};

/// A person or body, the same in all articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The id from the table of people. Otherwise twelve hexadecimal digits: a hash of the kind, the name, and for namesakes the field of work or the
    /// first article by id. It changes when further articles change the usual name, so permanent ids must come from the table.
    pub(crate) id: String,
    /// The name in the table of people; otherwise the name used by most articles, preferring names of several words.
    pub(crate) name: String,
    /// Whether it is a person, an organisation or a country.
    pub(crate) kind: SpeakerKind,
    /// The other names that articles use, in alphabetical order.
    pub(crate) aliases: Vec<String>,
    /// The index of its row in [`PeopleFile::rows`].
    pub(crate) known: Option<usize>,
    /// How much it says, where and when.
    pub(crate) tally: Tally,
}

/// Everyone who speaks in a collection of articles.
#[derive(Debug, Default)]
pub(crate) struct People {
    persons: Vec<Person>,
    /// The person behind each speaker in an article.
    of: HashMap<Key, usize>,
}

impl People {
    /// The people who make some claims, in any order; the table overrides the grouping of the names it lists.
    #[must_use]
    pub(crate) fn of<'c>(claims: impl IntoIterator<Item = &'c Claim>, file: Option<&PeopleFile>) -> Self {
        let mut sightings = Sightings::default();
        claims.into_iter().for_each(|claim| sightings.add(claim));
        Self::of_sightings(&sightings, file)
    }

    /// As [`Self::of`], for claims that were gathered one at a time and need not stay in memory.
    #[must_use]
    pub(crate) fn of_sightings(sightings: &Sightings, file: Option<&PeopleFile>) -> Self {
        let all = Sighting::all(sightings);
        let seen: Vec<&Seen> = sightings.articles.values().collect();
        let context = Context::new(sightings);
        let none = PeopleFile::default();
        let grouping = Grouping { rows: Rows::new(&all, file.unwrap_or(&none)), all: &all, seen: &seen, context: &context };
        let mut clusters: Vec<(Kind, Cluster)> = grouping.persons().into_iter().map(|cluster| (Kind::Person, cluster)).collect();
        for kind in [Kind::Body, Kind::Country] {
            clusters.extend(grouping.bodies(kind).into_iter().map(|cluster| (kind, cluster)));
        }
        clusters.retain(|(_, cluster)| !cluster.sightings.is_empty());
        Self::new(&clusters, &all, &seen, file.unwrap_or(&none))
    }

    fn new(clusters: &[(Kind, Cluster)], all: &[Sighting<'_>], seen: &[&Seen], file: &PeopleFile) -> Self {
        let mut namesakes: BTreeMap<(Kind, String), Vec<usize>> = BTreeMap::new();
        let mut persons: Vec<Person> = Vec::with_capacity(clusters.len());
        for (at, (kind, cluster)) in clusters.iter().enumerate() {
            let person = person(*kind, cluster, all, seen, file);
            if person.known.is_none() {
                namesakes.entry((*kind, fold_all(&person.name))).or_default().push(at);
            }
            persons.push(person);
        }
        for ((kind, name), same) in namesakes {
            for (&at, what) in same.iter().zip(told_apart(&same, clusters, all)) {
                persons[at].id = hash(kind, &name, &what);
            }
        }
        let mut order: Vec<usize> = (0..persons.len()).collect();
        order.sort_by_key(|&at| (fold_all(&persons[at].name), persons[at].id.clone()));
        let mut of = HashMap::new();
        for (place, &at) in order.iter().enumerate() {
            for sighting in clusters[at].1.sightings.iter().map(|&sighting| &all[sighting]) {
                let key = Key { article: sighting.article_id.to_owned(), name: sighting.written.to_owned(), kind: sighting.recorded };
                of.insert(key, place);
            }
        }
        Self { persons: order.into_iter().map(|at| persons[at].clone()).collect(), of }
    }

    /// Who makes a claim; `None` if nobody is named or several speak together.
    #[must_use]
    pub(crate) fn person_of(&self, claim: &Claim) -> Option<&Person> {
        self.of.get(&Key::of(claim)?).map(|&at| &self.persons[at])
    }

    /// All people and bodies, by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Person> {
        self.persons.iter()
    }
}

/// The row of each mention in the table of people.
struct Rows<'f> {
    of: Vec<Option<usize>>,
    file: &'f PeopleFile,
}

impl<'f> Rows<'f> {
    fn new(all: &[Sighting<'_>], file: &'f PeopleFile) -> Self {
        Self { of: all.iter().map(|sighting| file.row_of(sighting.written, sighting.kind)).collect(), file }
    }
}

/// What is needed to group mentions.
struct Grouping<'a> {
    rows: Rows<'a>,
    all: &'a [Sighting<'a>],
    seen: &'a [&'a Seen],
    context: &'a Context,
}

impl Grouping<'_> {
    fn of_kind(&self, kinds: &[Kind]) -> Vec<usize> {
        (0..self.all.len()).filter(|&at| kinds.contains(&self.all[at].kind)).collect()
    }

    fn persons(&self) -> Vec<Cluster> {
        let mut known: BTreeMap<usize, Vec<usize>> = (0..self.rows.file.rows().len()).map(|row| (row, Vec::new())).collect();
        let mut forms: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut short = Vec::new();
        for at in self.of_kind(&[Kind::Person, Kind::Doubtful]) {
            let sighting = &self.all[at];
            match self.rows.of[at] {
                Some(row) => known.entry(row).or_default().push(at),
                None if sighting.kind == Kind::Person && sighting.name().is_full() => {
                    forms.entry(sighting.name().letters()).or_default().push(at);
                }
                None => short.push(at),
            }
        }
        let mut people: Vec<Cluster> = forms.values().flat_map(|form| namesakes(form, self.all, self.context)).collect();
        for (row, sightings) in known {
            let mut cluster = Cluster { known: Some(row), ..Cluster::of(sightings, self.all, self.context) };
            cluster.names.extend(self.rows.file.full_names(row));
            people.push(cluster);
        }
        let mut people = tie_variants(people, self.context);
        add_short_names(&mut people, &short, self.all, self.seen, self.context);
        people
    }

    /// Groups bodies or countries. A row for one name of a body applies to its other names, unless the table lists those separately.
    fn bodies(&self, kind: Kind) -> Vec<Cluster> {
        let mut clusters = Vec::new();
        let mut known: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let listed = self.of_kind(&[kind]).into_iter().filter(|&at| self.rows.of[at].is_some());
        let found = bodies(&self.of_kind(&[kind]), self.all, self.seen, self.context);
        let mut placed: BTreeSet<usize> = BTreeSet::new();
        for cluster in found {
            placed.extend(&cluster.sightings);
            let rows: BTreeSet<usize> = cluster.sightings.iter().filter_map(|&at| self.rows.of[at]).collect();
            let only = if rows.len() == 1 { rows.first().copied() } else { None };
            let (with_row, without): (Vec<usize>, Vec<usize>) =
                cluster.sightings.into_iter().partition(|&at| self.rows.of[at].or(only).is_some());
            for at in with_row {
                self.rows.of[at].or(only).into_iter().for_each(|row| known.entry(row).or_default().push(at));
            }
            clusters.push(Cluster::of(without, self.all, self.context));
        }
        for at in listed.filter(|at| !placed.contains(at)) {
            self.rows.of[at].into_iter().for_each(|row| known.entry(row).or_default().push(at));
        }
        let known =
            known.into_iter().map(|(row, sightings)| Cluster { known: Some(row), ..Cluster::of(sightings, self.all, self.context) });
        clusters.into_iter().chain(known).collect()
    }
}

/// Turns a cluster into a person, with an id only if the table gives one.
fn person(kind: Kind, cluster: &Cluster, all: &[Sighting<'_>], seen: &[&Seen], file: &PeopleFile) -> Person {
    let mut names: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut tally = Tally::default();
    let mut articles: BTreeSet<usize> = BTreeSet::new();
    for sighting in cluster.sightings.iter().map(|&at| &all[at]) {
        names.entry(shown(sighting)).or_default().insert(sighting.article);
        tally.extend(&sighting.speaking.tally, &sighting.speaking.roles, seen[sighting.article].day);
        articles.insert(sighting.article);
    }
    tally.articles = articles.len();
    let known = cluster.known.map(|row| &file.rows()[row]);
    let is_whole = |name: &str| name.contains(' ') && name.chars().any(char::is_lowercase);
    // For a body that every country has, prefer the name that says which country's it is: "U.S. Supreme Court".
    let names_country = |name: &str| kind == Kind::Body && Body::read(name).is_some_and(|body| !body.is_local);
    let usual = names
        .iter()
        .max_by_key(|(name, articles)| (is_whole(name), names_country(name), articles.len(), name.len(), std::cmp::Reverse(*name)));
    let name = known.map_or_else(|| usual.map(|(name, _)| name.clone()).unwrap_or_default(), |known| known.names[0].clone());
    let aliases = names.into_keys().filter(|alias| *alias != name).collect();
    let id = known.map(|known| known.id.clone()).unwrap_or_default();
    Person { id, name, kind: kind.in_record(), aliases, known: cluster.known, tally }
}

/// Returns a name as it is listed.
fn shown(sighting: &Sighting<'_>) -> String {
    match sighting.kind {
        Kind::Person | Kind::Doubtful => match sighting.style().filter(|_| !sighting.name().is_full()) {
            Some(style) => format!("{}{} {}", style[..1].to_uppercase(), &style[1..], sighting.read.shown),
            None => sighting.read.shown.clone(),
        },
        Kind::Body | Kind::Country => {
            let words = own_words(sighting.written).unwrap_or_else(|| sighting.written.split_whitespace().collect());
            words.join(" ")
        }
    }
}

/// Returns what distinguishes each of some namesakes: their fields of work if unique, otherwise their first article.
fn told_apart(same: &[usize], clusters: &[(Kind, Cluster)], all: &[Sighting<'_>]) -> Vec<String> {
    let fields: Vec<String> = same.iter().map(|&at| clusters[at].1.roles.fields()).collect();
    let is_unique = |field: &String| fields.iter().filter(|other| *other == field).count() == 1;
    let first = |at: usize| clusters[at].1.sightings.iter().map(|&sighting| all[sighting].article_id).min().unwrap_or_default();
    same.iter().zip(&fields).map(|(&at, field)| if is_unique(field) { field.clone() } else { first(at).to_owned() }).collect()
}

/// Returns an id of twelve hexadecimal digits.
fn hash(kind: Kind, name: &str, what: &str) -> String {
    hex::encode(&Sha256::digest(format!("{}\0{name}\0{what}", kind.in_record().name()))[..6])
}
