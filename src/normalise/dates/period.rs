//! Periods of the calendar and their parts.

use jiff::Span as Stretch;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::Deserialize;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day; also a night, when nights are counted.
    Day,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl TimeUnit {
    /// The TIMEX3 duration unit, and how many of them make up this unit.
    pub(super) const fn timex(self) -> (&'static str, i64) {
        match self {
            Self::Second => ("S", 1),
            Self::Hour => ("H", 1),
            Self::Day => ("D", 1),
            Self::Week => ("W", 1),
            Self::Fortnight => ("W", 2),
            Self::Weekend => ("WE", 1),
            Self::Minute | Self::Month => ("M", 1),
            Self::Quarter => ("M", 3),
            Self::Year => ("Y", 1),
            Self::Decade => ("Y", 10),
            Self::Century => ("Y", 100),
        }
    }

    /// A count of the unit as an ISO 8601 duration.
    pub(super) fn lasting(self, count: i64) -> String {
        let (letter, factor) = self.timex();
        let clock = if self.is_within_day() { "T" } else { "" };
        format!("P{clock}{}{letter}", count.saturating_mul(factor))
    }

    /// The TIMEX3 value of an unknown one of the unit.
    pub(super) const fn undated(self) -> &'static str {
        match self {
            Self::Week => "XXXX-WXX",
            Self::Weekend => "XXXX-WXX-WE",
            Self::Month => "XXXX-XX",
            Self::Quarter => "XXXX-QX",
            Self::Year | Self::Decade | Self::Century => "XXXX",
            _ => "XXXX-XX-XX",
        }
    }

    /// Whether it is shorter than a day.
    pub(super) const fn is_within_day(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// A count of the unit as a stretch to add to a day; `None` where that overflows.
    pub(super) fn times(self, count: i64) -> Option<Stretch> {
        let (unit, factor) = self.timex();
        let count = count.checked_mul(factor)?;
        let stretch = Stretch::new();
        match unit {
            "W" | "WE" => stretch.try_weeks(count),
            "Y" => stretch.try_years(count),
            "M" if !self.is_within_day() => stretch.try_months(count),
            "D" => stretch.try_days(count),
            _ => Ok(stretch),
        }
        .ok()
    }
}

/// A meteorological season of the northern hemisphere: spring begins in March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February, with the year of its December.
    Winter,
}

impl Season {
    const ALL: [(Self, &'static str); 4] = [(Self::Spring, "SP"), (Self::Summer, "SU"), (Self::Autumn, "FA"), (Self::Winter, "WI")];

    pub(super) fn coded(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|&(season, _)| season)
    }

    pub(super) fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    const fn first_month(self) -> i8 {
        3 + 3 * self as i8
    }
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Morning.
    Morning,
    /// Noon.
    Midday,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
}

impl DayPart {
    const ALL: [(Self, &'static str); 5] =
        [(Self::Morning, "MO"), (Self::Midday, "MI"), (Self::Afternoon, "AF"), (Self::Evening, "EV"), (Self::Night, "NI")];

    pub(super) fn coded(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|&(part, _)| part)
    }

    pub(super) fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodPart {
    /// Its beginning: early, the start of.
    Start,
    /// Its middle.
    Middle,
    /// Its end: late, the end of.
    End,
    /// The part that has passed: earlier this month.
    SoFar,
    /// The part that is left: later this month.
    Rest,
}

/// A named period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A day.
    Day(Date),
    /// Part of a day.
    PartOfDay(Date, DayPart),
    /// The week that begins on this Monday.
    Week(Date),
    /// The weekend that begins on this Saturday.
    Weekend(Date),
    /// Month 1 to 12 of a year.
    Month(i16, i8),
    /// Quarter 1 to 4 of a year.
    Quarter(i16, i8),
    /// Half 1 or 2 of a year.
    Half(i16, i8),
    /// A season of a year.
    Season(i16, Season),
    /// A calendar year.
    Year(i16),
    /// The fiscal year that ends in or with this year; it has no days, since they differ from company to company.
    FiscalYear(i16),
    /// The ten years from this one on.
    Decade(i16),
    /// The century whose years begin with this number: 19 for the 20th century.
    Century(i16),
}

impl Period {
    /// The period of the given unit that contains a day; `None` for units without a period of their own.
    pub(super) fn around(day: Date, unit: TimeUnit) -> Option<Self> {
        let monday = || day.checked_sub(Stretch::new().days(day.weekday().to_monday_zero_offset())).ok();
        Some(match unit {
            TimeUnit::Day => Self::Day(day),
            TimeUnit::Week => Self::Week(monday()?),
            TimeUnit::Weekend => Self::Weekend(monday()?.checked_add(Stretch::new().days(5)).ok()?),
            TimeUnit::Month => Self::Month(day.year(), day.month()),
            TimeUnit::Quarter => Self::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            TimeUnit::Year => Self::Year(day.year()),
            TimeUnit::Decade => Self::Decade(day.year() - day.year().rem_euclid(10)),
            TimeUnit::Century => Self::Century(day.year().div_euclid(100)),
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Fortnight => return None,
        })
    }

