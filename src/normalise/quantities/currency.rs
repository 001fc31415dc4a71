//! The names and signs of currencies.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::rows;
use super::token::Tokens;

/// What a currency's name or sign stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Currency {
    /// ISO 4217.
    pub(super) code: &'static str,
    /// How much of the currency one is: 0.01 for cents.
    pub(super) worth: f64,
}

/// A currency's name or sign in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) currency: Currency,
    /// One past the last token.
    pub(super) end: usize,
}

struct Currencies {
    /// By name in lower case, singular and plural, with and without the country's word.
    names: HashMap<String, Currency>,
    signs: HashMap<&'static str, Currency>,
    codes: HashMap<&'static str, Currency>,
}

static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| {
    let mut all = Currencies { names: HashMap::new(), signs: HashMap::new(), codes: HashMap::new() };
    for [code, nouns, countries, signs, hundredths] in rows(include_str!("currencies.tsv")) {
        let whole = Currency { code, worth: 1.0 };
        all.codes.insert(code, whole);
        all.signs.extend(signs.split(',').filter(|sign| !sign.is_empty()).map(|sign| (sign, whole)));
        all.add_names(nouns, countries, whole);
        all.add_names(hundredths, countries, Currency { code, worth: if hundredths.starts_with("mao") { 0.1 } else { 0.01 } });
    }
    all.names.insert("fen".to_owned(), Currency { code: "CNY", worth: 0.01 });
    all.names.extend(["satoshi", "satoshis"].map(|name| (name.to_owned(), Currency { code: "BTC", worth: 1e-8 })));
    all
});

impl Currencies {
    fn add_names(&mut self, nouns: &str, countries: &str, currency: Currency) {
        for noun in nouns.split(',').filter(|noun| !noun.is_empty()) {
            let bare = noun.trim_matches(['(', ')']);
            for form in [bare.to_owned(), format!("{bare}s")] {
                for country in countries.split(',').filter(|country| !country.is_empty()) {
                    self.names.entry(format!("{country} {form}")).or_insert(currency);
                }
                if bare == noun {
                    self.names.entry(form).or_insert(currency);
                }
            }
        }
    }
}

/// The longest name of a currency, in words.
const LONGEST: usize = 4;

/// Currency names that are words of other kinds too: they count in the plural only, or not at all with a capital.
const PLURAL_ONLY: [&str; 5] = ["mark", "pound", "crown", "real", "buck"];

/// Codes that are common words when written small.
const WORDS: [&str; 14] = ["ALL", "TRY", "TOP", "CUP", "PEN", "MAD", "SOS", "BAM", "GEL", "COP", "RON", "LAK", "MOP", "CAD"];

/// The currency's name or sign that begins at a token and follows an amount: "dollars", "Canadian dollars", "EUR", "$", "p".
pub(super) fn currency_after(tokens: &Tokens, at: usize) -> Option<Named> {
    if tokens.begins_line(at) {
        return None;
    }
    if tokens.mark(at).is_some() {
        let sign = CURRENCIES.signs.get(tokens.of(at, at + 1))?;
        let of_next = tokens.numeral(at + 1).is_some() && tokens.glued(at + 1);
        return (!of_next).then_some(Named { currency: *sign, end: at + 1 });
    }
    match (tokens.word(at), tokens.glued(at)) {
        ("p", true) => return Some(Named { currency: Currency { code: "GBP", worth: 0.01 }, end: at + 1 }),
        ("c", true) => return Some(Named { currency: Currency { code: "USD", worth: 0.01 }, end: at + 1 }),
        _ => {}
    }
    name(tokens, at).or_else(|| code(tokens, at))
}

/// The currency's sign or code that begins at a token and stands before an amount: "$", "US$", "Rs.", "EUR", "MEUR".
pub(super) fn currency_before(tokens: &Tokens, at: usize) -> Option<Named> {
    if tokens.mark(at).is_some() {
        return CURRENCIES.signs.get(tokens.of(at, at + 1)).map(|&currency| Named { currency, end: at + 1 });
    }
    if tokens.word(at).is_empty() {
        return None;
    }
    if let Some(mark) = tokens.mark(at + 1).filter(|mark| !mark.is_ascii_punctuation() || matches!(mark, '$' | '/')) {
        let sign = format!("{}{mark}", tokens.word(at));
        let currency = CURRENCIES.signs.get(sign.as_str()).copied().or_else(|| of_code(tokens, at).filter(|_| mark == '$'));
        let tight = tokens.glued(at + 1) || tokens.word(at) == "c";
        return currency.filter(|_| tight).map(|currency| Named { currency, end: at + 2 });
    }
    if let Some(&currency) = CURRENCIES.signs.get(tokens.word(at)).filter(|_| tokens.capital(at)) {
        let stop = usize::from(tokens.mark(at + 1) == Some('.') && tokens.glued(at + 1));
        return Some(Named { currency, end: at + 1 + stop });
    }
    code(tokens, at).or_else(|| singular_name(tokens, at))
}

/// A name that stands where a code would: "dollar 22.5 million", "sen 100,000". Since names rarely do, the amount must look like one.
fn singular_name(tokens: &Tokens, at: usize) -> Option<Named> {
    let amount = tokens.numeral(at + 1)?;
    let named = name(tokens, at).filter(|named| named.end == at + 1 && !tokens.word(at).ends_with('s'))?;
    (!amount.is_plain() && amount.value > 0.0).then_some(named)
}

fn name(tokens: &Tokens, at: usize) -> Option<Named> {
    (1..=LONGEST).rev().find_map(|length| {
        let words = tokens.lower_words(at, at + length)?;
        let currency = *CURRENCIES.names.get(words)?;
        let other_word = length == 1 && (PLURAL_ONLY.contains(&words) || tokens.capital(at)) && !tokens.hyphen(at.wrapping_sub(1));
        let tolerated = !tokens.capital(at) || tokens.upper(at) || words.ends_with('s');
        (!other_word || tolerated && words != "mark").then_some(Named { currency, end: at + length })
    })
}

fn code(tokens: &Tokens, at: usize) -> Option<Named> {
    of_code(tokens, at).map(|currency| Named { currency, end: at + 1 })
}

/// The currency of an ISO code, in capitals or, where that is no other word, small; in capitals also with K or M for thousands or millions.
fn of_code(tokens: &Tokens, at: usize) -> Option<Currency> {
    let word = tokens.of(at, at + 1);
    let upper = word.to_ascii_uppercase();
    if let Some(&currency) = CURRENCIES.codes.get(upper.as_str()) {
        return (tokens.upper(at) || !WORDS.contains(&upper.as_str()) || tokens.mark(at + 1) == Some('$')).then_some(currency);
    }
    let times = match word.chars().next()? {
        'M' => 1e6,
        'k' | 'K' => 1e3,
        _ => return None,
    };
    let currency = CURRENCIES.codes.get(&word[1..])?;
    Some(Currency { worth: times, ..*currency })
}
