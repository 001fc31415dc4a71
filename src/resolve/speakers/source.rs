//! Reads the words of a source: a name, several names, a pronoun or a description.

use super::description::{Description, description, without_tail};
use crate::decode::{is_honour, is_seat};
use crate::english::{Class, Gender, ends_in, is, value};
use crate::record::SpeakerKind;
use crate::resolve::names::{Mention, Referents};
use crate::segment::Text;
use crate::text::Span;

/// What the words of a source are.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A name as its head or in apposition to it, as an index into [`Referents::mentions`].
    Name(usize),
    /// Several who speak together, each a part of the source.
    Joint(Vec<Span>),
    /// A pronoun.
    Pronoun(Pronoun),
    /// Someone or something described: "the ministry", "a Russian military source".
    Description(Description),
}

/// A pronoun as a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// I, we.
    First {
        /// Whether it is "we".
        plural: bool,
    },
    /// You.
    Second,
    /// He, she.
    Third(Option<Gender>),
    /// They.
    They,
    /// It.
    It,
    /// Who, which: the words right before say whom it means.
    Relative,
    /// "Anyone", "nobody" and "this", which mean nobody whom the article names; also "each", "both" and "neither".
    Indefinite,
}

/// Reads a source.
///
/// A name that is only part of a description is not the source: "Lee's lawyer", "the Lee campaign", "a friend of Lee".
#[must_use]
pub fn read_source(text: &Text<'_>, source: Span, referents: &Referents) -> Source {
    if let Some(pronoun) = pronoun(text, source) {
        return Source::Pronoun(pronoun);
    }
    let names: Vec<&Mention> = referents.within(source).collect();
    let place = |named: &Mention| referents.mentions.partition_point(|mention| mention.span.start < named.span.start);
    let phrases = phrases(text, source, &names);
    let head = phrases.first().copied().unwrap_or(source);
    let is_named = |end: usize| names.iter().any(|named| named.span.end == end);
    let head = if is_named(head.end) { head } else { without_tail(text, head) };
    if let Some(members) = members(text, without_relative(text, source), &names, referents) {
        return Source::Joint(members);
    }
    let closing = || names.iter().find(|named| ends_with_name(text, head, named));
    if let Some(named) = closing().or_else(|| names.iter().find(|named| is_titled(text, source, head, named))) {
        return Source::Name(place(named));
    }
    let is_apposed = |phrase: &Span| {
        let names_someone = |named: &&&Mention| {
            let kind = referents.all[named.referent].kind;
            let is_body = kind == SpeakerKind::Organisation && !opens_with_preposition(text, *phrase, named);
            kind == SpeakerKind::Person || is_body
        };
        // An abbreviation such as "(DTI)" belongs to the name before it.
        let is_short = |named: &&&Mention| {
            let before = names.iter().any(|other| other.referent == named.referent && other.span.end + 2 == named.span.start);
            before && text.of(Span::new(named.span.start - 2, named.span.start)) == " ("
        };
        let mut apposed = names.iter().filter(|named| ends_with_name(text, *phrase, named) && !is_short(named));
        apposed.find(names_someone).map(|named| place(named))
    };
    let description = description(text, source, head);
    let may_be_named = !matches!(description.kind, SpeakerKind::Document | SpeakerKind::Group);
    let others = || phrases[1.min(phrases.len())..].iter().take_while(|phrase| !opens_clause(text, **phrase)).filter_map(is_apposed);
    let is_person = |&at: &usize| referents.all[referents.mentions[at].referent].kind == SpeakerKind::Person;
    // "The secretary general of the ACL (Acme League), Ana Lee" is a person.
    let person = if description.kind == SpeakerKind::Unnamed { others().find(is_person) } else { None };
    let apposed = person.or_else(|| others().next());
    // "Its lawyers, Acme" are one firm.
    let is_body = apposed.is_some_and(|at| {
        let apposed = &referents.all[referents.mentions[at].referent];
        apposed.kind == SpeakerKind::Organisation || Gender::of_given_name(apposed.words.first()).is_none() && apposed.gender.is_none()
    });
    let may_be_named = may_be_named || is_body && description.kind == SpeakerKind::Group;
    match apposed.or_else(|| apposed_after(text, source, referents)) {
        Some(mention) if may_be_named => Source::Name(mention),
        _ => Source::Description(description),
    }
}

