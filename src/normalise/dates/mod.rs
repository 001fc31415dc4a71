//! Time expressions: where they stand and which days they mean.
//!
//! Tokens get their meanings from the tables of `english` (`lexicon`, `words`); rules read them from left to right (`grammar` on top of `calendar`,
//! `relative`, `shares`, `amount`, `holidays`, `numbers`) and resolve them against the day of publication and the times mentioned before. Values
//! follow TIMEX3 of `TimeML` (ISO 24617-1).

mod amount;
mod calendar;
mod fiscal;
mod grammar;
mod holidays;
mod lexicon;
mod numbers;
mod period;
mod phrases;
mod published;
mod reader;
mod relative;
mod sequence;
mod shares;
mod tense;
mod value;
mod verbs;
mod words;

use jiff::civil::Date;

pub use period::{DayPart, Period, PeriodPart, Season, TimeUnit};
pub use published::dateline;
pub use published::published;
pub use value::{TimeExpression, TimeValue};
pub(crate) use verbs::VerbGroups;

use crate::segment::Text;
use crate::text::Span;
use lexicon::{Lean, Sense};
use reader::{Frame, Reader, TimeReading};
use words::Words;

/// Finds the time expressions of a text, in order and without overlaps.
///
/// `published` is the day that "last week" is resolved against; without it such expressions keep their span but have no days. Of two days with the
/// same name ("on Monday") the earlier one is taken, unless the context points to the future.
#[must_use]
pub fn time_expressions(text: &Text<'_>, published: Option<Date>) -> Vec<TimeExpression> {
    let (tokens, words) = (text.tokens(), Words::new(text));
    let mut frame = Frame { day: published, lean: Lean::Open, topic: None, term: None, is_term_fiscal: false, anchor: None };
    let year_end = fiscal::year_end(&words);
    let mut paragraph = 0;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !may_begin(&words, at) {
            at += 1;
            continue;
        }
        if text.paragraph_at(tokens[at].span.start) != paragraph {
            paragraph = text.paragraph_at(tokens[at].span.start);
            frame.anchor = None;
        }
        match expression(&words, &mut frame, at) {
            Some(reading) => {
                let span = Span::new(tokens[at].span.start, tokens[reading.end - 1].span.end);
                let is_fiscal = fiscal::is_fiscal(&words, at..reading.end) || frame.is_of_fiscal_term(&words, at, &reading);
                frame.remember(&reading, is_fiscal);
                at = reading.end;
                let value = if is_fiscal { fiscal::days(&reading, year_end, &frame) } else { reading.value };
                found.push(TimeExpression { span, value });
            }
            None => at += 1,
        }
    }
    sequence::put_in_order(text, &mut found);
    found
}

/// The expression that begins at a token. The verb that decides between several days is looked up only where there is an expression.
fn expression(words: &Words, frame: &mut Frame, at: usize) -> Option<TimeReading> {
    let read = |frame: Frame| Reader { words, frame, depth: 0 }.expression(at).filter(|reading| reading.end > at);
    let open = read(Frame { lean: Lean::Open, ..*frame })?;
    frame.lean = tense::lean(words, at);
    if frame.lean == Lean::Open { Some(open) } else { read(*frame) }
}

impl Frame {
    /// Whether an expression refers back to a part of a fiscal year: "in the quarter".
    fn is_of_fiscal_term(&self, words: &Words, at: usize, reading: &TimeReading) -> bool {
        let is_numbered =
            (at..reading.end).any(|at| words.is_number(at) || words.senses(at).iter().any(|sense| matches!(sense, Sense::Ordinal(_))));
        self.is_term_fiscal && !is_numbered && reading.value.period().is_some_and(|period| Some(period) == self.term)
    }

    fn remember(&mut self, reading: &TimeReading, is_fiscal: bool) {
        let Some(period) = reading.value.period() else { return };
        self.anchor = Some(period).filter(|_| !is_fiscal);
        // The period that a report compares with ("a year earlier") is not its next topic.
        let compared = |kept: Option<Period>| kept.and_then(|kept| kept.shift_years(-1)) == Some(period);
        if compared(self.term) || compared(self.topic) {
            return;
        }
        self.topic = Some(period);
        if let Period::Quarter(..) = period {
            self.term = Some(period);
            self.is_term_fiscal = is_fiscal;
        }
    }
}

/// Whether a token can begin an expression; most tokens cannot, which is what makes this fast.
fn may_begin(words: &Words, at: usize) -> bool {
    let begins = |sense: &Sense| !matches!(sense, Sense::Tense(_));
    words.is_number(at) || words.senses(at).iter().any(begins)
}
