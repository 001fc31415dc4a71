//! Texts for testing the laws: the corpus, and generated ones.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use whosaid::article::Article;

use super::extractors::{article, fake, project};

/// The first articles of the corpus, sorted by name.
pub(crate) fn corpus(count: usize) -> Vec<Article> {
    let mut paths: Vec<_> = fs::read_dir(project().join("corpus/articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= count, "the corpus has {} articles", paths.len());
    paths.iter().take(count).map(|path| article(&path.display().to_string(), &fs::read_to_string(path).unwrap())).collect()
}

/// News-like sentences with attributions, in paragraphs.
pub(crate) fn news() -> impl Strategy<Value = String> {
    let speaker = prop::sample::select(vec!["Ana Lee", "The ministry", "A BBC spokesman", "Zoë O’Neill, 41,", "they", "McDonald-Ōe"]);
    let cue = prop::sample::select(vec!["said", "claimed", "denied", "told the BBC", "has tweeted", "was quoted as saying"]);
    let content = prop::sample::select(vec![
        "that the bridge was safe",
        "“no, never”",
        "\"we can't, and won't\"",
        "10,000 people had left Ostrel 🚒",
        "‘absurd’ rumours",
        "“The first.\n\n“The second.”",
    ]);
    let joint = prop::sample::select(vec![". ", ".\n\n", ".\r\n", ", and ", "… — "]);
    let sentence = (speaker, cue, content, joint).prop_map(|(speaker, cue, content, joint)| format!("{speaker} {cue} {content}{joint}"));
    prop::collection::vec(sentence, 1..12).prop_map(|sentences| sentences.concat())
}

/// Text of any characters, favouring those that have broken programs before.
pub(crate) fn anything() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => prop::sample::select(NASTY.to_vec()).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        2 => "[a-zA-Z]{1,9} ",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}]",
    ];
    prop::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

/// Combining marks, marks that change direction or join, letters whose length changes with case or normal form, breaks, quotation marks, and text
/// that looks like a special token.
const NASTY: [&str; 44] = [
    "\u{301}",
    "\u{308}\u{323}",
    "e\u{301}",
    "\u{1100}\u{1161}\u{11a8}",
    "한",
    "\u{200d}",
    "👩‍🚒",
    "👍🏽",
    "🇺🇦",
    "\u{fe0f}",
    "\u{202e}",
    "\u{2067}",
    "שלום",
    "العربية",
    "İ",
    "ß",
    "ﬁ",
    "ǅ",
    "Ω",
    "½",
    "中文",
    "日本",
    "\u{feff}",
    "\u{fffd}",
    "\u{a0}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{0}",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "«",
    "[CLS]",
    "[unused0]",
    "##ing",
];

/// Failing cases are saved in one file next to the tests.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    fake(); // A model that cannot be loaded fails here rather than as a saved case.
    let kept = FileFailurePersistence::Direct("tests/regressions/laws.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(kept)), ..ProptestConfig::default() }
}
