//! Reads the names of people.

use super::fold::fold;
use crate::english::{Class, Gender, is, value};
use crate::text::bare_word;

/// The words of a person's name, folded, without titles and honours.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Name {
    words: Vec<String>,
    /// Jr., Sr., II, III: distinguishes namesakes.
    suffix: Option<String>,
}

/// A person's name with what stood around it; empty for a body.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    pub(super) name: Name,
    /// As written, without titles and honours.
    pub(super) shown: String,
    /// The gender that the titles before it show.
    pub(super) gender: Option<Gender>,
    /// The titles, roles and descriptions before it.
    pub(super) title: String,
}

impl Name {
    /// Reads a name as an article writes it: "Pennsylvania Gov. Ed Rendell", "GEORGE W. BUSH", "Ms. O’Neill’s". `None` if no word of a name remains.
    pub(super) fn read(written: &str) -> Option<Read> {
        let written = written.split(['(', ';']).next()?.trim();
        let tokens: Vec<&str> = written.split_whitespace().map(|token| token.trim_matches([',', '"', '“', '”'])).collect();
        let tokens: Vec<&str> = tokens.into_iter().take_while(|token| !is_party(token)).filter(|token| !fold(token).is_empty()).collect();
        if is_description(&tokens) {
            return None;
        }
        let from = titles(&tokens);
        let honours = tokens[from..].iter().skip(1).rev().take_while(|token| is(token, Class::Honour)).count();
        let mut own: Vec<&str> = tokens[from..tokens.len() - honours].to_vec();
        if let Some(last) = own.last_mut() {
            *last = bare_word(last);
        }
        let has_small = own.iter().any(|token| token.chars().any(char::is_lowercase));
        let mut words: Vec<String> = Vec::new();
        for (at, token) in own.iter().enumerate() {
            match initials(token, at == 0 && own.len() > 1 && has_small) {
                Some(letters) => words.extend(letters),
                None => words.push(fold(token.strip_prefix("al-").or(token.strip_prefix("Al-")).unwrap_or(token))),
            }
        }
        let suffix = if words.len() > 1 { words.pop_if(|word| is(word, Class::NameSuffix)) } else { None };
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let suffix = suffix.map(|suffix| if suffix.ends_with('r') { suffix.replace('n', "") } else { suffix });
        let gender = tokens[..from].iter().find_map(|token| Gender::of_word(&plain(token)));
        (!words.is_empty()).then(|| Read { name: Self { words, suffix }, shown: own.join(" "), gender, title: tokens[..from].join(" ") })
    }

