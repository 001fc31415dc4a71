//! Weekdays that a sentence lists in order: "met on Monday, drove off on Wednesday and fled on Friday".

use jiff::Span as Stretch;
use jiff::civil::Date;

use super::period::Period;
use super::value::{TimeExpression, TimeValue};
use crate::english::{Class, is};
use crate::segment::Text;
use crate::text::Span;

/// Words between two days that show an order of their own, apart from the order in the sentence.
const ORDERING: [&str; 12] = ["after", "before", "since", "following", "when", "as", "because", "until", "if", "who", "which", "that"];

/// Moves a weekday to the week before where a later weekday of the same list would otherwise precede it.
///
/// Each weekday is read as its last occurrence; on a Wednesday the Friday of "on Monday ... and on Friday" lies before that Monday.
pub(super) fn put_in_order(text: &Text<'_>, times: &mut [TimeExpression]) {
    for at in (1..times.len()).rev() {
        let (Some(first), Some(second)) = (weekday(text, &times[at - 1]), weekday(text, &times[at])) else { continue };
        let is_reversed = first > second && first.weekday().to_monday_zero_offset() < second.weekday().to_monday_zero_offset();
        if is_reversed
            && is_list(text, times[at - 1].span, times[at].span)
            && let Ok(earlier) = first.checked_sub(Stretch::new().weeks(1))
        {
            times[at - 1].value = TimeValue::Calendar(Period::Day(earlier));
        }
    }
}

/// The day of an expression that consists of a weekday's name only.
fn weekday(text: &Text<'_>, time: &TimeExpression) -> Option<Date> {
    let mut words = text.words_in(time.span);
    let is_name = words.next().is_some_and(|word| is(text.lower(word), Class::Day)) && words.next().is_none();
    match time.value.period() {
        Some(Period::Day(day)) if is_name => Some(day),
        _ => None,
    }
}

/// Whether two times of one sentence are separated by a comma or an "and", and by no word that orders them otherwise.
fn is_list(text: &Text<'_>, first: Span, second: Span) -> bool {
    let between = Span::new(first.end, second.start);
    let mut words = text.words_in(between).map(|word| text.lower(word));
    let is_same_sentence = text.sentence_of(first).is_some_and(|sentence| sentence.contains(second));
    let is_joined = text.of(between).contains(',') || words.clone().any(|word| word == "and");
    is_same_sentence && is_joined && !words.any(|word| ORDERING.contains(&word))
}
