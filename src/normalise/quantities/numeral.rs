//! Numbers written in digits.

/// The most bytes of grouped thousands after the first digits.
const LONGEST: usize = 40;

/// A number written in digits, without its sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub(super) value: f64,
    /// The number of digits, if there is nothing else; otherwise 0.
    pub(super) digits: usize,
    /// A single character such as ½.
    pub(super) vulgar: bool,
}

impl Numeral {
    /// Whether it consists of digits alone: no separators, point or exponent.
    pub(super) fn is_plain(&self) -> bool {
        self.digits > 0
    }
}

/// The numeral that a text begins with, and its length in bytes. A leading point (".5") counts only where `starts_word`.
///
/// Thousands are separated by commas, also in the Indian manner, or by one space; the decimal mark is a point, or a comma where it can be nothing
/// else. An exponent may follow: 1e6, 2^10, 1.3x10^6.
pub(super) fn numeral(text: &str, starts_word: bool) -> Option<(Numeral, usize)> {
    let first = text.chars().next()?;
    if let Some(value) = vulgar(first) {
        return Some((Numeral { value, digits: 0, vulgar: true }, first.len_utf8()));
    }
    let whole = digits(text);
    if whole == 0 && !(starts_word && text.starts_with('.') && digits(&text[1..]) > 0) {
        return None;
    }
    let integer_end = integer_length(text, whole);
    let end = integer_end + fraction_length(&text[integer_end..], starts_word && integer_end == whole);
    let mut written: String = text[..integer_end].chars().filter(char::is_ascii_digit).collect();
    written.push('.');
    written.extend(text[integer_end..end].chars().filter(char::is_ascii_digit));
    let mut value: f64 = written.parse().ok()?;
    let mut length = end;
    if let Some((raised, power_length)) = raise(value, &text[end..]) {
        value = raised;
        length += power_length;
    }
    let digits = if length == whole { whole } else { 0 };
    value.is_finite().then_some((Numeral { value, digits, vulgar: false }, length))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The length of an integer with its thousands, given the length `whole` of its first group of digits.
fn integer_length(text: &str, whole: usize) -> usize {
    let by_comma = comma_groups(&text[whole..]);
    if by_comma > 0 && (1..=3).contains(&whole) {
        return whole + by_comma;
    }
    let by_space = space_groups(&text[whole..]);
    if (1..=3).contains(&whole) && !text.starts_with('0') { whole + by_space } else { whole }
}

/// The length of ",234,567", or of ",34,567" in Indian grouping; the last group has three digits.
fn comma_groups(text: &str) -> usize {
    let mut end = 0;
    let mut last = 0;
    while end < LONGEST && text[end..].starts_with(',') {
        match digits(&text[end + 1..]) {
            0 => break,
            length @ (2 | 3) => last = length,
            _ => return 0,
        }
        end += 1 + last;
    }
    if last == 3 { end } else { 0 }
}

/// The length of " 000" and the like. An ordinary space separates thousands only in a round number, as it also separates words.
fn space_groups(text: &str) -> usize {
    let mut end = 0;
    while end < LONGEST
        && let Some(space) = text[end..].chars().next().filter(|&space| matches!(space, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
    {
        let group = end + space.len_utf8();
        if digits(&text[group..]) != 3 || space == ' ' && !text[group..].starts_with("000") {
            break;
        }
        end = group + 3;
    }
    end
}

/// The length of the decimals with their mark; a comma counts where it cannot separate thousands or list items.
fn fraction_length(text: &str, may_be_comma: bool) -> usize {
    let mark = text.chars().next();
    let count = text.get(1..).map_or(0, digits);
    let after = text.get(1 + count..).unwrap_or_default();
    let goes_on = |mark: char| after.strip_prefix(mark).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match mark {
        Some('.') if count > 0 && !goes_on('.') => 1 + count,
        Some(',') if may_be_comma && (1..=2).contains(&count) && !goes_on(',') => 1 + count,
        _ => 0,
    }
}

/// A value with the exponent that follows it applied, and the exponent's length: "e6", "^-2", "x10^6".
fn raise(value: f64, text: &str) -> Option<(f64, usize)> {
    let (mark, apply): (_, fn(f64, f64) -> f64) = [
        ("x10^", (|value, power| value * 10_f64.powf(power)) as fn(f64, f64) -> f64),
        ("*10^", |value, power| value * 10_f64.powf(power)),
        ("^", f64::powf),
        ("e", |value, power| value * 10_f64.powf(power)),
        ("E", |value, power| value * 10_f64.powf(power)),
    ]
    .into_iter()
    .find(|(mark, _)| text.starts_with(mark))?;
    let signs = text[mark.len()..].bytes().take_while(|sign| matches!(sign, b'+' | b'-')).count();
    let negative = text[mark.len()..][..signs].bytes().filter(|&sign| sign == b'-').count() % 2 == 1;
    let start = mark.len() + signs;
    let count = digits(&text[start..]);
    let power: f64 = text[start..start + count].parse().ok()?;
    let follows_word = text[start + count..].starts_with(char::is_alphanumeric);
    (!follows_word).then(|| (apply(value, if negative { -power } else { power }), start + count))
}

fn vulgar(character: char) -> Option<f64> {
    Some(match character {
        '½' => 1.0 / 2.0,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 1.0 / 4.0,
        '¾' => 3.0 / 4.0,
        '⅕' => 1.0 / 5.0,
        '⅖' => 2.0 / 5.0,
        '⅗' => 3.0 / 5.0,
        '⅘' => 4.0 / 5.0,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 1.0 / 8.0,
        '⅜' => 3.0 / 8.0,
        '⅝' => 5.0 / 8.0,
        '⅞' => 7.0 / 8.0,
        _ => return None,
    })
}
