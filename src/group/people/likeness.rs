//! When two full names may be one person's.

use super::fold::spelling;
use super::name::Name;
use crate::english::{Class, values};

/// How similar two full names are, the most similar first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// One has middle names that the other lacks.
    Fuller,
    /// One has a short form of the other's given name, or both have short forms of the same name.
    Nickname,
    /// A name from another script, transliterated differently.
    Spelling,
    /// An initial for the given name, or a second surname: many people's names match like this.
    Loose,
    /// One letter added, missing or different in the given name: a slip, or another name.
    Slip,
}

/// Compares two full names; `None` if they belong to different people.
pub(super) fn likeness(one: &Name, other: &Name) -> Option<Likeness> {
    if one.suffix() != other.suffix() {
        return None;
    }
    let (short, long) = if one.words().len() <= other.words().len() { (one, other) } else { (other, one) };
    let surnames = alike(short.surname(), long.surname());
    let [given, middle @ .., _] = short.words() else { return None };
    let [long_given, long_middle @ .., _] = long.words() else { return None };
    let Some(surnames) = surnames else { return has_second_surname(short, long).then_some(Likeness::Loose) };
    if is_initial(long_given) && long_middle.first() == Some(given) {
        return Some(surnames.max(Likeness::Fuller));
    }
    let givens = given_names(given, long_given)?;
    is_among(middle, long_middle).then(|| surnames.max(givens))
}

/// The first letters of the usual forms of a given name: names that are alike share one.
pub(super) fn first_letters(given: &str) -> Vec<char> {
    let mut letters: Vec<char> = forms(given).filter_map(|form| spelling(form).chars().next()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// A given name and its usual forms.
fn forms(given: &str) -> impl Iterator<Item = &str> {
    let usual: Vec<&str> = values(given, Class::Nickname).collect();
    std::iter::once(given).chain(usual)
}

fn given_names(one: &str, other: &str) -> Option<Likeness> {
    if let Some(likeness) = alike(one, other) {
        return Some(likeness);
    }
    if forms(one).any(|form| forms(other).any(|another| form == another)) {
        return Some(Likeness::Nickname);
    }
    let begins = |initial: &str, name: &str| is_initial(initial) && name.starts_with(initial);
    if begins(one, other) || begins(other, one) {
        return Some(Likeness::Loose);
    }
    is_slip(one, other).then_some(Likeness::Slip)
}

/// Whether two longer words differ by two swapped letters or one extra letter.
pub(super) fn is_misprint(one: &str, other: &str) -> bool {
    is_slip(one, other) && (one.len() != other.len() || one.chars().filter(|letter| !other.contains(*letter)).count() == 0)
}

/// Whether two longer words with the same first letter differ in one letter, or in the order of two.
fn is_slip(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one.as_bytes(), other.as_bytes()) } else { (other.as_bytes(), one.as_bytes()) };
    if short.len() < 5 || long.len() - short.len() > 1 || short[0] != long[0] {
        return false;
    }
    let front = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let back = short.iter().rev().zip(long.iter().rev()).take_while(|(one, other)| one == other).count();
    let is_swap =
        short.len() == long.len() && front + back + 2 == short.len() && short[front] == long[front + 1] && short[front + 1] == long[front];
    front + back + 1 >= long.len() || is_swap
}

/// Whether two words are the same name, in the same or a different spelling.
fn alike(one: &str, other: &str) -> Option<Likeness> {
    if one == other {
        return Some(Likeness::Fuller);
    }
    (one.len() > 3 && other.len() > 3 && spelling(one) == spelling(other)).then_some(Likeness::Spelling)
}

fn is_initial(word: &str) -> bool {
    word.len() == 1
}

/// Whether the longer name's middle names begin with the shorter name's, each in full or as an initial.
fn is_among(short: &[String], long: &[String]) -> bool {
    let is_same = |(one, other): (&String, &String)| one == other || (is_initial(one) || is_initial(other)) && one[..1] == other[..1];
    short.len() <= long.len() && short.iter().zip(long).all(is_same)
}

/// Whether a longer name has a surname after the shorter one's, as Spanish names may.
fn has_second_surname(short: &Name, long: &Name) -> bool {
    long.words().len() == short.words().len() + 1 && long.words().starts_with(short.words())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(one: &str, other: &str) -> Option<Likeness> {
        let name = |written: &str| Name::read(written).unwrap().name;
        let found = likeness(&name(one), &name(other));
        assert_eq!(found, likeness(&name(other), &name(one)), "{one} / {other}");
        found
    }

    #[test]
    fn names_are_as_like_as_they_read() {
        for (one, other, expected) in [
            ("George W. Bush", "George Bush", Some(Likeness::Fuller)),
            ("Bill Clinton", "William Clinton", Some(Likeness::Nickname)),
            ("W. Mark Felt", "Mark Felt", Some(Likeness::Fuller)),
            ("John Fitzgerald Kennedy", "John F. Kennedy", Some(Likeness::Fuller)),
            ("Volodymyr Zelensky", "Volodymyr Zelenskiy", Some(Likeness::Spelling)),
            ("Aleksei Navalny", "Alexey Navalny", Some(Likeness::Spelling)),
            ("J. Smith", "John Smith", Some(Likeness::Loose)),
            ("Ildefonso Guajardo", "Ildefonso Guajardo Villarreal", Some(Likeness::Loose)),
            ("Malcom Glazer", "Malcolm Glazer", Some(Likeness::Slip)),
            ("Kirsty Williams", "Kisrty Williams", Some(Likeness::Slip)),
            ("George W. Bush", "George H.W. Bush", None),
            ("Donald Trump", "Donald Trump Jr.", None),
            ("Hillary Clinton", "Bill Clinton", None),
            ("Robert Brown", "Roberta Brown", Some(Likeness::Slip)),
            ("Pamela Andersen", "Pamela Anderson", None),
        ] {
            assert_eq!(of(one, other), expected, "{one} / {other}");
        }
    }
}