/// Whether an office with a complement is the title of a name: "minister for Women and Equalities *Ana Lee*", "Speaker of the House Rep. *Ana Lee*";
/// but not "a spokesman for the minister *Ana Lee*".
fn is_titled(text: &Text<'_>, source: Span, head: Span, named: &Mention) -> bool {
    let is_address = |word: Span| is(text.lower(word), Class::Honorific) || is(text.lower(word), Class::Address);
    let inner = text.words_in(Span::new(head.end.min(named.span.start), named.span.start));
    let subject: Vec<Span> = inner.filter(|&word| !is_address(word)).skip(1).collect();
    let office = text.words_in(head).next_back().map_or("", |word| text.lower(word));
    let is_indefinite = text.words_in(source).next().is_some_and(|word| matches!(text.lower(word), "a" | "an"));
    // "Spokeswoman for women Ana Lee": words in lower case are a field, and not somebody who is spoken for.
    let is_field = subject.iter().all(|&word| is(text.lower(word), Class::OfficeOf) && text.of(word).starts_with(char::is_lowercase));
    let is_office = ends_in(office, Class::Role) && (is_field || !is(office, Class::Bystander)) && !is_indefinite;
    let is_subject = |word: Span| {
        let lower = text.lower(word);
        let is_kept = is(lower, Class::OfficeOf) || is(lower, Class::RoleModifier) || text.of(word).starts_with(char::is_uppercase);
        is_kept && !is(lower, Class::Role) && !is(lower, Class::Function)
    };
    let between = text.of(Span::new(head.end.min(named.span.start), named.span.start));
    let is_plain = !between.contains([',', '(', ')', ';', ':', '—', '–']) && source.contains(named.span);
    is_office && is_plain && subject.last().is_some_and(|&word| is_subject(word))
}

/// A source without an opening "neither", "both" or "either" and without the relative clause at its end.
fn without_relative(text: &Text<'_>, source: Span) -> Span {
    let opening =
        ["Neither ", "neither ", "Both ", "both ", "Either ", "either "].into_iter().find(|word| text.of(source).starts_with(word));
    let source = Span::new(source.start + opening.map_or(0, str::len), source.end);
    let opens = text.of(source).match_indices(", ").find(|&(at, mark)| {
        let next = text.words_in(Span::new(source.start + at + mark.len(), source.end)).next().map_or("", |word| text.lower(word));
        matches!(next, "who" | "which" | "whose" | "both")
    });
    opens.map_or(source, |(at, _)| Span::new(source.start, source.start + at))
}

fn opens_clause(text: &Text<'_>, phrase: Span) -> bool {
    text.words_in(phrase).next().is_some_and(|word| matches!(text.lower(word), "who" | "which" | "whose" | "whom" | "where" | "when"))
}

/// The person whose name directly follows a description ("Malaysia's prime minister, *Najib Razak*,").
fn apposed_after(text: &Text<'_>, source: Span, referents: &Referents) -> Option<usize> {
    let next = referents.mentions.partition_point(|mention| mention.span.start < source.end);
    let mention = referents.mentions.get(next)?;
    let between = text.of(Span::new(source.end, mention.span.start));
    let is_person = referents.all[mention.referent].kind == SpeakerKind::Person;
    (is_person && matches!(between, ", " | " ") && !text.after(mention.span.end).starts_with(['\'', '’'])).then_some(next)
}

/// Whether a phrase ends with a name, apart from honours, an aside in brackets ("Ana Lee (D-Calif.)"), and a noun for what a body is.
fn ends_with_name(text: &Text<'_>, phrase: Span, named: &Mention) -> bool {
    let rest = || Span::new(named.span.end, phrase.end);
    let is_aside = || text.of(rest()).trim().strip_prefix('(').is_some_and(|aside| aside.find(')').is_some_and(|at| at + 1 == aside.len()));
    // "The Acme news agency", "the Acme Corp unit".
    let is_unit = |word: Span| {
        let noun = text.of(word);
        let is_kind = matches!(value(noun, Class::BodyKind), Some("firm" | "bank" | "outlet" | "charity" | "party"));
        named.kind == SpeakerKind::Organisation && (is_kind || matches!(noun, "unit" | "subsidiary" | "division"))
    };
    let is_agency = || text.of(rest()) == " news agency";
    let is_over = || text.words_in(rest()).all(|word| is_honour(text.of(word)) && named.kind == SpeakerKind::Person || is_unit(word));
    phrase.contains(named.span) && (matches!(text.of(rest()), "'s" | "’s") || is_aside() || is_agency() || is_over())
}

