//! The words that make numbers, and the reader of word lists.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term {
    /// Nothing: any other word.
    Other,
    /// A part of a cardinal: "three", "hundred", "million".
    Cardinal(Rank, f64),
    /// The last word of an ordinal, or a denominator: "third", "thirds", "half".
    Ordinal { rank: Rank, value: f64, plural: bool },
    /// A multiplier that follows digits only: "bn".
    Short(f64),
    /// "a", "an".
    Article,
    /// "and".
    And,
    /// "point".
    Point,
}

/// The place of a word in a spelled number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    Digit,
    Teen,
    Tens,
    Hundred,
    Scale,
    /// Dozens.
    Group,
    /// Halves and quarters, which are denominators only.
    Part,
}

static TERMS: LazyLock<HashMap<String, Term>> = LazyLock::new(|| {
    let mut terms = HashMap::new();
    for [word, rank, value, ordinal] in rows(include_str!("numerals.tsv")) {
        let value = value.parse().unwrap_or(f64::NAN);
        let Some(rank) = rank_of(rank) else {
            terms.insert(word.to_owned(), Term::Short(value));
            continue;
        };
        if !ordinal.is_empty() {
            terms.insert(ordinal.to_owned(), Term::Ordinal { rank, value, plural: false });
            terms.insert(format!("{ordinal}s"), Term::Ordinal { rank, value, plural: true });
        }
        if rank == Rank::Part {
            continue;
        }
        terms.insert(word.to_owned(), Term::Cardinal(rank, value));
    }
    terms.insert("halves".to_owned(), Term::Ordinal { rank: Rank::Part, value: 2.0, plural: true });
    terms.extend([("a", Term::Article), ("an", Term::Article), ("and", Term::And), ("point", Term::Point)].map(|(w, t)| (w.to_owned(), t)));
    terms
});

fn rank_of(name: &str) -> Option<Rank> {
    Some(match name {
        "digit" => Rank::Digit,
        "teen" => Rank::Teen,
        "tens" => Rank::Tens,
        "hundred" => Rank::Hundred,
        "scale" => Rank::Scale,
        "group" => Rank::Group,
        "part" => Rank::Part,
        _ => return None,
    })
}

/// What a word, in lower case, does in a number.
pub(super) fn term(word: &str) -> Term {
    TERMS.get(word).copied().unwrap_or(Term::Other)
}

/// The rows of a word list: lines that are neither empty nor a comment, cut at tabs; absent fields are empty.
pub(super) fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default().trim())
    })
}
