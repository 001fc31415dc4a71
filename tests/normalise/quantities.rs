//! Numbers with what they count.

use std::fs;

use proptest::prelude::*;
use serde_json::Value;
use whosaid::normalise::quantities::{CountsFrom, QuantityMention, amounts, numbers, ordinals, percents, quantities};
use whosaid::record::Bound;
use whosaid::segment::Text;
use whosaid::text::Span;

/// A found expression as (text in lower case, value, unit); the value as written where it is not a number.
type Found = (String, String, Option<String>);

#[test]
#[ignore = "needs WHOSAID_DATA, a folder of labelled data"]
fn numbers_ordinals_and_percentages_of_the_specs_are_read() {
    let data = super::data();
    let number = |text: &str| -> Vec<Found> {
        numbers(&Text::new(text)).iter().map(|number| (number.span.of(text).to_lowercase(), rounded(number.value), None)).collect()
    };
    let ordinal = |text: &str| -> Vec<Found> {
        let value = |ordinal: &whosaid::normalise::quantities::OrdinalMention| match ordinal.origin {
            CountsFrom::Start => rounded(ordinal.value),
            CountsFrom::Current => format!("current{:+}", ordinal.value),
            CountsFrom::End if ordinal.value < 0.0 => format!("end{}", ordinal.value),
            CountsFrom::End => "end+0".to_owned(),
        };
        ordinals(&Text::new(text)).iter().map(|ordinal| (ordinal.span.of(text).to_lowercase(), value(ordinal), None)).collect()
    };
    let percent = |text: &str| -> Vec<Found> {
        let value = |value: Option<f64>| value.map_or("null".to_owned(), |value| format!("{}%", rounded(value)));
        percents(&Text::new(text)).iter().map(|percent| (percent.span.of(text).to_lowercase(), value(percent.value), None)).collect()
    };
    bar(&data, "NumberModel", 0.95, number);
    bar(&data, "OrdinalModel", 0.95, ordinal);
    bar(&data, "PercentModel", 0.95, percent);
}

#[test]
#[ignore = "needs WHOSAID_DATA, a folder of labelled data"]
fn amounts_of_money_of_the_specs_are_read() {
    let data = super::data();
    let amount = |text: &str| -> Vec<Found> {
        let found = |amount: &whosaid::normalise::quantities::MoneyMention| {
            (amount.span.of(text).to_lowercase(), rounded(amount.value), Some(amount.code.to_owned()))
        };
        amounts(&Text::new(text)).iter().map(found).collect()
    };
    bar(&data, "CurrencyModel", 0.85, amount);
}

/// The specs' units as this crate gives them: the ISO code where they have one, otherwise that of the best-known currency of that name; and the value
/// of one unit.
fn money_of(resolution: &Value) -> (Option<String>, f64) {
    let (code, worth) = match (resolution["isoCurrency"].as_str(), resolution["unit"].as_str()) {
        (Some(code), _) => (code, 1.0),
        (None, Some("Dollar")) => ("USD", 1.0),
        (None, Some("Cent")) => ("USD", 0.01),
        (None, Some("Pound")) => ("GBP", 1.0),
        (None, Some("Pence" | "Penny")) => ("GBP", 0.01),
        (None, Some("Franc")) => ("CHF", 1.0),
        (None, Some("Rupee")) => ("INR", 1.0),
        (None, Some("Sen")) => ("MYR", 0.01),
        (None, Some("Bitcoin")) => ("BTC", 1.0),
        (None, Some("Satoshi")) => ("BTC", 1e-8),
        (None, Some(other)) => (other, 1.0),
        (None, None) => return (None, 1.0),
    };
    (Some(code.to_owned()), worth)
}

