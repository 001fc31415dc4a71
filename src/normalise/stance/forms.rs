//! From a word in a text to the words under which a lexicon may list it.
//!
//! Only irregular forms are looked up: otherwise every form that English spelling allows is generated, and the lexicon takes those it knows. So
//! "stopped" gives "stop" besides "stopp" and "stoppe", and no dictionary is needed.

use crate::english::{Class, values};

/// The dictionary forms that a lower-case word may be an inflection of, starting with the word itself.
pub(in crate::normalise) fn dictionary_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    forms.extend(values(word, Class::Irregular).map(str::to_owned));
    for (ending, replacements) in [("ies", &["y", "ie"][..]), ("s", &[""]), ("ied", &["y", "ie"])] {
        extend_by_suffix(word, ending, replacements, &mut forms);
    }
    let hissed = word.strip_suffix("es").filter(|stem| ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| stem.ends_with(end)));
    forms.extend(hissed.map(str::to_owned));
    for ending in ["ed", "ing"] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        forms.push(format!("{stem}e"));
        if !doubles(stem) {
            forms.push(stem.to_owned());
        }
        forms.extend(undoubled(stem));
    }
    forms
}

/// The words that an unlisted word may be derived from, nearest first: "misreported" from "report", "resentment" from "resent".
pub(super) fn roots(word: &str) -> Vec<String> {
    let mut roots = Vec::new();
    let inflected = dictionary_forms(word);
    for form in &inflected {
        for prefix in ["re", "mis", "over", "under", "out", "counter", "co", "fore", "pre", "up", "well", "long"] {
            let rest = form.strip_prefix(prefix).map(|rest| rest.trim_start_matches('-'));
            roots.extend(rest.filter(|rest| rest.len() > 2).map(str::to_owned));
        }
        for (ending, replacements) in DERIVATIONS {
            extend_by_suffix(form, ending, replacements, &mut roots);
        }
    }
    let parts = word.split('-').filter(|part| word.contains('-') && part.len() > 2);
    roots.extend(parts.rev().flat_map(dictionary_forms));
    let deeper: Vec<String> = roots.iter().flat_map(|root| dictionary_forms(root)).collect();
    roots.extend(deeper);
    roots
}

/// Endings that form nouns, adjectives or adverbs, and the endings that they may have replaced.
const DERIVATIONS: [(&str, &[&str]); 19] = [
    ("ment", &["", "e"]),
    ("ication", &["y"]),
    ("ation", &["", "e", "ate"]),
    ("ition", &["", "e", "ite"]),
    ("ion", &["", "e"]),
    ("al", &["", "e", "y"]),
    ("ance", &["", "e", "ant"]),
    ("ence", &["", "e", "ent"]),
    ("ure", &["", "e"]),
    ("er", &["", "e"]),
    ("or", &["", "e"]),
    ("ent", &["e", "ence"]),
    ("ily", &["y"]),
    ("ly", &["", "le"]),
    ("ful", &["", "y"]),
    ("ive", &["", "e"]),
    ("able", &["", "e"]),
    ("ism", &["", "e", "ize"]),
    ("ness", &["", "y"]),
];

fn extend_by_suffix(word: &str, ending: &str, replacements: &[&str], forms: &mut Vec<String>) {
    if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
        forms.extend(replacements.iter().map(|replacement| format!("{stem}{replacement}")));
    }
}

/// Whether a verb with this spelling doubles its last letter, so that "noted" cannot come from "not".
fn doubles(stem: &str) -> bool {
    let is_vowel = |mark: char| "aeiou".contains(mark);
    let letters: Vec<char> = stem.chars().collect();
    matches!(letters[..], [first, second, third] if !is_vowel(first) && is_vowel(second) && !is_vowel(third) && !"wxy".contains(third))
}

/// "stopp" → "stop".
fn undoubled(stem: &str) -> Option<String> {
    let mut letters = stem.chars();
    let last = letters.next_back()?;
    (letters.next_back() == Some(last)).then(|| stem[..stem.len() - last.len_utf8()].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_lead_to_the_dictionary_form() {
        let pairs =
            [("denies", "deny"), ("denied", "deny"), ("stopped", "stop"), ("urging", "urge"), ("said", "say"), ("guesses", "guess")];
        for (form, entry) in pairs {
            assert!(dictionary_forms(form).contains(&entry.to_owned()), "{form}: {:?}", dictionary_forms(form));
        }
    }

    #[test]
    fn inflections_lead_to_no_other_word() {
        for form in ["noted", "notes", "noting"] {
            assert!(!dictionary_forms(form).contains(&"not".to_owned()), "{form}");
        }
    }

    #[test]
    fn derived_words_lead_to_their_root() {
        let pairs = [
            ("misreported", "report"),
            ("resentment", "resent"),
            ("supporters", "support"),
            ("refusals", "refuse"),
            ("re-announced", "announce"),
        ];
        for (word, root) in pairs {
            assert!(roots(word).contains(&root.to_owned()), "{word}: {:?}", roots(word));
        }
    }

    #[test]
    fn short_and_foreign_words_are_left_in_peace() {
        for word in ["", "s", "es", "éd", "ied", "中文", "ß-"] {
            assert!(dictionary_forms(word).contains(&word.to_owned()));
            roots(word);
        }
    }
}
