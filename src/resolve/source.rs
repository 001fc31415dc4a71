//! What the words of a source are: a name, several names, a pronoun, a description.

use super::anaphora::Anaphor;
use super::honorifics::{Gender, gender_of_word, is_honour};
use super::referents::{Mention, Referents};
use crate::record::SpeakerKind;
use crate::text::{Span, words};

/// What the words of a source are.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Its head is a name, or one stands beside it in apposition: a place among [`Referents::mentions`].
    Name(usize),
    /// Several that speak together, each a part of the source.
    Joint(Vec<Span>),
    /// A pronoun.
    Pronoun(Pronoun),
    /// Someone or something described: "the ministry", "a Russian military source".
    Description(Description),
}

/// A pronoun that speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// I, we.
    First {
        /// Whether it is "we".
        plural: bool,
    },
    /// You.
    Second,
    /// He, she; "they" where the gender is open and the number too.
    Third(Option<Gender>),
    /// They.
    They,
    /// It.
    It,
    /// Who, which: the words right before say whom it means.
    Relative,
    /// "Anyone", "nobody", "this": means nobody that the article names.
    Indefinite,
}

/// A description without a name for its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    /// The noun that it is about.
    pub head: Span,
    /// What it describes.
    pub kind: SpeakerKind,
    /// Whether it points to something known: "the", "this", "his".
    pub is_definite: bool,
}

/// Words after which a phrase names somebody other than its head ("a spokesman *for* Acme").
const ENDS_HEAD: &str = "of for at from in with on to by who whose that which like near under including against about representing speaking \
    inside among within behind around involved close familiar";
const DEFINITE: &str = "the this that these those his her its their my our your";
const ARTICLES: &str = "the a an this that these those his her its their my our your some";

const ORGANISATIONS: &str = include_str!("words/organisations.txt");
const DOCUMENTS: &str = include_str!("words/documents.txt");
const GROUPS: &str = include_str!("words/groups.txt");

/// Reads a source.
///
/// A name that only belongs to a description is nobody's: "Lee's lawyer", "the Lee campaign", "a friend of Lee".
#[must_use]
pub fn read_source(text: &str, source: Span, referents: &Referents) -> Source {
    if let Some(pronoun) = pronoun(text, source) {
        return Source::Pronoun(pronoun);
    }
    let names: Vec<&Mention> = referents.within(source).collect();
    let place = |named: &Mention| referents.mentions.partition_point(|mention| mention.span.start < named.span.start);
    let phrases = phrases(text, source, &names);
    let head = phrases.first().copied().unwrap_or(source);
    if let Some(members) = members(text, source, &names, referents) {
        return Source::Joint(members);
    }
    if let Some(named) = names.iter().find(|named| ends_with_name(text, head, named)) {
        return Source::Name(place(named));
    }
    let is_apposed = |phrase: &Span| {
        let names_someone = |named: &&&Mention| {
            let kind = referents.all[named.referent].kind;
            let is_body = kind == SpeakerKind::Organisation && !opens_with_preposition(text, *phrase, named);
            kind == SpeakerKind::Person || is_body
        };
        names.iter().filter(|named| ends_with_name(text, *phrase, named)).find(names_someone).map(|named| place(named))
    };
    let description = description(text, head);
    let may_be_named = !matches!(description.kind, SpeakerKind::Document | SpeakerKind::Group);
    let apposed = phrases[1.min(phrases.len())..].iter().find_map(is_apposed);
    match apposed.or_else(|| apposed_after(text, source, referents)) {
        Some(mention) if may_be_named => Source::Name(mention),
        _ => Source::Description(description),
    }
}

/// The person whose name follows a description without any other word ("Malaysia's prime minister, *Najib Razak*,").
fn apposed_after(text: &str, source: Span, referents: &Referents) -> Option<usize> {
    let next = referents.mentions.partition_point(|mention| mention.span.start < source.end);
    let mention = referents.mentions.get(next)?;
    let between = Span::new(source.end, mention.span.start).of(text);
    let is_person = referents.all[mention.referent].kind == SpeakerKind::Person;
    (is_person && matches!(between, ", " | " ") && !text[mention.span.end..].starts_with(['\'', '’'])).then_some(next)
}

