//! Numbers that give only an order of magnitude: "dozens of people", "tens of thousands", "several hundred".

use super::amount::{Amount, Measure, QuantityKind};
use super::currency::currency_after;
use super::lexicon::{Rank, Term, term};
use super::token::Tokens;
use super::unit::unit;
use crate::record::Bound;

/// The vague number that begins at a token, with its unit.
///
/// A plural means more than one of its kind, so "thousands" is 1,000 with [`Bound::Over`]; likewise "several hundred" is 100 with it; "a couple" is
/// about two.
pub(super) fn vague(tokens: &Tokens, at: usize) -> Option<Amount> {
    let (end, value, bound) = couple(tokens, at).or_else(|| several(tokens, at)).or_else(|| plural(tokens, at))?;
    let of = end + usize::from(tokens.word(end) == "of");
    if let Some(money) = currency_after(tokens, of).filter(|named| named.currency.worth >= 1.0 && value >= 3.0) {
        let unit = Some(Measure::Code(money.currency.code));
        return Some(Amount { start: at, end: money.end, value, scale: value, unit, bound: Some(bound), kind: QuantityKind::Money });
    }
    let unit = unit(tokens, of, false);
    let needs_unit = matches!(tokens.word(at), "scores") || bound == Bound::About && value < 3.0;
    if needs_unit && unit.is_none() {
        return None;
    }
    let (end, unit) = unit.map_or((end, None), |unit| (unit.end, Some(Measure::Words(unit.start, unit.end))));
    Some(Amount { start: at, end, value, scale: value, unit, bound: Some(bound), kind: QuantityKind::Cardinal })
}

/// "dozens", "hundreds of thousands".
fn plural(tokens: &Tokens, at: usize) -> Option<(usize, f64, Bound)> {
    let mut value = plural_size(tokens.word(at))?;
    let mut end = at + 1;
    for _ in 0..2 {
        let Some(size) = plural_size(tokens.word(end + 1)).filter(|_| tokens.word(end) == "of") else { break };
        value *= size;
        end += 2;
    }
    let tens_alone = tokens.word(at) == "tens" && end == at + 1;
    (!tens_alone).then_some((end, value, Bound::Over))
}

fn plural_size(word: &str) -> Option<f64> {
    match word {
        "tens" => return Some(10.0),
        "scores" => return Some(20.0),
        _ => {}
    }
    match term(word.strip_suffix('s')?) {
        Term::Cardinal(Rank::Hundred | Rank::Scale | Rank::Group, size) => Some(size),
        _ => None,
    }
}

/// "several hundred", "a few thousand".
fn several(tokens: &Tokens, at: usize) -> Option<(usize, f64, Bound)> {
    let article = usize::from(tokens.term(at) == Term::Article);
    let fits = if article == 1 { tokens.word(at + 1) == "few" } else { matches!(tokens.word(at), "several" | "many" | "few") };
    let size = scale(tokens, at + article + 1).filter(|_| fits)?;
    Some((at + article + 2, size, Bound::Over))
}

/// "a couple of weeks", "a couple of hundred", "a couple hundred".
fn couple(tokens: &Tokens, at: usize) -> Option<(usize, f64, Bound)> {
    if tokens.term(at) != Term::Article || tokens.word(at + 1) != "couple" {
        return None;
    }
    let of = usize::from(tokens.word(at + 2) == "of");
    match scale(tokens, at + 2 + of) {
        Some(size) => Some((at + 3 + of, 2.0 * size, Bound::About)),
        None => (of == 1).then_some((at + 3, 2.0, Bound::About)),
    }
}

fn scale(tokens: &Tokens, at: usize) -> Option<f64> {
    match tokens.term(at) {
        Term::Cardinal(Rank::Hundred | Rank::Scale | Rank::Group, size) => Some(size),
        _ => None,
    }
}
