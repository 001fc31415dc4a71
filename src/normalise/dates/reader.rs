//! The tokens of a text under the eyes of the grammar.

use jiff::civil::Date;

use super::lexicon::{Lean, Sense};
use super::period::{DayPart, Period, PeriodPart, Season, TimeUnit};
use super::value::TimeValue;
use super::words::Words;
use crate::english::{Class, is};
use crate::segment::TokenKind;

/// What a rule has read: the tokens up to `end`, and their value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeReading {
    pub(super) end: usize,
    pub(super) value: TimeValue,
    /// Whether the words alone tell the year.
    pub(super) dated: bool,
    /// Whether the frame's day chose between several that the words may mean.
    pub(super) floats: bool,
}

impl TimeReading {
    pub(super) const fn new(end: usize, value: TimeValue) -> Self {
        Self { end, value, dated: false, floats: false }
    }

    /// A period that hangs on the day of publication; `undated` is its TIMEX3 value where that is not known.
    pub(super) fn relative(end: usize, period: Option<Period>, undated: &str) -> Self {
        Self::new(end, period.map_or_else(|| TimeValue::Undated(undated.to_owned()), TimeValue::Calendar))
    }

    /// One of a unit that hangs on the day of publication.
    pub(super) fn of_unit(end: usize, period: Option<Period>, unit: TimeUnit) -> Self {
        Self::relative(end, period, unit.undated())
    }

    /// A weekday (1 to 7) that hangs on the day of publication.
    pub(super) fn of_weekday(end: usize, date: Option<Date>, weekday: i8) -> Self {
        Self::relative(end, date.map(Period::Day), &format!("XXXX-WXX-{weekday}"))
    }

    /// A period whose year the words tell.
    pub(super) const fn dated(end: usize, period: Period) -> Self {
        Self { end, value: TimeValue::Calendar(period), dated: true, floats: false }
    }
}

/// Where a reader stands in time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The day from which relative expressions count.
    pub(super) day: Option<Date>,
    /// Whether the sentence tells of the past or of the future.
    pub(super) lean: Lean,
    /// The period that was last spoken of.
    pub(super) topic: Option<Period>,
    /// The quarter or month that was last spoken of as a term of reports.
    pub(super) term: Option<Period>,
    /// Whether that is one of a business year.
    pub(super) is_term_fiscal: bool,
    /// The day, month or year that the paragraph last spoke of, from which "three days later" counts.
    pub(super) anchor: Option<Period>,
}

impl Frame {
    /// The period of a length, so many steps from the frame's day.
    pub(super) fn step(&self, unit: TimeUnit, steps: i64) -> Option<Period> {
        Period::around(self.day?, unit)?.shift(steps)
    }

    /// The day so many units from the frame's day.
    pub(super) fn day_after(&self, unit: TimeUnit, count: i64) -> Option<Date> {
        self.day?.checked_add(unit.times(count)?).ok()
    }

    pub(super) fn tomorrow(&self) -> Option<Date> {
        self.day?.tomorrow().ok()
    }
}

/// The words, with the questions that rules ask of them. Every question about a place behind the end is answered with no.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) words: &'t Words<'t>,
    pub(super) frame: Frame,
    /// How many times lie within each other here: "two days after three weeks before ...".
    pub(super) depth: u8,
}

/// More than anyone writes; without it a made-up text could overflow the stack.
const DEEPEST: u8 = 4;

impl<'t> Reader<'t> {
    /// The same words, seen from another place in time.
    pub(super) const fn from(&self, frame: Frame) -> Self {
        Self { words: self.words, frame, depth: self.depth }
    }

    /// The same for a time that another one counts from; `None` where too many do already.
    pub(super) fn within(&self, frame: Frame) -> Option<Self> {
        (self.depth < DEEPEST).then(|| Self { words: self.words, frame, depth: self.depth + 1 })
    }

    /// The word at a place; empty behind the end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.words.word(at)
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The place after `phrase`, words with single spaces between them, if it stands at `at`.
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

    /// The place after the first of the phrases that stands at `at`.
    pub(super) fn any_phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.phrase(at, phrase))
    }

    /// `at`, or the place after it where one of the words stands there.
    pub(super) fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.is(at, words))
    }

    /// The place after a hyphen at `at`, or `at`.
    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        self.skip(at, &["-"])
    }

    /// Whether nothing parts a word from the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.words.is_glued(at)
    }

    /// The place after a possessive `'s` (or a plural's apostrophe).
    pub(super) fn possessive(&self, at: usize) -> Option<usize> {
        let mark = self.is(at, &["'"]) && self.is_glued(at);
        let letter = self.word(at + 1) == "s" && self.is_glued(at + 1);
        mark.then_some(at + 1 + usize::from(letter))
    }

    fn sense<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.words.senses(at).iter().find_map(|&sense| pick(sense))
    }

    /// The month at a place; "may" and "march" only with a capital or a number beside them, "mar", "dec" and the like never as part of a word.
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        let month = self.sense(at, |sense| if let Sense::Month(month) = sense { Some(month) } else { None })?;
        let ambiguous = self.is(at, &["may", "march", "mar"]);
        let beside = |at: usize| self.words.is_number(at);
        let numbered = beside(at + 1) || (at > 0 && beside(at - 1)) || self.ordinal_word(at + 1).is_some();
        let of = at > 0 && self.is(at - 1, &["of", "mid", "since", "late", "early"]);
        (!ambiguous || self.words.is_capitalised(at) || numbered || (of && self.word(at) != "may")).then_some(month)
    }

    /// Whether the word at a place is a short form.
    pub(super) fn is_abbreviated(&self, at: usize) -> bool {
        is(self.word(at), Class::Abbreviation)
    }

    /// The place after a month's name and the full stop of its abbreviation.
    pub(super) fn after_name(&self, at: usize) -> usize {
        let goes_on = self.words.token(at + 2).is_some_and(|next| next.kind == TokenKind::Digits || !next.is_capitalised);
        at + 1 + usize::from(self.is_abbreviated(at) && goes_on && self.word(at + 1) == "." && self.is_glued(at + 1))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<i8> {
        let weekday = self.sense(at, |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None })?;
        let short = self.is(at, &["sun", "sat", "mon", "wed", "tue", "thu", "thur"]);
        // "Sun" is a newspaper, a company and a star.
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

    /// The digits at a place as a number.
    pub(super) fn digits(&self, at: usize) -> Option<i64> {
        (1..=9).contains(&self.digit_count(at)).then(|| self.word(at).parse().ok())?
    }

    /// How many digits stand at a place.
    pub(super) fn digit_count(&self, at: usize) -> usize {
        if self.words.is_number(at) { self.word(at).len() } else { 0 }
    }
}
