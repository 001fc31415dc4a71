//! Amounts of money.

use super::cardinal::Style;
use super::currency::{Currency, Named, currency_after, currency_before};
use super::lexicon::Term;
use super::number::{Number, number};
use super::token::Tokens;

/// An amount of money in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Money {
    /// One past the last token.
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) code: &'static str,
    /// The factor of the number's last word.
    pub(super) scale: f64,
}

/// The amount that begins at a token: "$ 60 million", "US$40", "MEUR 60", "six million yen", "eleven dollars and sixty cents".
pub(super) fn money(tokens: &Tokens, at: usize) -> Option<Money> {
    sign_first(tokens, at).or_else(|| number_first(tokens, at))
}

fn sign_first(tokens: &Tokens, at: usize) -> Option<Money> {
    let Named { currency, end } = currency_before(tokens, at)?;
    if tokens.begins_line(end) || tokens.word(end) == "a" {
        return None;
    }
    let number = with_letter(tokens, number(tokens, end, Style::News, false)?);
    Some(Money { end: number.end, value: number.value * currency.worth, code: currency.code, scale: number.scale * currency.worth })
}

fn number_first(tokens: &Tokens, at: usize) -> Option<Money> {
    let number = number(tokens, at, Style::News, false)?;
    let number = match currency_after(tokens, number.end) {
        Some(_) => number,
        None => with_letter(tokens, number),
    };
    let hyphen = usize::from(tokens.hyphen(number.end) && tokens.glued(number.end));
    let Named { currency, end } = currency_after(tokens, number.end + hyphen)?;
    if is_other(tokens, &number, end) {
        return None;
    }
    let mut money = Money { end, value: number.value * currency.worth, code: currency.code, scale: number.scale * currency.worth };
    if let Term::Cardinal(_, scale @ 1e3..) = tokens.term(end) {
        money = Money { end: end + 1, value: money.value * scale, scale: money.scale * scale, ..money };
    }
    while let Some((end, more)) = small_change(tokens, money.end, currency).filter(|_| hyphen == 0) {
        money = Money { end, value: money.value + more, ..money };
    }
    Some(money)
}

/// The number with the single letter that multiplies it: "£5m". Next to a currency, "m" cannot mean metres.
fn with_letter(tokens: &Tokens, number: Number) -> Number {
    let letter = tokens.word(number.end);
    let Term::Short(scale) = tokens.term(number.end) else { return number };
    let fits = matches!(letter, "m" | "b" | "k" | "t") && number.scale < 2.0 && !tokens.begins_line(number.end);
    let ends = !tokens.glued(number.end + 1) || tokens.word(number.end + 1).is_empty();
    if fits && ends { Number { end: number.end + 1, value: number.value * scale, scale, ..number } } else { number }
}

/// The value of the smaller coins after an amount: "and forty-five cents", or a bare "sixty" at the end of the expression.
fn small_change(tokens: &Tokens, at: usize, currency: Currency) -> Option<(usize, f64)> {
    if currency.worth < 0.1 || tokens.begins_line(at) {
        return None;
    }
    let and = usize::from(tokens.term(at) == Term::And);
    let coins = number(tokens, at + and, Style::News, false).filter(|coins| coins.value > 0.0 && coins.value < 100.0)?;
    if let Some(Named { currency: coin, end }) = currency_after(tokens, coins.end) {
        let tenth = if tokens.word(end).is_empty() { None } else { small_rest(tokens, end, coin) };
        let (end, rest) = tenth.unwrap_or((end, 0.0));
        return (coin.code == currency.code && coin.worth < currency.worth).then_some((end, coins.value * coin.worth + rest));
    }
    let closes = matches!(tokens.word(coins.end), "" | "more" | "for" | "to" | "in" | "per" | "each" | "and" | "or");
    let amount = and == 0 && closes && coins.value >= 10.0 && coins.value.fract() == 0.0 && tokens.mark(coins.end) != Some('%');
    amount.then_some((coins.end, coins.value / 100.0))
}

/// A bare digit after tenths, which counts hundredths: "five mao five".
fn small_rest(tokens: &Tokens, at: usize, coin: Currency) -> Option<(usize, f64)> {
    let digit = number(tokens, at, Style::News, false).filter(|digit| digit.value < 10.0)?;
    ((coin.worth - 0.1).abs() < f64::EPSILON).then_some((digit.end, digit.value / 100.0))
}

/// Whether the words after a number only look like a currency: pounds of weight, or a verb ("the 12 won").
fn is_other(tokens: &Tokens, number: &Number, end: usize) -> bool {
    match tokens.word(end - 1) {
        "won" => number.value < 100.0 && tokens.word_before(end - 1) != "korean",
        "pound" | "pounds" => {
            let single = end == number.end + 1 || tokens.hyphen(number.end);
            let weighed = (1..=6).any(|back| number.start.checked_sub(back).is_some_and(|at| is_of_weight(tokens.word(at))));
            single && (tokens.word(end) == "of" && number.value < 1e6 || tokens.hyphen(number.end) || weighed)
        }
        _ => false,
    }
}

fn is_of_weight(word: &str) -> bool {
    word.starts_with("weigh") || matches!(word, "lb" | "lbs" | "heavier" | "lighter" | "pounds")
}
