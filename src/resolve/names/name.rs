//! Whether two names may belong to the same bearer.

use crate::english::{Class, is};

/// The words of a name, in lower case, without full stops and with straight apostrophes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::resolve) struct Name {
    words: Vec<String>,
    /// "Jr.", "Sr.", "II", "III", which tell namesakes apart.
    suffix: Option<String>,
}

impl Name {
    pub(in crate::resolve) fn new<'t>(words: impl Iterator<Item = &'t str>) -> Self {
        let mut words: Vec<String> = words.map(|word| word.replace('.', "").replace('’', "'").to_lowercase()).collect();
        if words.len() > 1 && words[0] == "the" {
            words.remove(0);
        }
        let is_suffix = |word: &String| is(word, Class::NameSuffix);
        let suffix = if words.len() > 1 { words.pop_if(|word| is_suffix(word)) } else { None };
        Self { words, suffix }
    }

    /// The number of words, the suffix included: the more, the fuller the name.
    pub(in crate::resolve) fn len(&self) -> usize {
        self.words.len() + usize::from(self.suffix.is_some())
    }

    /// The words without the suffix.
    pub(in crate::resolve) fn words(&self) -> &[String] {
        &self.words
    }

    /// The first word; empty where there is none.
    pub(in crate::resolve) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    pub(in crate::resolve) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether this name may belong to a person whose full name is `full`: it is the surname, first name or a middle name alone, the last words, or
    /// first name and surname with other middle names or a shorter first name.
    pub(in crate::resolve) fn may_be_person(&self, full: &Self) -> bool {
        if self.suffix != full.suffix && (self.suffix.is_some() || self.len() > 1) {
            return false;
        }
        match (self.words.as_slice(), full.words.as_slice()) {
            ([only], [.., last]) if only == last => self.suffix.is_some() || full.suffix.is_none(),
            // "Chuva" of 'Edson "Chuva" Pereira'
            ([only], [first, middle @ .., _]) => only == first || only.len() > 3 && middle.contains(only),
            ([first, .., last], [full_first, .., full_last]) => {
                let is_tail = full.words.ends_with(&self.words);
                is_tail || last == full_last && full.words.len() > 1 && is_short_for(first, full_first)
            }
            _ => false,
        }
    }

    /// Whether this name is the longer one without its first words.
    pub(in crate::resolve) fn is_tail_of(&self, longer: &Self) -> bool {
        self.len() < longer.len() && self.suffix == longer.suffix && longer.words.ends_with(&self.words)
    }

    /// Whether this name is a single word, the surname of `full`.
    pub(in crate::resolve) fn is_surname_of(&self, full: &Self) -> bool {
        self.words.len() == 1 && self.words.last() == full.words.last()
    }

    /// Whether this name may belong to an organisation whose full name is `full`: it is the initials, the last words ("State Department"), or the
    /// first words ("Acme" of "Acme Holdings").
    pub(in crate::resolve) fn may_be_organisation(&self, full: &Self) -> bool {
        let (short, long) = (core(&self.words), core(&full.words));
        if short.is_empty() || long.len() < short.len() {
            return false;
        }
        let is_part =
            long.ends_with(short) && (short.len() > 1 || long.len() == 2) || long.starts_with(short) && long.len() <= short.len() + 1;
        is_part || self.opens_firm(full) || self.is_acronym_of(full)
    }

    /// Whether this name is the first word of a name that ends like a firm's ("Acme" of "Acme Water Systems Corp"), and is not a common first word of
    /// names.
    fn opens_firm(&self, full: &Self) -> bool {
        let [only] = self.words.as_slice() else { return false };
        let is_firm = core(&full.words).len() < full.words.len() && full.first() == only;
        is_firm && only.len() > 3 && !is(only, Class::CommonFirst) && !is(only, Class::Demonym)
    }

    /// Whether this name may belong to an organisation whose full name is `full`, but more likely belongs to one whose name has fewer words.
    pub(in crate::resolve) fn may_loosely_be(&self, full: &Self) -> bool {
        self.opens_firm(full) && core(&full.words).len() > self.len() + 1
    }

    /// Whether this name is the initials of `full`.
    fn is_acronym_of(&self, full: &Self) -> bool {
        let [letters] = self.words.as_slice() else { return false };
        let initials = |skip: bool| -> String {
            let counted = full.words.iter().filter(|word| !(skip && is(word, Class::NoInitial)));
            counted.filter_map(|word| word.chars().next()).collect()
        };
        full.words.len() > 1 && letters.chars().count() > 1 && (*letters == initials(true) || *letters == initials(false))
    }

    /// Whether the name holds a word.
    pub(in crate::resolve) fn holds(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }
}

/// A name without the words that may be left off the end of a firm's name ("Corp", "Holdings").
fn core(words: &[String]) -> &[String] {
    let end = words.iter().rposition(|word| !is(word, Class::Corporate)).map_or(words.len(), |at| at + 1);
    &words[..end]
}

/// Whether one first name may stand for another: they are equal, or one is the other's initial or its first three or more letters ("Tim" for
/// "Timothy").
fn is_short_for(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let letters = short.chars().count();
    long.starts_with(short) && (letters == 1 || letters >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> Name {
        Name::new(words.split(' '))
    }

    #[test]
    fn persons() {
        for (short, full) in [
            ("Zelensky", "Volodymyr Zelensky"),
            ("Ana", "Ana Lee"),
            ("J. Doe", "John Doe"),
            ("Tim Cook", "Timothy D. Cook"),
            ("van Dyk", "Jan van Dyk"),
            ("Trump Jr", "Donald Trump Jr"),
            ("Chuva", "Edson Chuva Pereira"),
        ] {
            assert!(name(short).may_be_person(&name(full)), "{short} / {full}");
        }
        for (short, full) in
            [("Trump", "Donald Trump Jr."), ("Ivanka Trump", "Donald Trump"), ("Al Lee", "Albert"), ("Trump Jr.", "Ivanka Trump")]
        {
            assert!(!name(short).may_be_person(&name(full)), "{short} / {full}");
        }
    }

    #[test]
    fn organisations() {
        for (short, full) in [
            ("NIS", "National Intelligence Service"),
            ("the State Department", "US State Department"),
            ("Acme", "Acme Holdings Ltd."),
            ("DoD", "Department of Defense"),
            ("Acme Corp", "Acme"),
        ] {
            assert!(name(short).may_be_organisation(&name(full)), "{short} / {full}");
        }
        assert!(!name("Bank").may_be_organisation(&name("National Bank of Ghana")));
        assert!(!name("Justice Department").may_be_organisation(&name("State Department")));
    }
}
