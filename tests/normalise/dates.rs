//! Dates: the project's own cases, laws that hold for any text, and scores on labelled data.

mod recognizers;
mod timebank;

use jiff::civil::Date;
use proptest::prelude::*;
use whosaid::normalise::dates::{TimeExpression, time_expressions};
use whosaid::segment::Text;

/// The expressions found in a text, written as `words = first..last` and separated by ` | `; `-` stands for an unknown day.
fn shown(text: &str, found: &[TimeExpression]) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let one = |found: &TimeExpression| {
        let (first, last) = (day(found.value.first_day()), day(found.value.last_day()));
        let days = if first == last { first } else { format!("{first}..{last}") };
        format!("{} = {days}", found.span.of(text))
    };
    found.iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[test]
fn our_own_sentences_are_read() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in include_str!("dates.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [published, text, expected] = columns[..] else { panic!("three columns: {line}") };
        let published = (published != "-").then(|| published.parse().unwrap());
        let got = shown(text, &time_expressions(&Text::new(text), published));
        cases += 1;
        if got != expected {
            wrong.push(format!("{text}\n  wanted {expected}\n  got    {got}"));
        }
    }
    assert!(cases >= 120, "{cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Without a publication date, a value still has what the words say.
#[test]
fn undated_values_keep_what_the_words_tell() {
    let values = [
        ("It rained last night.", "XXXX-XX-XXTNI"),
        ("They met this afternoon.", "XXXX-XX-XXTAF"),
        ("It shut on Tuesday evening.", "XXXX-WXX-2TEV"),
        ("It burned on 3 May in the morning.", "XXXX-05-03TMO"),
        ("The pool opens next summer.", "XXXX-SU"),
        ("A vote is due by the autumn.", "XXXX-FA"),
        ("She came at Christmas.", "XXXX-12-25"),
        ("She came at Easter.", "XXXX-XX-XX"),
        ("It closed last week.", "XXXX-WXX"),
        ("She ran it in 10.2 seconds.", "PT10.2S"),
        ("It took 1.75 hours.", "PT1H45M"),
        ("The hunt lasted 2.4 years.", "P2.4Y"),
        ("It took two and a half minutes.", "PT2M30S"),
    ];
    for (text, timex) in values {
        let found: Vec<String> = time_expressions(&Text::new(text), None).iter().map(|found| found.value.timex()).collect();
        assert_eq!(found, [timex], "{text}");
    }
}

/// Three quarters of something other than a year are not a time.
#[test]
fn shares_are_no_times() {
    for text in ["It cost three quarters of a million pounds.", "He won three quarters of the vote.", "Three quarters of them left."] {
        assert_eq!(time_expressions(&Text::new(text), None), [], "{text}");
    }
}

/// Asserts that spans are on char boundaries, in order and without overlaps, and that first days are not after last ones.
fn assert_laws(text: &str, published: Option<Date>) {
    let mut end = 0;
    for found in time_expressions(&Text::new(text), published) {
        assert!(found.span.start >= end && !found.span.is_empty(), "{found:?} in {text:?}");
        assert!(text.is_char_boundary(found.span.start) && text.is_char_boundary(found.span.end), "{found:?} in {text:?}");
        end = found.span.end;
        if let (Some(first), Some(last)) = (found.value.first_day(), found.value.last_day()) {
            assert!(first <= last, "{found:?} in {text:?}");
        }
        assert!(!found.value.timex().is_empty(), "{found:?} in {text:?}");
    }
}

/// Words that rules begin with, continue with, or stumble over.
const WORDS: &str = "the a in of from to between and since until last next this week year years quarter third first second two \
    10 1990 99999999999 0 31 Feb February May march Monday friday weekend ago later earlier before after days ' s - / . , ½ half \
    yesterday tomorrow night early late end beginning century 20 th 1990s ’ – 12/31/9999 9999 decade twenty hundred thousand \
    million one nine nineteen ninety summer fall q 3 fiscal every each now soon Easter Christmas couple few several month İ é 年";

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_laws(&text, Some(Date::constant(2024, 2, 29)));
        assert_laws(&text, None);
    }

    #[test]
    fn any_words_of_time_are_read(picks in proptest::collection::vec(0usize..1000, 0..25), glued in any::<u32>(), day in -4_371_000i32..2_932_000) {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let joint = |at: usize| if glued >> (at % 32) & 3 == 3 { "" } else { " " };
        let text: String = picks.iter().enumerate().flat_map(|(at, pick)| [words[pick % words.len()], joint(at)]).collect();
        let published = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(day)).ok();
        assert_laws(&text, published);
        assert_laws(&text, None);
    }
}

#[test]
fn endless_nesting_is_read() {
    for words in [
        "two days after ",
        "in two days since ",
        "two days starting ",
        "from ",
        "the end of ",
        "last ",
        "one hundred ",
        "10,000,",
        "Monday to ",
        "5-",
    ] {
        assert_laws(&words.repeat(20_000), Some(Date::constant(2024, 2, 29)));
    }
}
