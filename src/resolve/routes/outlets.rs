//! Names of news outlets and their programmes.

use crate::english::{Class, is};
use crate::record::SpeakerKind;
use crate::resolve::names::{Gap, Phrase, is_function_word};
use crate::resolve::roles::Nouns;
use crate::text::Span;

/// The longest name of an outlet or programme, in words.
const LONGEST: usize = 7;

/// The outlet that the noun phrase beginning at word `at` names, as its first and last word, without an article.
///
/// It is recognised by its name, by the last word of its name ("Denver Post"), or by a noun ("a local newspaper", "Interfax news agency"). With
/// `may_be_unknown`, for places where an outlet is expected, it may be any organisation that is not known to be something else.
pub(super) fn outlet(phrase: &Phrase<'_>, at: usize, may_be_unknown: bool) -> Option<(usize, usize)> {
    let first =
        at + usize::from(matches!(phrase.lower(at), "the" | "a" | "an" | "its" | "his" | "her") && phrase.gap(at + 1) == Gap::Blank);
    if phrase.gap(at) != Gap::Blank && at > 0 {
        return None;
    }
    outlet_at(phrase, first, may_be_unknown)
}

/// The outlet whose first word, past an article, is `first`; see [`outlet`].
pub(super) fn outlet_at(phrase: &Phrase<'_>, first: usize, may_be_unknown: bool) -> Option<(usize, usize)> {
    let end = run(phrase, first);
    if let Some(last) = (first..end).rev().find(|&last| is_named(phrase, first, last)) {
        return Some((first, with_noun(phrase, with_programme(phrase, with_branch(phrase, last)))));
    }
    if let Some(noun) = common_noun(phrase, first) {
        return Some((first, noun));
    }
    let (_, past, kind) = phrase.name(first)?;
    let is_unknown =
        may_be_unknown && kind == SpeakerKind::Organisation && !is_institution(phrase, past - 1) && !is_institution(phrase, first);
    let last = with_branch(phrase, past - 1);
    let next = phrase.lower(last + 1);
    // In "told the Acme meeting", the hearer is the meeting and not Acme.
    let is_owner =
        phrase.gap(last + 1) == Gap::Blank && !is_function_word(next) && (Nouns::Bodies.hold(next) || is(next, Class::Gathering));
    (is_unknown && !is_owner).then(|| (first, with_programme(phrase, last)))
}

/// The last word of a programme's name with the noun that follows it: "the Today *programme*".
fn with_noun(phrase: &Phrase<'_>, last: usize) -> usize {
    let is_noun = matches!(phrase.lower(last + 1), "programme" | "program" | "show") && phrase.gap(last + 1) == Gap::Blank;
    last + usize::from(is_noun && !phrase.is_capitalised(last + 1))
}

/// Whether a word is known to belong to a body that is not an outlet.
pub(super) fn is_institution(phrase: &Phrase<'_>, at: usize) -> bool {
    let word = phrase.lower(at);
    is(word, Class::Institution) || is(word, Class::Organisation) && !is(word, Class::OutletNoun)
}

/// The end of the run of capitalised words that begins at a word; small words such as "of" may stand between two.
fn run(phrase: &Phrase<'_>, first: usize) -> usize {
    let mut end = first;
    let mut at = first;
    while at < first + LONGEST && at < phrase.tokens.len() && (at == first || phrase.gap(at) == Gap::Blank) {
        if phrase.is_capitalised(at) && !phrase.is_person(at) || phrase.lower(at).starts_with(|c: char| c.is_ascii_digit()) {
            end = at + 1;
        } else if !matches!(phrase.lower(at), "of" | "the" | "and" | "de" | "la" | "della") {
            break;
        }
        at += 1;
    }
    end
}

/// Whether the words from one to another are an outlet's name.
fn is_named(phrase: &Phrase<'_>, first: usize, last: usize) -> bool {
    let words: Vec<&str> = (first..=last).map(|at| phrase.lower(at)).collect();
    let name = words.join(" ");
    let bare = name.strip_prefix("the ").unwrap_or(&name);
    let after = phrase.lower(last + 1);
    // "Time", "the Hill" and "Today" are also ordinary words.
    let is_capitalised = phrase.is_capitalised(last);
    if is(bare, Class::Outlet) {
        let is_word = matches!(
            bare,
            "time"
                | "today"
                | "age"
                | "x"
                | "nation"
                | "sun"
                | "sky"
                | "medium"
                | "dawn"
                | "hill"
                | "independent"
                | "australian"
                | "hindu"
                | "this week"
                | "mirror"
                | "estado"
                | "vice"
        );
        let before = first.checked_sub(1).map_or("", |at| phrase.lower(at));
        let has_article = before == "the";
        return is_capitalised
            && (!is_word
                || bare == "x" && before == "on"
                || has_article && !matches!(bare, "x" | "today" | "time" | "vice")
                || is(after, Class::OutletNoun) && !is_capital_next(phrase, last));
    }
    let is_day_name = matches!(words.last(), Some(&"today"));
    // "The Courier" needs its article.
    let is_alone = last == first && first > 0 && phrase.lower(first - 1) == "the" && phrase.name(first).is_some();
    // "Radio Wales".
    if last > first && is_capitalised && matches!(phrase.lower(first), "radio" | "channel" | "tv") && phrase.is_capitalised(first) {
        return !is(phrase.lower(last), Class::Day);
    }
    (last > first || is_alone)
        && is_capitalised
        && !is_day_name
        && is(phrase.lower(last), Class::OutletNoun)
        && !is(phrase.lower(last), Class::SharedNoun)
}

