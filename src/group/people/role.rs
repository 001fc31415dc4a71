//! What roles show about whether two mentions mean one person.

use std::collections::BTreeSet;

use super::name::plain;
use crate::english::{Class, is, value, values};
use crate::text::bare_word;

/// Pairs of fields that one person may work in at the same time.
const NEIGHBOURS: [(&str, &str); 6] =
    [("politics", "law"), ("law", "police"), ("business", "science"), ("sport", "crime"), ("arts", "crime"), ("business", "crime")];

/// What the roles given to somebody, in one or several articles, say.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Roles {
    /// The meaningful words, with countries as their codes.
    words: BTreeSet<String>,
    /// The fields of the present roles.
    fields: BTreeSet<&'static str>,
    /// Offices with a single holder in each country, with the country: "president", "UA".
    offices: BTreeSet<(String, &'static str)>,
}

impl Roles {
    /// Adds a role as an article words it.
    pub(super) fn add(&mut self, role: &str) {
        let mut lower: Vec<String> = role.split_whitespace().map(|word| plain(bare_word(word.trim_matches(MARKS)))).collect();
        lower.retain(|word| !word.is_empty());
        let is_past =
            lower.iter().any(|word| matches!(word.as_str(), "former" | "ex" | "one-time" | "retired" | "late") || word.starts_with("ex-"));
        let nations: Vec<&str> = nations(&lower);
        for word in &lower {
            if !is_past {
                self.fields.extend(values(word, Class::RoleField));
            }
            if is_office(word) {
                self.offices.extend(nations.iter().map(|nation| (word.clone(), *nation)));
            }
            if !is(word, Class::Function) && !is(word, Class::Opener) && !is(word, Class::Nation) && !is(word, Class::InPassing) {
                self.words.insert(word.strip_prefix("ex-").unwrap_or(word).to_owned());
            }
        }
        self.words.extend(nations.into_iter().map(str::to_owned));
    }

    /// Adds the roles of another mention of the same person.
    pub(super) fn extend(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        self.fields.extend(&other.fields);
        self.offices.extend(other.offices.iter().cloned());
    }

    /// The parts by which roles can contradict others.
    pub(super) fn key(&self) -> (BTreeSet<&'static str>, BTreeSet<(String, &'static str)>) {
        (self.fields.clone(), self.offices.clone())
    }

    /// Whether nothing is known about somebody's present work.
    pub(super) fn tell_no_field(&self) -> bool {
        self.fields.is_empty() && self.offices.is_empty()
    }

    /// The fields, for distinguishing namesakes.
    pub(super) fn fields(&self) -> String {
        self.fields.iter().copied().collect::<Vec<_>>().join(" ")
    }

    /// Whether one person can hardly have both: a striker and a minister, the presidents of two countries.
    pub(super) fn contradict(&self, other: &Self) -> bool {
        let go_together = |one: &str, other: &str| one == other || NEIGHBOURS.contains(&(one, other)) || NEIGHBOURS.contains(&(other, one));
        let some = |one: &Self, other: &Self| !one.fields.is_empty() && !other.fields.is_empty();
        let fields = some(self, other) && !self.fields.iter().any(|one| other.fields.iter().any(|another| go_together(one, another)));
        fields || self.offices_contradict(other)
    }

    /// Whether both are known and share neither a word nor a field.
    pub(super) fn differ(&self, other: &Self) -> bool {
        !self.words.is_empty() && !other.words.is_empty() && self.words.is_disjoint(&other.words) && self.fields.is_disjoint(&other.fields)
    }

    /// Whether they hold the same office in different countries, and share none in one country.
    fn offices_contradict(&self, other: &Self) -> bool {
        let differs = |(office, nation): &(String, &str)| other.offices.iter().any(|(same, where_)| same == office && where_ != nation);
        self.offices.iter().any(differs) && self.offices.is_disjoint(&other.offices)
    }

    /// Whether they suggest one person: they share an office, a word for an employer or party, or any two words.
    pub(super) fn agree(&self, other: &Self) -> bool {
        let shared: Vec<&String> = self.words.intersection(&other.words).filter(|word| !is_code(word)).collect();
        let tells =
            |word: &&&String| is_office(word) || !is(word, Class::Role) && !is(word, Class::RoleModifier) && !is(word, Class::Office);
        !self.contradict(other) && (shared.len() > 1 || shared.iter().any(|word| tells(&word)))
    }
}

/// Punctuation that may surround a word.
const MARKS: [char; 8] = [',', '.', '"', '“', '”', '(', ')', ';'];

/// Whether a word is an office that few people hold at a time.
fn is_office(word: &str) -> bool {
    is(word, Class::Office) && values(word, Class::RoleField).any(|field| field == "politics")
}

/// Whether a word of a role is a country's code; only codes have capitals.
fn is_code(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_uppercase())
}

/// The codes of the countries that lower-case words name, in one word or two.
pub(super) fn nations(words: &[String]) -> Vec<&'static str> {
    codes(words, &[Class::Nation])
}

/// Looks up lower-case words, in pairs and singly, and returns their codes in the first of the classes that has them.
pub(super) fn codes(words: &[String], classes: &[Class]) -> Vec<&'static str> {
    let code = |words: &str| classes.iter().find_map(|&class| value(words, class));
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let found: Vec<(String, &str)> = pairs.filter_map(|pair| code(&pair).map(|code| (pair, code))).collect();
    let single = words.iter().filter(|word| !found.iter().any(|(pair, _)| pair.split(' ').any(|part| part == **word)));
    let single: Vec<&str> = single.filter_map(|word| code(word)).collect();
    found.into_iter().map(|(_, code)| code).chain(single).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(role: &str) -> Roles {
        let mut roles = Roles::default();
        roles.add(role);
        roles
    }

    #[test]
    fn roles_agree_or_contradict() {
        for (one, other) in [
            ("Ukrainian president", "President"),
            ("UK chancellor", "Chancellor"),
            ("Liverpool manager", "Liverpool boss"),
            ("Home Secretary", "New Home Secretary"),
            ("Tory leader", "Tory MP"),
        ] {
            assert!(roles(one).agree(&roles(other)), "{one} / {other}");
        }
        for (one, other) in [("analyst", "analyst"), ("spokesman", "a spokesman"), ("chairman", "chairman"), ("leader", "party leader")] {
            assert!(!roles(one).agree(&roles(other)), "{one} / {other}");
        }
        for (one, other) in [
            ("Chelsea striker", "Foreign Minister"),
            ("Labour MP", "professor at Yale"),
            ("fund manager", "Scotland coach"),
            ("Australian Prime Minister", "UK prime minister"),
            ("president of South Korea", "president of North Korea"),
        ] {
            assert!(roles(one).contradict(&roles(other)), "{one} / {other}");
        }
        for (one, other) in [
            ("former footballer", "Sports Minister"),
            ("British Prime Minister", "UK prime minister"),
            ("chairman", "minister"),
            ("England captain", "Chelsea defender"),
        ] {
            assert!(!roles(one).contradict(&roles(other)), "{one} / {other}");
        }
    }
}
