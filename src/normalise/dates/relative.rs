//! Times relative to the day of publication or to the current topic: "last week", "the third quarter", "Monday".

use std::cmp::Ordering;

use jiff::Span as Stretch;
use jiff::civil::Date;

use super::lexicon::Lean;
use super::period::{DayPart, Period, Season, TimeUnit, weekday};
use super::phrases::REFERENCES;
use super::reader::{Reader, TimeReading};
use super::value::{Reference, TimeValue};
use crate::segment::Gap;

/// How far before a time the words stand that say when it was said, in tokens.
const SAYING: usize = 14;

impl Reader<'_> {
    /// "today", "yesterday", "the day after tomorrow", "tonight", "last night".
    pub(super) fn day_word(&self, at: usize) -> Option<TimeReading> {
        const DAYS: &[(&str, i64)] = &[
            ("the day before yesterday", -2),
            ("the day after tomorrow", 2),
            ("day before yesterday", -2),
            ("day after tomorrow", 2),
            ("yesterday", -1),
            ("today", 0),
            ("this day", 0),
            ("the current date", 0),
            ("current date", 0),
            ("tomorrow", 1),
        ];
        if self.is_title(at) {
            return None;
        }
        if let Some((end, steps)) = DAYS.iter().find_map(|&(phrase, steps)| self.phrase(at, phrase).map(|end| (end, steps))) {
            return Some(TimeReading::of_unit(end, self.frame.step(TimeUnit::Day, steps), TimeUnit::Day));
        }
        let tonight = self.is(at, &["tonight", "tonite"]).then_some((0, DayPart::Night, at + 1));
        let (steps, part, end) = tonight.or_else(|| {
            let part = self.day_part(at + 1).filter(|_| self.is(at, &["this", "last"]))?;
            Some((if self.word(at) == "last" { -1 } else { 0 }, part, at + 2))
        })?;
        let day = self.frame.step(TimeUnit::Day, steps).and_then(Period::first);
        let undated = format!("XXXX-XX-XXT{}", part.code());
        Some(TimeReading::relative(end, day.map(|day| Period::PartOfDay(day, part)), &undated))
    }

    /// Whether a day's words name a programme or a paper: "on the Today programme", "told This Morning". They have capitals where the words
    /// around them have none.
    fn is_title(&self, at: usize) -> bool {
        let is_small = |at: usize| self.words.is_letters(at) && !self.words.is_capitalised(at);
        let follows_word = at.checked_sub(1).is_some_and(is_small) && self.words.token(at).is_some_and(|token| token.gap == Gap::Space);
        let end = at + 1 + usize::from(self.is(at, &["this"]));
        follows_word && (at..end).all(|at| self.words.is_capitalised(at))
    }

    /// "Monday", "Monday the 21st", "Tue 13th", "Wednesday next week".
    pub(super) fn weekday_alone(&self, at: usize) -> Option<TimeReading> {
        let day = self.weekday(at)?;
        let end = self.after_name(at);
        let next = self.skip(end, &[","]);
        let next = self.skip(self.skip(next, &["of", "in"]), &["the"]);
        if let Some(week) = self.week_by_step(next) {
            let date = day_in_week(&week, day);
            return Some(TimeReading::of_weekday(week.end, date, day));
        }
        let number = self.skip(end, &["the"]);
        if let Some((of_month, after)) = self.day_of_month(number).filter(|&(_, after)| {
            self.unit(after).is_none()
                && !self.is(after, &[":", "-", "am", "pm", "a", "p"])
                && !self.is(number, &["one", "two", "first", "second"])
        }) && !self.is_glued(number)
            && (self.digit_count(number) == 0 || self.ordinal(number).is_some() || !self.words.is_letters(after))
        {
            return Some(TimeReading::of_weekday(after, self.weekday_on(day, of_month), day));
        }
        Some(TimeReading { floats: true, ..TimeReading::of_weekday(end, self.weekday_near(day), day) })
    }

    /// The nearest day with this weekday and this day of the month.
    fn weekday_on(&self, day: i8, of_month: i8) -> Option<Date> {
        let (now, wanted) = (self.frame.day?.first_of_month(), weekday(day)?);
        let months = (0..=24).flat_map(|step| [now.checked_sub(Stretch::new().months(step)), now.checked_add(Stretch::new().months(step))]);
        let days = months.filter_map(|month| month.ok().and_then(|month| Date::new(month.year(), month.month(), of_month).ok()));
        days.into_iter().find(|date| date.weekday() == wanted)
    }

    /// "last week", "the week after next", up to the week.
    fn week_by_step(&self, at: usize) -> Option<TimeReading> {
        let steps = self.step(at).or_else(|| self.is_back(at).then_some(0)).filter(|_| self.unit(at + 1) == Some(TimeUnit::Week))?;
        Some(TimeReading::of_unit(at + 2, self.frame.step(TimeUnit::Week, steps), TimeUnit::Week))
    }

    /// "last week", "this summer", "next Monday", "the past year", "last April", "that weekend", "this working week".
    pub(super) fn stepped(&self, at: usize) -> Option<TimeReading> {
        let start = self.skip(at, &["the"]);
        let doubled = self.is(start, &["this", "these"]) && self.step(start + 1).is_some_and(|step| step != 0);
        let start = start + usize::from(doubled);
        let (steps, back) = match self.step(start) {
            Some(steps) => (steps, false),
            None => self.is_back(start).then_some((0, true))?,
        };
        let next = self.skip(start + 1, &["calendar", "whole", "working", "full", "fiscal"]);
        if let Some(unit) = self.unit(next) {
            return self.stepped_unit(start, next, unit, steps, back);
        }
        if let Some(day) = self.weekday(next) {
            let date = self.stepped_weekday(day, steps, doubled, self.word(start));
            return Some(TimeReading::of_weekday(self.after_name(next), date, day));
        }
        if let Some(month) = self.month(next) {
            let end = self.after_name(next);
            if self.year_behind(end).is_some() || self.day_of_month(end).is_some() {
                return None;
            }
            let year = self.frame.day.map(|now| now.year() + stepped_year(steps, now.month(), month));
            return Some(TimeReading::relative(end, year.map(|year| Period::Month(year, month)), &format!("XXXX-{month:02}")));
        }
        let season = self.season(next)?;
        let period = self.frame.day.and_then(|now| {
            let begun_last_year = season == Season::Winter && now.month() <= 2;
            let this = Period::Season(now.year() - i16::from(begun_last_year), season);
            match steps {
                0 => Some(this),
                steps if steps < 0 => this.shift(-i64::from(this.last()? >= now)),
                _ => this.shift(i64::from(this.first()? <= now)),
            }
        });
        Some(TimeReading::relative(next + 1, period, &format!("XXXX-{}", season.code())))
    }

    fn stepped_unit(&self, start: usize, next: usize, unit: TimeUnit, steps: i64, back: bool) -> Option<TimeReading> {
        let mut end = next + 1;
        if self.word(next).ends_with('s') && self.word(next) != "s" || (unit == TimeUnit::Day && self.is(next, &["night", "h", "d"])) {
            return None;
        }
        if unit.is_within_day() {
            return None;
        }
        let lasting =
            self.is(start, &["past", "coming"]) && matches!(unit, TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century | TimeUnit::Month);
        if lasting || unit == TimeUnit::Fortnight {
            let days = self.frame.day.and_then(|_| self.run(unit, 1, steps));
            return Some(TimeReading::new(end, TimeValue::Duration { timex: unit.lasting(1), bound: None, days }));
        }
        let told = self.frame.topic.and_then(Period::first).filter(|_| {
            back || self.is(start, &["following", "previous", "preceding"]) || (unit == TimeUnit::Day && self.word(start) == "next")
        });
        let told = told.or_else(|| if unit == TimeUnit::Year && steps != 0 { self.year_of_saying(start) } else { None });
        let base = told.or(self.frame.day);
        let period = base.and_then(|day| Period::around(day, unit)?.shift(steps));
        if unit == TimeUnit::Week
            && let Some(day) = self.weekday(self.skip(end, &["on", "'"]))
        {
            end = self.skip(end, &["on"]);
            let date = day_in_week(&TimeReading::relative(end, period, ""), day);
            return Some(TimeReading::of_weekday(self.after_name(end), date, day));
        }
        Some(TimeReading::of_unit(end, period, unit))
    }

    /// The first day of the year in which the words around a time were said: "said in 2024 that it would close *next year*".
    fn year_of_saying(&self, at: usize) -> Option<Date> {
        let from = at.saturating_sub(SAYING);
        let that = (from..at).rev().find(|&at| self.is(at, &["that"]))?;
        let (year, in_year) = (that.checked_sub(1)?, that.checked_sub(2)?);
        let (number, end) = self.year(year).filter(|_| self.is(in_year, &["in"]) && self.digit_count(year) == 4)?;
        let is_past = self.frame.day.is_some_and(|now| number < now.year());
        let goes_on = (that..at).all(|at| !self.is(at, &[".", "!", "?", ";"]));
        (end == that && is_past && goes_on).then(|| Date::new(number, 1, 1).ok())?
    }

    /// "last" is the most recent one before today, "this" lies in the current week; "next" and "previous" go by the week.
    fn stepped_weekday(&self, day: i8, steps: i64, doubled: bool, word: &str) -> Option<Date> {
        let now = self.frame.day?;
        let wanted = weekday(day)?;
        let nearest = doubled || matches!(word, "last" | "past" | "upcoming" | "coming");
        if nearest && steps != 0 {
            let count = i32::try_from(steps).ok()?;
            return now.nth_weekday(count, wanted).ok();
        }
        let Some(Period::Week(monday)) = self.frame.step(TimeUnit::Week, steps) else { return None };
        monday.checked_add(Stretch::new().days(day - 1)).ok()
    }

    /// "the last three months", "the next two days", "10 previous weeks".
    pub(super) fn run_of_units(&self, at: usize) -> Option<TimeReading> {
        let start = self.skip(at, &["the"]);
        let start = start + usize::from(self.is(start, &["these", "this"]) && self.step(start + 1).is_some());
        let (amount, end, steps) = if let Some(steps) = self.step(start).filter(|&steps| steps != 0) {
            let amount = self.amount(start + 1)?;
            (amount.clone(), amount.end, steps)
        } else {
            let (count, word) = self.cardinal(start)?;
            let unit = self.unit(word + 1).filter(|_| self.word(word + 1).ends_with('s'))?;
            let steps = self.step(word).filter(|&steps| steps != 0)?;
            let days = self.run(unit, count, steps);
            return Some(TimeReading::new(word + 2, TimeValue::Duration { timex: unit.lasting(count), bound: None, days }));
        };
        if self.is(start, &["first", "following"]) || self.word(end - 1) == "second" {
            return None;
        }
        if let Some(reading) = self.share_of(start, &amount, steps) {
            return Some(reading);
        }
        let days = match amount.single() {
            Some((count, unit)) => self.run(unit, count, steps),
            None => self.frame.day.and_then(|now| {
                let other = amount.from(now, steps > 0)?;
                match other.cmp(&now) {
                    Ordering::Less => Some((other, now.yesterday().ok()?)),
                    Ordering::Equal => Some((now, now)),
                    Ordering::Greater => Some((self.frame.tomorrow()?, other)),
                }
            }),
        };
        Some(TimeReading::new(end, TimeValue::Duration { timex: amount.timex(), bound: None, days }))
    }

    /// The days of a number of units before or after the frame's day, without that day; quarters and weekends are those of the calendar.
    fn run(&self, unit: TimeUnit, count: i64, steps: i64) -> Option<(Date, Date)> {
        let now = self.frame.day.filter(|_| count > 0)?;
        if unit.is_within_day() {
            return Some((now, now));
        }
        if matches!(unit, TimeUnit::Quarter | TimeUnit::Weekend) {
            let this = Period::around(now, unit)?;
            let (first, last) = if steps < 0 { (this.shift(-count)?, this.shift(-1)?) } else { (this.shift(1)?, this.shift(count)?) };
            return Some((first.first()?, last.last()?));
        }
        let other = self.frame.day_after(unit, if steps < 0 { -count } else { count })?;
        if steps < 0 { Some((other, now.yesterday().ok()?)) } else { Some((self.frame.tomorrow()?, other)) }
    }

    /// "the week", "the quarter", "the year": the one being discussed, or the current one.
    pub(super) fn definite(&self, at: usize) -> Option<TimeReading> {
        let latest = self.is(at + 1, &["latest", "fiscal", "full"]);
        let next = at + 1 + usize::from(latest);
        if self.word(at) != "the" {
            return None;
        }
        if let Some(end) = self.any_phrase(
            next,
            &["week after next", "month after next", "year after next", "week before last", "month before last", "year before last"],
        ) {
            let period = self.frame.step(self.unit(next)?, if self.word(end - 1) == "next" { 2 } else { -2 });
            return Some(TimeReading::relative(end, period, "XXXX"));
        }
        if latest && self.word(next) == "period" {
            return Some(TimeReading::relative(next + 1, self.frame.term, "XXXX"));
        }
        if let Some(end) = self.phrase(next, "year to date") {
            let days = self.frame.step(TimeUnit::Year, 0).and_then(Period::first).zip(self.frame.day);
            let (first, last) = (days.map(|days| days.0), days.map(|days| days.1));
            return Some(TimeReading::new(end, TimeValue::Range { timex: "P1Y".to_owned(), first, last }));
        }
        if let Some(days) = self.year_up_to(next) {
            let timex = TimeUnit::Year.lasting(1);
            return Some(TimeReading::new(next + 1, TimeValue::Duration { timex, bound: None, days: Some(days) }));
        }
        let closed = self.word(next + 2).chars().all(|mark| !mark.is_alphanumeric());
        if self.word(next) == "day" && self.is(next + 1, &["before", "earlier"]) && closed {
            let day = self.frame.topic.and_then(Period::first).or(self.frame.day).and_then(|day| day.yesterday().ok());
            return Some(TimeReading::of_unit(next + 2, day.map(Period::Day), TimeUnit::Day));
        }
        self.definite_unit(next, latest)
    }

    /// The days of a year that the day after it closes: "(the) year to 31 December 2025", "(the) year ended in June".
    fn year_up_to(&self, at: usize) -> Option<(Date, Date)> {
        if self.word(at) != "year" || !self.is(at + 1, &["to", "ended", "ending"]) {
            return None;
        }
        let last = self.calendar_date(self.skip(at + 2, &["in", "on"]))?.value.last_day()?;
        let first = last.tomorrow().ok()?.checked_sub(Stretch::new().years(1)).ok()?;
        Some((first, last))
    }

    /// "quarter", "weekend", "week" after "the": the one being discussed, or the current one; `latest` where "latest", "fiscal" or "full" precedes
    /// it.
    fn definite_unit(&self, next: usize, latest: bool) -> Option<TimeReading> {
        let unit = self.unit(next).filter(|_| !self.word(next).ends_with('s'))?;
        let counted = self
            .is(next + 1, &["of", "after", "that", "when", "he", "she", "they", "we", "i", "-", "old", "earlier", "later", "in", "for"]);
        match unit {
            TimeUnit::Quarter if latest || self.word(next + 1) != "of" => {
                let now = self.frame.day.and_then(|day| Period::around(day, TimeUnit::Quarter));
                let topic = self
                    .frame
                    .term
                    .filter(|term| matches!(term, Period::Quarter(..)))
                    .or_else(|| now.and_then(|now| now.shift(-i64::from(latest))));
                Some(TimeReading::of_unit(next + 1, topic, unit))
            }
            TimeUnit::Weekend if !counted => {
                let period = self.frame.step(TimeUnit::Weekend, 0).and_then(|weekend| {
                    let passed = self.frame.lean != Lean::Future && weekend.first() > self.frame.day;
                    weekend.shift(-i64::from(passed))
                });
                Some(TimeReading::of_unit(next + 1, period, unit))
            }
            TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year if !counted && !self.is(next, &["night", "nights"]) => {
                Some(TimeReading::of_unit(next + 1, self.frame.step(unit, 0), unit))
            }
            _ => None,
        }
    }

    /// "a year-earlier", "the year-ago quarter": the period that a report compares with.
    pub(super) fn year_ago(&self, at: usize) -> Option<TimeReading> {
        let start = self.skip(at, &["the", "a"]);
        let hyphen = self.skip_hyphen(start + 1);
        if self.word(start) != "year" || hyphen == start + 1 || !self.is(hyphen, &["ago", "earlier"]) {
            return None;
        }
        if self.cardinal(hyphen + 1).is_some_and(|(_, unit)| self.unit(unit).is_some()) {
            return None;
        }
        let end = self.skip(hyphen + 1, &["quarter", "period", "month"]);
        if let Some((number, quarter)) =
            self.ordinal(hyphen + 1).filter(|&(number, quarter)| self.word(quarter) == "quarter" && (1..=4).contains(&number))
        {
            let near = self
                .frame
                .day
                .and_then(|day| self.term_near(Period::Quarter(1, i8::try_from(number).ok()?), Period::around(day, TimeUnit::Quarter)?));
            return Some(TimeReading::of_unit(quarter + 1, near.and_then(|near| near.shift_years(-1)), TimeUnit::Quarter));
        }
        let year = self.frame.step(TimeUnit::Year, -1);
        Some(TimeReading::of_unit(end, self.year_before_topic(false).or(year), TimeUnit::Year))
    }

    /// A season on its own: without a year it needs "the", "in" or a similar word before it, since "fall" and "spring" are verbs too.
    pub(super) fn season_alone(&self, at: usize) -> Option<TimeReading> {
        let season = self.season(at)?;
        let of = self.skip(at + 1, &["of"]);
        if let Some((year, end)) = self.year_behind(of) {
            return Some(TimeReading::dated(end, Period::Season(year, season)));
        }
        let noun = at > 0 && self.is(at - 1, &["the", "in", "by", "until", "since", "early", "late", "mid", "-", "during", "whole"]);
        let period = self.frame.day.and_then(|now| {
            let this = Period::Season(now.year(), season);
            match self.frame.lean {
                Lean::Future => this.shift(i64::from(this.last()? < now)),
                Lean::Past => this.shift(-i64::from(this.first()? > now)),
                Lean::Open => Some(this),
            }
        });
        let other = self.is(at + 1, &["of", "in", "from"]) || (self.word(at) == "fall" && at > 0 && self.word(at - 1) == "the");
        (noun && !other).then(|| TimeReading::relative(at + 1, period, &format!("XXXX-{}", season.code())))
    }

    /// "now", "recently", "the future".
    pub(super) fn reference(&self, at: usize) -> Option<TimeReading> {
        let counted =
            |end: usize| self.unit(end).is_some() || self.cardinal(end).is_some() || self.is(end, &["few", "several", "couple", "half"]);
        let other = |reference: Reference, end: usize| match reference {
            Reference::Present => false,
            Reference::Past => self.word(end - 1) == "past" && counted(end),
            Reference::Future => {
                self.word(at) == "soon" && self.is(end, &["as", "after", "enough"]) || self.word(at) == "the" && self.word(end) == "s"
            }
        };
        if let Some((reference, end)) = REFERENCES.at(self, at).filter(|&(reference, end)| !other(reference, end)) {
            return Some(TimeReading::new(end, reference.value(self.frame.day)));
        }
        if self.word(at) == "current" && self.words.is_letters(at + 1) {
            return Some(TimeReading::new(at + 1, TimeValue::Present(self.frame.day)));
        }
        if self.is(at, &["recent", "past"]) && self.word(at + 1).ends_with('s') && self.unit(at + 1).is_some() {
            return Some(TimeReading::new(at + 2, TimeValue::Past));
        }
        if self.word(at) == "recent" {
            return Some(TimeReading::new(at + 1, TimeValue::Past));
        }
        if self.is(at, &["coming", "future"]) && self.word(at + 1).ends_with('s') && self.unit(at + 1).is_some() {
            return Some(TimeReading::new(at + 2, TimeValue::Future));
        }
        None
    }

    /// "every week", "each Monday", "daily".
    pub(super) fn set(&self, at: usize) -> Option<TimeReading> {
        let set = |end: usize, timex: String| Some(TimeReading::new(end, TimeValue::Set(timex)));
        if let Some(every) = self.set_word(at) {
            return set(at + 1, every.to_owned());
        }
        if !self.is(at, &["every", "each"]) {
            return None;
        }
        if let Some(day) = self.weekday(at + 1) {
            return set(at + 2, format!("XXXX-WXX-{day}"));
        }
        let other = self.skip(at + 1, &["other"]);
        if let Some(unit) = self.unit(other) {
            return set(other + 1, unit.lasting(if other > at + 1 { 2 } else { 1 }));
        }
        let amount = self.amount(at + 1)?;
        set(amount.end, amount.timex())
    }
}

/// The given weekday of the week that was read.
fn day_in_week(week: &TimeReading, day: i8) -> Option<Date> {
    let Some(Period::Week(monday)) = week.value.period() else { return None };
    monday.checked_add(Stretch::new().days(day - 1)).ok()
}

/// How many years to move for "last April" and the like: to the nearest one entirely before or after this month.
fn stepped_year(steps: i64, now: i8, month: i8) -> i16 {
    match steps {
        0 => 0,
        steps if steps < 0 => -i16::from(month >= now),
        _ => i16::from(month <= now),
    }
}
