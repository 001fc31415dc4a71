//! Numbered parts of a longer time: "the third quarter of 1990", "the first week of May", "the last three weeks of this year".

use jiff::Span as Stretch;
use jiff::civil::Date;

use super::amount::Length;
use super::lexicon::Lean;
use super::period::{Period, TimeUnit};
use super::reader::{Reader, TimeReading};
use super::value::TimeValue;

impl Reader<'_> {
    /// "the third quarter of 1990", "fiscal second-quarter", "the first half", "first week of Jan 2015", "the 9th month of next year", "week 3 of 2027".
    pub(super) fn share(&self, at: usize) -> Option<TimeReading> {
        let start = self.skip(self.skip(at, &["the", "its", "their", "a"]), &["fiscal"]);
        if self.word(start) == "week" {
            return self.numbered_week(start);
        }
        if let Some(reading) = self.whole_and_share(start) {
            return Some(reading);
        }
        let (number, end) = self.place(start)?;
        let end = self.skip(self.skip_hyphen(end), &["fiscal"]);
        if let Some(amount) = self.amount(end).filter(|amount| amount.end > end + 1) {
            return (number == 1).then(|| self.share_of(start, &amount, 1))?;
        }
        let (kind, end) = self.kind(end)?;
        let of = self.skip(self.skip(end, &["of", "in"]), &["the", "its", "their"]);
        let whole = self.whole(of).filter(|whole| of > end || whole.dated || self.step(end).is_some());
        if let Some(whole) = whole
            && let Some(container) = whole.value.period()
            && let Some(period) = part_of(container, kind, number)
        {
            return Some(TimeReading { dated: whole.dated, ..TimeReading::relative(whole.end, Some(period), "") });
        }
        self.share_near(kind, number, end)
    }

    /// A period that may contain others.
    fn whole(&self, at: usize) -> Option<TimeReading> {
        let fiscal = (self.is(at, &["fiscal", "fy"]) || self.digit_count(at) == 4).then(|| self.fiscal_year(at)).flatten();
        if fiscal.is_some() {
            return fiscal;
        }
        let at = self.skip(at, &["fiscal"]);
        let rules = [Self::calendar_date, Self::stepped, Self::definite];
        let of_this = |at: usize| {
            let unit = self.unit(at).filter(|unit| matches!(unit, TimeUnit::Year | TimeUnit::Month))?;
            Some(TimeReading::relative(at + 1, self.frame.step(unit, 0), "XXXX"))
        };
        rules.iter().find_map(|rule| rule(self, at)).or_else(|| of_this(at))
    }

    /// "this year's third quarter", "the 1988 third quarter", "last year's quarter", "1989's first half".
    fn whole_and_share(&self, at: usize) -> Option<TimeReading> {
        let whole =
            if self.step(at).is_some() { self.stepped(at)? } else { self.calendar_date(at).filter(|_| self.digit_count(at) == 4)? };
        let container = whole.value.period();
        let next = self.possessive(whole.end).unwrap_or(whole.end);
        let next = self.skip(next, &["fiscal"]);
        if self.is(next, &["quarter", "period"]) {
            let Some(Period::Year(year)) = container else { return None };
            let Some(Period::Quarter(_, number)) = self.frame.term else { return None };
            return Some(TimeReading::dated(next + 1, Period::Quarter(year, number)));
        }
        let (number, end) = self.place(next)?;
        let (kind, end) = self.kind(self.skip_hyphen(end))?;
        let period = container.and_then(|whole| part_of(whole, kind, number));
        matches!(container, Some(Period::Year(_)) | None).then(|| TimeReading::of_unit(end, period, TimeUnit::Quarter))
    }

    /// An ordinal, or -1 for "last" and "final".
    fn place(&self, at: usize) -> Option<(i64, usize)> {
        if self.is(at, &["last", "final"]) { Some((-1, at + 1)) } else { self.ordinal(at) }
    }

    fn kind(&self, at: usize) -> Option<(Kind, usize)> {
        if self.word(at) == "half" {
            return Some((Kind::Half, at + 1));
        }
        if let Some(day) = self.weekday(at) {
            return Some((Kind::Weekday(day), at + 1));
        }
        let unit = self.unit(at).filter(|_| !self.word(at).ends_with('s'))?;
        matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Weekend | TimeUnit::Month | TimeUnit::Quarter)
            .then_some((Kind::Unit(unit), at + 1))
    }

    /// Without a longer time: the nearest such quarter or half.
    fn share_near(&self, kind: Kind, number: i64, end: usize) -> Option<TimeReading> {
        let number = i8::try_from(number).ok().filter(|number| *number > 0)?;
        let (first, unit) = match kind {
            Kind::Unit(TimeUnit::Quarter) if number <= 4 => (Period::Quarter(1, 1), 'Q'),
            Kind::Half if number <= 2 => (Period::Half(1, 1), 'H'),
            _ => return None,
        };
        let now = self.frame.day.and_then(|day| Period::around(day, TimeUnit::Quarter));
        let named = first.shift(i64::from(number) - 1)?;
        let near = now.and_then(|now| self.term_near(named, now));
        Some(TimeReading { floats: true, ..TimeReading::relative(end, near, &format!("XXXX-{unit}{number}")) })
    }

    /// The year for a quarter or half: this year's once it has begun, otherwise last year's; a coming one if the tense is future.
    pub(super) fn term_near(&self, named: Period, now: Period) -> Option<Period> {
        let day = self.frame.day?;
        let this = match named {
            Period::Quarter(_, number) => Period::Quarter(day.year(), number),
            Period::Half(_, number) => Period::Half(day.year(), number),
            other => other,
        };
        let (begins, ends) = (this.first()?, this.last()?);
        let next = matches!((this, now), (Period::Quarter(_, 1), Period::Quarter(_, 4)));
        if self.frame.lean == Lean::Future {
            this.shift_years(i64::from(ends < day && next))
        } else {
            this.shift_years(-i64::from(begins > day))
        }
    }

    /// "week 3 of 2027", "week 10".
    fn numbered_week(&self, at: usize) -> Option<TimeReading> {
        let number = self.digits(at + 1).filter(|number| (1..=53).contains(number))?;
        let of = self.skip(at + 2, &["of", "in", ","]);
        let (year, end) = match self.year(of) {
            Some((year, end)) => (Some(year), end),
            None => (self.frame.day.map(Date::year), at + 2),
        };
        let period = year.and_then(|year| part_of(Period::Year(year), Kind::Unit(TimeUnit::Week), number));
        Some(TimeReading::relative(end, period, &format!("XXXX-W{number:02}")))
    }

    /// "first ten days of last year", "the last three weeks of this year"; "the first nine months" without a year stays a length.
    pub(super) fn share_of(&self, start: usize, amount: &Length, steps: i64) -> Option<TimeReading> {
        let first = self.is(start, &["first", "opening"]);
        let last = self.is(start, &["last", "final"]) && steps < 0;
        let of = self.skip(self.skip(amount.end, &["of", "in"]), &["the"]);
        let whole = if of > amount.end || self.digit_count(of) == 4 { self.whole(of) } else { None };
        let Some(whole) = whole else {
            let value = TimeValue::Duration { timex: amount.timex(), bound: None, days: None };
            return first.then(|| TimeReading::new(amount.end, value));
        };
        let days = whole.value.first_day().zip(whole.value.last_day()).and_then(|(begins, ends)| {
            let after = ends.tomorrow().ok()?;
            if last && matches!(amount.single(), Some((_, TimeUnit::Week))) {
                let (count, _) = amount.single()?;
                let end = part_of(whole.value.period()?, Kind::Unit(TimeUnit::Week), -1)?;
                return Some((end.shift(1 - count)?.first()?, end.last()?));
            }
            if first { Some((begins, amount.from(begins, true)?.yesterday().ok()?)) } else { Some((amount.from(after, false)?, ends)) }
        });
        (first || last).then(|| TimeReading::new(whole.end, TimeValue::Duration { timex: amount.timex(), bound: None, days }))
    }
}