    /// The period of the same kind that is `count` places later (earlier where negative); `None` outside the calendar.
    pub(super) fn shift(self, count: i64) -> Option<Self> {
        let days = |day: Date, each: i64| day.checked_add(Stretch::new().try_days(count.checked_mul(each)?).ok()?).ok();
        let years = |year: i16, each: i64| i16::try_from(i64::from(year).checked_add(count.checked_mul(each)?)?).ok();
        let within = |year: i16, at: i8, of: i64| {
            let place = i64::from(year).checked_mul(of)?.checked_add(i64::from(at) - 1)?.checked_add(count)?;
            Some((i16::try_from(place.div_euclid(of)).ok()?, i8::try_from(place.rem_euclid(of)).ok()? + 1))
        };
        Some(match self {
            Self::Day(day) => Self::Day(days(day, 1)?),
            Self::PartOfDay(day, part) => Self::PartOfDay(days(day, 1)?, part),
            Self::Week(day) => Self::Week(days(day, 7)?),
            Self::Weekend(day) => Self::Weekend(days(day, 7)?),
            Self::Month(year, month) => within(year, month, 12).map(|(year, month)| Self::Month(year, month))?,
            Self::Quarter(year, quarter) => within(year, quarter, 4).map(|(year, quarter)| Self::Quarter(year, quarter))?,
            Self::Half(year, half) => within(year, half, 2).map(|(year, half)| Self::Half(year, half))?,
            Self::Season(year, season) => Self::Season(years(year, 1)?, season),
            Self::Year(year) => Self::Year(years(year, 1)?),
            Self::FiscalYear(year) => Self::FiscalYear(years(year, 1)?),
            Self::Decade(year) => Self::Decade(years(year, 10)?),
            Self::Century(century) => Self::Century(years(century, 1)?),
        })
    }

    /// The same period `count` years later.
    pub(super) fn shift_years(self, count: i64) -> Option<Self> {
        match self {
            Self::Month(..) => self.shift(count.checked_mul(12)?),
            Self::Quarter(..) => self.shift(count.checked_mul(4)?),
            Self::Half(..) => self.shift(count.checked_mul(2)?),
            Self::Day(day) => day.checked_add(Stretch::new().try_years(count).ok()?).ok().map(Self::Day),
            Self::Week(day) => Self::around(day.checked_add(Stretch::new().try_years(count).ok()?).ok()?, TimeUnit::Week),
            Self::Year(_) | Self::Season(..) | Self::FiscalYear(_) => self.shift(count),
            Self::PartOfDay(..) | Self::Weekend(_) | Self::Decade(_) | Self::Century(_) => None,
        }
    }

    /// The first day.
    #[must_use]
    pub(crate) fn first(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::PartOfDay(day, _) | Self::Week(day) | Self::Weekend(day) => Some(day),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Self::Half(year, half) => Date::new(year, half * 6 - 5, 1).ok(),
            Self::Season(year, season) => Date::new(year, season.first_month(), 1).ok(),
            Self::Year(year) | Self::Decade(year) => Date::new(year, 1, 1).ok(),
            Self::Century(century) => Date::new(century.checked_mul(100)?.max(1), 1, 1).ok(),
            Self::FiscalYear(_) => None,
        }
    }

    /// The last day.
    #[must_use]
    pub(crate) fn last(self) -> Option<Date> {
        let first = self.first()?;
        let length = match self {
            Self::Day(_) | Self::PartOfDay(..) => return Some(first),
            Self::Week(_) => Stretch::new().days(7),
            Self::Weekend(_) => Stretch::new().days(2),
            Self::Month(..) => Stretch::new().months(1),
            Self::Quarter(..) | Self::Season(..) => Stretch::new().months(3),
            Self::Half(..) => Stretch::new().months(6),
            Self::Year(_) | Self::FiscalYear(_) => Stretch::new().years(1),
            Self::Decade(_) => Stretch::new().years(10),
            Self::Century(_) => Stretch::new().years(100),
        };
        first.checked_add(length).ok()?.yesterday().ok()
    }

    /// The first and last day of a part of the period; the past and remaining parts are divided at `now`.
    pub(super) fn days_of(self, part: PeriodPart, now: Option<Date>) -> Option<(Date, Date)> {
        let (first, last) = (self.first()?, self.last()?);
        let length = first.until(last).ok()?.get_days() + 1;
        let day = |count: i32| first.checked_add(Stretch::new().days(count.clamp(0, length - 1))).ok();
        let month = |month: i8| Date::new(first.year(), month, 1).ok();
        match (part, self) {
            (PeriodPart::SoFar, _) => Some((first, now.unwrap_or(last).clamp(first, last))),
            (PeriodPart::Rest, _) => Some((now.unwrap_or(first).clamp(first, last), last)),
            (PeriodPart::Start, Self::Year(_)) => Some((first, month(4)?.last_of_month())),
            (PeriodPart::Middle, Self::Year(_)) => Some((month(5)?, month(8)?.last_of_month())),
            (PeriodPart::End, Self::Year(_)) => Some((month(9)?, last)),
            (PeriodPart::Middle, Self::Month(..)) => Some((day(9)?, day(19)?)),
            (PeriodPart::Start, Self::Month(..)) => Some((first, day(14)?)),
            (PeriodPart::End, Self::Month(..)) => Some((day(15)?, last)),
            (PeriodPart::Start, _) => Some((first, day((length - 1) / 2)?)),
            (PeriodPart::Middle, _) => Some((day(length / 4)?, day(length * 3 / 4)?)),
            (PeriodPart::End, _) => Some((day(length / 2)?, last)),
        }
    }

    /// The TIMEX3 value: 1998-01-08, 1998-W02, 1997-Q4, 198, 19.
    #[must_use]
    pub(crate) fn timex(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::PartOfDay(day, part) => format!("{day}T{}", part.code()),
            Self::Week(day) => week_timex(day),
            Self::Weekend(day) => format!("{}-WE", week_timex(day)),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.code()),
            Self::Year(year) | Self::FiscalYear(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(century) => format!("{century:02}"),
        }
    }
}

fn week_timex(day: Date) -> String {
    let week = ISOWeekDate::from(day);
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The weekday with the given number, 1 (Monday) to 7.
pub(super) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}
