//! The reader of the tables.

use std::sync::LazyLock;

use ahash::AHashMap;

use super::class::Class;

/// Every table, with its name for messages.
const TABLES: [(&str, &str); 18] = [
    ("titles", include_str!("tables/titles.tsv")),
    ("abbreviations", include_str!("tables/abbreviations.tsv")),
    ("calendar", include_str!("tables/calendar.tsv")),
    ("function", include_str!("tables/function.tsv")),
    ("verbs", include_str!("tables/verbs.tsv")),
    ("given_names", include_str!("tables/given_names.tsv")),
    ("roles", include_str!("tables/roles.tsv")),
    ("bodies", include_str!("tables/bodies.tsv")),
    ("people", include_str!("tables/people.tsv")),
    ("documents", include_str!("tables/documents.tsv")),
    ("outlets", include_str!("tables/outlets.tsv")),
    ("bounds", include_str!("tables/bounds.tsv")),
    ("cues", include_str!("tables/cues.tsv")),
    ("forms", include_str!("tables/forms.tsv")),
    ("numbers", include_str!("tables/numbers.tsv")),
    ("numerals", include_str!("tables/numerals.tsv")),
    ("currencies", include_str!("tables/currencies.tsv")),
    ("countries", include_str!("tables/countries.tsv")),
];

/// A word's classes with their values, in table order.
type Entry = Vec<(Class, &'static str)>;

/// All lines of the tables: word, class and value.
static FACTS: LazyLock<Vec<(&'static str, Class, &'static str)>> = LazyLock::new(|| lines().filter_map(|(_, line)| read(line)).collect());

static WORDS: LazyLock<AHashMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut words: AHashMap<&'static str, Entry> = AHashMap::new();
    for &(word, class, value) in FACTS.iter() {
        words.entry(word).or_default().push((class, value));
    }
    words
});

/// The entry of a word exactly as it stands in the tables; empty for an unknown word.
pub(super) fn entry(word: &str) -> &'static [(Class, &'static str)] {
    WORDS.get(word).map_or(&[], Vec::as_slice)
}

/// The words of a class with their values, in table order.
pub(super) fn of_class(class: Class) -> impl Iterator<Item = (&'static str, &'static str)> {
    FACTS.iter().filter(move |&&(_, known, _)| known == class).map(|&(word, _, value)| (word, value))
}

/// The lines of all tables, each with its table's name, without comments.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_table = |(name, table): (&'static str, &'static str)| table.lines().map(move |line| (name, line));
    TABLES.into_iter().flat_map(of_table).filter(|(_, line)| !line.starts_with('#'))
}

/// A line's word, class and value; the value is optional.
fn read(line: &'static str) -> Option<(&'static str, Class, &'static str)> {
    let mut columns = line.split('\t');
    let (word, class) = (columns.next()?, Class::named(columns.next()?)?);
    let value = columns.next().unwrap_or_default();
    (!word.is_empty() && columns.next().is_none()).then_some((word, class, value))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_line_of_every_table_is_understood_and_stands_once() {
        let mut known = HashSet::new();
        for (table, line) in lines() {
            let (word, class, value) = read(line).unwrap_or_else(|| panic!("english/tables/{table}.tsv: {line:?}"));
            assert!(known.insert((word, class as u32, value)), "english/tables/{table}.tsv: {line:?} stands twice");
        }
        for &class in Class::ALL {
            assert!(known.iter().any(|&(_, number, _)| number == class as u32), "no word is {class:?}");
        }
    }
}
