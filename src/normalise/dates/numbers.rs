//! Numbers in dates: days, counts and years, in digits or words.

use super::reader::Reader;

/// The years that a four-digit number on its own may be.
const BARE_YEARS: std::ops::RangeInclusive<i64> = 1900..=2099;
/// The years that a number after "in" or a similar word may be.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2199;
/// Words after which a four-digit number is a year.
const BEFORE_YEAR: &[&str] = &[
    "in", "of", "since", "by", "until", "till", "before", "after", "during", "year", "circa", "from", "between", "early", "late", "mid",
    "fiscal", "than", "through",
];
/// Two-digit years up to this one are in the 2000s, the others in the 1900s.
const PIVOT: i64 = 39;

impl Reader<'_> {
    /// A whole number in words or digits: "25", "10,000", "twenty-five", "two hundred".
    pub(super) fn cardinal(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(number) = self.digits(at) {
            return Some(self.grouped(number, at + 1));
        }
        let first =
            self.cardinal_word(at).or_else(|| self.is(at, &["a"]).then_some(1).filter(|_| self.is(at + 1, &["hundred", "thousand"])))?;
        let (mut total, mut part, mut end) = (0, first, at + 1);
        loop {
            let next = self.skip(end, &["and"]);
            let hyphen = self.skip_hyphen(end);
            match (self.cardinal_word(end), self.cardinal_word(hyphen), self.cardinal_word(next)) {
                (Some(100), ..) if part < 100 => (part, end) = (part * 100, end + 1),
                (Some(1000), ..) if total == 0 => (total, part, end) = (part * 1000, 0, end + 1),
                (_, Some(ones), _) if part % 100 >= 20 && part % 10 == 0 && ones < 10 => (part, end) = (part + ones, hyphen + 1),
                (_, _, Some(small)) if small < 100 && (part % 100 == 0 && (part > 0 || total > 0)) => {
                    (part, end) = (part + small, next + 1);
                }
                _ => return Some((total + part, end)),
            }
        }
    }

    fn grouped(&self, mut number: i64, mut end: usize) -> (i64, usize) {
        while self.word(end) == ","
            && self.is_glued(end)
            && self.is_glued(end + 1)
            && self.digit_count(end + 1) == 3
            && number < 1_000_000_000
        {
            number = number * 1000 + self.digits(end + 1).unwrap_or_default();
            end += 2;
        }
        (number, end)
    }

    /// An ordinal: "3rd", "third", "twenty-third".
    pub(super) fn ordinal(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(number) = self.digits(at) {
            let suffix = self.is(at + 1, &["st", "nd", "rd", "th"]) && self.is_glued(at + 1);
            return suffix.then_some((number, at + 2));
        }
        if let Some(tens) = self.cardinal_word(at).filter(|tens| matches!(tens, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) {
            let ones = self.skip_hyphen(at + 1);
            return self.ordinal_word(ones).filter(|&ones| ones < 10).map(|number| (tens + number, ones + 1));
        }
        self.ordinal_word(at).map(|number| (number, at + 1))
    }

    /// A day of a month: 1 to 31, as a number, an ordinal or a cardinal in words.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(i8, usize)> {
        let (number, end) = self.ordinal(at).or_else(|| {
            if self.words.is_number(at) {
                (self.digit_count(at) <= 2).then(|| self.digits(at).map(|day| (day, at + 1)))?
            } else {
                self.cardinal(at)
            }
        })?;
        i8::try_from(number).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
    }

    /// A year after a month or a day: four digits, words, or two digits after an apostrophe.
    pub(super) fn year(&self, at: usize) -> Option<(i16, usize)> {
        if self.digit_count(at) == 4 {
            let fraction = self.is(at + 1, &[".", ","]) && self.is_glued(at + 1) && self.is_glued(at + 2) && self.digit_count(at + 2) > 0;
            let year = self.digits(at).filter(|year| YEARS.contains(year) && !fraction)?;
            return i16::try_from(year).ok().map(|year| (year, at + 1));
        }
        if self.is(at, &["'"]) && self.digit_count(at + 1) == 2 && self.is_glued(at + 1) && !self.is(at + 2, &["s"]) {
            return self.short_year(at + 1).map(|year| (year, at + 2));
        }
        self.year_in_words(at)
    }

    /// A two-digit year.
    pub(super) fn short_year(&self, at: usize) -> Option<i16> {
        let year = self.digits(at).filter(|_| self.digit_count(at) == 2)?;
        i16::try_from(if year <= PIVOT { 2000 + year } else { 1900 + year }).ok()
    }

    /// "nineteen ninety-six", "two thousand and fifteen".
    fn year_in_words(&self, at: usize) -> Option<(i16, usize)> {
        self.cardinal_word(at)?;
        let (number, end) = self.cardinal(at)?;
        if (1100..2100).contains(&number) {
            return Some((i16::try_from(number).ok()?, end));
        }
        let (rest, end) = self.cardinal(end).filter(|_| (11..=20).contains(&number) && self.digit_count(end) == 0)?;
        (10..100).contains(&rest).then(|| i16::try_from(number * 100 + rest).ok().map(|year| (year, end)))?
    }

    /// A year on its own, which the context must not make a count or an amount.
    pub(super) fn bare_year(&self, at: usize) -> Option<(i16, usize)> {
        let (year, end) = self.year(at)?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let introduced = BEFORE_YEAR.contains(&before);
        let in_words = self.words.is_letters(at);
        if in_words {
            let marked = introduced || before == "," || (1900..2000).contains(&year);
            return marked.then_some((year, end)).filter(|_| self.unit(end).is_none() || before == "year");
        }
        let glued = self.is_glued(at) && !matches!(before, "(" | "-" | "—" | "~" | "\"" | "'" | "“" | "[" | "/");
        let amount = matches!(before, "$" | "£" | "€" | "#" | "no" | "nos" | "number" | "flight" | "page");
        let next = self.word(end);
        let glued_on = self.is_glued(end);
        let joined = glued_on && (self.words.is_letters(end) || matches!(next, "%" | "°" | ":" | "/" | "@"));
        let counted = !glued_on && counts(next) && !introduced && before != "the";
        let fits = BARE_YEARS.contains(&i64::from(year)) || introduced || (2100..2200).contains(&i64::from(year)) && before == "in";
        let unit = self.unit(end).is_some() && !self.is(end, &["second", "quarter", "weekend"]);
        (fits && !glued && !amount && !joined && !counted && !unit).then_some((year, end))
    }
}

/// Whether a word after a number looks like the thing it counts.
fn counts(word: &str) -> bool {
    const NOT: &[&str] =
        &["was", "is", "as", "has", "us", "his", "its", "this", "results", "sales", "elections", "earnings", "olympics", "games", "levels"];
    (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !NOT.contains(&word))
        || matches!(word, "people" | "percent" | "men" | "women" | "children")
}
