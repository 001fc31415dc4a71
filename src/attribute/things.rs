//! Quotation marks around titles and names of things, which nobody says: `They sang "Happy Birthday"`, `the so-called "bedroom tax"`.

use super::Attribution;
use super::side_by_side::without_closing_mark;
use crate::english::{Class, is};
use crate::segment::Text;
use crate::text::Span;

/// The fewest words of a title that stands without a verb or noun for titles; a single capitalised word may be an exclamation.
const SHORTEST: usize = 2;
/// Words between titles in a list.
const JOINTS: [&str; 2] = ["and", "or"];

/// Whether an attribution's content is the title of a work or the name of a thing.
pub(crate) fn names_thing(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some(&content) = attribution.content.first() else { return false };
    let are_titles = attribution.content.iter().all(|&piece| is_list_of_titles(text, piece));
    let is_titling = |cue: Span| text.words_in(cue).next_back().is_some_and(|verb| is(text.lower(verb), Class::Titling));
    match (attribution.cue, attribution.source) {
        (Some(cue), _) if are_titles && is_titling(cue) => true,
        (_, None) if attribution.content.len() == 1 && is_named_by_noun(text, content) => true,
        (None, None) => are_titles && text.words_in(content).count() >= SHORTEST && !opens_sentence(text, content),
        _ => false,
    }
}

/// Whether a content consists of titles in quotation marks, with nothing but "and" or commas between them.
fn is_list_of_titles(text: &Text<'_>, content: Span) -> bool {
    let titles: Vec<Span> = text.quotations().iter().filter(|quotation| quotation.overlaps(content)).collect();
    let is_held = |word: Span| titles.iter().any(|title| title.contains(word));
    let is_bare = text.words_in(content).all(|word| is_held(word) || JOINTS.contains(&text.lower(word)));
    is_bare && !titles.is_empty() && titles.iter().all(|&title| is_title(text, title))
}

/// Whether a quotation is spelt like a title: every word has a capital, except short ones and function words within it.
fn is_title(text: &Text<'_>, quotation: Span) -> bool {
    let mut words = text.words_in(quotation).map(|word| (text.of(word), text.lower(word)));
    let is_capital = |word: &str| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    let opens = words.next().is_some_and(|(word, _)| is_capital(word));
    let is_sentence = without_closing_mark(text, quotation).ends_with(['.', '!', '?', '…']);
    opens && !is_sentence && words.all(|(word, lower)| is_capital(word) || lower.len() <= 3 || is(lower, Class::Function))
}

/// Whether a content is a noun phrase around the name of something: "The so-called ‘bedroom tax’", "The ‘Stop the Boats’ *slogan*".
fn is_named_by_noun(text: &Text<'_>, content: Span) -> bool {
    let mut quotations = text.quotations().iter().filter(|quotation| quotation.overlaps(content));
    let (Some(name), None) = (quotations.next(), quotations.next()) else { return false };
    let before: Vec<&str> = text.words_in(Span::new(content.start, name.start.max(content.start))).map(|word| text.lower(word)).collect();
    let is_article = |words: &[&str]| words.len() <= 1 && words.iter().all(|word| is(word, Class::Determiner));
    let follows = text.words_in(Span::new(name.end, text.sentences_over(name).end)).next();
    let is_joined = follows.is_some_and(|noun| text.of(Span::new(name.end, noun.start)) == " " && is(text.lower(noun), Class::Titled));
    match before.as_slice() {
        [articles @ .., "so-called"] => is_article(articles) && name.end >= content.end,
        articles => is_article(articles) && is_joined && is_title(text, name),
    }
}

fn opens_sentence(text: &Text<'_>, content: Span) -> bool {
    let before = text.as_str()[..content.start].trim_end();
    text.sentence_of(content).is_none_or(|sentence| sentence.start == content.start) || before.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn titles_and_names_are_not_said() {
        check(include_str!("cases/things.tsv"), |text, _, found| found.retain(|attribution| !names_thing(text, attribution)));
    }
}
