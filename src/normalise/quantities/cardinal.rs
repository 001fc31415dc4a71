//! Spelled cardinals: "two hundred and fifty-four thousand", with digits among the words ("3.2 million").

use super::lexicon::{Rank, Term};
use super::token::Tokens;

/// The most words of a cardinal, and its greatest value. Anything beyond is not a real number and would cost time on hostile texts.
const LONGEST: usize = 40;
pub(super) const GREATEST: f64 = 1e30;

/// A position where a cardinal may end, and its value up to there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    /// One past the last token.
    pub(super) end: usize,
    pub(super) value: f64,
    /// The last scale ("million"); 1 where the cardinal does not end in one.
    pub(super) scale: f64,
    /// Whether a hyphen ties the last word to the next ("fifty-four"): then no denominator may follow here.
    tied: bool,
}

/// How liberally numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Anything that can be read as a number: "twenty and three", "1 over 3".
    Maths,
    /// Newspaper style.
    News,
}

/// The last part of a cardinal read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Article,
    Digits,
    Word(Rank),
}

/// A cardinal being read: the closed groups (those with their scale), and the open group.
#[derive(Debug, Clone, Copy)]
struct Sum {
    closed: f64,
    open: f64,
    lowest: f64,
    last: Last,
}

impl Sum {
    const EMPTY: Self = Self { closed: 0.0, open: 0.0, lowest: f64::INFINITY, last: Last::Nothing };

    fn value(&self) -> f64 {
        self.closed + self.open
    }

    /// The sum with one more word; `None` where the word cannot follow.
    fn with(mut self, rank: Rank, value: f64) -> Option<Self> {
        let group_ended = matches!(self.last, Last::Nothing | Last::Word(Rank::Hundred | Rank::Scale));
        match rank {
            Rank::Digit if group_ended || self.last == Last::Word(Rank::Tens) && value > 0.0 => self.open += value,
            Rank::Teen | Rank::Tens if group_ended => self.open += value,
            Rank::Hundred if self.last == Last::Nothing => self.open = 100.0,
            Rank::Hundred | Rank::Group if self.multiplies() => self.open *= value,
            Rank::Scale if self.last == Last::Word(Rank::Scale) => self.closed *= value,
            Rank::Scale if self.last == Last::Nothing || self.open == 0.0 => return None,
            Rank::Scale if value < self.lowest => {
                self.closed += self.open * value;
                self.open = 0.0;
            }
            Rank::Scale => {
                self.closed = (self.closed + self.open) * value;
                self.open = 0.0;
            }
            _ => return None,
        }
        if self.value() > GREATEST {
            return None;
        }
        if rank == Rank::Scale {
            self.lowest = value;
        }
        self.last = Last::Word(rank);
        Some(self)
    }

    /// Whether "hundred" or "dozen" may follow: after a number under 100, or after digits.
    fn multiplies(&self) -> bool {
        self.open > 0.0
            && match self.last {
                Last::Article | Last::Digits => true,
                Last::Word(Rank::Digit | Rank::Teen | Rank::Tens) => self.open < 100.0,
                _ => false,
            }
    }

    /// Whether "and" may follow.
    fn takes_and(&self, style: Style) -> bool {
        match self.last {
            Last::Word(Rank::Hundred | Rank::Scale) => true,
            Last::Word(Rank::Tens) => style == Style::Maths,
            _ => false,
        }
    }
}

