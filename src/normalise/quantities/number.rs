//! Numbers of every kind: cardinals, fractions, digits with a multiplier, and combinations of these.

use super::cardinal::{GREATEST, Stop, Style, cardinals};
use super::lexicon::{Rank, Term};
use super::ordinal::ordinal;
use super::token::Tokens;
use super::unit::measure;
use crate::english::{Class, is};

/// A number in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    pub(super) value: f64,
    /// The factor of the last word: 1e6 for "3.2 million"; 1 without one.
    pub(super) scale: f64,
    pub(super) is_fraction: bool,
}

/// The number that begins at a token. `listed` says that a following "and" introduces another number ("between three and five").
pub(super) fn number(tokens: &Tokens, start: usize, style: Style, listed: bool) -> Option<Number> {
    let (body, negative) = sign(tokens, start, style);
    let unsigned = digit_fraction(tokens, body, style)
        .or_else(|| mixed(tokens, body, style, listed))
        .or_else(|| fraction_of_scale(tokens, body, style))
        .or_else(|| plain(tokens, body, style, listed))?;
    let whole = ratio(tokens, unsigned, style);
    if !ends_well(tokens, &whole, style) || whole.value > GREATEST {
        return None;
    }
    Some(Number { start, value: if negative { -whole.value } else { whole.value }, ..whole })
}

/// Where the number after a sign begins, and whether the sign is a minus. A hyphen is a minus only right before digits and after a space.
fn sign(tokens: &Tokens, start: usize, style: Style) -> (usize, bool) {
    let spelled = matches!(tokens.word(start), "minus" | "negative");
    let free = !tokens.glued(start) || matches!(tokens.mark_before(start), Some('(' | '"' | '“'));
    let tight = tokens.glued(start + 1) && tokens.numeral(start + 1).is_some();
    let leads = start == 0 && style == Style::Maths;
    let minus = matches!(tokens.mark(start), Some('-' | '−')) && (free && tight || leads);
    if spelled || minus { (start + 1, true) } else { (start, false) }
}

/// "4/5", "1 4/5", "6-3/16", "½", "2½".
pub(super) fn digit_fraction(tokens: &Tokens, start: usize, style: Style) -> Option<Number> {
    let first = tokens.numeral(start)?;
    let part = |at: usize| {
        if let Some(numeral) = tokens.numeral(at).filter(|numeral| numeral.vulgar) {
            return Some((at + 1, numeral.value));
        }
        let (above, below) = (tokens.numeral(at)?, tokens.numeral(at + 2)?);
        let tight = tokens.mark(at + 1) == Some('/') && tokens.glued(at + 1) && tokens.glued(at + 2) && tokens.mark(at + 3) != Some('/');
        let usual = style == Style::Maths || below.digits == 1 || matches!(below.value, 10.0 | 16.0 | 32.0);
        let fits = tight && usual && above.is_plain() && below.is_plain() && above.value < below.value;
        (fits && !matches!(tokens.mark_before(at), Some('/'))).then_some((at + 3, above.value / below.value))
    };
    let (end, value) = match part(start) {
        Some(found) => found,
        None if first.is_plain() && !tokens.begins_line(start + 1) => {
            let hyphened = style == Style::News && tokens.hyphen(start + 1) && tokens.glued(start + 1) && tokens.glued(start + 2);
            part(start + 1 + usize::from(hyphened)).map(|(end, value)| (end, value + first.value))?
        }
        None => return None,
    };
    Some(scaled(tokens, Number { start, end, value, scale: 1.0, is_fraction: true }))
}

/// "two and a half million", "two hundred and seven and three fifths", "3 million and a half".
fn mixed(tokens: &Tokens, start: usize, style: Style, listed: bool) -> Option<Number> {
    let stops = cardinals(tokens, start, style, false);
    if listed {
        return None;
    }
    stops.iter().rev().find_map(|whole| {
        let and = skip_hyphen(tokens, whole.end);
        (tokens.term(and) == Term::And).then_some(())?;
        let (end, part) = added_fraction(tokens, skip_hyphen(tokens, and + 1), style).filter(|&(_, value)| value < 1.0)?;
        let after = scaled(tokens, Number { start, end, value: part, scale: 1.0, is_fraction: true });
        let value = match (whole.scale, after.scale) {
            (1.0, scale) => (whole.value + part) * scale,
            (100.0, 1.0) => whole.value + part,
            (large, 1.0) if large >= 1e6 => whole.value + part * large,
            (large, scale) if scale < large => whole.value + part * scale,
            _ => return None,
        };
        Some(Number { value, ..after })
    })
}

/// The fraction after "and": "a half" in "two and a half tonnes" and in "two-and-a-half-year".
fn added_fraction(tokens: &Tokens, at: usize, style: Style) -> Option<(usize, f64)> {
    if tokens.term(at) == Term::Article { denominator(tokens, &Stop::whole(at + 1, 1.0)) } else { fraction(tokens, at, style) }
}