#[test]
fn quantities_of_our_sentences_are_read() {
    let rows = include_str!("quantities.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut cases = 0;
    let mut wrong = Vec::new();
    for row in rows {
        let mut fields = row.split('\t');
        let text = fields.next().unwrap();
        let expected: Vec<String> = fields.map(|field| field.trim_end().trim_end_matches(';').trim_end_matches("; ").to_owned()).collect();
        let found: Vec<String> = quantities(&Text::new(text)).iter().map(|quantity| shown(text, quantity)).collect();
        if expected != found {
            wrong.push(format!("{text}\n    expected {expected:?}\n    found    {found:?}"));
        }
        cases += 1;
    }
    assert!(cases >= 120, "{cases} sentences only");
    assert!(wrong.is_empty(), "{} of {cases} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// A quantity as written in the list of sentences, without empty fields at its end.
fn shown(text: &str, quantity: &QuantityMention) -> String {
    let bound = quantity.bound.map_or("", |bound| match bound {
        Bound::Under => "under",
        Bound::AtMost => "at_most",
        Bound::About => "about",
        Bound::AtLeast => "at_least",
        Bound::Over => "over",
    });
    let unit = quantity.unit.as_deref().unwrap_or_default();
    let shown = format!("{}; {}; {unit}; {bound}", quantity.span.of(text), quantity.value);
    shown.trim_end_matches("; ").trim_end_matches(';').to_owned()
}

/// Parts of numbers, and words around them.
const NUMBER_LIKE: &[&str] = &[
    "a",
    "an",
    "one",
    "two",
    "twenty",
    "hundred",
    "thousand",
    "million",
    "and",
    "point",
    "half",
    "quarters",
    "third",
    "thirds",
    "dozens",
    "of",
    "tens",
    "couple",
    "minus",
    "-",
    "–",
    " - ",
    "/",
    ".",
    ",",
    "%",
    "per",
    "cent",
    "$",
    "C",
    "£",
    "US",
    "MEUR",
    "rs",
    "dollars",
    "¢",
    "½",
    "12",
    "1,234.5",
    "1e6",
    "^",
    "x10^",
    "0",
    "2016",
    "May",
    "p.m.",
    "between",
    "to",
    "from",
    "or",
    "more",
    "so",
    "over",
    "nearly",
    "people",
    "men's",
    "’",
    "'",
    "#",
    "st",
    "th",
    "s",
    "\u{a0}",
    "\u{202f}",
    "000",
    "\n",
    "é",
    "İ",
    "ß",
    "👩‍🚒",
    "www.x",
    "out",
    "in",
    "the",
    "last",
    "next",
    "low-",
    "year",
    "old",
];

/// Text that resembles numbers and their surroundings, or any text at all.
fn number_like() -> impl Strategy<Value = String> {
    let words = prop::sample::select(NUMBER_LIKE);
    prop_oneof![
        3 => prop::collection::vec((words, prop::sample::select(vec!["", " ", " ", "  "])), 0..24)
            .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect()),
        1 => any::<String>(),
    ]
}

/// Texts that a careless grammar would reread from every word, or recurse into without end.
#[test]
fn long_runs_are_read_in_one_go() {
    let runs = [
        "1,22",
        ",22",
        "1-",
        "1 000 ",
        "a.",
        "one thousand ",
        "one hundred and ",
        "million ",
        "hundreds of ",
        "low- and ",
        "2 low- and ",
        "dead ",
        "$",
        "1 dead xed ",
        "five cents ",
        "- ",
        "1/",
        "half ",
        "half a million ",
        "one third ",
        "between 3 and ",
        "3 to 4-",
        "9e99 million ",
        "twenty and ",
        "two in ",
    ];
    for run in runs {
        let text = run.repeat(20_000);
        assert!(quantities(&Text::new(&text)).iter().all(|found| found.value.is_finite()), "{run}");
        assert!(numbers(&Text::new(&text)).iter().all(|found| found.value.is_finite()), "{run}");
        assert!(amounts(&Text::new(&text)).iter().all(|found| found.value.is_finite()), "{run}");
        assert!(ordinals(&Text::new(&text)).len() + percents(&Text::new(&text)).len() <= text.len(), "{run}");
    }
}

fn in_order_and_apart(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    let mut last = 0;
    for span in spans {
        prop_assert!(last <= span.start && span.start < span.end && span.end <= text.len(), "{text:?}: {spans:?}");
        prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{text:?}: {spans:?}");
        prop_assert!(span.trim(text) == *span, "{text:?}: {spans:?}");
        last = span.end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_of_any_text_are_sound(text in number_like()) {
        in_order_and_apart(&text, &quantities(&Text::new(&text)).iter().map(|found| found.span).collect::<Vec<_>>())?;
        in_order_and_apart(&text, &numbers(&Text::new(&text)).iter().map(|found| found.span).collect::<Vec<_>>())?;
        in_order_and_apart(&text, &ordinals(&Text::new(&text)).iter().map(|found| found.span).collect::<Vec<_>>())?;
        in_order_and_apart(&text, &percents(&Text::new(&text)).iter().map(|found| found.span).collect::<Vec<_>>())?;
        in_order_and_apart(&text, &amounts(&Text::new(&text)).iter().map(|found| found.span).collect::<Vec<_>>())?;
        prop_assert!(quantities(&Text::new(&text)).iter().all(|found| found.value.is_finite() && found.unit.as_deref() != Some("")));
    }

    #[test]
    fn a_number_with_separators_is_read_back(whole in 1_000_u32..=u32::MAX, cents in 0_u32..100) {
        let digits = whole.to_string();
        let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
        let written = format!("{}.{cents:02}", groups.join(","));
        let value = f64::from(whole) + f64::from(cents) / 100.0;
        let text = format!("They counted {written} litres, and paid ${written}.");
        let found: Vec<(String, f64, Option<String>)> =
            quantities(&Text::new(&text)).into_iter().map(|found| (found.span.of(&text).to_owned(), found.value, found.unit)).collect();
        let litres = (format!("{written} litres"), value, Some("litres".to_owned()));
        let dollars = (format!("${written}"), value, Some("USD".to_owned()));
        prop_assert_eq!(found, vec![litres, dollars]);
    }
}

/// Prints how many cases of a spec file come out right (all expressions and no others; text, value and unit), and asserts the least share of them.
fn bar(data: &std::path::Path, model: &str, least: f64, read: impl Fn(&str) -> Vec<Found>) {
    let file = fs::read_to_string(data.join(format!("recognizers/{model}.json"))).unwrap();
    let cases: Vec<Value> = serde_json::from_str(file.trim_start_matches('\u{feff}')).unwrap();
    let mut right = 0.0;
    for case in &cases {
        let text = case["Input"].as_str().unwrap();
        let expected: Vec<Found> = case["Results"].as_array().unwrap().iter().map(expectation).collect();
        let found = read(text);
        if found == expected {
            right += 1.0;
        } else {
            println!("{model}: {text:?}\n    expected {expected:?}\n    found    {found:?}");
        }
    }
    let share = right / f64::from(u32::try_from(cases.len()).unwrap());
    println!("{model}: {right} of {} ({:.1} %)", cases.len(), share * 100.0);
    assert!(share >= least, "{model}: {share}");
}

fn expectation(result: &Value) -> Found {
    let (unit, worth) = money_of(&result["Resolution"]);
    let value = result["Resolution"]["value"].as_str().unwrap_or("null");
    let value = value.parse().map_or_else(|_| percentage(value), |number: f64| rounded(number * worth));
    (result["Text"].as_str().unwrap().to_lowercase(), value, unit)
}

fn percentage(value: &str) -> String {
    value.strip_suffix('%').and_then(|number| number.parse().ok()).map_or_else(|| value.to_owned(), |number| rounded(number) + "%")
}

/// A value to six significant digits, the precision on which the specs agree among themselves.
fn rounded(value: f64) -> String {
    format!("{value:.5e}")
}
