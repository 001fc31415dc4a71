//! The specs of Recognizers-Text (`recognizers/DateTimeModel.json`): dates and durations.

use jiff::civil::Date;
use serde_json::Value;
use whosaid::normalise::dates::{TimeExpression, TimeValue, time_expressions};
use whosaid::segment::Text;

const BAR: f64 = 0.90;

#[test]
#[ignore = "needs WHOSAID_DATA, a folder of labelled data"]
fn recognizers_dates_are_read() {
    let folder = crate::data();
    let text = std::fs::read_to_string(folder.join("recognizers/DateTimeModel.json")).unwrap();
    let specs: Vec<Value> = serde_json::from_str(&text).unwrap();
    let (mut right, mut total) = (0, 0);
    let mut left_out = std::collections::BTreeMap::<&str, usize>::new();
    for spec in &specs {
        let input = spec["Input"].as_str().unwrap();
        let now = spec["Context"]["ReferenceDateTime"].as_str().and_then(|time| time[..10].parse().ok());
        let found = time_expressions(&Text::new(input), now);
        for gold in spec["Results"].as_array().unwrap() {
            if let Some(reason) = reason_to_leave_out(gold) {
                *left_out.entry(reason).or_default() += 1;
                continue;
            }
            total += 1;
            let (start, end) = bytes(input, gold);
            let hits: Vec<&TimeExpression> = found.iter().filter(|found| found.span.start < end && start < found.span.end).collect();
            if hits.iter().any(|hit| is_right(hit, gold)) {
                right += 1;
            } else {
                let got: Vec<String> = hits
                    .iter()
                    .map(|hit| format!("{:?} {:?}..{:?}", hit.span.of(input), hit.value.first_day(), hit.value.last_day()))
                    .collect();
                println!("{now:?} {input}\n    wanted {} {}\n    got {}", gold["Text"], gold["Resolution"]["values"], got.join("; "));
            }
        }
    }
    let share = f64::from(right) / f64::from(total);
    println!("Recognizers: {right} of {total} right = {:.1} %; left out: {left_out:?}", 100.0 * share);
    assert!(share >= BAR, "{share}");
}

/// Why a label is out of scope as not being a date in news; `None` where it is in scope.
fn reason_to_leave_out(gold: &Value) -> Option<&'static str> {
    let kind = gold["TypeName"].as_str().unwrap().trim_start_matches("datetimeV2.");
    let values = gold["Resolution"]["values"].as_array().cloned().unwrap_or_default();
    let timexes: Vec<&str> = values.iter().filter_map(|value| value["timex"].as_str()).collect();
    let clock = |timex: &&str| timex.match_indices('T').any(|(at, _)| timex[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    match kind {
        "date" | "daterange" | "duration" | "datetimerange"
            if values.is_empty() || values.iter().any(|value| value["value"] == "not resolved") =>
        {
            Some("no value in the gold")
        }
        "datetimerange" if timexes.iter().any(clock) => Some("times of the clock"),
        "date" | "daterange" | "duration" | "datetimerange" => None,
        "datetime" | "time" | "timerange" | "timezone" => Some("times of the clock"),
        _ => Some("sets"),
    }
}

/// The label's span in bytes; the gold counts characters, end inclusive.
fn bytes(input: &str, gold: &Value) -> (usize, usize) {
    let place = |name: &str| usize::try_from(gold[name].as_u64().unwrap()).unwrap();
    let byte = |at: usize| input.char_indices().nth(at).map_or(input.len(), |(byte, _)| byte);
    (byte(place("Start")), byte(place("End") + 1))
}

fn is_right(found: &TimeExpression, gold: &Value) -> bool {
    let values = gold["Resolution"]["values"].as_array().unwrap();
    values.iter().any(|value| match value["type"].as_str().unwrap() {
        "duration" => seconds(&found.value.timex())
            .zip(value["value"].as_str().and_then(|value| value.parse::<u64>().ok()))
            .is_some_and(|(a, b)| a == b),
        "date" => day(&value["value"]).is_some_and(|day| found.value.first_day() == Some(day) && found.value.last_day() == Some(day)),
        _ => is_same_range(&found.value, value),
    })
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.get(..10)?.parse().ok()
}

/// Whether our range has the ends that the gold gives.
///
/// The gold's end is exclusive. For "from A to B" it ends on the first day of B, whereas ours includes all of B; after and before may or may not
/// include the named day. Times of day count as their days.
fn is_same_range(ours: &TimeValue, gold: &Value) -> bool {
    let (start, end) = (day(&gold["start"]), day(&gold["end"]));
    let modifier = gold["Mod"].as_str().unwrap_or_default();
    let timed = gold["type"] == "datetimerange";
    let explicit = matches!(ours, TimeValue::Range { .. });
    let first = |day: Date| ours.first_day() == Some(day) || (modifier.contains("after") && ours.first_day() == day.tomorrow().ok());
    let last = |day: Date| {
        let ours = ours.last_day();
        let month = Some(day).filter(|day| day.day() == 1);
        let quarter = month.filter(|day| day.month() % 3 == 1).and_then(|day| day.checked_add(jiff::Span::new().months(2)).ok());
        let year = month.filter(|day| day.month() == 1);
        let including = [Some(day), month.map(Date::last_of_month), quarter.map(Date::last_of_month), year.map(Date::last_of_year)];
        ours == day.yesterday().ok() || (timed && ours == Some(day)) || (explicit && ours.is_some() && including.contains(&ours))
    };
    (start.is_some() || end.is_some()) && start.is_none_or(first) && end.is_none_or(last)
}

/// A duration in seconds, with months of 30 days and years of 365, as in the gold.
fn seconds(timex: &str) -> Option<u64> {
    let (mut total, mut number, mut clock) = (0.0, String::new(), false);
    for mark in timex.strip_prefix('P')?.replace("WE", "D").chars() {
        if mark.is_ascii_digit() || mark == '.' {
            number.push(mark);
            continue;
        }
        let each = match (mark, clock) {
            ('T', _) => {
                clock = true;
                continue;
            }
            ('Y', _) => 365.0 * 86400.0,
            ('M', false) => 30.0 * 86400.0,
            ('W', _) => 7.0 * 86400.0,
            ('D', _) => 86400.0,
            ('H', _) => 3600.0,
            ('M', true) => 60.0,
            ('S', _) => 1.0,
            _ => return None,
        };
        total += each * number.parse::<f64>().ok()?;
        number.clear();
    }
    format!("{total:.0}").parse().ok()
}

#[test]
fn lengths_are_counted() {
    assert_eq!(seconds("P2Y1M"), Some(2 * 31_536_000 + 2_592_000));
    assert_eq!(seconds("PT1H30M"), Some(5400));
    assert_eq!(seconds("PXD"), None);
}
