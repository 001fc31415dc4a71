//! Which country an article is about, and so which country's "Supreme Court" it means.

use std::collections::{BTreeSet, HashMap};

use super::body::Body;
use super::fold::fold_all;
use super::role::codes;
use super::sighting::Sighting;
use super::sightings::{Seen, Sightings};
use super::signs::{Weights, named};
use crate::english::Class;

/// An article is about a country if at least this many names point to it,
const LEAST: usize = 3;
/// and this many times as many as to any other country.
const CLEARLY: usize = 2;

/// A name points to a country if at least this many articles with the name are about it,
const OFTEN: usize = 4;
/// and for each article about another country, this many are about it.
const SELDOM: usize = 10;

/// The countries that articles point to, by the articles' numbers.
pub(super) struct Homes(Vec<Weights>);

impl Homes {
    /// Finds them by places and the like, and then also by names that occur only in articles about one country.
    pub(super) fn new(sightings: &Sightings) -> Self {
        let mut weights: Vec<Weights> = sightings.articles.values().map(|seen| seen.signs.weights(seen.host.as_deref())).collect();
        let mut counts: HashMap<&str, Weights> = HashMap::new();
        for (seen, weights) in sightings.articles.values().zip(&weights) {
            for (name, code) in clearest(weights, |_| true).into_iter().flat_map(|code| seen.names.iter().map(move |name| (name, code))) {
                *counts.entry(name).or_default().entry(code).or_default() += 1;
            }
        }
        let telling: HashMap<&str, &'static str> =
            counts.iter().filter_map(|(name, counts)| Some((*name, usual_country(counts)?))).collect();
        for (seen, weights) in sightings.articles.values().zip(&mut weights) {
            for code in seen.names.iter().filter_map(|name| telling.get(name.as_str())) {
                *weights.entry(code).or_default() += 1;
            }
        }
        Self(weights)
    }

    /// The country of a body that is named without one: the country beside its name ("Spain's Supreme Court"), or else the article's. `None` if neither
    /// is clear, or if a country has several such bodies.
    pub(super) fn of_body(&self, body: &Body, mention: &Sighting<'_>, seen: &Seen) -> Option<&'static str> {
        let own = mention.speaking.called.iter().filter(|called| is_name_of(called, mention.written));
        if let [only] = own.flat_map(|called| named(called)).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()[..] {
            return Some(only);
        }
        let home = clearest(&self.0[mention.article], |country| body.may_be_of(country)).filter(|_| body.is_only);
        match longer_names(mention.written, seen).collect::<Option<BTreeSet<_>>>()?.into_iter().collect::<Vec<_>>()[..] {
            [] => home,
            [only] if home.is_none_or(|home| home == only) => Some(only),
            _ => None,
        }
    }
}

/// The countries in the longer names of a body that an article has; `None` for a longer name without one: "Florida Supreme Court", "European
/// Parliament".
fn longer_names(written: &str, seen: &Seen) -> impl Iterator<Item = Option<&'static str>> {
    let written = fold_all(written);
    let short = written.strip_prefix("the ").unwrap_or(&written).to_owned();
    let rest = move |name: &'_ String| {
        let before = name.strip_suffix(&short).and_then(|front| front.strip_suffix(' ')).filter(|front| *front != "the");
        before.or_else(|| name.strip_prefix(&short)?.strip_prefix(" of ")).map(str::to_owned)
    };
    let words = |rest: String| rest.split(' ').map(str::to_owned).collect::<Vec<_>>();
    seen.names.iter().filter_map(rest).map(move |rest| codes(&words(rest), &[Class::Nation]).first().copied())
}

/// Whether a source consists of a body's name with few other words.
fn is_name_of(source: &str, name: &str) -> bool {
    source.contains(name) && source.split_whitespace().count() <= name.split_whitespace().count() + 3
}

/// The country that clearly more names point to than to any other possible country.
fn clearest(weights: &Weights, may_be: impl Fn(&str) -> bool) -> Option<&'static str> {
    let weights: Vec<(&str, usize)> = weights.iter().filter(|(code, _)| may_be(code)).map(|(&code, &weight)| (code, weight)).collect();
    let &(clearest, most) = weights.iter().max_by_key(|&(_, weight)| weight)?;
    let is_clear = weights.iter().all(|&(code, weight)| code == clearest || most >= CLEARLY * weight);
    (most >= LEAST && is_clear).then_some(clearest)
}

/// The country that nearly all articles with a name are about, by the number of articles about each.
fn usual_country(counts: &Weights) -> Option<&'static str> {
    let (&usual, &most) = counts.iter().max_by_key(|&(_, count)| count)?;
    let others = counts.values().sum::<usize>() - most;
    (most >= OFTEN && others * SELDOM <= most).then_some(usual)
}
