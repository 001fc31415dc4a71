//! Holidays and other named days.

use std::sync::LazyLock;

use jiff::Span as Stretch;
use jiff::civil::Date;

use super::period::{Period, TimeUnit, weekday};
use super::phrases::Phrases;
use super::reader::{Reader, TimeReading};
use crate::english::Class;

/// The rule for a holiday's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Fixed {
        month: i8,
        day: i8,
    },
    /// The `nth` such weekday of the month, plus an offset in days.
    Weekday {
        month: i8,
        weekday: i8,
        nth: i8,
        offset: i32,
    },
    /// A number of days after Easter Sunday.
    Easter(i32),
}

static HOLIDAYS: LazyLock<Phrases<Rule>> = LazyLock::new(|| Phrases::of(Class::Holiday, rule));

fn rule(words: &str) -> Option<Rule> {
    if let Some((month, day)) = words.split_once('-').filter(|(month, _)| month.len() == 2) {
        return Some(Rule::Fixed { month: month.parse().ok()?, day: day.parse().ok()? });
    }
    let mut words = words.split(' ');
    let first = words.next()?;
    if first == "easter" {
        return Some(Rule::Easter(words.next()?.parse().ok()?));
    }
    let (month, weekday, nth) = (first.parse().ok()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some(Rule::Weekday { month, weekday, nth, offset: words.next().map_or(Some(0), |offset| offset.parse().ok())? })
}

impl Rule {
    fn day(self, year: i16) -> Option<Date> {
        let (date, offset) = match self {
            Self::Fixed { month, day } => (Date::new(year, month, day).ok()?, 0),
            Self::Weekday { month, weekday: day, nth, offset } => {
                (Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday(day)?).ok()?, offset)
            }
            Self::Easter(offset) => (easter(year)?, offset),
        };
        date.checked_add(Stretch::new().days(offset)).ok()
    }
}

/// Easter Sunday in the Gregorian calendar, by the anonymous algorithm (Nature, 20 April 1876; also Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let leaps = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - leaps + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let correction = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * correction + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

impl Reader<'_> {
    /// "Christmas", "last Easter", "Thanksgiving 2021", "Labor Day weekend", "Independence Day of this year".
    pub(super) fn holiday(&self, at: usize) -> Option<TimeReading> {
        let step = self.step(at);
        let start = at + usize::from(step.is_some());
        let start = self.skip(start, &["the"]);
        let named = HOLIDAYS.at(self, start);
        let (rule, end) = named.filter(|_| self.words.is_capitalised(start) || self.is_named_in_lower_case(start))?;
        let (weekend, end) = (self.word(end) == "weekend", self.skip(end, &["weekend"]));
        let (day, end, dated) = match self.year_behind(end) {
            Some((year, end)) => (rule.day(year), end, true),
            None => (self.holiday_near(rule, step), end, false),
        };
        let (weekend, end) = (weekend || self.word(end) == "weekend", self.skip(end, &["weekend"]));
        let period = day.and_then(|day| if weekend { around_weekend(day) } else { Some(Period::Day(day)) });
        let undated = match rule {
            Rule::Fixed { month, day } if !weekend => format!("XXXX-{month:02}-{day:02}"),
            _ => "XXXX-XX-XX".to_owned(),
        };
        let mut reading = TimeReading::relative(end, period, &undated);
        reading.dated = dated;
        Some(reading)
    }

    fn is_named_in_lower_case(&self, at: usize) -> bool {
        (1..at + 2).all(|at| !self.words.is_capitalised(at) || self.word(at) == "i")
    }

    fn holiday_near(&self, rule: Rule, step: Option<i64>) -> Option<Date> {
        let now = self.frame.day?;
        let near = |from: i16, to: i16| (from..=to).filter_map(|step| rule.day(now.year().checked_add(step)?));
        match step {
            Some(-1) => near(-1, 0).filter(|&day| day < now).max(),
            Some(1) => near(0, 1).filter(|&day| day > now).min(),
            _ => self.nearest(now, |year| rule.day(year)),
        }
    }
}

/// The weekend of a day's week, or for a Monday the one before.
fn around_weekend(day: Date) -> Option<Period> {
    let near = if day.weekday().to_monday_one_offset() == 1 { day.yesterday().ok()? } else { day };
    Period::around(near, TimeUnit::Weekend)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::all;

    #[test]
    fn easter_falls_where_the_tables_say() {
        let days: Vec<String> =
            [1818, 1961, 2000, 2018, 2019, 2024, 2038].into_iter().map(|year| easter(year).unwrap().to_string()).collect();
        assert_eq!(days, ["1818-03-22", "1961-04-02", "2000-04-23", "2018-04-01", "2019-04-21", "2024-03-31", "2038-04-25"]);
    }

    #[test]
    fn every_holiday_has_a_day() {
        for (name, words) in all(Class::Holiday) {
            assert!(rule(words).and_then(|rule| rule.day(2023)).is_some(), "{name}");
        }
        assert_eq!(rule("11 4 4 1").unwrap().day(2010).unwrap().to_string(), "2010-11-26");
    }
}
