//! Reads the names of bodies.

use super::name::plain;
use super::role::nations;
use crate::english::{Class, is, is_any, value, values};
use crate::text::bare_word;

/// An acronym of at least this many letters that stands for one body in the collection means that body wherever it occurs.
pub(super) const LONG_ACRONYM: usize = 4;

/// Names of at least this many words that differ only in a plural are one body's: but "Rangers" is not "Ranger Oil".
const LONG_NAME: usize = 3;

/// The name of a body or country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    /// A key shared by all ways to write the name.
    pub(super) key: String,
    /// Whether every country has one, so that articles may mean different ones: "Foreign Ministry".
    pub(super) is_local: bool,
    /// For a local body, whether each country has only one: "Supreme Court", but not "Police".
    pub(super) is_only: bool,
    /// The key without "US" or "UK" in front: "federal reserve".
    pub(super) without_nation: Option<String>,
    /// The key without words for what the body is: "deutsche" of "deutsche bank".
    pub(super) without_kind: Option<String>,
    /// The name, if it is a single word.
    pub(super) letters: Option<String>,
    /// The initials of the words, without and with the small ones.
    pub(super) initials: [String; 2],
}

impl Body {
    /// Reads the name of a body. `None` for a description: "the company", "Police".
    pub(super) fn read(written: &str) -> Option<Self> {
        let tokens = own_words(written)?;
        let mut words: Vec<String> = tokens.iter().map(|token| usual(bare_word(token))).filter(|word| !word.is_empty()).collect();
        let small = tokens.iter().filter(|token| is_small(token)).count();
        let is_of_nation = tokens.len() > 1 && small + 1 == tokens.len() && is(words.first()?, Class::Nation);
        if is_of_nation && !words[1..].iter().all(|word| is(word, Class::EveryCountry)) {
            return None;
        }
        let joined = words.join(" ");
        if let Some(usual) = value(&joined, Class::ShortBody) {
            words = usual.split(' ').map(spelled).collect();
        }
        let is_general = |word: &&String| is(word, Class::EveryCountry);
        let mut general: Vec<&str> =
            words.iter().filter(is_general).map(String::as_str).filter(|word| !is(word, Class::NoInitial)).collect();
        let places = nations(&words);
        let others = words.iter().filter(|word| !is_general(word)).count();
        if others == 0 || !general.is_empty() && is_nation_of(&words, others) {
            general.sort_unstable();
            return match places.first() {
                Some(place) => Some(Self::plain(general.join(" ")).of(place)),
                None if general.len() > 1 || is(&joined, Class::Institution) => {
                    Some(Self { is_local: true, is_only: is_only(&joined, &words), ..Self::plain(general.join(" ")) })
                }
                None => None,
            };
        }
        (!words.is_empty()).then(|| Self::named(&words))
    }

    /// Reads the name of a country.
    pub(super) fn country(written: &str) -> Option<Self> {
        let words: Vec<String> = written.split_whitespace().map(|word| usual(bare_word(word))).filter(|word| word != "the").collect();
        let joined = words.join(" ");
        let key = value(&joined, Class::Nation).map_or(joined, str::to_owned);
        (!key.is_empty()).then(|| Self::plain(key))
    }

    /// A body that every country has, as this country's.
    pub(super) fn of(&self, country: &str) -> Self {
        Self::plain(format!("{country} {}", self.key))
    }

    /// Whether a country has such a body: few have a congress.
    pub(super) fn may_be_of(&self, country: &str) -> bool {
        self.key
            .split(' ')
            .all(|word| values(word, Class::HeldBy).next().is_none() || values(word, Class::HeldBy).any(|code| code == country))
    }

    fn plain(key: String) -> Self {
        Self { key, is_local: false, is_only: false, without_nation: None, without_kind: None, letters: None, initials: Default::default() }
    }

    fn named(words: &[String]) -> Self {
        let end = words.iter().rposition(|word| !is(word, Class::Corporate)).map_or(words.len(), |at| at + 1);
        let core = &words[..end];
        let is_national = core.len() > 2 && matches!(core[0].as_str(), "us" | "uk");
        let is_kind = |word: &String| matches!(value(word, Class::BodyKind), Some("firm" | "bank" | "party")) || is(word, Class::Corporate);
        let kind = core.iter().skip(1).rposition(|word| !is_kind(word)).map_or(1, |at| at + 2);
        let initials =
            |skip: bool| words.iter().filter(|word| !(skip && is(word, Class::NoInitial))).filter_map(|word| word.chars().next()).collect();
        Self {
            without_nation: is_national.then(|| without_small(&core[1..])),
            without_kind: (kind < core.len()).then(|| without_small(&core[..kind])).filter(|short| !is(short, Class::Institution)),
            letters: if let [only] = core { Some(only.clone()) } else { None },
            initials: if words.len() > 1 { [initials(true), initials(false)] } else { Default::default() },
            ..Self::plain(without_small(core))
        }
    }
}

/// A word without its plural ending.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(word)
}

/// Joins words without the small ones, which are easily confused, and in longer names without plural endings: "Museum for Modern Art", "Trade Unions
/// Congress".
fn without_small(words: &[String]) -> String {
    let mut long: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is(word, Class::NoInitial)).collect();
    if long.len() >= LONG_NAME {
        for word in &mut long {
            *word = singular(word);
        }
    }
    long.join(" ")
}

