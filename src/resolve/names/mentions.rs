//! The names of an article, as words of its text.

use super::headlines::Headlines;
use super::name::Name;
use crate::decode::{LabelledSpan, is_honour, without_honorifics};
use crate::english::{Class, Gender, is, is_any, value};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::{Span, without_possessive};

/// A name in the text.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The name, without honorifics and possessive.
    pub span: Span,
    /// The pieces that it covers.
    pub pieces: std::ops::Range<usize>,
    /// Whose it is, as an index into `Referents::all`.
    pub(crate) referent: usize,
    /// The kind of its bearer.
    pub(in crate::resolve) kind: SpeakerKind,
    pub(super) gender: Option<Gender>,
    pub(super) name: Name,
    /// Whether it stands in a headline, where capitals say nothing about names.
    pub(super) in_headline: bool,
    /// Whether it is written in capitals only.
    pub(super) is_capitals: bool,
    /// The form of address or office before it, in lower case: of two namesakes, the one addressed in the same way is meant.
    pub(super) title: Option<String>,
}

/// The names of an article. Persons' names with only a space between them are joined into one ("Ana Lee" + "KC").
pub(super) fn mentions(text: &Text<'_>, entities: &[LabelledSpan]) -> Vec<Mention> {
    let mut spans: Vec<(Span, std::ops::Range<usize>, SpeakerKind)> = Vec::new();
    for entity in entities {
        let Some(kind) = kind_of(&entity.label).or_else(|| kind_elsewhere(text, entity, entities)) else { continue };
        match spans.last_mut() {
            Some((before, pieces, SpeakerKind::Person))
                if kind == SpeakerKind::Person && text.of(Span::new(before.end, entity.span.start)) == " " =>
            {
                before.end = entity.span.end;
                pieces.end = entity.pieces.end;
            }
            _ => spans.push((entity.span, entity.pieces.clone(), kind)),
        }
    }
    let headlines = Headlines::of(text);
    let all: Vec<Span> = spans.iter().map(|&(span, ..)| span).collect();
    let mention = |(span, pieces, kind): (Span, _, _)| {
        let kind = if opens_with_titles(text, span) { SpeakerKind::Person } else { kind };
        let is_person = kind == SpeakerKind::Person;
        let own = if is_person { without_verb(text, without_honorifics(text, span), &all) } else { proper(text, span) };
        let bare = if !is_person && owns_nothing(text, own) { own } else { without_possessive(text.as_str(), own) };
        let name = Name::new(text.words_in(bare).map(|word| text.of(word)));
        let gender = if kind == SpeakerKind::Person { gender_at(text, span) } else { None };
        Mention {
            span: bare,
            pieces,
            referent: 0,
            kind,
            gender,
            name,
            in_headline: headlines.hold(bare),
            is_capitals: !text.of(bare).chars().any(char::is_lowercase),
            title: title_before(text, bare),
        }
    };
    let mentions = spans.into_iter().map(mention).filter(|mention| !mention.name.is_empty() && !is_nobodys(text, mention));
    mentions.map(|mention| Mention { kind: kind_by_words(text, &mention).unwrap_or(mention.kind), ..mention }).collect()
}

/// Whether nothing that a name could own follows it, so that an "'s" at its end is a part of it: "*Moody's* said", "according to *Lloyd's*, the".
fn owns_nothing(text: &Text<'_>, name: Span) -> bool {
    let after = text.after(name.end);
    let is_verb = |word: &str| is_any(word, &[Class::ReportingVerb, Class::Auxiliary]);
    let next = text.words_in(Span::new(name.end, text.sentences_over(name).end.max(name.end))).next().map(|word| text.lower(word));
    after.starts_with([',', '.', ';', ')']) || next.is_none_or(|word| is_verb(word) || word == "and")
}

