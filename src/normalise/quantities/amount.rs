//! A quantity, by its tokens.

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
    /// The noun as written ("soldiers"), an ISO 4217 code, "%" or "percentage points"; none where nothing is named.
    pub unit: Option<String>,
    /// On which side of the value the true number is said to lie.
    pub bound: Option<Bound>,
    /// What kind of number it is.
    pub(crate) kind: QuantityKind,
}

/// What kind of number a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantityKind {
    /// How many: "three", "1.2 million", "a third".
    Cardinal,
    /// Which one: "the third".
    Ordinal,
    /// How many hundredths, or percentage points.
    Percent,
    /// How much money.
    Money,
}

/// A quantity in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    pub(super) value: f64,
    /// What the last word of the number multiplied by.
    pub(super) scale: f64,
    pub(super) unit: Option<Measure>,
    pub(super) bound: Option<Bound>,
    pub(super) kind: QuantityKind,
}

/// What a quantity is measured in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Measure {
    /// A code or a sign that the text need not hold.
    Code(&'static str),
    /// Words of the text, by tokens.
    Words(usize, usize),
}

/// Whether an amount is a bare number that may take scale and unit from the one that it makes a range with.
pub(super) fn is_bare(tokens: &Tokens, amount: &Amount) -> bool {
    amount.unit.is_none() && amount.kind == QuantityKind::Cardinal && !is_year(tokens, amount.start)
}
