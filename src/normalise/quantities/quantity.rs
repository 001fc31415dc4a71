//! Quantities: numbers with their units and bounds.

use super::amount::{Amount, Measure, QuantityKind, QuantityMention};
use super::bound::{bound_after, bound_before};
use super::cardinal::Style;
use super::context::{chain, is_no_quantity, ordinal_counts};
use super::lexicon::Term;
use super::money::money;
use super::number::{Number, number, tidy};
use super::ordinal::ordinal;
use super::percent::percent_words;
use super::token::Tokens;
use super::unit::{measure, unit};
use super::vague::vague;
use crate::text::{bare_word, without_possessive};

/// All quantities of a token sequence.
pub(super) fn amounts(tokens: &Tokens) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let earliest = found.last().map_or(0, |last| last.end);
        at = match read(tokens, at, earliest) {
            Read::Amount(amount) => {
                let end = amount.end;
                found.push(amount);
                end
            }
            Read::Passed(end) => end.max(at + 1),
        };
    }
    super::range::join(tokens, &mut found);
    found
}

/// The result of reading at a token: a quantity, or a stretch to skip as a whole.
enum Read {
    Amount(Amount),
    Passed(usize),
}

fn read(tokens: &Tokens, at: usize, earliest: usize) -> Read {
    if !may_begin(tokens, at) {
        return Read::Passed(at + 1);
    }
    if let Some(end) = chain(tokens, at) {
        return Read::Passed(end);
    }
    if let Some(money) = money(tokens, at) {
        let bare = Amount {
            start: at,
            end: money.end,
            value: money.value,
            scale: money.scale,
            unit: Some(Measure::Code(money.code)),
            bound: None,
            kind: QuantityKind::Money,
        };
        return Read::Amount(bounded(tokens, bare, earliest));
    }
    if let Some(vague) = vague(tokens, at) {
        return Read::Amount(bounded(tokens, vague, earliest));
    }
    if let Some(ordinal) = ordinal(tokens, at).filter(|ordinal| !ordinal.plural && !is_fraction(tokens, at)) {
        if !ordinal_counts(tokens, at, ordinal.end) {
            return Read::Passed(ordinal.end);
        }
        let (end, value) = (ordinal.end, ordinal.value);
        return Read::Amount(Amount { start: at, end, value, scale: 1.0, unit: None, bound: None, kind: QuantityKind::Ordinal });
    }
    let listed = tokens.word_before(at) == "between";
    match number(tokens, at, Style::News, listed) {
        Some(number) => counted(tokens, number, earliest),
        None => Read::Passed(at + 1),
    }
}

/// Whether anything can begin at a token; most words are skipped here.
fn may_begin(tokens: &Tokens, at: usize) -> bool {
    tokens.numeral(at).is_some()
        || tokens.term(at) != Term::Other && !matches!(tokens.term(at), Term::And | Term::Point)
        || tokens.mark(at).is_some_and(|mark| !mark.is_ascii_punctuation() || matches!(mark, '$' | '-'))
        || tokens.mark(at + 1).is_some_and(|mark| !mark.is_ascii_punctuation() || matches!(mark, '$' | '.' | '/'))
        || tokens.numeral(at + 1).is_some()
        || tokens.word(at) == "minus"
        || vague(tokens, at).is_some()
}

/// Whether the number that begins at the same token as an ordinal is a fraction: "one third", "a third of the votes".
fn is_fraction(tokens: &Tokens, at: usize) -> bool {
    number(tokens, at, Style::News, false).is_some_and(|number| number.is_fraction)
}

/// A number with its unit and bound, if it counts or measures.
fn counted(tokens: &Tokens, number: Number, earliest: usize) -> Read {
    if is_rest_of_chain(tokens, number.start, earliest) {
        return Read::Passed(number.end);
    }
    let bound = bound_before(tokens, number.start, earliest);
    let inner = bound_after(tokens, number.end);
    let after = inner.map_or(number.end, |(end, _)| end);
    let plain = Amount {
        start: number.start,
        end: after,
        value: number.value,
        scale: number.scale,
        unit: None,
        bound: inner.map(|(_, bound)| bound),
        kind: QuantityKind::Cardinal,
    };
    let hyphen = usize::from(tokens.hyphen(after) && tokens.glued(after));
    let percent = percent_words(tokens, after + hyphen);
    if percent > 0 && !tokens.begins_line(after) {
        return Read::Amount(bounded(tokens, percentage(tokens, plain, after + hyphen, percent), earliest));
    }
    let share = number.is_fraction && number.value < 1.0 && number.scale < 2.0 && tokens.numeral(number.end - 1).is_none();
    let unit = if share { measure(tokens, after) } else { unit(tokens, after, (number.value - 1.0).abs() < f64::EPSILON) };
    if is_no_quantity(tokens, &number, unit.is_some() || share, bound.is_some() || inner.is_some()) {
        return Read::Passed(number.end);
    }
    let measured = match unit {
        Some(unit) => Amount { end: unit.end, unit: Some(Measure::Words(unit.start, unit.end)), ..plain },
        None => plain,
    };
    Read::Amount(bounded(tokens, measured, earliest))
}

/// Whether a hyphen ties a number to a preceding one that was not a quantity.
fn is_rest_of_chain(tokens: &Tokens, at: usize, earliest: usize) -> bool {
    at >= 2 && earliest + 1 != at && tokens.numeral(at - 2).is_some() && tokens.hyphen(at - 1) && tokens.glued(at - 1) && tokens.glued(at)
}

/// A percentage, or a number of percentage points.
fn percentage(tokens: &Tokens, plain: Amount, at: usize, length: usize) -> Amount {
    let points = matches!(tokens.word(at + length), "point" | "points") && !tokens.word(at).is_empty();
    let end = at + length + usize::from(points);
    let unit = if points { "percentage points" } else { "%" };
    Amount { end, unit: Some(Measure::Code(unit)), kind: QuantityKind::Percent, ..plain }
}

/// The amount with the bound before or after it.
fn bounded(tokens: &Tokens, amount: Amount, earliest: usize) -> Amount {
    if let Some((start, bound)) = bound_before(tokens, amount.start, earliest) {
        return Amount { start, bound: Some(bound), ..amount };
    }
    match bound_after(tokens, amount.end).filter(|_| amount.bound.is_none()) {
        Some((end, bound)) => Amount { end, bound: Some(bound), ..amount },
        None => amount,
    }
}

/// An amount with its byte span in the text and its unit's words.
pub(super) fn mention(tokens: &Tokens, amount: &Amount) -> QuantityMention {
    let span = tokens.span(amount.start, amount.end);
    let unit = amount.unit.map(|unit| match unit {
        Measure::Code(code) => code.to_owned(),
        Measure::Words(start, end) => bare_word(tokens.of(start, end)).to_owned(),
    });
    let ends_in_noun = matches!(amount.unit, Some(Measure::Words(_, end)) if end == amount.end);
    let span = if ends_in_noun { without_possessive(tokens.text.as_str(), span) } else { span };
    QuantityMention { span, value: tidy(amount.value), unit, bound: amount.bound, kind: amount.kind }
}