fn skip_hyphen(tokens: &Tokens, at: usize) -> usize {
    at + usize::from(tokens.hyphen(at))
}

/// "half a million", "three quarters of a million", "quarter million", "two thirds".
fn fraction_of_scale(tokens: &Tokens, start: usize, style: Style) -> Option<Number> {
    let bare = matches!(tokens.term(start), Term::Ordinal { rank: Rank::Part, plural: false, .. });
    let (end, value) = match tokens.term(start) {
        Term::Ordinal { value, .. } if bare => (start + 1, 1.0 / value),
        _ => fraction(tokens, start, style)?,
    };
    let of = end + usize::from(tokens.word(end) == "of");
    let multiplied = of + usize::from(tokens.term(of) == Term::Article);
    let number = Number { start, end, value, scale: 1.0, is_fraction: true };
    let scaled = if let Term::Cardinal(Rank::Group, size) = tokens.term(multiplied) {
        Number { end: multiplied + 1, value: value * size, ..number }
    } else {
        scaled(tokens, Number { end: multiplied, ..number })
    };
    if scaled.end > multiplied {
        return Some(scaled);
    }
    let is_of_something = || matches!(tokens.word(end), "of" | "the") || measure(tokens, end).is_some();
    let halves = bare && style == Style::News && is_half(tokens, start) && is_of_something();
    (!bare || halves).then_some(number)
}

/// Whether "half" is a fraction rather than a period ("the second half of the year").
fn is_half(tokens: &Tokens, at: usize) -> bool {
    let before = if at == 0 { Term::Other } else { tokens.term(at - 1) };
    let chosen =
        matches!(tokens.word_before(at), "last" | "final" | "latter" | "other" | "better" | "each" | "this" | "either" | "top" | "bottom");
    tokens.word(at) == "half" && !chosen && !matches!(before, Term::Ordinal { .. })
}

/// A fraction in words: the position one past its last token, and its value.
///
/// Where the words can be divided in several ways, the longest denominator wins ("one hundred thirty fifths" means a hundred thirty-fifths); it must
/// not begin with a multiplier, and a hyphen keeps words together.
fn fraction(tokens: &Tokens, start: usize, style: Style) -> Option<(usize, f64)> {
    if tokens.numeral(start).is_some() {
        return None;
    }
    if tokens.term(start) == Term::Article {
        let part = denominator(tokens, &Stop::whole(start + 1, 1.0));
        if part.is_some() {
            return part.filter(|&(end, _)| style == Style::Maths || !counts_on(tokens, end));
        }
    }
    let stops = cardinals(tokens, start, style, false);
    stops.iter().filter(|stop| stop.is_free()).find_map(|stop| denominator(tokens, stop))
}

fn denominator(tokens: &Tokens, numerator: &Stop) -> Option<(usize, f64)> {
    let at = numerator.end + usize::from(tokens.hyphen(numerator.end));
    if tokens.begins_line(at) || tokens.numeral(at).is_some() {
        return None;
    }
    let (end, value, plural) = if let Term::Ordinal { rank: Rank::Part, value, plural } = tokens.term(at) {
        (at + 1, value, plural)
    } else {
        let ordinal = ordinal(tokens, at).filter(|ordinal| !ordinal.headless)?;
        if ordinal.value <= 2.0 && ordinal.end == at + 1 {
            return None;
        }
        (ordinal.end, ordinal.value, ordinal.plural)
    };
    let agrees = plural || (numerator.value - 1.0).abs() < f64::EPSILON;
    agrees.then_some((end, numerator.value / value))
}

/// Whether the words at a token make a preceding "a third" an ordinal ("a third man") rather than a fraction ("a third of the men").
fn counts_on(tokens: &Tokens, at: usize) -> bool {
    let ends =
        matches!(tokens.word(at), "" | "of" | "the" | "to" | "more" | "less" | "fewer" | "and" | "or" | "in" | "million" | "billion");
    !ends || tokens.begins_line(at) || tokens.hyphen(at)
}

/// The longest cardinal, with spelled-out decimals, and a multiplier after digits.
fn plain(tokens: &Tokens, start: usize, style: Style, listed: bool) -> Option<Number> {
    let stops = cardinals(tokens, start, style, listed);
    let last = stops.last()?;
    let number = Number { start, end: last.end, value: last.value, scale: last.scale, is_fraction: false };
    if let Some((end, decimals)) = spelled_decimals(tokens, last.end) {
        return Some(scaled(tokens, Number { end, value: last.value + decimals, ..number }));
    }
    match short_scale(tokens, last, style) {
        Some(scale) if tokens.numeral(last.end - 1).is_some() => {
            Some(Number { end: last.end + 1, value: number.value * scale, scale, ..number })
        }
        _ => Some(number),
    }
}

