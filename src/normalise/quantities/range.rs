//! Ranges: "10 to 15 people", "between 3 and 5 million", "$10-15 million".

use super::amount::{Amount, QuantityKind, is_bare};
use super::token::Tokens;
use crate::english::{Class, is};
use crate::record::Bound;

/// Completes the two ends of every range with what they share.
///
/// A range stays two quantities: the lower end, which the true number is at least, and the upper end, which it is at most. The lower end takes unit
/// and scale from the upper where it has none. After "from" the two are the ends of a change and get no bounds. A hyphenated pair that is not a range
/// ("3-2", "52-48") is a score and is dropped.
pub(super) fn join(tokens: &Tokens, amounts: &mut Vec<Amount>) {
    let mut drop = Vec::new();
    for upper in 1..amounts.len() {
        let Some(joint) = joint(tokens, &amounts[upper - 1], &amounts[upper]) else { continue };
        if amounts[upper - 1].kind == QuantityKind::Money && is_bare(tokens, &amounts[upper]) {
            let (unit, kind) = (amounts[upper - 1].unit, QuantityKind::Money);
            amounts[upper] = Amount { unit, kind, ..amounts[upper] };
        }
        let (lower, high) = (&amounts[upper - 1], &amounts[upper]);
        let shares = is_bare(tokens, lower) && high.unit.is_some();
        let scale = if (lower.scale - 1.0).abs() < f64::EPSILON && lower.value < high.value / high.scale { high.scale } else { 1.0 };
        let low = Amount {
            value: if shares || lower.unit == high.unit { lower.value * scale } else { lower.value },
            unit: lower.unit.or(high.unit),
            kind: if shares { high.kind } else { lower.kind },
            ..*lower
        };
        let same = low.kind == high.kind && low.unit == high.unit;
        if joint == Joint::Hyphen && high.unit.is_none() {
            drop.extend([upper - 1, upper]);
        } else if same && low.value < high.value {
            let is_change = tokens.word_before(lower.start) == "from" && joint == Joint::Word;
            amounts[upper - 1] = low;
            if !is_change {
                limit(&mut amounts[upper - 1], Bound::AtLeast);
                limit(&mut amounts[upper], Bound::AtMost);
            }
        } else if shares && same && joint == Joint::Word && tokens.word_before(lower.start) == "from" {
            amounts[upper - 1] = low;
        }
    }
    for &dropped in drop.iter().rev() {
        amounts.remove(dropped);
    }
}

/// Sets the bound of an end of a range, unless its own words say something more specific ("$1 to more than $2").
fn limit(end: &mut Amount, bound: Bound) {
    if matches!(end.bound, None | Some(Bound::About)) {
        end.bound = Some(bound);
    }
}

/// What joins two numbers into a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Hyphen,
    Word,
}

fn joint(tokens: &Tokens, lower: &Amount, upper: &Amount) -> Option<Joint> {
    if upper.start != lower.end + 1 || tokens.begins_line(upper.start) {
        return None;
    }
    let between = lower.start.checked_sub(1).is_some_and(|before| tokens.word(before) == "between");
    match tokens.word(lower.end) {
        "to" if is(tokens.word_before(lower.start), Class::Move) && lower.unit.is_some() => None,
        "to" | "or" => Some(Joint::Word),
        "and" if between => Some(Joint::Word),
        "" if tokens.hyphen(lower.end) && tokens.glued(lower.end) && tokens.glued(upper.start) => Some(Joint::Hyphen),
        _ => None,
    }
}