/// The kind of a name that the model takes for a person's, body's or place's elsewhere: "the conservative-leaning *Tax Foundation*", which it takes for
/// something else as a whole.
fn kind_elsewhere(text: &Text<'_>, entity: &LabelledSpan, entities: &[LabelledSpan]) -> Option<SpeakerKind> {
    let own = proper(text, entity.span);
    let is_telling = text.words_in(own).count() > 1;
    let own = text.of(own);
    entities.iter().filter(|_| is_telling).find_map(|other| kind_of(&other.label).filter(|_| text.of(proper(text, other.span)) == own))
}

/// A name of two words without a verb of saying that opens its sentence: "*Said* Ellis", where the article also names Ryan Ellis. `all` are the
/// places of all names.
fn without_verb(text: &Text<'_>, name: Span, all: &[Span]) -> Span {
    let words: Vec<Span> = text.words_in(name).collect();
    let &[verb, surname] = words.as_slice() else { return name };
    let opens = text.sentence_of(name).is_some_and(|sentence| sentence.start == name.start);
    let is_bearer = |other: &Span| {
        let mut parts = text.words_in(*other);
        let (first, last) = (parts.next(), parts.next_back());
        first.zip(last).is_some_and(|(first, last)| text.of(first) != text.of(verb) && text.of(last) == text.of(surname))
    };
    let is_verb = opens && is(text.lower(verb), Class::ReportingVerb);
    if is_verb && all.iter().any(is_bearer) { Span::new(surname.start, name.end) } else { name }
}

/// Whether a name, whatever the model takes it for, opens with the titles of a person: "Professor Dame Ana Lee FRS", "ASP Ngozi Eze", but not "Sir
/// Joseph Lee Bank".
fn opens_with_titles(text: &Text<'_>, name: Span) -> bool {
    let words: Vec<&str> = text.words_in(name).map(|word| text.lower(word)).collect();
    let is_title = |word: &&&str| is(word, Class::Honorific) && !is(word, Class::GivenName) || matches!(**word, "lady");
    let titles = words.iter().take_while(is_title).count();
    let own = &words[titles..];
    let is_given = own.len() > 1 && Gender::of_given_name(own[0]).is_some();
    let is_honoured = own.len() > 1 && text.words_in(name).next_back().is_some_and(|last| is_honour(text.of(last)));
    let bodies = [Class::Body, Class::BodyKind, Class::Organisation, Class::OutletNoun, Class::Street];
    let is_body = own.iter().any(|word| is_any(word, &bodies));
    titles > 0 && (is_given || is_honoured || titles > 1 && !own.is_empty()) && !is_body
}

/// Whether a word that the model takes for a person's name is not one: "Va." is a senator's state, "Republicans" are many people, and "the MEP" is a
/// role.
fn is_nobodys(text: &Text<'_>, mention: &Mention) -> bool {
    let (written, word) = (text.lower(mention.span), mention.name.first());
    let is_stopped = written.ends_with('.') || text.after(mention.span.end).starts_with('.');
    let is_state = is_stopped && is(written.trim_end_matches('.'), Class::State);
    let are_several = word.ends_with('s') && value(word, Class::BodyKind) == Some("party");
    let is_role = mention.is_capitals && is(word, Class::Role) && has_article(text, mention.span);
    mention.kind == SpeakerKind::Person && (is_state || mention.name.len() == 1 && (are_several || is_role))
}

fn has_article(text: &Text<'_>, name: Span) -> bool {
    text.as_str()[..name.start].ends_with(" the ") || text.as_str()[..name.start].ends_with("The ")
}

/// The kind of a name that the model takes for a person's but whose words show a body: "the Reagan Administration", "Labour", "the UKIP".
fn kind_by_words(text: &Text<'_>, mention: &Mention) -> Option<SpeakerKind> {
    let last = mention.name.words().last().filter(|_| mention.kind == SpeakerKind::Person)?;
    let kind = value(last, Class::BodyKind);
    let is_body = match mention.name.words() {
        [only] => {
            let is_article_before = || mention.is_capitals && !mention.in_headline && has_article(text, mention.span);
            kind == Some("party") || value(only, Class::ShortBody).is_some() || is_article_before()
        }
        _ => kind == Some("government") || matches!(last.as_str(), "campaign" | "team" | "party"),
    };
    is_body.then_some(SpeakerKind::Organisation)
}

