//! Fiscal years: their quarters differ from calendar quarters, and have days only where the article says when the year ends.

use std::ops::Range;

use jiff::Span as Stretch;
use jiff::civil::Date;

use super::lexicon::{Lean, Sense};
use super::period::Period;
use super::reader::{Frame, TimeReading};
use super::value::TimeValue;
use super::words::Words;

/// Words that make a year a fiscal one.
pub(super) const KINDS: [&str; 3] = ["fiscal", "financial", "business"];
/// Words between a fiscal year and its last month: "fiscal year, which ends in June".
const ENDS: [&str; 7] = ["ends", "ended", "ending", "end", "to", "through", "closes"];
/// How many tokens after "year" its end is looked for, and after that its month.
const REACH: usize = 5;

/// Whether an expression is about a fiscal year.
pub(super) fn is_fiscal(words: &Words, expression: Range<usize>) -> bool {
    expression
        .into_iter()
        .any(|at| matches!(words.word(at), "fiscal" | "fy") || KINDS.contains(&words.word(at)) && words.word(at + 1) == "year")
}

/// The last month of the fiscal year, where the text states it.
pub(super) fn year_end(words: &Words) -> Option<i8> {
    let count = words.text.tokens().len();
    let of_business = (0..count).filter(|&at| KINDS.contains(&words.word(at)) && words.word(at + 1) == "year");
    of_business.into_iter().find_map(|at| {
        let ends = (at + 2..at + 2 + REACH).find(|&at| ENDS.contains(&words.word(at)))?;
        (ends + 1..ends + 1 + REACH).find_map(|at| month(words, at))
    })
}

fn month(words: &Words, at: usize) -> Option<i8> {
    let named = words.senses(at).iter().find_map(|sense| if let Sense::Month(month) = sense { Some(*month) } else { None });
    named.filter(|_| words.is_capitalised(at))
}

/// The value of an expression about a fiscal year, with days only where the year's last month is known.
pub(super) fn days(reading: &TimeReading, year_end: Option<i8>, frame: &Frame) -> TimeValue {
    let timex = reading.value.timex();
    let now = frame.day.filter(|_| !reading.dated);
    match reading.value.period().zip(year_end).and_then(|(period, last_month)| range(period, last_month, now, frame.lean)) {
        Some((first, last)) => TimeValue::Range { timex, first: Some(first), last: Some(last) },
        None => TimeValue::Undated(timex),
    }
}

/// The first and last day of a part of the fiscal year that ends with a given month. If `now` is given, the words name no year: then it is the latest
/// such part that has begun by that day or, if the tense is future, the first that has not ended.
fn range(period: Period, last_month: i8, now: Option<Date>, lean: Lean) -> Option<(Date, Date)> {
    let (year, before, length) = match period {
        Period::Quarter(year, number) => (year, 3 * i64::from(number - 1), 3),
        Period::Half(year, number) => (year, 6 * i64::from(number - 1), 6),
        Period::FiscalYear(year) => (year, 0, 12),
        _ => return None,
    };
    let begins = |year: i16| {
        let opening = Date::new(year, last_month, 1).ok()?.checked_sub(Stretch::new().months(11)).ok()?;
        opening.checked_add(Stretch::new().months(before)).ok()
    };
    let first = match now {
        Some(now) => {
            let mut years = [-1, 0, 1].into_iter().filter_map(|step| begins(now.year() + step));
            match lean {
                Lean::Future => years.find(|first| first.checked_add(Stretch::new().months(length)).is_ok_and(|after| after > now))?,
                _ => years.rfind(|first| *first <= now)?,
            }
        }
        None => begins(year)?,
    };
    Some((first, first.checked_add(Stretch::new().months(length)).ok()?.yesterday().ok()?))
}
