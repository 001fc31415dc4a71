//! The tokens of a text as the grammar sees them.

use jiff::civil::Date;

use super::lexicon::{Lean, Sense};
use super::period::{DayPart, Period, PeriodPart, Season, TimeUnit};
use super::value::TimeValue;
use super::words::Words;
use crate::english::{Class, is};
use crate::segment::TokenKind;

/// The result of a rule: the tokens up to `end`, and their value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeReading {
    pub(super) end: usize,
    pub(super) value: TimeValue,
    /// Whether the words alone give the year.
    pub(super) dated: bool,
    /// Whether the frame's day was used to choose between several possible dates.
    pub(super) floats: bool,
}

impl TimeReading {
    pub(super) const fn new(end: usize, value: TimeValue) -> Self {
        Self { end, value, dated: false, floats: false }
    }

    /// A period that depends on the day of publication; `undated` is its TIMEX3 value where that day is not known.
    pub(super) fn relative(end: usize, period: Option<Period>, undated: &str) -> Self {
        Self::new(end, period.map_or_else(|| TimeValue::Undated(undated.to_owned()), TimeValue::Calendar))
    }

    /// A period of the given unit that depends on the day of publication.
    pub(super) fn of_unit(end: usize, period: Option<Period>, unit: TimeUnit) -> Self {
        Self::relative(end, period, unit.undated())
    }

    /// A weekday (1 to 7) that depends on the day of publication.
    pub(super) fn of_weekday(end: usize, date: Option<Date>, weekday: i8) -> Self {
        Self::relative(end, date.map(Period::Day), &format!("XXXX-WXX-{weekday}"))
    }

    /// A period whose year is given in the words.
    pub(super) const fn dated(end: usize, period: Period) -> Self {
        Self { end, value: TimeValue::Calendar(period), dated: true, floats: false }
    }
}

/// The temporal context of a reader.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The day that relative expressions are counted from.
    pub(super) day: Option<Date>,
    /// Whether the sentence is about the past or the future.
    pub(super) lean: Lean,
    /// The period last mentioned.
    pub(super) topic: Option<Period>,
    /// The quarter last mentioned.
    pub(super) term: Option<Period>,
    /// Whether that quarter belongs to a fiscal year.
    pub(super) is_term_fiscal: bool,
    /// The period that the paragraph last mentioned, from which "three days later" counts.
    pub(super) anchor: Option<Period>,
}

impl Frame {
    /// The period of the given unit, `steps` away from the one with the frame's day.
    pub(super) fn step(&self, unit: TimeUnit, steps: i64) -> Option<Period> {
        Period::around(self.day?, unit)?.shift(steps)
    }

    /// The day that is `count` units after the frame's day.
    pub(super) fn day_after(&self, unit: TimeUnit, count: i64) -> Option<Date> {
        self.day?.checked_add(unit.times(count)?).ok()
    }

    pub(super) fn tomorrow(&self) -> Option<Date> {
        self.day?.tomorrow().ok()
    }
}

/// The words, with the queries that rules make. Every query for a position past the end is answered with no.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) words: &'t Words<'t>,
    pub(super) frame: Frame,
    /// How deeply time expressions are nested here: "two days after three weeks before ...".
    pub(super) depth: u8,
}

/// More than anyone writes; without the limit an artificial text could overflow the stack.
const DEEPEST: u8 = 4;

impl<'t> Reader<'t> {
    /// The same words with another temporal context.
    pub(super) const fn from(&self, frame: Frame) -> Self {
        Self { words: self.words, frame, depth: self.depth }
    }

    /// The same for a time that another one is counted from; `None` where the nesting is too deep.
    pub(super) fn within(&self, frame: Frame) -> Option<Self> {
        (self.depth < DEEPEST).then(|| Self { words: self.words, frame, depth: self.depth + 1 })
    }

