//! A quantity in terms of tokens.

use super::context::is_year;
use super::token::Tokens;
use crate::record::Bound;
use crate::text::Span;

/// A number with what it counts or measures.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityMention {
    /// Where it stands: bound, number and unit together ("nearly 10,000 soldiers").
    pub span: Span,
    /// The number.
    pub value: f64,
    /// The noun as written ("soldiers"), an ISO 4217 code, "%" or "percentage points"; `None` where no unit is named.
    pub unit: Option<String>,
    /// The side of the value on which the true number is said to lie.
    pub bound: Option<Bound>,
    /// Its kind of number.
    pub(crate) kind: QuantityKind,
}

/// The kind of number of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantityKind {
    /// A count: "three", "1.2 million", "a third".
    Cardinal,
    /// A position: "the third".
    Ordinal,
    /// A percentage, or a number of percentage points.
    Percent,
    /// An amount of money.
    Money,
}

/// A quantity in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    pub(super) value: f64,
    /// The factor of the number's last word.
    pub(super) scale: f64,
    pub(super) unit: Option<Measure>,
    pub(super) bound: Option<Bound>,
    pub(super) kind: QuantityKind,
}

/// The unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Measure {
    /// A code or a sign, which need not occur in the text.
    Code(&'static str),
    /// Words of the text, as token positions.
    Words(usize, usize),
}

/// Whether an amount is a bare number that may take its scale and unit from the other end of a range.
pub(super) fn is_bare(tokens: &Tokens, amount: &Amount) -> bool {
    amount.unit.is_none() && amount.kind == QuantityKind::Cardinal && !is_year(tokens, amount.start)
}