/// All positions where the cardinal that begins at token `start` may end, shortest first; empty where none begins there.
///
/// An article counts where the next word multiplies it ("a hundred"). "and" joins the parts of one number, not two numbers: before a greater number,
/// or where `listed` says that "and" separates two numbers, it ends the cardinal.
pub(super) fn cardinals(tokens: &Tokens, start: usize, style: Style, listed: bool) -> Vec<Stop> {
    let Some((mut sum, mut at)) = open(tokens, start) else { return Vec::new() };
    let mut stops = Vec::new();
    let mut before_and = None;
    if sum.last != Last::Article {
        stops.push(stop(&sum, at));
    }
    while let Some(step) = next_step(tokens, at, &sum, style).filter(|_| stops.len() < LONGEST) {
        if step.after_and {
            if listed {
                break;
            }
            before_and = Some((sum.lowest, stops.len()));
        }
        if let (Last::Word(Rank::Scale), Some((lowest, kept))) = (step.sum.last, before_and)
            && step.sum.lowest >= lowest
        {
            stops.truncate(kept);
            break;
        }
        if let Some(previous) = stops.last_mut() {
            previous.tied = step.hyphen;
        }
        sum = step.sum;
        at = step.end;
        stops.push(stop(&sum, at));
    }
    if before_and.is_some_and(|_| matches!(tokens.term(at), Term::Cardinal(Rank::Hundred, _))) {
        stops.truncate(before_and.map_or(stops.len(), |(_, kept)| kept));
    }
    stops
}

impl Stop {
    /// A cardinal given as a single value, without a scale.
    pub(super) fn whole(end: usize, value: f64) -> Self {
        Self { end, value, scale: 1.0, tied: false }
    }

    /// Whether a denominator may follow.
    pub(super) fn is_free(&self) -> bool {
        !self.tied
    }
}

fn stop(sum: &Sum, end: usize) -> Stop {
    let scale = match sum.last {
        Last::Word(Rank::Scale) => sum.lowest,
        // "between two and three hundred"
        Last::Word(Rank::Hundred) if sum.closed == 0.0 => 100.0,
        _ => 1.0,
    };
    Stop { end, value: sum.value(), scale, tied: false }
}

/// The word, digits or article that a cardinal begins with.
fn open(tokens: &Tokens, start: usize) -> Option<(Sum, usize)> {
    if let Some(numeral) = tokens.numeral(start) {
        return Some((Sum { open: numeral.value, last: Last::Digits, ..Sum::EMPTY }, start + 1));
    }
    match tokens.term(start) {
        Term::Article => {
            let follows = matches!(tokens.term(start + 1), Term::Cardinal(Rank::Hundred | Rank::Scale | Rank::Group, _));
            let is_plural = tokens.word(start + 1).ends_with('s');
            (follows && !is_plural).then_some((Sum { open: 1.0, last: Last::Article, ..Sum::EMPTY }, start + 1))
        }
        Term::Cardinal(rank, value) => Some((Sum::EMPTY.with(rank, value)?, start + 1)),
        _ => None,
    }
}

struct Step {
    sum: Sum,
    end: usize,
    hyphen: bool,
    after_and: bool,
}

fn next_step(tokens: &Tokens, at: usize, sum: &Sum, style: Style) -> Option<Step> {
    let hyphen = tokens.hyphen(at);
    let after_and = tokens.term(at) == Term::And && sum.takes_and(style);
    let word = at + usize::from(hyphen || after_and);
    if tokens.begins_line(word) {
        return None;
    }
    let sum = match tokens.term(word) {
        Term::Cardinal(rank, value) => {
            let tens_and_digit = after_and && sum.last == Last::Word(Rank::Tens);
            let hyphen_fits =
                matches!((sum.last, rank), (Last::Word(Rank::Tens), Rank::Digit) | (_, Rank::Hundred | Rank::Scale | Rank::Group));
            if hyphen && !hyphen_fits || after_and && rank == Rank::Digit && value == 0.0 || tens_and_digit && rank != Rank::Digit {
                return None;
            }
            sum.with(rank, value)?
        }
        _ => with_digits(tokens, word, sum, style).filter(|_| !hyphen)?,
    };
    Some(Step { sum, end: word + 1, hyphen, after_and })
}

/// Digits within a spelled number: "4 thousand 3 hundred and 21".
fn with_digits(tokens: &Tokens, at: usize, sum: &Sum, style: Style) -> Option<Sum> {
    let numeral = tokens.numeral(at).filter(|numeral| numeral.is_plain() && style == Style::Maths)?;
    let limit = match sum.last {
        Last::Word(Rank::Hundred) => 100.0,
        Last::Word(Rank::Scale) => 1000.0,
        _ => return None,
    };
    (numeral.value < limit && !tokens.glued(at)).then_some(Sum { open: sum.open + numeral.value, last: Last::Digits, ..*sum })
}