/// Whether a phrase's last word is a name's last, but for honours.
fn ends_with_name(text: &str, phrase: Span, named: &Mention) -> bool {
    let rest = || Span::new(named.span.end, phrase.end);
    let is_over = || words(text, rest()).iter().all(|word| is_honour(word.of(text)));
    phrase.contains(named.span) && (matches!(rest().of(text), "'s" | "’s") || is_over())
}

/// The pronoun that a source consists of, as far as its first word says.
fn pronoun(text: &str, source: Span) -> Option<Pronoun> {
    let parts = words(text, source);
    let first = parts.first()?.of(text);
    // "WHO", "US" and "IT" are names.
    if first.len() > 1 && first.chars().all(char::is_uppercase) {
        return None;
    }
    let first = first.to_lowercase();
    let is_lone = parts.len() == 1
        || parts[1..].iter().all(|word| {
            matches!(
                word.of(text).to_lowercase().as_str(),
                "himself" | "herself" | "themselves" | "itself" | "myself" | "both" | "all" | "also"
            )
        });
    if !is_lone {
        return None;
    }
    Some(match first.split(['\'', '’']).next()? {
        "i" | "me" | "my" | "myself" | "mine" => Pronoun::First { plural: false },
        "we" | "us" | "our" | "ourselves" | "let" => Pronoun::First { plural: true },
        "you" | "your" | "yourself" => Pronoun::Second,
        "he" | "him" | "his" | "himself" => Pronoun::Third(Some(Gender::Male)),
        "she" | "her" | "herself" | "hers" => Pronoun::Third(Some(Gender::Female)),
        "they" | "them" | "their" | "themselves" | "theirs" => Pronoun::They,
        "it" | "its" | "itself" => Pronoun::It,
        "who" | "which" | "whom" | "that" => Pronoun::Relative,
        "this" | "these" | "anyone" | "anybody" | "nobody" | "none" | "everyone" | "everybody" | "someone" | "somebody" | "one"
        | "whoever" | "what" => Pronoun::Indefinite,
        _ => return None,
    })
}

/// The anaphor that a word is, where it is a "he" or "she" in any of its forms.
pub(super) fn gendered_pronoun(text: &str, word: Span) -> Option<Anaphor> {
    let letters = word.of(text);
    // Most words are ruled out without looking them up.
    if !(2..=7).contains(&letters.len()) || !letters.starts_with(['h', 'H', 's', 'S']) {
        return None;
    }
    let pronoun = pronoun(text, word).filter(|pronoun| matches!(pronoun, Pronoun::Third(Some(_))))?;
    Some(Anaphor { span: word, source: Source::Pronoun(pronoun) })
}

