//! Numbers with what they count.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use whosaid::normalise::quantities::{Origin, amounts, numbers, ordinals, percents};

/// A found expression as (text in lower case, value, unit); the value as written where it is no number.
type Found = (String, String, Option<String>);

#[test]
fn numbers_ordinals_and_percentages_of_the_specs_are_read() {
    let Some(data) = data() else { return };
    let number = |text: &str| -> Vec<Found> {
        numbers(text).iter().map(|number| (number.span.of(text).to_lowercase(), rounded(number.value), None)).collect()
    };
    let ordinal = |text: &str| -> Vec<Found> {
        let value = |ordinal: &whosaid::normalise::quantities::OrdinalMention| match ordinal.origin {
            Origin::Start => rounded(ordinal.value),
            Origin::Current => format!("current{:+}", ordinal.value),
            Origin::End if ordinal.value < 0.0 => format!("end{}", ordinal.value),
            Origin::End => "end+0".to_owned(),
        };
        ordinals(text).iter().map(|ordinal| (ordinal.span.of(text).to_lowercase(), value(ordinal), None)).collect()
    };
    let percent = |text: &str| -> Vec<Found> {
        let value = |value: Option<f64>| value.map_or("null".to_owned(), |value| format!("{}%", rounded(value)));
        percents(text).iter().map(|percent| (percent.span.of(text).to_lowercase(), value(percent.value), None)).collect()
    };
    bar(&data, "NumberModel", 0.95, number);
    bar(&data, "OrdinalModel", 0.95, ordinal);
    bar(&data, "PercentModel", 0.95, percent);
}

#[test]
fn amounts_of_money_of_the_specs_are_read() {
    let Some(data) = data() else { return };
    let amount = |text: &str| -> Vec<Found> {
        let found = |amount: &whosaid::normalise::quantities::MoneyMention| {
            (amount.span.of(text).to_lowercase(), rounded(amount.value), Some(amount.code.to_owned()))
        };
        amounts(text).iter().map(found).collect()
    };
    bar(&data, "CurrencyModel", 0.85, amount);
}

/// The specs' units as this crate gives them: an ISO code where they have it, else that of the name's best-known bearer; what one is worth.
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

/// The data folder, where the environment names it.
fn data() -> Option<PathBuf> {
    let data = std::env::var_os("WHOSAID_DATA");
    if data.is_none() {
        println!("skipped: set WHOSAID_DATA");
    }
    data.map(PathBuf::from)
}

/// Prints how many cases of a spec file come out as they should (all expressions, no others; text, value and unit), and holds it to a bar.
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

/// A value to six significant digits, which is what the specs agree on among themselves.
fn rounded(value: f64) -> String {
    format!("{value:.5e}")
}
