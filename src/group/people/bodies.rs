//! Groups bodies and countries by their names, short and long.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::body::{Body, LONG_ACRONYM};
use super::cluster::Cluster;
use super::context::Context;
use super::fold::fold_all;
use super::likeness::is_misprint;
use super::sets::Sets;
use super::sighting::Sighting;
use super::sightings::{Kind, Seen};
use crate::english::{Class, is_any, value};

/// A name is a misprint if a nearly identical one occurs in at least this many times as many articles.
const MISPRINT: usize = 10;

/// Two articles with at least this many rare names in common are clearly about the same.
const PLAINLY_SHARED: usize = 3;

/// A body whose mentions all have the same key.
struct Named {
    body: Body,
    mentions: Vec<usize>,
    cluster: Cluster,
}

/// Groups mentions of one kind into bodies.
pub(super) fn bodies(mentions: &[usize], all: &[Sighting<'_>], seen: &[&Seen], context: &Context) -> Vec<Cluster> {
    let mut local = Vec::new();
    let mut by_key: BTreeMap<String, (Body, Vec<usize>)> = BTreeMap::new();
    for &at in mentions {
        let read = if all[at].kind == Kind::Country { Body::country(all[at].written) } else { all[at].body() };
        let country = |body: &Body| context.homes().of_body(body, &all[at], seen[all[at].article]);
        match read.map(|body| if body.is_local { country(&body).map_or(body.clone(), |country| body.of(country)) } else { body }) {
            Some(body) if body.is_local => local.push((body.key, all[at].article, at)),
            Some(body) => by_key.entry(body.key.clone()).or_insert_with(|| (body, Vec::new())).1.push(at),
            None => {}
        }
    }
    let named: Vec<Named> = by_key
        .into_values()
        .map(|(body, mentions)| Named { cluster: Cluster::of(mentions.clone(), all, context), body, mentions })
        .collect();
    let mut clusters = merged(&without_misprints(named, all, context), all, context);
    local.sort();
    for same in local.chunk_by(|(one, ..), (other, ..)| one == other) {
        clusters.extend(local_bodies(same, all, context));
    }
    clusters
}

/// Merges misprinted names into the bodies they mean: "Bank of Enlgand".
fn without_misprints(named: Vec<Named>, all: &[Sighting<'_>], context: &Context) -> Vec<Named> {
    let (mut usual, rest): (Vec<Named>, Vec<Named>) = named.into_iter().partition(|body| body.cluster.articles() >= MISPRINT);
    let mut others: Vec<Named> = Vec::new();
    for body in rest {
        let is_of = |usual: &Named| {
            usual.cluster.articles() >= MISPRINT * body.cluster.articles() && differ_by_misprint(&usual.body.key, &body.body.key)
        };
        match usual.iter_mut().find(|usual| is_of(usual)) {
            Some(usual) => usual.mentions.extend(body.mentions),
            None => others.push(body),
        }
    }
    for usual in &mut usual {
        usual.cluster = Cluster::of(usual.mentions.clone(), all, context);
    }
    usual.extend(others);
    usual.sort_by(|one, other| one.body.key.cmp(&other.body.key));
    usual
}

/// Whether two names of several words differ in a single word that is misprinted in one of them.
fn differ_by_misprint(usual: &str, odd: &str) -> bool {
    let (usual, odd): (Vec<&str>, Vec<&str>) = (usual.split(' ').collect(), odd.split(' ').collect());
    let mut differing = usual.iter().zip(&odd).filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (differing.next(), differing.next()) else { return false };
    usual.len() > 1 && usual.len() == odd.len() && is_misprint(one, other) && !is_any(other, &[Class::Nation, Class::InCountry])
}

/// Groups mentions whose name fits a body in every country: one body for each article, or for several articles that are clearly about the same.
fn local_bodies(same: &[(String, usize, usize)], all: &[Sighting<'_>], context: &Context) -> Vec<Cluster> {
    let by_article: Vec<&[(String, usize, usize)]> = same.chunk_by(|one, other| one.1 == other.1).collect();
    let places: HashMap<usize, usize> = by_article.iter().zip(0..).map(|(mentions, place)| (mentions[0].1, place)).collect();
    let mut sets = Sets::new(by_article.len());
    for (place, mentions) in by_article.iter().enumerate() {
        let (_, article, at) = mentions[0];
        for (other, _) in context.shared(article, &fold_all(all[at].written)).into_iter().filter(|&(_, shared)| shared >= PLAINLY_SHARED) {
            if let Some(&other) = places.get(&other) {
                sets.tie(place, other);
            }
        }
    }
    let mentions = |place: usize| by_article[place].iter().map(|&(.., at)| at);
    sets.all().into_iter().map(|set| Cluster::of(set.into_iter().flat_map(mentions).collect(), all, context)).collect()
}

/// Merges bodies with their other names.
fn merged(named: &[Named], all: &[Sighting<'_>], context: &Context) -> Vec<Cluster> {
    let index = Index::new(named, all);
    // The name each mention stands for, through at most one intermediate name.
    let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); named.len()];
    for (at, body) in named.iter().enumerate() {
        for &mention in &body.mentions {
            let whole = index.whole(at, &all[mention], named, context);
            let owner = if whole == at { at } else { index.whole(whole, &all[mention], named, context) };
            mentions[owner].push(mention);
        }
    }
    mentions.into_iter().filter(|own| !own.is_empty()).map(|own| Cluster::of(own, all, context)).collect()
}

/// Longer names, by the shorter ones that may stand for them.
#[derive(Default)]
struct Index {
    without_nation: HashMap<String, Vec<usize>>,
    without_kind: HashMap<String, Vec<usize>>,
    initials: HashMap<String, BTreeSet<usize>>,
    /// By acronyms that sources use for a body with the longer name.
    called: HashMap<String, BTreeSet<usize>>,
}

impl Index {
    fn new(named: &[Named], all: &[Sighting<'_>]) -> Self {
        let mut index = Self::default();
        for (at, Named { body, mentions, .. }) in named.iter().enumerate() {
            if let Some(short) = &body.without_nation {
                index.without_nation.entry(short.clone()).or_default().push(at);
            }
            if let Some(short) = &body.without_kind {
                index.without_kind.entry(short.clone()).or_default().push(at);
            }
            for initials in body.initials.iter().filter(|initials| initials.len() > 1) {
                index.initials.entry(initials.clone()).or_default().insert(at);
            }
            for called in mentions.iter().flat_map(|&mention| &all[mention].speaking.called) {
                let letters = Body::read(called).and_then(|called| called.letters).filter(|letters| body.initials.contains(letters));
                if let Some(letters) = letters {
                    index.called.entry(letters).or_default().insert(at);
                }
            }
        }
        index
    }

    /// The longer name that a mention's name stands for, or the name itself if there is none or several.
    fn whole(&self, at: usize, mention: &Sighting<'_>, named: &[Named], context: &Context) -> usize {
        let body = &named[at].body;
        // "Wall Street" is not short for "the Wall Street firm".
        if value(&body.key, Class::ShortBody) == Some(&body.key) {
            return at;
        }
        let longer = [self.without_nation.get(&body.key), self.without_kind.get(&body.key)];
        if let Some(&[only]) = longer.into_iter().flatten().map(Vec::as_slice).find(|longer| longer.len() == 1) {
            return only;
        }
        let Some(letters) = &body.letters else { return at };
        let candidates = [self.called.get(letters), self.initials.get(letters)];
        let Some(candidates) = candidates.into_iter().flatten().find(|candidates| !candidates.is_empty()) else { return at };
        let is_certain = self.called.contains_key(letters) || letters.len() >= LONG_ACRONYM;
        if let (true, Some(&only), 1) = (is_certain, candidates.first(), candidates.len()) {
            return only;
        }
        let is_near = |&&long: &&usize| context.is_near(mention.article, &named[long].cluster.others, &body.key);
        let near: Vec<usize> = candidates.iter().filter(is_near).copied().collect();
        if let [only] = near[..] { only } else { at }
    }
}
