//! Lengths of time, and times given by their distance from another: "over two years ago", "three weeks from tomorrow".

use jiff::civil::Date;

use super::lexicon::Lean;
use super::period::{Period, TimeUnit};
use super::phrases::{BOUNDS_AFTER, BOUNDS_BEFORE, VAGUE_COUNTS};
use super::reader::{Frame, Reader, TimeReading};
use super::tense;
use super::value::TimeValue;
use crate::english::{Class, is};
use crate::record::Bound;

/// How many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    /// In hundredths, so that halves and decimals stay exact.
    Hundredths(i64),
    /// An unspecified number: "several".
    Vague,
}

/// A length of time as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    parts: Vec<(Count, TimeUnit)>,
    bound: Option<Bound>,
    pub(super) end: usize,
}

impl Length {
    /// The length in ISO 8601.
    pub(super) fn timex(&self) -> String {
        let (mut days, mut clock) = (String::new(), String::new());
        for &(count, unit) in &self.parts {
            let text = if unit.is_within_day() { &mut clock } else { &mut days };
            text.push_str(&part_timex(count, unit));
        }
        if clock.is_empty() { format!("P{days}") } else { format!("P{days}T{clock}") }
    }

    pub(super) const fn is_vague(&self) -> bool {
        matches!(self.parts.as_slice(), [(Count::Vague, _), ..])
    }

    /// The whole number and the unit, where the length is one whole count of one unit.
    pub(super) fn single(&self) -> Option<(i64, TimeUnit)> {
        match self.parts.as_slice() {
            [(Count::Hundredths(count), unit)] if count % 100 == 0 => Some((count / 100, *unit)),
            _ => None,
        }
    }

    pub(super) fn is_within_day(&self) -> bool {
        self.parts.iter().all(|(_, unit)| unit.is_within_day())
    }

    /// Moves a day by the length, forwards or backwards.
    pub(super) fn from(&self, day: Date, forwards: bool) -> Option<Date> {
        self.parts.iter().try_fold(day, |day, &(count, unit)| {
            let Count::Hundredths(hundredths) = count else { return None };
            let (parts, unit) = match (hundredths % 100, unit) {
                (0, _) => (1, unit),
                (_, TimeUnit::Century) => (100, TimeUnit::Year),
                (_, TimeUnit::Decade) => (10, TimeUnit::Year),
                (_, TimeUnit::Year) => (12, TimeUnit::Month),
                (_, TimeUnit::Quarter) => (91, TimeUnit::Day),
                (_, TimeUnit::Month) => (30, TimeUnit::Day),
                (_, TimeUnit::Fortnight) => (14, TimeUnit::Day),
                (_, TimeUnit::Week) => (7, TimeUnit::Day),
                _ => (1, unit),
            };
            let count = hundredths * parts / 100;
            day.checked_add(unit.times(if forwards { count } else { -count })?).ok()
        })
    }
}

fn part_timex(count: Count, unit: TimeUnit) -> String {
    let (letter, factor) = unit.timex();
    match (count, unit) {
        (Count::Vague, TimeUnit::Decade) => "XE".to_owned(),
        (Count::Vague, TimeUnit::Century) => "XC".to_owned(),
        (Count::Vague, TimeUnit::Quarter) => "XQ".to_owned(),
        (Count::Vague, _) => format!("X{letter}"),
        (Count::Hundredths(count), TimeUnit::Year) if is_quarters(count) => with_rest(count, "Y", 12, "M"),
        (Count::Hundredths(count), TimeUnit::Hour) if is_quarters(count) => with_rest(count, "H", 60, "M"),
        (Count::Hundredths(count), TimeUnit::Minute) if is_quarters(count) => with_rest(count, "M", 60, "S"),
        (Count::Hundredths(count), _) => format!("{}{letter}", decimal(count * factor)),
    }
}

/// Whether a count is not whole but a multiple of a quarter, so that the next smaller unit is used: "two and a half years".
const fn is_quarters(hundredths: i64) -> bool {
    hundredths % 100 != 0 && hundredths % 25 == 0
}