    /// The words of the name, folded.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// The suffix, which distinguishes namesakes.
    pub(super) fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// The last word.
    pub(super) fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first word, which in a name of one word is the surname.
    pub(super) fn given(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether it is more than a surname.
    pub(super) fn is_full(&self) -> bool {
        self.words.iter().filter(|word| !is(word, Class::NameParticle)).count() > 1
    }

    /// All its letters and the suffix: the same with and without hyphens and spaces.
    pub(super) fn letters(&self) -> String {
        self.words.concat() + self.suffix.as_deref().map(|suffix| format!(" {suffix}")).unwrap_or_default().as_str()
    }

    /// The gender that the given name suggests.
    pub(super) fn gender(&self) -> Option<Gender> {
        if self.is_full() { Gender::of_given_name(self.given()) } else { None }
    }
}

/// A word in lower case, without a final full stop.
pub(super) fn plain(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// "R-Ky.": the party and state of a member of Congress.
fn is_party(token: &str) -> bool {
    let (party, state) = token.split_once('-').unwrap_or_default();
    matches!(party, "R" | "D" | "I") && state.starts_with(char::is_uppercase)
}

/// Whether words are not a single person's name: two people, a lower-case noun at the end, or only an honour or party.
fn is_description(tokens: &[&str]) -> bool {
    let Some(last) = tokens.last().map(|last| bare_word(last)) else { return true };
    let is_noun = !last.contains(char::is_uppercase) && tokens.len() > 1;
    let is_party = matches!(value(&plain(last), Class::BodyKind), Some("party"));
    let is_pair = tokens.iter().any(|token| matches!(*token, "and" | "&" | "or"));
    is_noun || is_party || is_pair || tokens.len() == 1 && is(last, Class::Honour)
}

/// How many leading tokens are not part of the name: up to the last title or office, lower-case role ("radio host Rush Limbaugh"), or capitalised
/// role before a full name ("Spokeswoman Jessica Ditto").
fn titles(tokens: &[&str]) -> usize {
    let mut count = 0;
    for (at, token) in tokens.iter().enumerate().take(tokens.len().saturating_sub(1)) {
        let lower = plain(bare_word(token));
        let is_small = token.starts_with(char::is_lowercase);
        let is_title = [Class::Honorific, Class::Office, Class::Style].iter().any(|&class| is(&lower, class));
        let is_titled = is_title || is(&lower, Class::NoName) && at == count;
        let is_role = is(&lower, Class::Role) || is(&lower, Class::Gendered);
        let is_after_office = count == at && at > 0 && is(&plain(tokens[at - 1]), Class::Office);
        let is_capital_role = is_role && !is_small && (is_after_office || tokens.len() - at > 2 && !is(&lower, Class::GivenName));
        if is_titled || is_role && is_small || is_capital_role || lower == "the" && at == count {
            count = at + 1;
        }
    }
    count
}

/// The letters of initials: "W.", "H.W.", and at the start of a name "JK".
fn initials(token: &str, may_lack_stops: bool) -> Option<Vec<String>> {
    let letters: Vec<char> = token.chars().filter(|letter| letter.is_alphabetic()).collect();
    let has_stops = token.matches('.').count() >= letters.len() && !letters.is_empty();
    let is_bare = may_lack_stops && (2..=3).contains(&letters.len()) && letters.iter().all(|letter| letter.is_uppercase());
    (has_stops || is_bare && token.len() == letters.len()).then(|| letters.iter().map(|letter| fold(&letter.to_string())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_without_what_stands_around_it() {
        for (written, shown, words) in [
            ("Pennsylvania Gov. Ed Rendell", "Ed Rendell", "ed rendell"),
            ("conservative talk radio host Rush Limbaugh", "Rush Limbaugh", "rush limbaugh"),
            ("Spokeswoman Jessica Ditto", "Jessica Ditto", "jessica ditto"),
            ("Attorney General Goldsmith", "Goldsmith", "goldsmith"),
            ("David Perdue (R-Ga.", "David Perdue", "david perdue"),
            ("Donald Trump’s", "Donald Trump", "donald trump"),
            ("George H.W. Bush", "George H.W. Bush", "george h w bush"),
            ("JK Rowling", "JK Rowling", "j k rowling"),
            ("Donald Trump, Jr.", "Donald Trump Jr.", "donald trump"),
            ("Ban Ki-moon", "Ban Ki-moon", "ban kimoon"),
            ("WALLACE", "WALLACE", "wallace"),
            ("Robert Key MP", "Robert Key", "robert key"),
            ("Dean Barker", "Dean Barker", "dean barker"),
            ("Tim Cook", "Tim Cook", "tim cook"),
            ("Baroness Boothroyd", "Boothroyd", "boothroyd"),
            ("Mitch McConnell R-Ky.", "Mitch McConnell", "mitch mcconnell"),
            ("Nouri al-Maliki", "Nouri al-Maliki", "nouri maliki"),
        ] {
            let read = Name::read(written).unwrap_or_else(|| panic!("{written}"));
            assert_eq!((read.shown.as_str(), read.name.words().join(" ").as_str()), (shown, words));
        }
        for written in [" .,", "Trump and Clinton", "Republican nominee", "MEP", "Fellow Republicans"] {
            assert!(Name::read(written).is_none(), "{written}");
        }
    }

    #[test]
    fn a_title_shows_a_gender() {
        assert_eq!(Name::read("Ms. Zelensky").unwrap().gender, Some(Gender::Female));
        assert_eq!(Name::read("President Zelensky").unwrap().gender, None);
        assert_eq!(Name::read("Donald Trump Jnr").unwrap().name.suffix(), Some("jr"));
    }
}