/// The pronoun that a source consists of, by its first word; only words such as "himself" and "also" may follow.
pub(in crate::resolve) fn pronoun(text: &Text<'_>, source: Span) -> Option<Pronoun> {
    let mut parts = text.words_in(source);
    let first = parts.next()?;
    let is_added = |word: Span| {
        matches!(text.lower(word), "himself" | "herself" | "themselves" | "itself" | "myself" | "both" | "all" | "also" | "together")
    };
    // "WHO", "US" and "IT" are names.
    let is_name = first.len() > 1 && text.of(first).chars().all(char::is_uppercase);
    if is_name || !parts.all(is_added) {
        return None;
    }
    Some(match text.lower(first).split(['\'', '’']).next()? {
        "i" | "me" | "my" | "myself" | "mine" => Pronoun::First { plural: false },
        "we" | "us" | "our" | "ourselves" | "let" => Pronoun::First { plural: true },
        "you" | "your" | "yourself" => Pronoun::Second,
        "he" | "him" | "his" | "himself" => Pronoun::Third(Some(Gender::Male)),
        "she" | "her" | "herself" | "hers" => Pronoun::Third(Some(Gender::Female)),
        "they" | "them" | "their" | "themselves" | "theirs" => Pronoun::They,
        "it" | "its" | "itself" => Pronoun::It,
        "who" | "which" | "whom" | "that" => Pronoun::Relative,
        "this" | "these" | "anyone" | "anybody" | "nobody" | "none" | "everyone" | "everybody" | "someone" | "somebody" | "one"
        | "whoever" | "what" | "each" | "both" | "either" | "neither" => Pronoun::Indefinite,
        _ => return None,
    })
}

/// The parts of "A and B", "A, B and their allies", where at least one of them is a name and none belongs to another's phrase.
fn members(text: &Text<'_>, source: Span, names: &[&Mention], referents: &Referents) -> Option<Vec<Span>> {
    let words_of = text.of(source);
    let joint = [" and ", " & ", " as well as ", " nor "].into_iter().filter_map(|joint| Some((words_of.rfind(joint)?, joint.len())));
    let (at, length) = joint
        .filter(|&(at, _)| !names.iter().any(|named| named.span.start < source.start + at && source.start + at < named.span.end))
        .max()?;
    let (left, right) = (Span::new(source.start, source.start + at), Span::new(source.start + at + length, source.end));
    if goes_on_with_phrase(text, left, right, names, referents) {
        return None;
    }
    let mut parts: Vec<Span> = Vec::new();
    let mut start = left.start;
    for (offset, _) in text.of(left).match_indices(',') {
        parts.push(Span::new(start, left.start + offset).trim(text.as_str()));
        start = left.start + offset + 1;
    }
    parts.push(Span::new(start, left.end).trim(text.as_str()));
    let seat = text.of(right).find(", ").filter(|&at| is_seat(text, Span::new(right.start + at + 2, right.end)));
    parts.push(Span::new(right.start, seat.map_or(right.end, |at| right.start + at)).trim(text.as_str()));
    parts.retain(|part| !part.is_empty() && !is_seat(text, *part));
    // "Ana Lee of Acme" is a name; "director of Acme" is not.
    let is_name = |part: &Span| {
        let mut inside = names.iter().filter(|named| part.contains(named.span));
        inside.next().is_some_and(|first| first.span.start == part.start || !opens_with_preposition(text, *part, first))
            && names.iter().any(|named| ends_with_name(text, *part, named))
    };
    // "Ana Lee, a lawyer and mother" is one person: the words after the comma begin with an article.
    let is_apposition = parts.len() > 2 && parts[1..parts.len() - 1].iter().any(|part| !is_name(part));
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let has_article = |part: Span| starts_with_article(text, part);
    // "The president and the firm Acme" are two; "the president and owner Ana Lee" is one.
    let first_is_whole = is_name(&first) || has_article(first) && has_article(last) && is_name(&last);
    (first_is_whole && (is_name(&last) || has_article(last)) && !is_apposition).then_some(parts)
}

/// Whether a preposition or the like stands before a name in its phrase: "director of *Acme*", "from *Acme*".
fn opens_with_preposition(text: &Text<'_>, phrase: Span, named: &Mention) -> bool {
    text.words_in(Span::new(phrase.start, named.span.start)).any(|word| is(text.lower(word), Class::EndsHead))
}

/// Whether "and" joins two names within a complement of the head: "the Centre at *Acme and Beta*", but not "Ana Lee of Acme *and Bo Chen*".
/// The names joined are of the same kind.
fn goes_on_with_phrase(text: &Text<'_>, left: Span, right: Span, names: &[&Mention], referents: &Referents) -> bool {
    let kind = |named: &&&Mention| referents.all[named.referent].kind;
    let Some(last) = names.iter().rev().find(|named| ends_with_name(text, left, named)) else { return false };
    let Some(next) = names.iter().find(|named| right.contains(named.span)) else { return false };
    let before = text.words_in(Span::new(left.start, last.span.start));
    let opened = before.clone().rev().take(2).any(|word| is(text.lower(word), Class::EndsHead));
    opened && before.count() > 1 && kind(&last) == kind(&next)
}