/// The proper name of an organisation or place: "The New York Post" without its article, "nonpartisan Commission on Debates" without its first
/// word, "Acme's Bolt Co unit" without its last, and extended where the model cut it short ("Commission" + "on Debates").
fn proper(text: &Text<'_>, name: Span) -> Span {
    let parts: Vec<Span> = text.words_in(name).collect();
    let is_capital = |word: &&Span| text.of(**word).chars().any(char::is_uppercase);
    let first = match parts.first() {
        Some(article) if parts.len() > 1 && text.of(*article) == "The" => parts[1].start,
        _ => parts.iter().find(is_capital).map_or(name.start, |first| first.start),
    };
    let is_body = parts.last().is_some_and(|last| BODIES_WITH_SUBJECTS.contains(&text.of(*last)));
    if is_body {
        return Span::new(first, end_of_subject(text, name.end));
    }
    // "Acme Inc's Bolt Co *unit*".
    let others = if parts.len() > 1 { &parts[..parts.len() - 1] } else { &parts[..] };
    let is_unit = parts.last().is_some_and(|&last| matches!(text.of(last), "unit" | "subsidiary" | "division"));
    Span::new(first, others.last().filter(|_| is_unit).map_or(name.end, |last| last.end.max(first)))
}

/// Bodies that are named after their subject: "Commission on Presidential Debates".
const BODIES_WITH_SUBJECTS: [&str; 8] = ["Commission", "Committee", "Council", "Conference", "Institute", "Center", "Centre", "Coalition"];

/// Where the capitalised words after an "on" at `from` end; `from` itself where there are none, or where the first is a day.
fn end_of_subject(text: &Text<'_>, from: usize) -> usize {
    const ON: &str = " on ";
    let Some(rest) = text.after(from).strip_prefix(ON) else { return from };
    let start = from + ON.len();
    let subject = text.words_in(Span::new(start, start + rest.find(['\n', ',', '.']).unwrap_or(rest.len())));
    let is_capital = |&word: &Span| text.of(word).starts_with(char::is_uppercase) && !text.of(word).ends_with("day");
    subject.take_while(is_capital).last().map_or(from, |last| last.end)
}

fn kind_of(label: &str) -> Option<SpeakerKind> {
    match label {
        "PER" => Some(SpeakerKind::Person),
        "ORG" => Some(SpeakerKind::Organisation),
        "LOC" => Some(SpeakerKind::Country),
        _ => None,
    }
}

/// The form of address or office right before a name.
fn title_before(text: &Text<'_>, name: Span) -> Option<String> {
    let floor = text.as_str().floor_char_boundary(name.start.saturating_sub(24));
    let word = text.words_in(Span::new(floor, name.start)).next_back()?;
    let is_beside = matches!(text.of(Span::new(word.end, name.start)), " " | ". ");
    let lower = text.lower(word);
    (is_beside && (is(lower, Class::Honorific) || is(lower, Class::Office))).then(|| lower.to_owned())
}

/// The gender that the words at a name show: a form of address or a noun right before it or as its first word, or a noun in apposition.
fn gender_at(text: &Text<'_>, name: Span) -> Option<Gender> {
    let floor = |at: usize| text.as_str().floor_char_boundary(at);
    let before = text.words_in(Span::new(floor(name.start.saturating_sub(24)), name.start));
    let mut near = text.words_in(name).next().into_iter().chain(before.last());
    if let Some(gender) = near.find_map(|word| Gender::of_word(text.lower(word))) {
        return Some(gender);
    }
    let rest = text.after(name.end).strip_prefix(", ")?;
    let start = name.end + 2;
    let apposition = Span::new(start, start + rest.find([',', '.', ';', '\n']).unwrap_or(rest.len()).min(floor(start + 60) - start));
    let mut opening = text.words_in(apposition).take(4).map(|word| text.lower(word)).peekable();
    opening.next_if(|first| matches!(*first, "a" | "an" | "the" | "his" | "her" | "their"))?;
    opening.find_map(Gender::of_word)
}