fn is_capital_next(phrase: &Phrase<'_>, last: usize) -> bool {
    phrase.is_capitalised(last + 1)
}

/// The last word of an outlet described by a noun: "a local newspaper", "a wire service", "Russian state television", "the newspaper Bild".
fn common_noun(phrase: &Phrase<'_>, first: usize) -> Option<usize> {
    let is_inner = |at: usize| (at == first || matches!(phrase.gap(at), Gap::Blank | Gap::Joint)) && !is_function_word(phrase.lower(at));
    let noun = (first..first + 5).take_while(|&at| at < phrase.tokens.len() && is_inner(at)).find(|&at| {
        let word = phrase.lower(at);
        let is_agency = word != "agency" || at > first && phrase.lower(at - 1) == "news";
        let is_site = !matches!(word, "site" | "paper" | "program" | "programme" | "show" | "network" | "station" | "daily" | "weekly")
            || at > first
            || first > 0 && phrase.lower(first - 1) == "the";
        let is_pair = || at > first && is(&format!("{} {word}", phrase.lower(at - 1)), Class::PlainOutlet);
        (is(word, Class::PlainOutlet) || is_pair()) && !phrase.is_capitalised(at) && is_agency && is_site
    })?;
    let next = phrase.lower(noun + 1);
    let goes_on = is(next, Class::PlainOutlet) && phrase.gap(noun + 1) == Gap::Blank;
    let noun = noun + usize::from(goes_on);
    let named = phrase.gap(noun + 1) == Gap::Blank
        && phrase.is_capitalised(noun + 1)
        && !phrase.is_person(noun + 1)
        && phrase.name(noun + 1).is_some();
    let ends = phrase.gap(noun + 1) != Gap::Blank
        || !(phrase.lower(noun + 1).ends_with("er")
            || matches!(phrase.lower(noun + 1), "host" | "personality" | "hosts" | "executive" | "executives"));
    if named {
        return phrase.name(noun + 1).map(|(_, past, _)| past - 1);
    }
    ends.then_some(noun)
}

/// The last of the capitalised words that follow a name: "BBC *Sport*". A day does not count.
fn with_branch(phrase: &Phrase<'_>, last: usize) -> usize {
    let goes_on = |at: &usize| {
        // "CBS *This Morning*" is a programme.
        let is_title = phrase.is_capitalised(*at) && phrase.is_capitalised(at + 1) && phrase.gap(at + 1) == Gap::Blank;
        let is_day = phrase.lower(*at).ends_with("day") || is_function_word(phrase.lower(*at)) && !is_title;
        phrase.gap(*at) == Gap::Blank && phrase.is_capitalised(*at) && !phrase.is_person(*at) && !is_day
    };
    last + (last + 1..last + 4).take_while(goes_on).count()
}

/// The last word of a programme that follows a name: "CBS's Face the Nation", "NBC's “Meet the Press”". The name's own last word where none does.
fn with_programme(phrase: &Phrase<'_>, last: usize) -> usize {
    let next = last + 1;
    let between = phrase.after(last).trim();
    let opens = between.ends_with(['“', '"']) && between.starts_with(['\'', '’', '“', '"']);
    if opens {
        return close(phrase, next).unwrap_or(last);
    }
    if phrase.gap(next) != Gap::Possessive {
        return last;
    }
    let end = run(phrase, next);
    let is_day = |word: &str| word.ends_with("day") && word != "today";
    let end = if end > next + 1 && is_day(phrase.lower(end - 1)) { end - 1 } else { end };
    if end > next + 1 && !phrase.is_person(next) { end - 1 } else { last }
}

/// The last word before the mark that closes the quotation around a word, where it is near.
fn close(phrase: &Phrase<'_>, at: usize) -> Option<usize> {
    (at..at + LONGEST)
        .take_while(|&at| at < phrase.tokens.len())
        .find(|&at| phrase.after(at).trim_start_matches([',', '.', '?', '!']).starts_with(['”', '"']))
}

/// A title in quotation marks that begins at a word: “Meet the Press”, the marks included.
pub(super) fn title_in_quotes(phrase: &Phrase<'_>, at: usize) -> Option<Span> {
    if phrase.gap(at) != Gap::Quote || !phrase.is_capitalised(at) {
        return None;
    }
    let last = close(phrase, at)?;
    let is_titled = (at..=last).all(|at| phrase.is_capitalised(at) || is_function_word(phrase.lower(at)));
    let span = phrase.span_of(at, last)?;
    let before = phrase.text.as_str()[..span.start].chars().next_back()?;
    let (offset, mark) = phrase.after(last).char_indices().take(3).find(|&(_, mark)| matches!(mark, '”' | '"'))?;
    is_titled.then(|| Span::new(span.start - before.len_utf8(), span.end + offset + mark.len_utf8()))
}