fn starts_with_article(text: &Text<'_>, phrase: Span) -> bool {
    text.words_in(phrase).next().is_some_and(|word| is(text.lower(word), Class::Determiner))
}

/// The source split at commas, colons, brackets and dashes outside names; the first phrase also ends before a word that ends a head.
fn phrases(text: &Text<'_>, source: Span, names: &[&Mention]) -> Vec<Span> {
    let in_name = |at: usize| names.iter().any(|named| named.span.start <= at && at < named.span.end);
    let aside = inner_aside(text, source);
    let mut phrases = Vec::new();
    let mut start = source.start;
    for (offset, mark) in text.of(source).char_indices() {
        let at = source.start + offset;
        let is_digit = |at: Option<char>| at.is_some_and(|mark| mark.is_ascii_digit());
        let in_number = mark == ',' && is_digit(text.as_str()[..at].chars().next_back()) && is_digit(text.after(at + 1).chars().next());
        let is_mark = matches!(mark, ',' | '(' | ')' | '—' | '–' | ';' | ':') || mark == '-' && is_dash(text, at);
        if is_mark && !in_number && !in_name(at) && aside.is_none_or(|aside| at < aside.start || aside.end <= at) {
            phrases.push(Span::new(start, at).trim(text.as_str()));
            start = at + mark.len_utf8();
        }
    }
    phrases.push(Span::new(start, source.end).trim(text.as_str()));
    phrases.retain(|phrase| !phrase.is_empty());
    if let Some(head) = phrases.first_mut() {
        let mut inner = text.words_in(*head).skip(1);
        let ending = inner.find(|&word| (ends_head(text, word) || is_participle(text, *head, word)) && !in_name(word.start));
        if let Some(word) = ending {
            *head = Span::new(head.start, word.start).trim(text.as_str());
        }
    }
    phrases
}

/// Whether a word ends the head of a phrase; "WHO" is a name.
fn ends_head(text: &Text<'_>, word: Span) -> bool {
    let is_capitals = word.len() > 1 && text.of(word).chars().all(char::is_uppercase);
    is(text.lower(word), Class::EndsHead) && !is_capitals
}

/// Whether a hyphen stands for a dash: it has a space or another hyphen on both sides.
fn is_dash(text: &Text<'_>, at: usize) -> bool {
    let is_open = |mark: Option<char>| mark.is_none_or(|mark| mark.is_whitespace() || mark == '-');
    is_open(text.as_str()[..at].chars().next_back()) && is_open(text.after(at + 1).chars().next())
}

/// The words in brackets after which a phrase continues: "Acme *(Japan)* analyst Ana Lee".
fn inner_aside(text: &Text<'_>, source: Span) -> Option<Span> {
    let words = text.of(source);
    let (opens, closes) = (words.find('(')?, words.find(')')?);
    let rest = words.get(closes + 1..)?;
    let goes_on = text.words_in(Span::new(source.start + closes + 1, source.end)).next().map(|word| text.lower(word));
    let is_phrase = rest.starts_with(' ') && goes_on.is_some_and(|word| ends_in(word, Class::Role));
    (opens < closes && is_phrase).then(|| Span::new(source.start + opens, source.start + closes + 1))
}

/// Whether a word is a participle after a noun for a document: "a report *published* by Acme", "an audit *dated* 9 May".
fn is_participle(text: &Text<'_>, head: Span, word: Span) -> bool {
    let before = text.words_in(Span::new(head.start, word.start)).next_back().map_or("", |before| text.lower(before));
    let letters = text.lower(word);
    let has_form = letters.ends_with("ed")
        || matches!(letters, "seen" | "found" | "written" | "sent" | "drawn" | "made" | "held" | "given" | "shown" | "due");
    // "Figures *also released* on Tuesday"
    let is_after_noun = is(before, Class::Document) || is(before, Class::Adverb);
    has_form && text.of(word).starts_with(char::is_lowercase) && is_after_noun
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::scene::{Scene, check};

    fn read(marked: &str) -> String {
        let scene = Scene::new(marked);
        let words = |span: Span| span.of(&scene.text).to_owned();
        scene.look(|context| match read_source(context.text, context.text.span(), context.referents) {
            Source::Name(at) => words(context.referents.mentions[at].span),
            Source::Joint(parts) => parts.into_iter().map(words).collect::<Vec<_>>().join(" + "),
            Source::Pronoun(pronoun) => format!("{pronoun:?}"),
            Source::Description(described) => format!("{} {:?}", words(described.head), described.kind),
        })
    }

    #[test]
    fn every_case_is_read_as_it_says() {
        check(include_str!("../cases/sources.tsv"), read);
    }
}
