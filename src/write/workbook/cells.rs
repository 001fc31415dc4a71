//! The contents of the cells of a sheet.

use std::borrow::Cow;
use std::io;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};
use serde::Serialize;
use serde_json::{Map, Value};

/// The most UTF-16 code units in an Excel cell.
const LONGEST: usize = 32_767;
/// The end of a text that was cut.
const CUT: &str = " […]";
/// The most UTF-16 code units in a link.
const LONGEST_LINK: usize = 2080;
/// The most links in a sheet: Excel "repairs" a file with more by removing all of them.
const MOST_LINKS: u32 = 65_530;
/// The first day that Excel counts correctly: its year 1900 has a 29th of February.
const FIRST_DAY: Date = date(1900, 3, 1);

/// The formats of cells.
pub(super) struct Style {
    pub(super) plain: Format,
    pub(super) wrapped: Format,
    pub(super) day: Format,
    pub(super) link: Format,
}

/// The contents of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Link(&'a str),
    Day(Date),
    Number(f64),
    Truth(bool),
}

/// The columns of a row by name.
pub(super) fn record(row: &impl Serialize) -> io::Result<Map<String, Value>> {
    match serde_json::to_value(row)? {
        Value::Object(record) => Ok(record),
        _ => Ok(Map::new()),
    }
}

impl<'a> Cell<'a> {
    /// The cell of a value in a column. Text in the format of a date becomes a date only in columns of dates and kept fields; elsewhere it is text.
    pub(super) fn of(column: &str, value: &'a Value) -> Self {
        let may_be_day = matches!(column, "published" | "said_from" | "said_to" | "first_day" | "last_day") || column.starts_with("kept.");
        match value {
            Value::Null => Self::Empty,
            Value::Bool(truth) => Self::Truth(*truth),
            Value::Number(number) => number.as_f64().map_or(Self::Empty, Self::Number),
            Value::String(text) if may_be_day => day(text).map_or_else(|| Self::Text(text.into()), Self::Day),
            Value::String(text) if column == "url" && is_link(text) => Self::Link(text),
            Value::String(text) => Self::Text(text.into()),
            other => Self::Text(other.to_string().into()),
        }
    }

    /// Writes the cell; true where its text had to be cut.
    pub(super) fn write(self, sheet: &mut Worksheet, (row, column): (u32, u16), style: &Style, wrap: bool) -> Result<bool, XlsxError> {
        match self {
            Self::Empty => {}
            Self::Number(number) => drop(sheet.write_number_with_format(row, column, number, &style.plain)?),
            Self::Truth(truth) => drop(sheet.write_boolean_with_format(row, column, truth, &style.plain)?),
            Self::Day(day) => drop(sheet.write_datetime_with_format(row, column, &excel_day(day)?, &style.day)?),
            Self::Link(link) if row <= MOST_LINKS && sheet.write_url_with_format(row, column, link, &style.link).is_ok() => {}
            Self::Link(link) => drop(sheet.write_string_with_format(row, column, link, &style.plain)?),
            Self::Text(text) => {
                let shown = shortened(&text);
                let format = if wrap { &style.wrapped } else { &style.plain };
                sheet.write_string_with_format(row, column, shown.as_ref(), format)?;
                return Ok(shown.len() != text.len());
            }
        }
        Ok(false)
    }
}

/// The day that a text stands for, if it is a date.
fn day(text: &str) -> Option<Date> {
    let day: Date = (text.len() == "2024-10-24".len()).then(|| text.parse().ok())??;
    (day >= FIRST_DAY).then_some(day)
}

fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: i8| part.unsigned_abs();
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), part(day.month()), part(day.day()))
}

fn is_link(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && text.encode_utf16().count() <= LONGEST_LINK
}

/// A text cut to what a cell holds.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.into();
    }
    let mut left = LONGEST - CUT.encode_utf16().count();
    let fits = |letter: &(usize, char)| {
        let (rest, fits) = left.overflowing_sub(letter.1.len_utf16());
        left = rest;
        !fits
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, letter)| at + letter.len_utf8());
    format!("{}{CUT}", &text[..end]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_to_what_a_cell_holds() {
        let units = |text: &str| text.encode_utf16().count();
        for (text, cut) in
            [("a".repeat(LONGEST), false), ("a".repeat(LONGEST + 1), true), ("🚒".repeat(16_383), false), ("🚒".repeat(16_384), true)]
        {
            let shown = shortened(&text);
            assert_eq!(shown.ends_with(CUT), cut);
            assert!(units(&shown) <= LONGEST && units(&shown) > LONGEST - 3, "{}", units(&shown));
        }
    }

    #[test]
    fn values_have_types() {
        let cell = |column: &str, value: &str| match Cell::of(column, &Value::from(value)) {
            Cell::Text(text) => format!("text {text}"),
            Cell::Day(day) => format!("day {day}"),
            Cell::Link(link) => format!("link {link}"),
            other => format!("{other:?}"),
        };
        assert_eq!(cell("published", "2024-10-24"), "day 2024-10-24");
        assert_eq!(cell("kept.day", "1900-03-01"), "day 1900-03-01");
        assert_eq!(cell("published", "1900-02-28"), "text 1900-02-28");
        assert_eq!(cell("published", "2024-10-24T10:00"), "text 2024-10-24T10:00");
        assert_eq!(cell("content", "2024-10-24"), "text 2024-10-24");
        assert_eq!(cell("content", "=1+1"), "text =1+1");
        assert_eq!(cell("url", "https://example.org"), "link https://example.org");
        assert_eq!(cell("url", "javascript:alert(1)"), "text javascript:alert(1)");
        assert_eq!(Cell::of("score", &Value::from(0.5)), Cell::Number(0.5));
        assert_eq!(Cell::of("kept.n", &Value::Null), Cell::Empty);
    }
}
