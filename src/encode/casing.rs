//! The casing of a word, which an uncased vocabulary loses.

use crate::model::CasingIds;

/// The casing id of a word. A single capital letter counts as capitalised, so that "A" and "I" are not taken for acronyms.
pub(super) fn casing_of(word: &str, ids: CasingIds) -> u32 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return ids.lower };
    let (mut rest, mut rest_upper) = (0, 0);
    for letter in letters {
        rest += 1;
        rest_upper += usize::from(letter.is_uppercase());
    }
    match (first.is_uppercase(), rest_upper) {
        (false, 0) => ids.lower,
        (true, 0) => ids.capitalised,
        (true, upper) if upper == rest => ids.upper,
        _ => ids.mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let ids = CasingIds { lower: 0, capitalised: 1, upper: 2, mixed: 3 };
        let shapes = [("said", 0), ("1996", 0), ("He", 1), ("I", 1), ("BBC", 2), ("iPhone", 3), ("McCain", 3), ("Élan", 1)];
        for (word, shape) in shapes {
            assert_eq!(casing_of(word, ids), shape, "{word}");
        }
    }
}
