//! Quantities: the numbers of a text with what they count.
//!
//! [`quantities`] finds what a reader of news would call a quantity, with its unit and bound; [`numbers`], [`ordinals`], [`percents`] and [`amounts`]
//! find every such expression, whatever its use. They are small grammars over the text's tokens, with word lists from `english`.

mod amount;
mod bound;
mod cardinal;
mod context;
mod currency;
mod lexicon;
mod money;
mod number;
mod numeral;
mod ordinal;
mod percent;
mod quantity;
mod range;
mod token;
mod unit;
mod vague;

pub use amount::{QuantityKind, QuantityMention};
use cardinal::Style;
use number::tidy;
pub use ordinal::CountsFrom;
use percent::percent_words;
use token::Tokens;

use crate::english::{Class, is};
use crate::segment::Text;
use crate::text::Span;

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberMention {
    /// Where it stands.
    pub span: Span,
    /// Its value.
    pub value: f64,
}

/// An ordinal in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrdinalMention {
    /// Where it stands.
    pub span: Span,
    /// The position, counted from the origin.
    pub value: f64,
    /// Where the count begins.
    pub origin: CountsFrom,
}

/// A percentage in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PercentMention {
    /// Where it stands.
    pub span: Span,
    /// The percentage; `None` for a sign on its own ("the % of voters").
    pub value: Option<f64>,
}

/// An amount of money in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MoneyMention {
    /// Where it stands.
    pub span: Span,
    /// The amount in the currency; cents are hundredths.
    pub value: f64,
    /// The currency's ISO 4217 code; where its name is shared, that of the best-known one ("dollars" are USD), and BTC for bitcoins.
    pub code: &'static str,
}

/// All quantities of a text, in order and without overlaps.
///
/// Years, dates, times of day, scores ("3-2"), ages next to names, list numbers, names ("Section 230", "Fifth Avenue") and "one" as a pronoun are not
/// quantities. A range gives two mentions, its lower end with [`Bound::AtLeast`] and its upper end with [`Bound::AtMost`]. A plural such as
/// "thousands" is 1,000 with [`Bound::Over`]. A fraction ("a third of voters") has no unit, since it does not count whole voters.
#[must_use]
pub fn quantities(text: &Text<'_>) -> Vec<QuantityMention> {
    let tokens = Tokens::new(text);
    quantity::amounts(&tokens).iter().map(|amount| quantity::mention(&tokens, amount)).collect()
}

/// All numbers of a text, in order and without overlaps, read mathematically: "two hundred and seven and three fifths", "1 over 3", "2^10".
///
/// Digits directly followed by a unit ("29km") and "one" as a pronoun are left out.
#[must_use]
pub fn numbers(text: &Text<'_>) -> Vec<NumberMention> {
    let mention = |(span, value)| NumberMention { span, value };
    mentions(text, free_number).into_iter().map(mention).collect()
}

/// All ordinals of a text, in order and without overlaps, including relative ones ("last", "next").
#[must_use]
pub fn ordinals(text: &Text<'_>) -> Vec<OrdinalMention> {
    let mention = |(span, (origin, value))| OrdinalMention { span, value, origin };
    mentions(text, free_ordinal).into_iter().map(mention).collect()
}

/// All percentages of a text, in order and without overlaps: "5%", "five per cent", "per cent of 40", and a sign on its own.
#[must_use]
pub fn percents(text: &Text<'_>) -> Vec<PercentMention> {
    let mention = |(span, value)| PercentMention { span, value };
    mentions(text, percent).into_iter().map(mention).collect()
}

/// All amounts of money of a text, in order and without overlaps: "$ 60 million", "US$ 40", "six million yen", "12 dollars 80".
#[must_use]
pub fn amounts(text: &Text<'_>) -> Vec<MoneyMention> {
    let mention = |(span, money): (Span, money::Money)| MoneyMention { span, value: tidy(money.value), code: money.code };
    let money = |tokens: &Tokens, at| money::money(tokens, at).map(|money| (money.end, money));
    mentions(text, money).into_iter().map(mention).collect()
}

/// Everything that a rule finds in a text, in order and without overlaps. The rule returns the position one past the last token, and the value.
fn mentions<T>(text: &Text<'_>, rule: impl Fn(&Tokens, usize) -> Option<(usize, T)>) -> Vec<(Span, T)> {
    let tokens = Tokens::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match rule(&tokens, at) {
            Some((end, read)) => {
                found.push((tokens.span(at, end), read));
                end
            }
            None => at + 1,
        };
    }
    found
}

/// The number that begins at a token and is neither part of a name ("G20") nor a pronoun.
fn free_number(tokens: &Tokens, at: usize) -> Option<(usize, f64)> {
    let in_name = tokens.glued(at) && !tokens.word_before(at).is_empty();
    let number = number::number(tokens, at, Style::Maths, false).filter(|_| !in_name)?;
    let is_pronoun = number.end == at + 1 && tokens.word(at) == "one" && is(tokens.word_before(at), Class::BeforeOne);
    (!is_pronoun).then(|| (number.end, tidy(number.value)))
}

/// The ordinal that begins at a token and is not a denominator.
fn free_ordinal(tokens: &Tokens, at: usize) -> Option<(usize, (CountsFrom, f64))> {
    let absolute = || {
        let ordinal = ordinal::ordinal(tokens, at).filter(|ordinal| !ordinal.plural)?;
        Some((ordinal.end, (CountsFrom::Start, ordinal.value)))
    };
    ordinal::relative(tokens, at).map(|(end, origin, value)| (end, (origin, value))).or_else(absolute)
}

/// The percentage that begins at a token: one past its last token, and its value.
fn percent(tokens: &Tokens, at: usize) -> Option<(usize, Option<f64>)> {
    if let Some(number) = number::number(tokens, at, Style::Maths, false) {
        let length = percent_words(tokens, number.end);
        return (length > 0).then_some((number.end + length, Some(tidy(number.value))));
    }
    let sign = percent_words(tokens, at);
    if sign == 0 {
        return None;
    }
    let of = at + sign;
    let number = (tokens.word(of) == "of").then(|| number::number(tokens, of + 1, Style::Maths, false)).flatten();
    match number {
        Some(number) => Some((number.end, Some(tidy(number.value)))),
        None => (tokens.mark(at) == Some('%')).then_some((of, None)),
    }
}