fn with_rest(hundredths: i64, unit: &str, parts: i64, smaller: &str) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100 * parts / 100);
    if whole == 0 { format!("{rest}{smaller}") } else { format!("{whole}{unit}{rest}{smaller}") }
}

fn decimal(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        tenths if tenths % 10 == 0 => format!("{whole}.{}", tenths / 10),
        _ => format!("{whole}.{rest:02}"),
    }
}

impl Reader<'_> {
    /// A length of time with its bound: "more than two and a half years", "10-year", "several months".
    pub(super) fn amount(&self, at: usize) -> Option<Length> {
        let (before, start) = self.bound(at).map_or((None, at), |(bound, end)| (Some(bound), end));
        let plain = self.parts(start).or_else(|| self.parts(self.skip(start, &["the", "another", "additional"])));
        let (parts, end) = plain.or_else(|| if start == at { None } else { self.parts(at) })?;
        let (after, end) = self.bound_behind(end);
        Some(Length { parts, bound: before.or(after), end })
    }

    fn bound(&self, at: usize) -> Option<(Bound, usize)> {
        let (bound, end) = BOUNDS_BEFORE.at(self, at)?;
        let vague = self.word(at) == "some" && self.unit(end).is_some();
        // "higher than a year ago" compares prices.
        let compares = self.word(end - 1) == "than" && !self.is(end - 2, &["more", "less", "fewer", "longer", "greater"]);
        (!vague && !compares).then_some((bound, end))
    }

    fn bound_behind(&self, at: usize) -> (Option<Bound>, usize) {
        let phrase = BOUNDS_AFTER.at(self, at).filter(|&(_, end)| end > at + 1);
        phrase.map_or((None, at), |(bound, end)| (Some(bound), end))
    }

    fn parts(&self, at: usize) -> Option<(Vec<(Count, TimeUnit)>, usize)> {
        let (count, unit, mut end) = self.part_of_amount(at)?;
        let mut parts = vec![(count, unit)];
        while parts.len() < 4 {
            let next = self.skip(self.skip(end, &[","]), &["and"]);
            match self.part_of_amount(next).filter(|&(_, smaller, after)| {
                smaller != unit && self.digits_or_words(next) && (next == end || !self.is(after, &["ago", "later", "earlier"]))
            }) {
                Some((count, unit, after)) => {
                    parts.push((count, unit));
                    end = after;
                }
                None => break,
            }
        }
        Some((parts, end))
    }

    fn digits_or_words(&self, at: usize) -> bool {
        self.digits(at).is_some() || self.cardinal_word(at).is_some()
    }

    fn part_of_amount(&self, at: usize) -> Option<(Count, TimeUnit, usize)> {
        let (mut count, end) = self.count(at)?;
        let mut end = self.skip_hyphen(end);
        while is(self.word(end), Class::UnitModifier) {
            end += 1;
        }
        let short = self.word(end).len() == 1;
        let unit = self.unit(end).filter(|_| !short || self.is_glued(end))?;
        let ordinal = self.is(end, &["second"]) && !self.is(at, &["1", "one"]);
        // "A quarter" and "three-quarters" are fractions more often than months.
        let three = self.is(at, &["3", "three"]) && (self.is(end - 1, &["-"]) || self.is_share_of(end + 1));
        let share = unit == TimeUnit::Quarter && (self.is(at, &["a"]) || three);
        if ordinal || (share && !self.is(end + 1, &["ago", "earlier", "later"])) {
            return None;
        }
        end += 1;
        if let (Some((extra, after)), Count::Hundredths(whole)) = (self.and_fraction(end), count) {
            (count, end) = (Count::Hundredths(whole + extra), after);
        }
        let old = self.skip_hyphen(end);
        let age = self.word(old) == "old";
        // An age says nothing about when: only "an 8-month-old dispute" is a length of time.
        (!age || (old > end && unit != TimeUnit::Year)).then_some((count, unit, end))
    }

    /// Whether "three quarters" is followed by something that has parts and is not a year: "of a million pounds", "of the vote".
    fn is_share_of(&self, at: usize) -> bool {
        let noun = self.skip(at + 1, &["the", "a", "an", "this", "last", "its", "their"]);
        self.is(at, &["of"]) && self.unit(noun).is_none() && self.year(noun).is_none() && !self.is(noun, &["fiscal"])
    }

    /// A count: "3", "2 1/2", "1.5", "two or three", "a", "half a", "several", "a couple of".
    fn count(&self, at: usize) -> Option<(Count, usize)> {
        if let Some(end) = self.any_phrase(at, &["a couple of", "a couple", "the couple of", "couple of", "couple", "a pair of"]) {
            return Some((Count::Hundredths(200), self.skip(end, &["more"])));
        }
        if let Some((.., end)) = VAGUE_COUNTS.at(self, at) {
            return Some((Count::Vague, end));
        }
        if let Some(end) = self.any_phrase(at, &["half a", "half an", "half", "½", "a half"]) {
            return Some((Count::Hundredths(50), end))
                .filter(|_| self.unit(self.skip_hyphen(end)).is_some_and(|unit| unit != TimeUnit::Day));
        }
        if self.is(at, &["a", "an", "all", "each"]) && self.unit(self.skip(at + 1, &["full", "whole", "further"])).is_some() {
            return (!self.is(at, &["each"])).then_some((Count::Hundredths(100), at + 1));
        }
        let (number, end) = self.cardinal(at).filter(|&(number, _)| (0..1_000_000).contains(&number))?;
        let whole = number * 100;
        if let Some((extra, end)) = self.fraction(end) {
            return Some((Count::Hundredths(whole + extra), end));
        }
        let second = self.skip(end, &["to", "or", "-"]);
        if second > end
            && let Some((_, after)) = self.cardinal(second).filter(|&(next, _)| next > number)
        {
            return Some((Count::Hundredths(whole), after)).filter(|_| self.unit(self.skip_hyphen(after)).is_some());
        }
        Some((Count::Hundredths(whole), end))
    }

    /// The fraction after the whole number, in hundredths: " 1/2", ".5", " and a half".
    fn fraction(&self, at: usize) -> Option<(i64, usize)> {
        if self.word(at) == "." && self.is_glued(at) && self.is_glued(at + 1) {
            return match (self.digit_count(at + 1), self.digits(at + 1)?) {
                (1, tenths) => Some((tenths * 10, at + 2)),
                (2, hundredths) => Some((hundredths, at + 2)),
                _ => None,
            };
        }
        let spelled = self.phrase(at, "1 / 2").map(|end| (50, end)).or_else(|| self.phrase(at, "½").map(|end| (50, end)));
        spelled.or_else(|| self.and_fraction(at))
    }

    /// " and a half", " and a quarter".
    fn and_fraction(&self, at: usize) -> Option<(i64, usize)> {
        let half = self.any_phrase(at, &["and a half", "and half", "- and - a - half"]).map(|end| (50, end));
        half.or_else(|| self.any_phrase(at, &["and a quarter"]).map(|end| (25, end)))
    }

    /// A length of time on its own.
    pub(super) fn duration(&self, at: usize) -> Option<TimeReading> {
        let amount = self.amount(at)?;
        if self.is(at, &["a", "an"]) && self.follows_a_rate(at) {
            return Some(TimeReading::new(amount.end, TimeValue::Set(amount.timex())));
        }
        let value = TimeValue::Duration { timex: amount.timex(), bound: amount.bound, days: None };
        Some(TimeReading::new(amount.end, value))
    }

    /// Whether "a year" follows a rate: "$3 million a year", "twice a week".
    fn follows_a_rate(&self, at: usize) -> bool {
        const RATES: &[&str] = &["million", "billion", "percent", "%", "once", "twice", "times", "thousand", "hundred"];
        at > 0 && (self.digits(at - 1).is_some() || self.is(at - 1, RATES))
    }

    /// Units without a count: "for decades", "years ago".
    pub(super) fn uncounted(&self, at: usize) -> Option<TimeReading> {
        let unit = self.unit(at).filter(|unit| !unit.is_within_day())?;
        if !self.word(at).ends_with('s') || self.word(at) == "s" {
            return None;
        }
        if let Some(end) = self.any_phrase(at + 1, &["ago", "earlier"]) {
            return Some(TimeReading::new(end, TimeValue::Past));
        }
        let after_for = at > 0 && self.is(at - 1, &["for", "within", "over", "in"]);
        let timex = format!("P{}", part_timex(Count::Vague, unit));
        after_for.then_some(TimeReading::new(at + 1, TimeValue::Duration { timex, bound: None, days: None }))
    }

    /// "two years ago", "three weeks later", "in two days", "5 days before Christmas", "two weeks from tomorrow".
    pub(super) fn shifted(&self, at: usize) -> Option<TimeReading> {
        if self.word(at) == "in" {
            return self.in_amount(at);
        }
        let amount = self.amount(at)?;
        let end = amount.end;
        if let Some(after) =
            self.any_phrase(end, &["ago", "back"]).filter(|_| self.word(end) == "ago" || !self.is(end + 1, &["to", "in", "from"]))
        {
            return Some(self.apart(&amount, after, false));
        }
        if let Some(after) = self.any_phrase(end, &["from now", "hence", "from today", "ahead"]) {
            return Some(self.apart(&amount, after, true));
        }
        if let Some(reading) = self.apart_from_point(&amount) {
            return Some(reading);
        }
        let start = self.any_phrase(end, &["starting from", "starting on", "starting", "beginning on", "beginning"]);
        if let Some(point) = start.and_then(|start| self.within(self.frame)?.point(start))
            && let Some(first) = point.value.first_day()
            && let Some(last) = amount.from(first, true).and_then(|day| day.yesterday().ok())
        {
            let value = TimeValue::Duration { timex: amount.timex(), bound: amount.bound, days: Some((first, last.max(first))) };
            return Some(TimeReading::new(point.end, value));
        }
        // "Two weeks after the vote" depends on the day of an event that is not known here.
        let closed = !self.words.is_letters(end + 1) && !self.words.is_number(end + 1) && self.word(end + 1) != "\"";
        let forwards = self.is(end, &["later", "afterwards", "afterward"]) || (closed && self.word(end) == "after");
        let back = self.is(end, &["earlier", "previously"]) || (closed && self.word(end) == "before");
        (forwards || back).then(|| self.apart(&amount, end + 1, forwards))
    }

    /// "in two weeks", unless the sentence is about the past: then it is how long something took.
    fn in_amount(&self, at: usize) -> Option<TimeReading> {
        let amount = self.amount(at + 1)?;
        let counted = self.unit(amount.end - 1).is_some() && !self.is(at + 1, &["the"]);
        // "The second time in two years" refers to the past.
        let ranked = (at.saturating_sub(4)..at).any(|before| self.ordinal_word(before).is_some());
        let looks_back = ranked || self.is_tallied(at);
        let ahead = !looks_back
            && !amount.is_within_day()
            && self.word(amount.end) != "-"
            && !amount.is_vague()
            && self.frame.lean != Lean::Past
            && counted;
        let end = self.skip(amount.end, &["'"]);
        let end = if end > amount.end && self.word(end) == "time" { end + 1 } else { amount.end };
        let since = self.phrase(end, "since the").or_else(|| self.phrase(end, "since"));
        if let Some(point) = since.and_then(|start| self.within(self.frame)?.point(start))
            && let Some(day) = point.value.first_day().and_then(|day| amount.from(day, true))
        {
            return Some(TimeReading::dated(point.end, Period::Day(day)));
        }
        ahead.then(|| self.apart(&amount, end, true))
    }

    /// Whether a length is the period over which things were counted, where no verb points to the future: "three floods *in four years*".
    fn is_tallied(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|before| self.digits_or_words(before)) && tense::lean(self.words, at) == Lean::Open
    }

    fn apart_from_point(&self, amount: &Length) -> Option<TimeReading> {
        let end = amount.end;
        let forwards = self.is(end, &["after", "from", "following", "since"]);
        let joined = forwards || self.is(end, &["before"]) || self.phrase(end, "prior to").is_some();
        let start = if self.word(end) == "prior" { end + 2 } else { end + 1 };
        if !joined {
            return None;
        }
        let ahead = self.within(Frame { lean: if forwards { Lean::Future } else { self.frame.lean }, ..self.frame })?;
        let point = ahead.point(start)?;
        point.value.period()?;
        let base = if forwards { point.value.last_day() } else { point.value.first_day() };
        let day = base.and_then(|day| amount.from(day, forwards));
        let (count, now) = (amount.bound, base);
        let value = match (count, now.zip(day)) {
            (Some(Bound::Under), Some((now, day))) => {
                let (first, last) = if forwards { (now, day.yesterday().ok()) } else { (day, Some(now)) };
                TimeValue::Range { timex: day.to_string(), first: Some(first), last }
            }
            (Some(Bound::Over), Some((_, day))) => {
                let (first, last) = if forwards { (Some(day), None) } else { (None, day.yesterday().ok()) };
                TimeValue::Range { timex: day.to_string(), first, last }
            }
            _ => return Some(TimeReading::of_unit(point.end, day.map(Period::Day), TimeUnit::Day)),
        };
        Some(TimeReading::new(point.end, value))
    }

    /// The time that lies a length from the frame's day (or, with "earlier" and "later", from the time last mentioned), as precise as its unit.
    fn apart(&self, amount: &Length, end: usize, forwards: bool) -> TimeReading {
        if amount.is_vague() && !self.is(end - 1, &["ago", "back", "now", "ahead", "hence", "earlier", "previously"]) {
            return TimeReading::new(end, TimeValue::Duration { timex: amount.timex(), bound: amount.bound, days: None });
        }
        if amount.is_vague() {
            return TimeReading::new(end, if forwards { TimeValue::Future } else { TimeValue::Past });
        }
        if amount.is_within_day() {
            let days = self.frame.day.map(|day| (day, day));
            return TimeReading::new(end, TimeValue::Duration { timex: amount.timex(), bound: amount.bound, days });
        }
        if let Some((1, TimeUnit::Year)) = amount.single().filter(|_| !forwards)
            && let Some(period) = self.year_before_topic(self.word(end - 1) == "ago")
        {
            return TimeReading::of_unit(end, Some(period), TimeUnit::Year);
        }
        let from_then = self.is(end - 1, &["later", "earlier", "afterwards", "afterward", "after", "before", "previously"]);
        let anchor = self.frame.anchor.filter(|_| from_then).and_then(|anchor| anchor_of(anchor, amount));
        let day = anchor.or(self.frame.day).and_then(|day| amount.from(day, forwards));
        let unit = match amount.single() {
            Some((_, TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century)) => TimeUnit::Year,
            Some((_, TimeUnit::Month)) => TimeUnit::Month,
            Some((_, TimeUnit::Quarter)) => TimeUnit::Quarter,
            _ => TimeUnit::Day,
        };
        TimeReading::of_unit(end, day.and_then(|day| Period::around(day, unit)), unit)
    }

    /// The current topic's period one year earlier: reports compare with it as "a year earlier".
    pub(super) fn year_before_topic(&self, from_now: bool) -> Option<Period> {
        let months = self.frame.topic.filter(|topic| matches!(topic, Period::Month(..) | Period::Half(..)));
        let term = self.frame.term.or(months);
        let topic = if from_now { term } else { term.or(self.frame.topic.filter(|topic| matches!(topic, Period::Year(_)))) };
        topic?.shift_years(-1)
    }
}

/// The first day of a period that is precise enough to count a length from: "three days later" counts from a day, not from a year.
fn anchor_of(anchor: Period, amount: &Length) -> Option<Date> {
    let (_, unit) = amount.single()?;
    let fits = match anchor {
        Period::Day(_) | Period::PartOfDay(..) => true,
        Period::Month(..) => matches!(unit, TimeUnit::Month | TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century),
        Period::Year(_) => matches!(unit, TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century),
        _ => false,
    };
    anchor.first().filter(|_| fits)
}