/// The decimals of "five point nought four": the position one past the last token, and their value.
fn spelled_decimals(tokens: &Tokens, at: usize) -> Option<(usize, f64)> {
    if tokens.term(at) != Term::Point || tokens.begins_line(at + 1) {
        return None;
    }
    let mut end = at + 1;
    let mut value = 0.0;
    let mut place = 1.0;
    while let Term::Cardinal(Rank::Digit, digit) = tokens.term(end) {
        place /= 10.0;
        value += digit * place;
        end += 1;
    }
    if end > at + 1 {
        return Some((end, value));
    }
    cardinals(tokens, end, Style::News, true).last().filter(|stop| stop.value < 100.0).map(|stop| (stop.end, stop.value / 100.0))
}

/// The number multiplied by the scales that follow it.
fn scaled(tokens: &Tokens, number: Number) -> Number {
    let mut scaled = number;
    loop {
        let word = scaled.end + usize::from(tokens.hyphen(scaled.end));
        match tokens.term(word) {
            Term::Cardinal(Rank::Scale | Rank::Hundred, scale) if !tokens.begins_line(word) && scaled.value * scale < GREATEST => {
                scaled = Number { end: word + 1, value: scaled.value * scale, scale: scaled.scale * scale, ..scaled };
            }
            _ => return scaled,
        }
    }
}

/// The multiplier of "10k", "3bn" and "2 mln". A single letter must directly follow the digits, except "k" and "M" in the mathematical style; "g"
/// and "t" do not count in news. "m" means metres as often as millions, so the mathematical style accepts only a capital, and the news style looks
/// at what follows.
fn short_scale(tokens: &Tokens, digits: &Stop, style: Style) -> Option<f64> {
    let at = digits.end;
    let Term::Short(scale) = tokens.term(at) else { return None };
    let name = tokens.word(at);
    let glued = tokens.glued(at);
    let capital = tokens.capital(at);
    let fits = match (style, name) {
        (_, _) if tokens.begins_line(at) => false,
        (_, _) if name.len() > 1 => true,
        (Style::Maths, "m") => capital,
        (Style::Maths, "k") => true,
        (Style::News, "g" | "t") => false,
        (Style::News, "m") => glued && !is_length(digits.value, tokens.word(at + 1)),
        _ => glued,
    };
    fits.then_some(scale)
}

/// Whether "m" after digits means metres: the next word says so, or the number is the length of a race and counts nothing.
fn is_length(value: f64, next: &str) -> bool {
    const RACES: [f64; 9] = [100.0, 110.0, 200.0, 400.0, 800.0, 1500.0, 3000.0, 5000.0, 10_000.0];
    let counts = next.ends_with('s') || next == "people";
    is(next, Class::AfterMetres) || RACES.contains(&value) && !counts
}

/// "one out of three", "one in ten"; in the mathematical style also "1 over 3".
fn ratio(tokens: &Tokens, above: Number, style: Style) -> Number {
    let at = above.end;
    let joint = match tokens.word(at) {
        "over" if style == Style::Maths => 1,
        "out" if tokens.word(at + 1) == "of" => 2,
        "in" if style == Style::News => 1,
        _ => return above,
    };
    let stops = cardinals(tokens, at + joint, style, style == Style::News);
    let Some(below) = stops.last().filter(|below| below.value > 0.0) else { return above };
    let is_over = tokens.word(at) == "over";
    let whole = above.value.fract() == 0.0 && above.value > 0.0 && below.value.fract() == 0.0;
    let proper = above.value < below.value && whole;
    let fits = match tokens.word(at) {
        "in" => proper && is_share(tokens, &above, below),
        _ => is_over || proper,
    };
    if fits { Number { end: below.end, value: above.value / below.value, scale: 1.0, is_fraction: true, ..above } } else { above }
}

/// Whether "two in ten" is a proportion, not two within ten days or in the year 2010.
fn is_share(tokens: &Tokens, above: &Number, below: &Stop) -> bool {
    // A noun in the singular is a part of another: "one in five city trees".
    let next = Some(tokens.word(below.end)).filter(|next| next.ends_with('s')).unwrap_or_default();
    let single = next.strip_suffix('s').unwrap_or(next);
    let is_year = tokens.numeral(below.end - 1).is_some_and(|numeral| numeral.digits == 4);
    let usual = above.value < 2.0 || [5.0, 10.0, 20.0, 100.0, 1000.0].contains(&below.value);
    let small = above.value < 10.0 && below.value <= 1e6;
    usual && small && !is_year && !is(single, Class::Passing) && !is(next, Class::Passing)
}

/// Whether the number stands despite what follows: letters directly after digits make them something else (in the news style only ordinal endings and
/// "s" do, since a unit may follow).
fn ends_well(tokens: &Tokens, number: &Number, style: Style) -> bool {
    let next = tokens.word(number.end);
    let tight = tokens.glued(number.end) && !next.is_empty();
    !tight || style == Style::News && !matches!(next, "st" | "nd" | "rd" | "th" | "s")
}

/// A value without floating-point noise in its last digits (8.2 million is 8200000, 35 cents are 0.35).
pub(super) fn tidy(value: f64) -> f64 {
    let short: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    if (short - value).abs() <= value.abs() * 1e-14 { short } else { value }
}
