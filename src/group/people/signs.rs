//! What in the claims of an article points to a country.

use std::collections::{BTreeMap, BTreeSet};

use super::body::usual;
use super::role::codes;
use crate::english::{Class, all};
use crate::record::Claim;
use crate::text::bare_word;

/// A country named in the headline counts as this many names.
const HEADLINE: usize = 3;

/// How many names point to each country, by its code.
pub(super) type Weights = BTreeMap<&'static str, usize>;

/// The countries that the claims of an article point to.
#[derive(Debug, Clone, Default)]
pub(super) struct Signs {
    names: Weights,
    headline: BTreeSet<&'static str>,
}

impl Signs {
    /// Takes the names in a claim, its speaker, and the headline of its article.
    pub(super) fn add(&mut self, claim: &Claim) {
        let speaker = claim.speaker.iter().flat_map(|speaker| [Some(&speaker.name), speaker.role.as_ref()]).flatten();
        for code in claim.entities.iter().map(|entity| &entity.text).chain(speaker).flat_map(|name| named(name)) {
            *self.names.entry(code).or_default() += 1;
        }
        self.headline.extend(claim.article.title.iter().flat_map(|title| named(title)));
    }

    /// How much points to each country; the site's own country counts as one name.
    pub(super) fn weights(&self, host: Option<&str>) -> Weights {
        let mut weights = self.names.clone();
        self.headline.iter().for_each(|code| *weights.entry(code).or_default() += HEADLINE);
        host.and_then(of_host).into_iter().for_each(|code| *weights.entry(code).or_default() += 1);
        weights
    }
}

/// The codes of the countries that a text names, directly or by something that belongs to one country only.
pub(super) fn named(text: &str) -> Vec<&'static str> {
    let words = text.split_whitespace().map(|token| token.trim_matches([',', '"', '“', '”', '(', ')', ':', '\'', '‘']));
    // "us", the pronoun, is no country.
    let words = words.map(|word| if word.starts_with(char::is_lowercase) { String::new() } else { usual(bare_word(word)) });
    codes(&words.collect::<Vec<_>>(), &[Class::InCountry, Class::Nation])
}

/// The country of a site by its domain, as in "news.example.uk".
fn of_host(host: &str) -> Option<&'static str> {
    let (_, domain) = host.rsplit_once('.')?;
    all(Class::Nation).find(|(word, code)| *word == domain || code.eq_ignore_ascii_case(domain)).map(|(_, code)| code)
}