/// The words of a body's name as written, without "the" and words that describe the body ("official", "news agency"). `None` for a description:
/// "union of pilots at Acme".
pub(super) fn own_words(written: &str) -> Option<Vec<&str>> {
    let written = written.split('(').next()?;
    let tokens = written.split_whitespace().map(|token| token.trim_matches([',', '"', '“', '”', ')'])).filter(|token| !token.is_empty());
    let mut tokens: Vec<&str> = tokens.skip_while(|token| matches!(*token, "the" | "The")).collect();
    if is(&tokens.first()?.to_lowercase(), Class::Determiner) {
        return None;
    }
    strip_description(&mut tokens);
    while tokens.last().is_some_and(|last| is(last, Class::NoInitial)) {
        tokens.pop();
    }
    let before = tokens.iter().take_while(|token| is_small(token) && !is(token, Class::NameParticle)).count();
    let is_general = |token: &&str| is_any(&usual(bare_word(token)), &[Class::EveryCountry, Class::Nation]);
    if before == tokens.len() {
        return None;
    }
    if before > 0 && !tokens.iter().all(is_general) {
        let is_noun = |token: &&str| is_any(token, &[Class::Function, Class::Opener, Class::Cardinal, Class::Organisation]);
        if tokens[..before].iter().any(is_noun) || tokens.last().is_some_and(|last| is_small(last)) {
            return None;
        }
        tokens.drain(..before);
    }
    Some(tokens)
}

/// Whether a word is written unlike a name: "company", "16-member", but neither "eBay" nor "3i".
fn is_small(token: &str) -> bool {
    let is_number = token.contains(|letter: char| letter.is_ascii_digit()) && !token.contains('-');
    token.contains(char::is_lowercase) && !token.contains(char::is_uppercase) && !is_number
}

/// Strips words that describe an outlet: "Reuters news agency".
fn strip_description(tokens: &mut Vec<&str>) {
    let names = tokens.iter().rposition(|token| !is_small(token)).map_or(0, |at| at + 1);
    if names > 0 && tokens[names..].last().is_some_and(|last| is(last, Class::OutletNoun) || *last == "agency") {
        tokens.truncate(names);
    }
}

/// Whether the words that are not general only name a country.
fn is_nation_of(words: &[String], others: usize) -> bool {
    let is_other = |word: &&String| !is(word, Class::EveryCountry);
    let other: Vec<&str> = words.iter().filter(is_other).map(String::as_str).collect();
    others <= 2 && is(&other.join(" "), Class::Nation)
}

/// Whether a country has only one body of this name.
fn is_only(joined: &str, words: &[String]) -> bool {
    let says = |what: &str| words.iter().any(|word| value(word, Class::EveryCountry) == Some(what));
    value(joined, Class::EveryCountry) == Some("only") || says("only") && !says("several")
}

/// A word of a body's name in the form used for comparison: in lower case, with "and" for "&", without accents and full stops.
pub(super) fn usual(token: &str) -> String {
    match token {
        "&" => "and".to_owned(),
        token if token.contains('.') => super::fold::fold(token),
        token => spelled(&deunicode::deunicode(&plain(token)).replace('\'', "").to_lowercase()),
    }
}

/// A word in its most common spelling, and in full: "organization", "companies".
fn spelled(word: &str) -> String {
    let word = if word == "cos" { "companies" } else { word };
    word.strip_suffix("isation").map_or_else(|| word.to_owned(), |stem| format!("{stem}ization"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body_have_one_key() {
        for names in [
            ["the Fed", "Federal Reserve", "The Federal Reserve"],
            ["Russian Foreign Ministry", "Russia's Foreign Ministry", "Foreign Ministry of Russia"],
            ["Boeing Co.", "Boeing", "Boeing Company"],
            ["Marks & Spencer", "Marks and Spencer", "Marks and Spencer Group plc"],
            ["Reuters news agency", "Reuters", "the Reuters agency"],
            ["U.N.", "UN", "the United Nations"],
            ["Saudi Press Agency", "official Saudi Press Agency", "the Saudi Press Agency"],
            ["World Health Organization", "World Health Organisation", "WHO"],
            ["Moody", "Moody's", "Moody's Investors Service Inc"],
            ["Trades Union Congress", "Trade Unions Congress", "TUC"],
            ["Lake Cos Inc", "Lake Companies Inc.", "Lake Cos"],
            ["Crédit Agricole", "Credit Agricole", "Credit Agricole SA"],
            ["Museum of Modern Art", "Museum for Modern Art", "the Museum of Modern Art in"],
        ] {
            let keys = names.map(|name| Body::read(name).unwrap().key);
            assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
        }
    }

    #[test]
    fn what_every_country_has_is_local_and_descriptions_are_no_names() {
        for (name, is_local) in [
            ("Foreign Ministry", true),
            ("Supreme Court", true),
            ("Congress", true),
            ("Ministry of Health", true),
            ("Russian Foreign Ministry", false),
            ("Labour Party", false),
        ] {
            assert_eq!(Body::read(name).unwrap().is_local, is_local, "{name}");
        }
        for name in [
            "the company",
            "The firm",
            "US firm",
            "A US firm",
            "His party",
            "Police",
            "The Government",
            "the",
            "union of pilots at Acme",
            "he and a group of MPs",
            "'s board",
            "one Lake firm",
            "the regional Lake company",
            "board of Acme",
        ] {
            assert!(Body::read(name).is_none(), "{name}");
        }
    }
}
