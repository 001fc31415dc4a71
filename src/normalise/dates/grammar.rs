//! How time expressions combine: parts of periods, ranges, open ends. Of all readings that begin at a word, the longest wins.

use jiff::civil::Date;

use super::lexicon::Lean;
use super::period::{Period, PeriodPart, TimeUnit};
use super::phrases::{EDGES, Edge};
use super::reader::{Frame, Reader, TimeReading};
use super::value::TimeValue;

impl Reader<'_> {
    /// The longest time expression that begins at a token.
    pub(super) fn expression(&self, at: usize) -> Option<TimeReading> {
        let base = self.base(at);
        let point = self.point_around(at, base.clone());
        let readings = [self.range(at, point.as_ref()), self.open(at, base), self.set(at), point];
        longest(readings.into_iter().flatten())
    }

    /// A single time or length of time.
    pub(super) fn point(&self, at: usize) -> Option<TimeReading> {
        self.point_around(at, self.base(at))
    }

    /// The single time at a token, given its shortest reading.
    fn point_around(&self, at: usize, base: Option<TimeReading>) -> Option<TimeReading> {
        let readings = [self.partial(at), self.shifted(at), base];
        Some(self.with_day_part(longest(readings.into_iter().flatten())?))
    }

    /// A time that is not built from another.
    fn base(&self, at: usize) -> Option<TimeReading> {
        let rules = [
            Self::calendar_date,
            Self::day_word,
            Self::share,
            Self::run_of_units,
            Self::stepped,
            Self::definite,
            Self::year_ago,
            Self::weekday_alone,
            Self::season_alone,
            Self::holiday,
            Self::duration,
            Self::uncounted,
            Self::reference,
            Self::numbered_day,
            Self::year_end,
        ];
        longest(rules.iter().filter_map(|rule| rule(self, at)))
    }

    /// "the 18th", "the 15th day of the month": a day of the current month.
    fn numbered_day(&self, at: usize) -> Option<TimeReading> {
        let start = self.skip(at, &["the"]);
        let (day, end) = self.ordinal(start)?;
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let named =
            self.phrase(end, "day of the month").or_else(|| self.phrase(end, "of the month")).or_else(|| self.phrase(end, "of this month"));
        let on = at > 0 && self.word(at - 1) == "on";
        let digits =
            (start > at || on) && self.digit_count(start) > 0 && at > 0 && self.is(at - 1, &["on", "until", "by", "since", "from"]);
        let alone = digits && (!self.words.is_letters(end) || self.is(end, &["and", "at", "when", "in"]));
        let end = named.or_else(|| alone.then_some(end))?;
        let date = self.frame.day.and_then(|now| Date::new(now.year(), now.month(), day).ok());
        Some(TimeReading::relative(end, date.map(Period::Day), &format!("XXXX-XX-{day:02}")))
    }

    /// "year-end", "year's end".
    fn year_end(&self, at: usize) -> Option<TimeReading> {
        let end = self.any_phrase(at, &["year - end", "year end", "year ' s end", "the year ' s end"])?;
        let year = self.frame.step(TimeUnit::Year, 0);
        let value = year.map(|year| self.part_value(year, PeriodPart::End));
        Some(TimeReading::new(end, value.unwrap_or_else(|| TimeValue::Undated("XXXX".to_owned()))))
    }

    /// "early next year", "mid-November", "the end of 1990", "later this week", "the rest of the week".
    fn partial(&self, at: usize) -> Option<TimeReading> {
        let start = self.skip(at, &["the"]);
        let (part, next) = self.part_phrase(start)?;
        let next = self.skip(self.skip(self.skip_hyphen(next), &["of", "in", "on"]), &["the"]);
        let whole = [Self::base, Self::bare_unit].iter().filter_map(|rule| rule(self, next)).max_by_key(|reading| reading.end)?;
        let definite = if self.is(next - 1, &["the"]) { self.definite(next - 1) } else { None };
        let whole = definite.filter(|definite| definite.end >= whole.end).unwrap_or(whole);
        let end = whole.end;
        match whole.value {
            TimeValue::Calendar(period) => Some(TimeReading { end, value: self.part_value(period, part), ..whole }),
            TimeValue::Undated(_) => Some(whole),
            _ => None,
        }
    }

    /// "year" in "the end of year", "month" in "end of month".
    fn bare_unit(&self, at: usize) -> Option<TimeReading> {
        let unit = self.unit(at).filter(|unit| matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year))?;
        let of = at > 0 && self.is(at - 1, &["of", "the"]);
        (of && !self.word(at).ends_with('s')).then(|| TimeReading::relative(at + 1, self.frame.step(unit, 0), "XXXX"))
    }

    fn part_phrase(&self, at: usize) -> Option<(PeriodPart, usize)> {
        if let Some(end) = self.any_phrase(at, &["end of", "close of", "tail end of", "latter part of"]) {
            return Some((PeriodPart::End, end - 1));
        }
        if let Some(end) = self.any_phrase(at, &["rest of", "remainder of", "remaining of"]) {
            return Some((PeriodPart::Rest, end - 1));
        }
        let part = self.part(at)?;
        let noun = self.is(at, &["beginning", "start", "middle", "midst", "end"]);
        (!noun || self.word(at + 1) == "of").then_some((part, at + 1))
    }

    fn part_value(&self, period: Period, part: PeriodPart) -> TimeValue {
        if let Period::Day(_) | Period::PartOfDay(..) = period {
            return TimeValue::Calendar(period);
        }
        TimeValue::Partial { period, part, days: period.days_of(part, self.frame.day) }
    }

    /// "Tuesday night", "tomorrow in the morning".
    fn with_day_part(&self, reading: TimeReading) -> TimeReading {
        let early = self.skip(reading.end, &["early", "late"]);
        let start = self.any_phrase(early, &["in the", "at"]).unwrap_or(early);
        let Some(part) = self.day_part(start).filter(|_| !self.word(start).ends_with('s')) else { return reading };
        let value = match (reading.value.period(), &reading.value) {
            (Some(Period::Day(day)), _) => TimeValue::Calendar(Period::PartOfDay(day, part)),
            (_, TimeValue::Undated(timex)) if is_day(timex) => TimeValue::Undated(format!("{timex}T{}", part.code())),
            _ => return reading,
        };
        TimeReading { end: start + 1, value, ..reading }
    }

    /// "from Monday to Friday", "between 2001 and 2004", "Nov. 18-20", "2014 to 2018".
    fn range(&self, at: usize, point: Option<&TimeReading>) -> Option<TimeReading> {
        let first = self.word(at);
        let opened = matches!(first, "from" | "between");
        let joints: &[&str] =
            if first == "between" { &["and", "to", "-", "~", "through"] } else { &["to", "till", "until", "through", "thru", "-", "~"] };
        let start = at + usize::from(opened);
        let left = if opened { self.point(start) } else { point.cloned() };
        let left = left.filter(|left| is_calendar(&left.value) || (opened && matches!(left.value, TimeValue::Present(_))));
        let by_point = left.and_then(|left| {
            let joint = self.skip(left.end, &["up"]);
            if !self.is(joint, joints) {
                return None;
            }
            self.running(start, &left, joint + 1, opened).or_else(|| self.join(start, &left, joint + 1, opened))
        });
        by_point.or_else(|| self.days_and_month(start, joints, opened))
    }

    /// A range that lies ahead may already have begun: in September, "between August and October" means this year's.
    fn running(&self, start: usize, left: &TimeReading, at: usize, opened: bool) -> Option<TimeReading> {
        let now = self.frame.day.filter(|_| self.frame.lean == Lean::Future && left.floats)?;
        left.value.period().filter(|period| matches!(period, Period::Month(..)))?;
        let near = self.from(Frame { lean: Lean::Open, ..self.frame });
        let range = near.join(start, &near.point(start)?, at, opened)?;
        (range.value.last_day()? >= now).then_some(range)
    }

    fn join(&self, start: usize, left: &TimeReading, at: usize, opened: bool) -> Option<TimeReading> {
        let first = left.value.first_day();
        if let Some(reading) = self.short_right(left, at) {
            return Some(reading);
        }
        let ahead = self.from(Frame { day: first.or(self.frame.day), lean: Lean::Future, ..self.frame });
        let plain = self.point(at).filter(|right| is_calendar(&right.value) || matches!(right.value, TimeValue::Present(_)))?;
        let right = if plain.floats && first.is_some() { ahead.point(at)? } else { plain };
        let kind = |reading: &TimeReading| reading.value.period().as_ref().map(std::mem::discriminant);
        let same_kind = std::mem::discriminant(&left.value) == std::mem::discriminant(&right.value) && kind(left) == kind(&right);
        if !opened && !same_kind && !right.dated {
            return None;
        }
        let before = self.from(Frame { day: right.value.first_day(), lean: Lean::Past, ..self.frame });
        let left = if left.floats && right.dated && right.value.first_day().is_some() { before.point(start)? } else { left.clone() };
        let (first, last) = (left.value.first_day(), right.value.last_day());
        if matches!(left.value, TimeValue::Partial { part: PeriodPart::End, .. })
            || first.zip(last).is_none_or(|(first, last)| first <= last)
        {
            let timex = format!("{}/{}", left.value.timex(), right.value.timex());
            return Some(TimeReading { end: right.end, value: TimeValue::Range { timex, first, last }, dated: right.dated, floats: false });
        }
        None
    }

    /// The right-hand end of "November 19-20", "April 9 through 17th", "1989-90".
    fn short_right(&self, left: &TimeReading, at: usize) -> Option<TimeReading> {
        let period = left.value.period()?;
        let range = |end: usize, first: Date, last: Date| {
            let timex = format!("{}/{}", period.timex(), last);
            Some(TimeReading {
                end,
                value: TimeValue::Range { timex, first: Some(first), last: Some(last) },
                dated: left.dated,
                floats: false,
            })
        };
        match period {
            Period::Day(first) => {
                let (day, end) = self.day_of_month(self.skip(at, &["the"]))?;
                let other = self.month(self.skip(end, &["of"])).is_some()
                    || self.is(end, &["/", ":", ".", "-"]) && self.is_glued(end) && self.digit_count(end + 1) > 0
                    || self.unit(end).is_some();
                let (year, end) = self.year_behind(end).map_or((first.year(), end), |(year, end)| (year, end));
                let first = if left.dated { first } else { Date::new(year, first.month(), first.day()).ok()? };
                let last = Date::new(first.year(), first.month(), day).ok().filter(|&last| !other && last >= first)?;
                range(end, first, last)
            }
            Period::Year(year) if self.digit_count(at) == 2 && self.is_glued(at) => {
                let last = year - year % 100 + i16::try_from(self.digits(at)?).ok()?;
                range(at + 1, Date::new(year, 1, 1).ok()?, Date::new(last, 12, 31).ok().filter(|_| last > year)?)
            }
            _ => None,
        }
    }

    /// "between 3 and 12 of September", "9 to 12 June", "from the 27th to the 3rd of April".
    fn days_and_month(&self, start: usize, joints: &[&str], opened: bool) -> Option<TimeReading> {
        let (day, joint) = self.day_of_month(self.skip(start, &["the"]))?;
        if !self.is(joint, joints) || (!opened && self.is(start, &["a"])) {
            return None;
        }
        let right = self.calendar_date(joint + 1).or_else(|| self.calendar_date(self.skip(joint + 1, &["the"])))?;
        let Some(Period::Day(last)) = right.value.period() else { return None };
        let same = Date::new(last.year(), last.month(), day).ok().filter(|&first| first <= last);
        let before = || {
            Date::new(last.year(), last.month(), 1)
                .ok()
                .and_then(|first| first.yesterday().ok())
                .and_then(|end| Date::new(end.year(), end.month(), day).ok())
        };
        let first = same.or_else(before)?;
        let timex = format!("{first}/{last}");
        Some(TimeReading {
            end: right.end,
            value: TimeValue::Range { timex, first: Some(first), last: Some(last) },
            dated: right.dated,
            floats: right.floats,
        })
    }

    /// "since May", "until 3 October", "after 2010", "2012 or later", "the week starting on March 3".
    fn open(&self, at: usize, base: Option<TimeReading>) -> Option<TimeReading> {
        if let Some(reading) = self.week_from(at) {
            return Some(reading);
        }
        if let Some((edge, start)) = EDGES.at(self, at) {
            let lean = if edge == Edge::Since && self.word(at).ends_with("since") { Lean::Past } else { self.frame.lean };
            let reader = self.from(Frame { lean, ..self.frame });
            let point = reader.point(start).filter(|point| is_calendar(&point.value))?;
            return Some(reader.opened(edge, &point));
        }
        let point = base.filter(|point| is_calendar(&point.value))?;
        let end = self.any_phrase(point.end, &["or later", "and later", "or after", "and beyond", "onwards", "onward"])?;
        Some(TimeReading { end, ..self.opened(Edge::Since, &point) })
    }

    fn opened(&self, edge: Edge, point: &TimeReading) -> TimeReading {
        let (begins, ends) = match (&point.value, edge) {
            (TimeValue::Partial { period, part: PeriodPart::Start, .. }, Edge::After) => (None, period.first()),
            (TimeValue::Partial { period, part: PeriodPart::End, .. }, Edge::Before) => {
                (period.last().and_then(|day| day.tomorrow().ok()), None)
            }
            (value, _) => (value.first_day(), value.last_day()),
        };
        let (first, last) = match edge {
            Edge::Since => {
                (begins, self.frame.day.filter(|&now| begins.is_some_and(|begins| begins <= now) && self.frame.lean != Lean::Future))
            }
            Edge::Until => (None, ends),
            Edge::After => (ends.and_then(|day| day.tomorrow().ok()), None),
            Edge::Before => (None, begins.and_then(|day| day.yesterday().ok())),
        };
        TimeReading { value: TimeValue::Range { timex: point.value.timex(), first, last }, ..point.clone() }
    }

    /// "the week of March 3", "w/c March 3", "the week starting on March 3".
    fn week_from(&self, at: usize) -> Option<TimeReading> {
        let start = self.any_phrase(
            self.skip(at, &["the"]),
            &["w / c", "week of", "week starting on", "week starting", "week beginning", "week commencing"],
        )?;
        let point = self.calendar_date(start)?;
        let Some(Period::Day(day)) = point.value.period() else { return None };
        Some(TimeReading { value: TimeValue::Calendar(Period::around(day, TimeUnit::Week)?), ..point })
    }
}

/// Whether a value without a year is a single day: XXXX-05-14, XXXX-WXX-3.
fn is_day(timex: &str) -> bool {
    timex.len() == "XXXX-XX-XX".len() && !timex.contains('T')
}

const fn is_calendar(value: &TimeValue) -> bool {
    matches!(value, TimeValue::Calendar(_) | TimeValue::Partial { .. } | TimeValue::Undated(_))
}

/// The reading that extends furthest; the first of equals.
fn longest(readings: impl Iterator<Item = TimeReading>) -> Option<TimeReading> {
    readings.reduce(|best, next| if next.end > best.end { next } else { best })
}