    /// The word at a position; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.words.word(at)
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The position after `phrase`, whose words are separated by single spaces, if it stands at `at`.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let (mut at, mut rest) = (at, phrase);
        loop {
            rest = rest.strip_prefix(self.word(at)).filter(|left| left.len() < rest.len())?;
            at += 1;
            if rest.is_empty() {
                return Some(at);
            }
            rest = rest.strip_prefix(' ')?;
        }
    }

    /// The position after the first of the phrases that matches at `at`.
    pub(super) fn any_phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.phrase(at, phrase))
    }

    /// The position after `at` if one of the words stands there, otherwise `at`.
    pub(super) fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.is(at, words))
    }

    /// The position after a hyphen at `at`, otherwise `at`.
    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        self.skip(at, &["-"])
    }

    /// Whether a word directly follows the one before it, without a space.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.words.is_glued(at)
    }

    /// The position after a possessive `'s` (or a plural's apostrophe).
    pub(super) fn possessive(&self, at: usize) -> Option<usize> {
        let mark = self.is(at, &["'"]) && self.is_glued(at);
        let letter = self.word(at + 1) == "s" && self.is_glued(at + 1);
        mark.then_some(at + 1 + usize::from(letter))
    }

    fn sense<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.words.senses(at).iter().find_map(|&sense| pick(sense))
    }

    /// The month at a position; "may", "march" and "mar" count only when capitalised, next to a number or, except "may", after a word such as "of".
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        let month = self.sense(at, |sense| if let Sense::Month(month) = sense { Some(month) } else { None })?;
        let ambiguous = self.is(at, &["may", "march", "mar"]);
        let beside = |at: usize| self.words.is_number(at);
        let numbered = beside(at + 1) || (at > 0 && beside(at - 1)) || self.ordinal_word(at + 1).is_some();
        let of = at > 0 && self.is(at - 1, &["of", "mid", "since", "late", "early"]);
        (!ambiguous || self.words.is_capitalised(at) || numbered || (of && self.word(at) != "may")).then_some(month)
    }

    /// Whether the word at a position is an abbreviation.
    pub(super) fn is_abbreviated(&self, at: usize) -> bool {
        is(self.word(at), Class::Abbreviation)
    }

    /// The position after a month's name and the full stop of its abbreviation.
    pub(super) fn after_name(&self, at: usize) -> usize {
        let goes_on = self.words.token(at + 2).is_some_and(|next| next.kind == TokenKind::Digits || !next.is_capitalised);
        at + 1 + usize::from(self.is_abbreviated(at) && goes_on && self.word(at + 1) == "." && self.is_glued(at + 1))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<i8> {
        let weekday = self.sense(at, |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None })?;
        let short = self.is(at, &["sun", "sat", "mon", "wed", "tue", "thu", "thur"]);
        // "Sun" is also a newspaper, a company and a star.
        let name = self.is(at, &["sun"]) && self.month(at + 1).is_none() && self.digit_count(self.skip(at + 1, &[",", "."])) == 0;
        (!name && (!short || self.words.is_capitalised(at))).then_some(weekday)
    }

    pub(super) fn unit(&self, at: usize) -> Option<TimeUnit> {
        self.sense(at, |sense| if let Sense::Unit(unit) = sense { Some(unit) } else { None })
    }

    pub(super) fn season(&self, at: usize) -> Option<Season> {
        self.sense(at, |sense| if let Sense::Season(season) = sense { Some(season) } else { None })
    }

    pub(super) fn day_part(&self, at: usize) -> Option<DayPart> {
        self.sense(at, |sense| if let Sense::DayPart(part) = sense { Some(part) } else { None })
    }

    pub(super) fn step(&self, at: usize) -> Option<i64> {
        self.sense(at, |sense| if let Sense::Step(step) = sense { Some(step) } else { None })
    }

    pub(super) fn is_back(&self, at: usize) -> bool {
        self.sense(at, |sense| (sense == Sense::Back).then_some(())).is_some()
    }

    pub(super) fn cardinal_word(&self, at: usize) -> Option<i64> {
        self.sense(at, |sense| if let Sense::Cardinal(number) = sense { Some(number) } else { None })
    }

    pub(super) fn ordinal_word(&self, at: usize) -> Option<i64> {
        self.sense(at, |sense| if let Sense::Ordinal(number) = sense { Some(number) } else { None })
    }

    pub(super) fn decade_word(&self, at: usize) -> Option<i16> {
        self.sense(at, |sense| if let Sense::Decade(decade) = sense { Some(decade) } else { None })
    }

    pub(super) fn set_word(&self, at: usize) -> Option<&'static str> {
        self.sense(at, |sense| if let Sense::Set(set) = sense { Some(set) } else { None })
    }

    pub(super) fn part(&self, at: usize) -> Option<PeriodPart> {
        self.sense(at, |sense| if let Sense::Part(part) = sense { Some(part) } else { None })
    }

    /// The digits at a position as a number.
    pub(super) fn digits(&self, at: usize) -> Option<i64> {
        (1..=9).contains(&self.digit_count(at)).then(|| self.word(at).parse().ok())?
    }

    /// How many digits there are at a position.
    pub(super) fn digit_count(&self, at: usize) -> usize {
        if self.words.is_number(at) { self.word(at).len() } else { 0 }
    }
}
