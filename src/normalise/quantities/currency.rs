//! The names and signs of currencies.

use super::lexicon::{Rank, Term};
use super::token::Tokens;
use crate::english::{Class, is, value, values};

/// The meaning of a currency's name or sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Currency {
    /// ISO 4217.
    pub(super) code: &'static str,
    /// The value of one in the currency: 0.01 for cents.
    pub(super) worth: f64,
}

/// A currency's name or sign in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) currency: Currency,
    /// One past the last token.
    pub(super) end: usize,
}

impl Currency {
    const fn whole(code: &'static str) -> Self {
        Self { code, worth: 1.0 }
    }

    /// The currency of a sign, given in lower case.
    fn of_sign(sign: &str) -> Option<Self> {
        value(sign, Class::CurrencySign).map(Self::whole)
    }

    /// The currency of a name, given in lower case: "dollar", "canadian dollars", "pound sterling".
    fn named(name: &str) -> Option<Self> {
        let own = || nouns(name, Class::Currency, Class::Coin).next();
        let of_country = |space: usize| {
            let (country, noun) = (&name[..space], &name[space + 1..]);
            let held = || nouns(noun, Class::Currency, Class::Coin).chain(nouns(noun, Class::SharedCurrency, Class::SharedCoin));
            values(country, Class::CurrencyCountry).find_map(|code| held().find(|currency| currency.code == code))
        };
        own().or_else(|| name.match_indices(' ').find_map(|(space, _)| of_country(space)))
    }
}

/// The possible meanings of a noun, in the singular or plural, as a word of the two given classes.
fn nouns(noun: &str, currency: Class, coin: Class) -> impl Iterator<Item = Currency> {
    [Some(noun), noun.strip_suffix('s')].into_iter().flatten().flat_map(move |noun| {
        let coins = values(noun, coin).filter_map(|held| held.split_once(' '));
        let coins = coins.filter_map(|(code, worth)| Some(Currency { code, worth: worth.parse().ok()? }));
        values(noun, currency).map(Currency::whole).chain(coins)
    })
}

/// The longest name of a currency, in words.
const LONGEST: usize = 4;

/// The currency's name or sign that begins at a token after an amount: "dollars", "Canadian dollars", "EUR", "$", "p".
pub(super) fn currency_after(tokens: &Tokens, at: usize) -> Option<Named> {
    if tokens.begins_line(at) {
        return None;
    }
    if tokens.mark(at).is_some() {
        let currency = Currency::of_sign(tokens.of(at, at + 1))?;
        let of_next = tokens.numeral(at + 1).is_some() && tokens.glued(at + 1);
        return (!of_next).then_some(Named { currency, end: at + 1 });
    }
    match (tokens.word(at), tokens.glued(at)) {
        ("p", true) => return Some(Named { currency: Currency { code: "GBP", worth: 0.01 }, end: at + 1 }),
        ("c", true) => return Some(Named { currency: Currency { code: "USD", worth: 0.01 }, end: at + 1 }),
        _ => {}
    }
    name(tokens, at).or_else(|| code(tokens, at))
}

/// The currency's sign or code that begins at a token before an amount: "$", "US$", "Rs.", "EUR", "MEUR".
pub(super) fn currency_before(tokens: &Tokens, at: usize) -> Option<Named> {
    if tokens.mark(at).is_some() {
        return Currency::of_sign(tokens.of(at, at + 1)).map(|currency| Named { currency, end: at + 1 });
    }
    if tokens.word(at).is_empty() {
        return None;
    }
    if let Some(mark) = tokens.mark(at + 1).filter(|mark| !mark.is_ascii_punctuation() || matches!(mark, '$' | '/')) {
        let sign = format!("{}{mark}", tokens.word(at));
        let currency = Currency::of_sign(&sign).or_else(|| of_code(tokens, at).filter(|_| mark == '$'));
        let tight = tokens.glued(at + 1) || tokens.word(at) == "c";
        return currency.filter(|_| tight).map(|currency| Named { currency, end: at + 2 });
    }
    if let Some(currency) = Currency::of_sign(tokens.word(at)).filter(|_| tokens.capital(at)) {
        let stop = usize::from(tokens.mark(at + 1) == Some('.') && tokens.glued(at + 1));
        return Some(Named { currency, end: at + 1 + stop });
    }
    code(tokens, at).or_else(|| letter(tokens, at)).or_else(|| singular_name(tokens, at))
}

/// A single letter right before an amount: "N12 million", "R76.50". Since codes look alike ("N95"), the amount must not be a bare number.
fn letter(tokens: &Tokens, at: usize) -> Option<Named> {
    let amount = tokens.numeral(at + 1).filter(|_| tokens.glued(at + 1) && !tokens.glued(at) && tokens.capital(at))?;
    let is_multiplied = match tokens.term(at + 2) {
        Term::Cardinal(Rank::Scale, _) => true,
        Term::Short(_) => tokens.glued(at + 2),
        _ => false,
    };
    let code = value(tokens.word(at), Class::CurrencyLetter)?;
    (is_multiplied || !amount.is_plain()).then_some(Named { currency: Currency::whole(code), end: at + 1 })
}

/// A name in the place of a code: "dollar 22.5 million", "sen 100,000". Since names are rare there, the amount must look like one.
fn singular_name(tokens: &Tokens, at: usize) -> Option<Named> {
    let amount = tokens.numeral(at + 1)?;
    let named = name(tokens, at).filter(|named| named.end == at + 1 && !tokens.word(at).ends_with('s'))?;
    (!amount.is_plain() && amount.value > 0.0).then_some(named)
}

fn name(tokens: &Tokens, at: usize) -> Option<Named> {
    (1..=LONGEST).rev().find_map(|length| {
        let words = tokens.lower_words(at, at + length)?;
        let currency = Currency::named(words)?;
        let other_word = length == 1 && (is(words, Class::PluralCurrency) || tokens.capital(at)) && !tokens.hyphen(at.wrapping_sub(1));
        let tolerated = !tokens.capital(at) || tokens.upper(at) || words.ends_with('s');
        (!other_word || tolerated && words != "mark").then_some(Named { currency, end: at + length })
    })
}

fn code(tokens: &Tokens, at: usize) -> Option<Named> {
    of_code(tokens, at).map(|currency| Named { currency, end: at + 1 })
}

/// The currency of an ISO code, in capitals or, unless it is also another word, in lower case; in capitals also with K or M for thousands or
/// millions.
fn of_code(tokens: &Tokens, at: usize) -> Option<Currency> {
    let word = tokens.word(at);
    if let Some(code) = value(word, Class::CurrencyCode) {
        let is_code = tokens.upper(at) || !is(word, Class::WordCode) || tokens.mark(at + 1) == Some('$');
        return is_code.then_some(Currency::whole(code));
    }
    let worth = match tokens.of(at, at + 1).chars().next()? {
        'M' => 1e6,
        'k' | 'K' => 1e3,
        _ => return None,
    };
    let code = value(&word[1..], Class::CurrencyCode).filter(|code| tokens.of(at, at + 1).ends_with(code))?;
    Some(Currency { code, worth })
}