/// The parts of "A and B", "A, B and their allies", where at least one of them is a name and none hangs on another's phrase.
fn members(text: &str, source: Span, names: &[&Mention], referents: &Referents) -> Option<Vec<Span>> {
    let words_of = source.of(text);
    let joint = [" and ", " & ", " as well as "].into_iter().filter_map(|joint| Some((words_of.rfind(joint)?, joint.len())));
    let (at, length) = joint
        .filter(|&(at, _)| !names.iter().any(|named| named.span.start < source.start + at && source.start + at < named.span.end))
        .max()?;
    let (left, right) = (Span::new(source.start, source.start + at), Span::new(source.start + at + length, source.end));
    if goes_on_with_phrase(text, left, right, names, referents) {
        return None;
    }
    let mut parts: Vec<Span> = Vec::new();
    let mut start = left.start;
    for (offset, _) in left.of(text).match_indices(',') {
        parts.push(Span::new(start, left.start + offset).trim(text));
        start = left.start + offset + 1;
    }
    parts.push(Span::new(start, left.end).trim(text));
    parts.push(right.trim(text));
    parts.retain(|part| !part.is_empty());
    // "Ana Lee of Acme" is a name; "director of Acme" is none.
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

/// Whether a name belongs to words before it in its phrase: "director of *Acme*", "from *Acme*".
fn opens_with_preposition(text: &str, phrase: Span, named: &Mention) -> bool {
    words(text, Span::new(phrase.start, named.span.start)).iter().any(|word| holds(ENDS_HEAD, &word.of(text).to_lowercase()))
}

/// Whether "and" joins two names within a phrase that belongs to the head: "the Centre at *Acme and Beta*", but not "Ana Lee of Acme *and
/// Bo Chen*". The names joined are of one kind.
fn goes_on_with_phrase(text: &str, left: Span, right: Span, names: &[&Mention], referents: &Referents) -> bool {
    let kind = |named: &&&Mention| referents.all[named.referent].kind;
    let Some(last) = names.iter().rev().find(|named| ends_with_name(text, left, named)) else { return false };
    let Some(next) = names.iter().find(|named| right.contains(named.span)) else { return false };
    let before = words(text, Span::new(left.start, last.span.start));
    let opened = before.iter().rev().take(2).any(|word| holds(ENDS_HEAD, &word.of(text).to_lowercase()));
    opened && before.len() > 1 && kind(&last) == kind(&next)
}

fn starts_with_article(text: &str, phrase: Span) -> bool {
    words(text, phrase).first().is_some_and(|word| holds(ARTICLES, &word.of(text).to_lowercase()))
}

/// The source cut at commas, brackets and dashes outside of names; the first phrase also ends before a word that ends a head.
fn phrases(text: &str, source: Span, names: &[&Mention]) -> Vec<Span> {
    let in_name = |at: usize| names.iter().any(|named| named.span.start <= at && at < named.span.end);
    let mut phrases = Vec::new();
    let mut start = source.start;
    for (offset, mark) in source.of(text).char_indices() {
        let at = source.start + offset;
        if matches!(mark, ',' | '(' | ')' | '—' | '–' | ';' | ':') && !in_name(at) {
            phrases.push(Span::new(start, at).trim(text));
            start = at + mark.len_utf8();
        }
    }
    phrases.push(Span::new(start, source.end).trim(text));
    phrases.retain(|phrase| !phrase.is_empty());
    if let Some(head) = phrases.first_mut() {
        let inner = words(text, *head);
        let ending = inner.iter().skip(1).find(|word| holds(ENDS_HEAD, &word.of(text).to_lowercase()) && !in_name(word.start));
        if let Some(word) = ending {
            *head = Span::new(head.start, word.start).trim(text);
        }
    }
    phrases
}

/// The words of a description that tell who it is: without a clause or an aside behind a comma ("A senior official, *who asked not to be
/// named*"), and without a relative pronoun at its end.
#[must_use]
pub(super) fn described(text: &str, source: Span) -> Span {
    let opens_aside = |&(at, mark): &(usize, &str)| {
        let next = words(text, Span::new(source.start + at + mark.len(), source.end)).first().map_or("", |word| word.of(text));
        matches!(next, "who" | "which" | "whose" | "whom" | "where" | "when" | "a" | "an") || next.len() > 3 && next.ends_with("ed")
    };
    let end = source.of(text).match_indices([',', '(', '—', '–']).find(opens_aside).map_or(source.end, |(at, _)| source.start + at);
    let rest = Span::new(source.start, end).trim(text);
    let bare = rest.of(text).trim_end_matches(',');
    let bare = ["who", "which", "that"].into_iter().find_map(|pronoun| bare.strip_suffix(pronoun)?.strip_suffix(' ')).unwrap_or(bare);
    let bare = bare.trim_end_matches([',', ' ']);
    if bare.is_empty() { source } else { Span::new(rest.start, rest.start + bare.len()) }
}

/// Reads a description's first phrase.
fn description(text: &str, phrase: Span) -> Description {
    let parts = words(text, phrase);
    let head = parts.last().copied().unwrap_or(phrase);
    let noun = head.of(text).to_lowercase();
    let first = parts.first().map_or_else(String::new, |first| first.of(text).to_lowercase());
    let counts = first.parse::<f64>().is_ok()
        || matches!(first.as_str(), "two" | "three" | "four" | "five" | "six" | "many" | "some" | "several" | "most" | "both");
    let is_plural = counts || in_file(GROUPS, &noun) || noun.ends_with('s') && !noun.ends_with("ss") && gender_of_word(&noun).is_none();
    let kind = if in_file(DOCUMENTS, &noun) {
        SpeakerKind::Document
    } else if in_file(ORGANISATIONS, &noun) {
        SpeakerKind::Organisation
    } else if is_plural {
        SpeakerKind::Group
    } else {
        SpeakerKind::Unnamed
    };
    Description { head, kind, is_definite: holds(DEFINITE, &first) }
}

fn holds(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Whether a word stands in a word list; lines that begin with `#` are comments.
fn in_file(file: &str, word: &str) -> bool {
    file.lines().filter(|line| !line.starts_with('#')).any(|line| holds(line, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::referents::tests::marked;

    fn read(words: &str) -> String {
        let (text, entities) = marked(words);
        let referents = Referents::new(&text, &entities);
        match read_source(&text, Span::new(0, text.len()), &referents) {
            Source::Name(at) => referents.mentions[at].span.of(&text).to_owned(),
            Source::Joint(parts) => parts.iter().map(|part| part.of(&text)).collect::<Vec<_>>().join(" + "),
            Source::Pronoun(pronoun) => format!("{pronoun:?}"),
            Source::Description(described) => format!("{} {:?}", described.head.of(&text), described.kind),
        }
    }

    #[test]
    fn the_head_is_the_speaker() {
        assert_eq!(read("Prime Minister [PER Ana Lee]"), "Ana Lee");
        assert_eq!(read("[PER Ana Lee], who leads [ORG Acme]"), "Ana Lee");
        assert_eq!(read("[ORG Acme] spokesman [PER Bo Chen]"), "Bo Chen");
        assert_eq!(read("the [ORG Bank of Ghana]"), "Bank of Ghana");
        assert_eq!(read("[PER Mr. Lee]"), "Lee");
        assert_eq!(read("[PER Ana Lee] [PER KC]"), "Ana Lee");
        assert_eq!(read("the firm's chief, [PER Ana Lee]"), "Ana Lee");
        assert_eq!(read("the mine's owner, Canada-based [ORG Acme Copper]"), "Acme Copper");
        assert_eq!(read("a spokesman, from [ORG Acme]"), "spokesman Unnamed");
        assert_eq!(read("[PER Ana Lee], a lawyer and mother of two"), "Ana Lee");
        assert_eq!(read("[PER Ana Lee], director of the [ORG Tax Centre] and a professor at [ORG Acme College]"), "Ana Lee");
    }

    #[test]
    fn a_name_in_a_description_is_nobodys() {
        assert_eq!(read("a spokesman for [ORG Acme]"), "spokesman Unnamed");
        assert_eq!(read("[PER Lee]'s lawyer"), "lawyer Unnamed");
        assert_eq!(read("the [PER Lee] campaign"), "campaign Organisation");
        assert_eq!(read("two officials in [LOC Kyiv]"), "officials Group");
        assert_eq!(read("a report by [ORG Acme]"), "report Document");
    }

    #[test]
    fn asides_do_not_tell_who_speaks() {
        let bare = |words: &'static str| described(words, Span::new(0, words.len())).of(words);
        assert_eq!(bare("A senior official, who asked not to be named,"), "A senior official");
        assert_eq!(bare("a health official, who"), "a health official");
        assert_eq!(bare("A spokesman for the SHA, which is under new management"), "A spokesman for the SHA");
        assert_eq!(bare("Its own review, published on Monday,"), "Its own review");
        assert_eq!(bare("Lawyers, doctors and nurses"), "Lawyers, doctors and nurses");
        assert_eq!(bare("The site – which is biased – and its owner"), "The site");
        assert_eq!(bare("the man who"), "the man");
    }

    #[test]
    fn several_speak_together() {
        assert_eq!(read("[PER Ana Lee] and [PER Bo Chen]"), "Ana Lee + Bo Chen");
        assert_eq!(read("[LOC Ukraine], [LOC South Korea] and their allies"), "Ukraine + South Korea + their allies");
        assert_eq!(read("the school district and the [ORG Police Department]"), "the school district + the Police Department");
        assert_eq!(read("the president and owner [PER Ana Lee]"), "Ana Lee");
        assert_eq!(read("[ORG Smith and Sons]"), "Smith and Sons");
        assert_eq!(read("the [ORG Tax Centre] at the [ORG Acme Institute] and [ORG Beta College]"), "Tax Centre");
        assert_eq!(read("[PER Ana Lee] of [ORG Acme] and [PER Bo Chen]"), "Ana Lee of Acme + Bo Chen");
    }

    #[test]
    fn pronouns() {
        assert_eq!(read("he"), "Third(Some(Male))");
        assert_eq!(read("They"), "They");
        assert_eq!(read("I"), "First { plural: false }");
        assert_eq!(read("who"), "Relative");
    }
}
