//! All knowledge about English words, as tables with a single reader.
//!
//! Each line of a table (`tables/*.tsv`) has a word, its class and, for some classes, a value, separated by tabs. Words are in lower case, except
//! honours after a name and ranks that would otherwise be other words ("DI"); [`Class`] says what each class is for. A word has one line per class.
//! Any class may appear in any table, so that adding one fact touches one file.
//!
//! # Adding a word
//!
//! Add its lines to one file. No Rust code changes, and a test reports lines that cannot be read or are duplicates.
//!
//! | to add | file | lines |
//! |---|---|---|
//! | a title ("Taoiseach") | `titles.tsv` | `taoiseach  office`, `taoiseach  role`; a form of address as `honorific` |
//! | a shortened title ("Sen.") | `titles.tsv` | `sen  honorific`, `sen  short_title  senator`, `sen  abbreviation` |
//! | a given name ("Zofia") | `given_names.tsv`, which `scripts/train/given_names.py` makes | `zofia  given_name  100` |
//! | a noun for an outlet ("newspaper") | `outlets.tsv` | `newspaper  outlet_noun`, `newspaper  plain_outlet`; `wire service  plain_outlet` |
//! | an outlet by name ("Reuters") | `outlets.tsv` | `reuters  outlet` |
//! | a cue ("deny"), in its dictionary form | `cues.tsv` | `deny  cue  denies neutral` |
//! | a month's short form ("Sept.") | `calendar.tsv` | `sept  month  9`, `sept  abbreviation` |
//! | a bound ("upwards of") | `bounds.tsv` | `upwards of  bound_before  over` |
//! | a numeral ("lakh") | `numerals.tsv` | `lakh  cardinal  scale 100000` |
//! | a currency ("rupee") | `currencies.tsv` | `rupee  currency  INR`, `indian  currency_country  INR` |
//! | a nickname ("Bob") | `people.tsv` | `bob  nickname  robert` |
//! | any other word | the table whose first line fits | |

mod class;
mod gender;
mod table;

pub(crate) use class::Class;
pub use gender::Gender;
use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};
use table::{entry, of_class};

/// Whether a word is of a class.
#[must_use]
pub(crate) fn is(word: &str, class: Class) -> bool {
    entry(word).iter().any(|&(known, _)| known == class)
}

/// Whether a word is of any of the given classes.
#[must_use]
pub(crate) fn is_any(word: &str, classes: &[Class]) -> bool {
    entry(word).iter().any(|(known, _)| classes.contains(known))
}

/// Whether a word, or the last part of a compound ("then-candidate"), is of a class.
#[must_use]
pub(crate) fn ends_in(word: &str, class: Class) -> bool {
    is(word, class) || word.rsplit_once('-').is_some_and(|(_, last)| is(last, class))
}

/// The value of a word in a class; `None` where it has none.
#[must_use]
pub(crate) fn value(word: &str, class: Class) -> Option<&'static str> {
    values(word, class).next()
}

/// All values of a word in a class, in table order.
pub(crate) fn values(word: &str, class: Class) -> impl Iterator<Item = &'static str> {
    entry(word).iter().filter(move |&&(known, value)| known == class && !value.is_empty()).map(|&(_, value)| value)
}

/// The words of a class with their values, in table order. Scans every table: meant for indexes that are built once.
pub(crate) fn all(class: Class) -> impl Iterator<Item = (&'static str, &'static str)> {
    of_class(class)
}

/// Parses a value as an enum variant.
#[must_use]
pub(crate) fn named<T: Deserialize<'static>>(value: &'static str) -> Option<T> {
    T::deserialize(BorrowedStrDeserializer::<Error>::new(value)).ok()
}

/// Whether a word, given without its full stop, is an abbreviation.
#[must_use]
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let lower = word.to_lowercase();
    let needs_capital = value(&lower, Class::Abbreviation).is_some();
    is(&lower, Class::Abbreviation) && (!needs_capital || word.starts_with(char::is_uppercase))
}
