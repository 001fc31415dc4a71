//! Business years: their quarters are not those of the calendar, and have days only where the article says when the year ends.

use std::ops::Range;

use jiff::Span as Stretch;
use jiff::civil::Date;

use super::lexicon::{Lean, Sense};
use super::period::Period;
use super::reader::Frame;
use super::value::TimeValue;
use super::words::Words;

/// Words that make a year one of business.
const KINDS: [&str; 3] = ["fiscal", "financial", "business"];
/// Words between a business year and its last month: "fiscal year, which ends in June".
const ENDS: [&str; 7] = ["ends", "ended", "ending", "end", "to", "through", "closes"];
/// How far behind "year" its end is looked for, and the month behind that, in tokens.
const REACH: usize = 5;

/// Whether an expression is of a business year.
pub(super) fn is_fiscal(words: &Words, expression: Range<usize>) -> bool {
    expression
        .into_iter()
        .any(|at| matches!(words.word(at), "fiscal" | "fy") || KINDS.contains(&words.word(at)) && words.word(at + 1) == "year")
}

/// The last month of the business year, where the text tells it.
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

/// The value of an expression of a business year, with days only where the year's last month is known.
pub(super) fn days(value: TimeValue, year_end: Option<i8>, frame: &Frame) -> TimeValue {
    let timex = value.timex();
    let known = || {
        let (period, last_month) = (value.period()?, year_end?);
        let is_dated = !matches!(period, Period::Quarter(..) | Period::Half(..)) || frame.day.is_none();
        let (year, first_month, months) = match period {
            Period::Quarter(year, number) => (year, 3 * i64::from(number - 1), 3),
            Period::Half(year, number) => (year, 6 * i64::from(number - 1), 6),
            Period::FiscalYear(year) => (year, 0, 12),
            _ => return None,
        };
        let begins = |year: i16| {
            let opening = Date::new(year, last_month, 1).ok()?.checked_sub(Stretch::new().months(11)).ok()?;
            opening.checked_add(Stretch::new().months(first_month)).ok()
        };
        let mut first = begins(year)?;
        // The year was not told, but chosen by the calendar: the latest one that has begun, or the next.
        if let Some(now) = frame.day.filter(|_| !is_dated) {
            let years = [1, 0, -1].into_iter().filter_map(|step| begins(now.year() + step));
            first = match frame.lean {
                Lean::Future => years.filter(|first| *first >= now).min()?,
                _ => years.filter(|first| *first <= now).max()?,
            };
        }
        let last = first.checked_add(Stretch::new().months(months)).ok()?.yesterday().ok()?;
        Some(TimeValue::Range { timex: timex.clone(), first: Some(first), last: Some(last) })
    };
    known().unwrap_or(TimeValue::Undated(timex))
}