/// What can be numbered within a longer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unit(TimeUnit),
    Half,
    Weekday(i8),
}

/// The part with this number, or the last for -1. Weeks are those of ISO 8601: the first contains the first Thursday.
fn part_of(whole: Period, kind: Kind, number: i64) -> Option<Period> {
    if let Period::FiscalYear(year) = whole {
        return part_of_fiscal(year, kind, number);
    }
    let (first, last) = (whole.first()?, whole.last()?);
    let fits = |period: Period| (period.first()? <= last && number != 0).then_some(period);
    match (kind, number) {
        (Kind::Half, _) => {
            let Period::Year(year) = whole else { return None };
            Some(Period::Half(year, if number == 1 { 1 } else { 2 }))
        }
        (Kind::Weekday(day), _) => {
            let Period::Month(..) = whole else { return None };
            let date = first.nth_weekday_of_month(i8::try_from(number).ok()?, super::period::weekday(day)?).ok()?;
            Some(Period::Day(date))
        }
        (Kind::Unit(TimeUnit::Week), -1) => {
            let week = Period::around(last, TimeUnit::Week)?;
            let Period::Week(monday) = week else { return None };
            let thursday = monday.checked_add(Stretch::new().days(3)).ok()?;
            if thursday > last { week.shift(-1) } else { Some(week) }
        }
        (Kind::Unit(TimeUnit::Week), _) => {
            let week = Period::around(first, TimeUnit::Week)?;
            let Period::Week(monday) = week else { return None };
            let thursday = monday.checked_add(Stretch::new().days(3)).ok()?;
            fits(week.shift(number - i64::from(thursday >= first))?)
        }
        (Kind::Unit(unit), -1) => Period::around(last, unit),
        (Kind::Unit(unit), _) => fits(Period::around(first, unit)?.shift(number - 1)?),
    }
}

/// The quarter or half of a fiscal year, with that year's number; its days are worked out separately, as they are not those of the calendar.
fn part_of_fiscal(year: i16, kind: Kind, number: i64) -> Option<Period> {
    let number = i8::try_from(number).ok()?;
    match kind {
        Kind::Unit(TimeUnit::Quarter) if number <= 4 => Some(Period::Quarter(year, if number < 0 { 4 } else { number.max(1) })),
        Kind::Half if number <= 2 => Some(Period::Half(year, if number < 0 { 2 } else { number.max(1) })),
        _ => None,
    }
}
