//! Law 7 on a small scale: no text makes the pipeline panic, hang, or lose another article's records.

use proptest::prelude::*;
use whosaid::article::Article;

use super::extractors::{article, extract_one, fake, shipped, sparing};
use super::spans::assert_spans_quote;
use super::texts::{anything, config};

const STATEMENT: &str = "“The harbour will stay open,” Maria Keller told reporters.";

/// Texts that tend to break programs, by name.
fn nasty_texts() -> Vec<(&'static str, String)> {
    vec![
        ("nothing", String::new()),
        ("only newlines", "\n".repeat(3000)),
        ("only carriage returns", "\r".repeat(3000)),
        ("only white space of all kinds", " \t\u{a0}\u{2003}\u{2028}\u{85}".repeat(300)),
        ("only straight quotation marks", "\"".repeat(3001)),
        ("only opening quotation marks", "“".repeat(3000)),
        ("only single quotation marks", "'".repeat(3000)),
        ("single quotation marks that never close", " ‘a".repeat(2000)),
        ("words of 5,000 characters", format!("{} said {}", "a".repeat(5000), "Ö".repeat(5000))),
        ("a word of combining marks", "e".to_owned() + &"\u{301}".repeat(3000)),
        ("only combining marks", "\u{301}\u{323}".repeat(500)),
        ("characters of several pieces", "Samsung (삼성) said “한vli § 각각”. ".repeat(20)),
        ("right to left", "אמר ראש העיר כי הגשר ייסגר. قال العمدة إن الجسر سيغلق. ".repeat(40)),
        ("overrides of the direction", "\u{202e}said\u{202c} \u{2067}“no”\u{2069} ".repeat(100)),
        ("control characters", ('\u{1}'..'\u{20}').chain('\u{7f}'..'\u{a0}').cycle().take(3000).collect()),
        ("NUL", "Ana Lee said\0 \0\0no\0.".to_owned()),
        ("emoji of many parts", "👩‍👩‍👧‍👦👍🏽🇺🇦".repeat(200)),
        ("special tokens as text", "[CLS] said [SEP] [unused0] [PAD] [UNK] [MASK] ".repeat(30)),
        ("one character", "a".to_owned()),
        ("a text without white space", "ana,said:“no”;".repeat(400)),
        ("two thousand paragraphs", "a\n".repeat(2000)),
    ]
}

#[test]
fn nasty_texts_are_done_one_by_one() {
    for (name, text) in nasty_texts() {
        println!("{name}");
        assert_spans_quote(&extract_one(sparing(), &text));
    }
}

#[test]
fn nasty_texts_leave_their_neighbours_intact() {
    let nasty = nasty_texts().into_iter().filter(|(_, text)| text.len() < 4000).map(|(name, text)| article(name, &text));
    let mut articles: Vec<Article> = nasty.collect();
    articles.insert(0, article("first", STATEMENT));
    articles.push(article("last", STATEMENT));
    let extractions: Vec<_> = shipped().extract_all(&articles).into_iter().map(Result::unwrap).collect();
    let alone = extract_one(shipped(), STATEMENT);
    assert!(!alone.claims.is_empty());
    for beside in [&extractions[0], &extractions[extractions.len() - 1]] {
        assert_eq!(beside.annotation.attributions, alone.annotation.attributions);
    }
    extractions.iter().for_each(assert_spans_quote);
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_text_is_done(text in prop_oneof![anything(), "(?s).{0,400}", "[\"'“”‘’«»\n a]{0,400}"]) {
        let extraction = extract_one(fake(), &text);
        prop_assert_eq!(&extraction.annotation.text, &text);
        assert_spans_quote(&extraction);
    }
}
