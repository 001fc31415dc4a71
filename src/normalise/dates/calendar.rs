//! Calendar dates: "3 October 2024", "Oct. 3", "2024-10-03", "the 1990s", "Q3 2019".

use jiff::Span as Stretch;
use jiff::civil::Date;

use super::fiscal::KINDS;
use super::lexicon::Lean;
use super::period::{Period, TimeUnit, weekday};
use super::reader::{Reader, TimeReading};
use super::value::TimeValue;

/// From this many days on, a verb's tense outweighs which of two dates is nearer.
const FAR: i32 = 31;

impl Reader<'_> {
    /// A calendar date in any form; the longest that can be read.
    pub(super) fn calendar_date(&self, at: usize) -> Option<TimeReading> {
        let start = self.weekday_before_date(at).unwrap_or(at);
        let rules = [Self::month_day, Self::day_month, Self::numeric, Self::month_year];
        let readings = rules.iter().filter_map(|rule| rule(self, start));
        let longest = readings.max_by_key(|reading| reading.end);
        longest.map(|reading| self.in_brackets(start != at, reading)).or_else(|| if start == at { self.year_like(at) } else { None })
    }

    /// The token after a weekday where a calendar date may follow.
    fn weekday_before_date(&self, at: usize) -> Option<usize> {
        let day = if self.step(at).is_some() { at + 1 } else { at };
        self.weekday(day)?;
        let next = self.skip(self.skip(self.after_name(day), &[",", "("]), &["the"]);
        (self.month(next).is_some()
            || self
                .day_of_month(next)
                .is_some_and(|(_, end)| self.month(self.skip(self.skip_hyphen(end), &["of"])).is_some() || self.is(end, &["/", "."])))
        .then_some(next)
        .or_else(|| (self.digit_count(next) == 4 && self.is(next + 1, &["-", "/"])).then_some(next))
    }

    fn in_brackets(&self, weekday: bool, mut reading: TimeReading) -> TimeReading {
        reading.end += usize::from(weekday && self.word(reading.end) == ")");
        reading
    }

    /// "October 3, 2024", "Oct. 3rd", "March the ninth", "Nov5, 1999".
    fn month_day(&self, at: usize) -> Option<TimeReading> {
        let month = self.month(at)?;
        let next = self.after_name(at);
        let next = if self.is(next, &["-", "/"]) && self.is_glued(next) && self.digit_count(next + 1) <= 2 { next + 1 } else { next };
        let (day, end) = self.day_of_month(self.skip(next, &["the"]))?;
        if self.is(end, &[":"]) && self.is_glued(end) && self.is_glued(end + 1) {
            return None;
        }
        Some(self.with_year(month, day, end))
    }

    /// "3 October 2024", "the 3rd of October", "26-FEB-1987".
    fn day_month(&self, at: usize) -> Option<TimeReading> {
        let amount = at > 0 && (self.is(at - 1, &["$", "£", "€"]) || (self.is(at - 1, &[".", ","]) && self.is_glued(at)));
        let (day, end) = self.day_of_month(self.skip(at, &["the"])).filter(|_| !amount)?;
        let end = self.skip(end, &["day"]);
        let end = if self.is(end, &["-", "/", "."]) && self.is_glued(end) { end + 1 } else { self.skip(end, &["of"]) };
        let month = self.month(end)?;
        Some(self.with_year(month, day, self.after_name(end)))
    }

    /// Reads the year that may follow a day and a month; without one the date is chosen by proximity and tense.
    fn with_year(&self, month: i8, day: i8, end: usize) -> TimeReading {
        if let Some((year, end)) = self.year_behind(end) {
            let undated = TimeReading::new(end, TimeValue::Undated(format!("{year:04}-{month:02}-{day:02}")));
            return Date::new(year, month, day).map_or(undated, |date| TimeReading::dated(end, Period::Day(date)));
        }
        let date = self.frame.day.and_then(|now| self.nearest(now, |year| Date::new(year, month, day).ok()));
        TimeReading { floats: true, ..TimeReading::relative(end, date.map(Period::Day), &format!("XXXX-{month:02}-{day:02}")) }
    }

    /// A year after a month, or a day and month: ", 2024", "of 1995", "'87", "last year".
    pub(super) fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        let joined = if self.is(at, &["-", "/", "."]) && self.is_glued(at) { at + 1 } else { at };
        let next = self.skip(self.skip(joined, &[","]), &["of", "in"]);
        let shift = |at: usize, steps: i64| {
            let day = self.frame.day?;
            let steps = if steps == 0 && self.word(at) == "same" { 0 } else { steps };
            Some((day.year().checked_add(i16::try_from(steps).ok()?)?, at + 2))
        };
        let relative = || self.step(next).filter(|_| self.word(next + 1) == "year").and_then(|steps| shift(next, steps));
        let after_month = joined != at && at > 0 && self.month(at - 1).is_some();
        let short = || self.short_year(next).filter(|_| self.word(next - 1) == "of" || after_month).map(|year| (year, next + 1));
        self.year(next).filter(|_| !self.is_thousands(next)).or_else(relative).or_else(short)
    }

    fn is_thousands(&self, at: usize) -> bool {
        self.word(at + 1) == "," && self.is_glued(at + 1) && self.is_glued(at + 2) && self.digit_count(at + 2) == 3
    }

    /// Of the dates that a function gives for each year, the intended one: the nearest, unless the tense speaks against it.
    pub(super) fn nearest(&self, now: Date, dates: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        // Leap days come every four years, or after eight around most turns of a century.
        let candidates = (-8..=8).filter_map(|step| dates(now.year().checked_add(step)?));
        let far = |date: &Date| date.since(now).map_or(i32::MAX, |span| span.get_days());
        let weigh = |date: &Date| {
            let days = far(date);
            let against = match self.frame.lean {
                Lean::Past => days > FAR,
                Lean::Future => days < -FAR,
                Lean::Open => false,
            };
            (against, days.abs())
        };
        candidates.min_by_key(weigh)
    }

    /// "2024-10-03", "10/3/2024", "24.10.2024", "3/18/40"; "20241024" is left to [`published`](super::published).
    fn numeric(&self, at: usize) -> Option<TimeReading> {
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "/" | ".") || !self.is_glued(at + 1) || !self.is_glued(at + 2) {
            return if self.digit_count(at) == 4 { self.spaced_numbers(at) } else { None };
        }
        if self.is_glued(at) && at > 0 && self.is(at - 1, &["$", "£", "€", ":", ","]) {
            return None;
        }
        let third = (self.word(at + 3) == mark && self.is_glued(at + 3) && self.is_glued(at + 4)).then_some(at + 4);
        if let Some(last) = third {
            return self.three_numbers(at, last);
        }
        let (first, second) = (self.digits(at)?, self.digits(at + 2)?);
        if mark != "." && self.digit_count(at + 2) == 4 && (1..=12).contains(&first) && (1900..2100).contains(&second) {
            return Some(TimeReading::dated(at + 3, Period::Month(i16::try_from(second).ok()?, i8::try_from(first).ok()?)));
        }
        if mark == "-"
            && self.digit_count(at) == 4
            && self.digit_count(at + 2) == 2
            && (1..=12).contains(&second)
            && (1900..2100).contains(&first)
        {
            return Some(TimeReading::dated(at + 3, Period::Month(i16::try_from(first).ok()?, i8::try_from(second).ok()?)));
        }
        let dated_by_neighbour = at > 0 && (self.is(at - 1, &["on", "next", "this"]) || self.weekday(at - 1).is_some());
        if (mark != "/" && !dated_by_neighbour) || mark == "-" || self.digit_count(at).max(self.digit_count(at + 2)) > 2 {
            return None;
        }
        if is_binary(second) && self.follows_whole_number(at) {
            return None;
        }
        let (month, day) = month_and_day(first, second)?;
        // "Rates fell by 1/8 to 3/8": only these words are never before an amount.
        let of_time = &["until", "since"];
        let introduced = at > 0 && self.is(at - 1, if is_binary(second) { of_time } else { &["from", "to", "-", "until", "since", "by"] });
        let ranging = self.word(at + 3) == "-" && self.is_glued(at + 4);
        let fraction = is_binary(second) || (at > 0 && self.digit_count(at - 1) > 0);
        let plausible = mark != "/" || dated_by_neighbour || introduced || ranging || (first + second > 12 && !fraction);
        plausible.then(|| self.with_year(month, day, at + 3))
    }

    /// Whether a hyphen ties a number to a whole number before it, as in prices with fractions: the 3 of "6-3/16", but not that of "3/5-3/16".
    fn follows_whole_number(&self, at: usize) -> bool {
        let hyphen = at.checked_sub(1).filter(|&hyphen| self.is(hyphen, &["-"]) && self.is_glued(hyphen) && self.is_glued(at));
        let whole = hyphen.and_then(|hyphen| hyphen.checked_sub(1)).filter(|&whole| self.digit_count(whole) > 0);
        whole.is_some_and(|whole| whole == 0 || !self.is(whole - 1, &["/"]))
    }

    fn three_numbers(&self, at: usize, last: usize) -> Option<TimeReading> {
        let (first, middle, third) = (self.digits(at), self.digits(at + 2), self.digits(last));
        let date = if self.digit_count(at) == 4 {
            let month = self.month(at + 2).or_else(|| i8::try_from(middle?).ok());
            let plain =
                month.zip(third).and_then(|(month, day)| Date::new(i16::try_from(first?).ok()?, month, i8::try_from(day).ok()?).ok());
            plain.or_else(|| Date::new(i16::try_from(first?).ok()?, self.month(last)?, i8::try_from(middle?).ok()?).ok())
        } else {
            let year = if self.digit_count(last) == 4 { i16::try_from(third?).ok()? } else { self.short_year(last)? };
            let (month, day) = month_and_day(first?, middle?)?;
            Date::new(year, month, day).ok()
        }?;
        Some(TimeReading::dated(last + 1, Period::Day(date)))
    }

    /// "2024 10 03".
    fn spaced_numbers(&self, at: usize) -> Option<TimeReading> {
        let short = self.digit_count(at + 1) == 2 && self.digit_count(at + 2) == 2;
        let number = |at: usize| i8::try_from(self.digits(at)?).ok();
        let date = Date::new(i16::try_from(self.digits(at)?).ok()?, number(at + 1)?, number(at + 2)?).ok()?;
        (short && date.year() > 1900).then(|| TimeReading::dated(at + 3, Period::Day(date)))
    }

    /// "October 2024", "Oct., 2024", "October of last year", "October".
    fn month_year(&self, at: usize) -> Option<TimeReading> {
        let month = self.month(at)?;
        let end = self.after_name(at);
        if let Some((year, end)) = self.year_behind(end) {
            return Some(TimeReading::dated(end, Period::Month(year, month)));
        }
        let introduced = at > 0
            && (self.is(
                at - 1,
                &[
                    "in", "since", "of", "from", "until", "after", "before", "by", "to", "and", "between", "mid", "late", "early", "the",
                    "-",
                ],
            ) || self.step(at - 1).is_some());
        if (self.is_abbreviated(at) || self.is(at, &["may", "march", "april", "june", "august"]))
            && !introduced
            && !self.names_a_month(at, end)
        {
            return None;
        }
        Some(TimeReading { floats: true, ..TimeReading::relative(end, self.month_near(month), &format!("XXXX-{month:02}")) })
    }

    /// Whether the context of a month that could also be a name or a verb suits a month.
    fn names_a_month(&self, at: usize, end: usize) -> bool {
        let capitalised = self.words.is_capitalised(end);
        let first = at == 0 || self.is(at - 1, &[".", "\"", "“"]);
        self.word(at) != "may" && !capitalised && !first || self.possessive(end).is_some_and(|_| !first)
    }

    /// The intended month of that name: the nearest, unless the tense speaks against it.
    fn month_near(&self, month: i8) -> Option<Period> {
        let now = self.frame.day?;
        let far = i16::from(month - now.month());
        let weigh = |months: i16| {
            let against = match self.frame.lean {
                Lean::Past => months > 0,
                Lean::Future => months < 0,
                Lean::Open => false,
            };
            (against, months.abs())
        };
        let year = [-1, 0, 1].into_iter().min_by_key(|years| weigh(far + 12 * years))?;
        Some(Period::Month(now.year() + year, month))
    }

    /// Years, decades, centuries, quarters and halves with a number.
    fn year_like(&self, at: usize) -> Option<TimeReading> {
        let rules = [Self::century, Self::decade, Self::quarter_code, Self::fiscal_year, Self::named_year];
        rules.iter().find_map(|rule| rule(self, at))
    }

    /// "the 20th century".
    fn century(&self, at: usize) -> Option<TimeReading> {
        let (number, end) = self.ordinal(at)?;
        let end = self.skip_hyphen(end);
        (self.word(end) == "century" && (1..=30).contains(&number))
            .then(|| i16::try_from(number - 1).ok().map(|century| TimeReading::dated(end + 1, Period::Century(century))))?
    }

    /// "the 1990s", "the '80s", "the nineties".
    fn decade(&self, at: usize) -> Option<TimeReading> {
        if let Some(decade) = self.decade_word(at) {
            let of_people = at > 0 && self.is(at - 1, &["his", "her", "their", "my", "your", "our"]);
            return (!of_people).then(|| TimeReading::dated(at + 1, Period::Decade(1900 + decade)));
        }
        let apostrophe = usize::from(self.is(at, &["'"]));
        let digits = at + apostrophe;
        let suffix = self.skip(digits + 1, &["'"]);
        let spaced = self.is_glued(suffix) || self.digit_count(digits) == 4;
        if self.word(suffix) != "s" || !spaced {
            return None;
        }
        let year = match self.digit_count(digits) {
            4 => i16::try_from(self.digits(digits)?).ok().filter(|year| (1000..2100).contains(year))?,
            2 if apostrophe == 1 || (digits > 0 && self.is(digits - 1, &["the", "mid", "late", "early", "-"])) => {
                self.short_year(digits)?
            }
            _ => return None,
        };
        (year % 10 == 0).then(|| TimeReading::dated(suffix + 1, Period::Decade(year)))
    }

    /// "Q3 2019", "2019-Q3", "H2".
    fn quarter_code(&self, at: usize) -> Option<TimeReading> {
        let period =
            |(quarter, number): (bool, i8), year: i16| if quarter { Period::Quarter(year, number) } else { Period::Half(year, number) };
        if let Some((year, end)) = self.year(at).filter(|_| self.digit_count(at) == 4)
            && let Some(code) = self.share_code(self.skip_hyphen(end))
        {
            return Some(TimeReading::dated(self.skip_hyphen(end) + 2, period(code, year)));
        }
        let code = self.share_code(at)?;
        let of = self.skip(at + 2, &["of", "in"]);
        if let Some(fiscal) = self.is(of, &["fiscal", "fy"]).then(|| self.fiscal_year(of)).flatten()
            && let Some(Period::FiscalYear(year)) = fiscal.value.period()
        {
            return Some(TimeReading::dated(fiscal.end, period(code, year)));
        }
        if let Some((year, end)) = self.year_behind(at + 2) {
            return Some(TimeReading::dated(end, period(code, year)));
        }
        let now = self.frame.day.and_then(|day| Period::around(day, TimeUnit::Quarter));
        let near = now.and_then(|now| self.term_near(period(code, 1), now));
        Some(TimeReading::relative(at + 2, near, &format!("XXXX-{}{}", if code.0 { "Q" } else { "H" }, code.1)))
    }

    /// "Q3" or "H2" at a token: whether it is a quarter, and its number.
    fn share_code(&self, at: usize) -> Option<(bool, i8)> {
        let number = i8::try_from(self.digits(at + 1).filter(|_| self.is_glued(at + 1))?).ok()?;
        let fits = (self.word(at) == "q" && number <= 4) || (self.word(at) == "h" && number <= 2);
        (fits && number > 0).then_some((self.word(at) == "q", number))
    }

    /// "fiscal 1989", "the fiscal year 2008", "FY08", "CY 2008".
    pub(super) fn fiscal_year(&self, at: usize) -> Option<TimeReading> {
        // "its 2025 fiscal year"
        if let Some((year, kind)) = self.year(at).filter(|_| self.digit_count(at) == 4)
            && self.is(kind, &KINDS)
            && self.word(kind + 1) == "year"
        {
            return Some(TimeReading::dated(kind + 2, Period::FiscalYear(year)));
        }
        let fiscal = self.is(at, &["fiscal", "fy"]);
        if !fiscal && !self.is(at, &["cy"]) {
            return None;
        }
        let next = self.skip(at + 1, &["year"]);
        let short = || self.short_year(next).filter(|_| self.is(at, &["fy", "cy"])).map(|year| (year, next + 1));
        let (year, end) = self.year(next).or_else(short)?;
        if let Some((is_quarter, number)) = self.share_code(self.skip_hyphen(end)).filter(|_| fiscal) {
            let share = if is_quarter { Period::Quarter(year, number) } else { Period::Half(year, number) };
            return Some(TimeReading::dated(self.skip_hyphen(end) + 2, share));
        }
        Some(TimeReading::dated(end, if fiscal { Period::FiscalYear(year) } else { Period::Year(year) }))
    }

    /// "1989", "the year 2000", "1989's third quarter" up to the year.
    fn named_year(&self, at: usize) -> Option<TimeReading> {
        let word = if self.word(at + 1) == "year" { self.skip(at, &["the"]) } else { at };
        let next = if self.word(word) == "year" { self.skip(word + 1, &["of"]) } else { at };
        let (year, end) = if next == at { self.bare_year(at)? } else { self.year(next)? };
        Some(TimeReading::dated(end, Period::Year(year)))
    }

    /// The intended date of a weekday that stands without a date.
    pub(super) fn weekday_near(&self, day: i8) -> Option<Date> {
        let (now, wanted) = (self.frame.day?, weekday(day)?);
        let back = now.weekday().since(wanted);
        let step = if self.frame.lean == Lean::Future && back != 0 { 7 - back } else { -back };
        now.checked_add(Stretch::new().days(step)).ok()
    }
}

/// Whether a number is a denominator of prices: halves, quarters, eighths and so on.
const fn is_binary(number: i64) -> bool {
    matches!(number, 2 | 4 | 8 | 16 | 32)
}

/// Tries American order first, then the other where that is not a date.
fn month_and_day(first: i64, second: i64) -> Option<(i8, i8)> {
    let fits = |month: i64, day: i64| ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day));
    let (month, day) = fits(first, second).or_else(|| fits(second, first))?;
    Some((i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}
