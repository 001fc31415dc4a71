//! Mentions to referents: which names are one and the same.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::evidence::{Pronouns, shows_body, shows_person, speaks};
use super::headlines::Headlines;
use super::name::Name;
use crate::decode::{LabelledSpan, without_honorifics};
use crate::english::{Class, Gender, is, value};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::{Span, without_possessive};

/// Someone or something that the article names.
#[derive(Debug, Clone)]
pub struct Referent {
    /// The fullest name, without honorifics: its first mention.
    pub(crate) name: Span,
    /// What bears the name.
    pub(crate) kind: SpeakerKind,
    /// He or she, where the text shows it.
    pub(crate) gender: Option<Gender>,
    /// All mentions, by their place among [`Referents::mentions`], in order.
    pub(crate) mentions: Vec<usize>,
    /// The words of the fullest name.
    pub(in crate::resolve) words: Name,
}

/// A name in the text.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The name, without honorifics and possessive.
    pub span: Span,
    /// The pieces that it covers.
    pub pieces: std::ops::Range<usize>,
    /// Whose it is, by its place among [`Referents::all`].
    pub(crate) referent: usize,
    /// What bears it.
    pub(in crate::resolve) kind: SpeakerKind,
    gender: Option<Gender>,
    name: Name,
    /// Whether it stands in a headline, whose capitals tell nothing.
    in_headline: bool,
    /// Whether it is written in capitals alone.
    is_capitals: bool,
    /// The form of address before it, in lower case: of two namesakes the one who is addressed alike is meant.
    title: Option<String>,
}

/// All referents of an article.
#[derive(Debug, Clone, Default)]
pub struct Referents {
    /// In the order of their first mentions.
    pub(crate) all: Vec<Referent>,
    /// All names of persons, organisations and places, in order.
    pub mentions: Vec<Mention>,
}

impl Referents {
    /// Ties the names of an article together. `entities` are in order and apart.
    ///
    /// Fuller names come first, and a shorter one goes to the fuller one that it may stand for. Of several ("Clinton", where the article names
    /// Bill and Hillary) it goes to the one named in full in its paragraph before, or else to the one named most often.
    #[must_use]
    pub fn new(text: &Text<'_>, entities: &[LabelledSpan]) -> Self {
        let mut mentions = mentions(text, entities);
        correct_kinds(text, &mut mentions);
        settle_kinds(&mut mentions);
        settle_genders(&mut mentions);
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by_key(|&at| (Reverse(mentions[at].name.len()), at));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for at in order {
            let mention = &mentions[at];
            let fits = |group: &&mut Vec<usize>| may_be_one(mention, &mentions[group[0]], group.iter().map(|&other| &mentions[other]));
            let likelihood = |group: &&mut Vec<usize>| likelihood(at, group, &mentions);
            match groups.iter_mut().filter(fits).max_by_key(likelihood) {
                Some(group) => group.push(at),
                None => match only_namesake(at, &groups, &mentions) {
                    Some(group) => groups[group].push(at),
                    None => groups.push(vec![at]),
                },
            }
        }
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort();
        let persons: Vec<Span> =
            mentions.iter().filter(|mention| mention.kind == SpeakerKind::Person).map(|mention| mention.span).collect();
        let all = groups.iter().map(|group| referent(text, group, &mentions, &persons)).collect();
        for (referent, group) in groups.iter().enumerate() {
            for &at in group {
                mentions[at].referent = referent;
            }
        }
        Self { all, mentions }
    }

    /// The mentions that lie within a span, in order.
    pub(crate) fn within(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        self.mentions[first..]
            .iter()
            .take_while(move |mention| mention.span.start < span.end)
            .filter(move |mention| span.contains(mention.span))
    }
}

/// The names of an article. Persons' names with nothing but a blank between them are one ("Ana Lee" + "KC").
fn mentions(text: &Text<'_>, entities: &[LabelledSpan]) -> Vec<Mention> {
    let mut spans: Vec<(Span, std::ops::Range<usize>, SpeakerKind)> = Vec::new();
    for entity in entities {
        let Some(kind) = kind_of(&entity.label) else { continue };
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
    let mention = |(span, pieces, kind): (Span, _, _)| {
        let bare = without_possessive(
            text.as_str(),
            if kind == SpeakerKind::Person { without_honorifics(text, span) } else { proper(text, span) },
        );
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

/// Whether a word that the model takes for a person's name is none: "Va." is where a senator sits, "Republicans" are several, and "the MEP" is what
/// somebody is.
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

/// The kind of a body that the model takes for a person, where its words show it: "the Reagan Administration", "Labour", "the UKIP".
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

/// A name of an organisation or place as it is proper: "The New York Post" without its article, "nonpartisan Commission on Debates" without
/// the word before it, and to its end where the model cut it short ("Commission" + "on Debates").
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

/// Bodies that are named by what they deal with: "Commission on Presidential Debates".
const BODIES_WITH_SUBJECTS: [&str; 8] = ["Commission", "Committee", "Council", "Conference", "Institute", "Center", "Centre", "Coalition"];

/// Where the capitalised words after an "on" at `from` end; `from` itself where there are none, or they are a day.
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

/// Whether a word within a name leads to a surname, as in few names but people's: "Inés *de la* Cruz", "Khalid *bin* Salem".
fn has_particle(name: &Name) -> bool {
    let words = name.words();
    words.len() > 2
        && words[1..words.len() - 1]
            .iter()
            .any(|word| matches!(word.as_str(), "de" | "da" | "di" | "del" | "van" | "von" | "der" | "bin" | "bint" | "ibn"))
}

/// Puts right the kinds that the words beside a name, or its first word, contradict: a firm that the model takes for a person, a person that
/// it takes for a firm or a place. A name's kind is the same wherever it stands.
fn correct_kinds(text: &Text<'_>, mentions: &mut [Mention]) {
    let bears_surname = |name: &Name| {
        mentions.iter().any(|other| other.kind == SpeakerKind::Person && other.name.len() > 1 && name.may_be_person(&other.name))
    };
    // "Northlake" of "Northlake Copper"; but Boston is not Boston University.
    let is_firm = |other: &Mention| {
        let last = other.name.words().last().and_then(|word| value(word, Class::BodyKind));
        let is_short = other.name.words().len() == 2 && matches!(last, Some("firm" | "bank"));
        let is_closed = other.name.words().last().is_some_and(|word| is(word, Class::Corporate));
        other.kind == SpeakerKind::Organisation && (is_short || is_closed && other.name.words().len() > 1)
    };
    // Initials open a firm's name as well: "E.F. Hutton Group".
    let opens = |name: &Name, firm: &Name| {
        let initials = usize::from(firm.words().len() > 2 && firm.first().len() <= 2);
        firm.words().get(initials).is_some_and(|word| word == name.first())
    };
    let begins_firm = |name: &Name| mentions.iter().any(|other| is_firm(other) && name.len() == 1 && opens(name, &other.name));
    let mut corrected: HashMap<Name, SpeakerKind> = HashMap::new();
    for mention in mentions.iter() {
        let Mention { ref name, span, kind, gender, .. } = *mention;
        let is_given = Gender::of_given_name(name.first()).is_some();
        if kind == SpeakerKind::Person {
            let may_be_body = name.len() == 1 && gender.is_none() && !is_given && !bears_surname(name);
            if may_be_body && (shows_body(text, span) || begins_firm(name)) {
                corrected.insert(name.clone(), SpeakerKind::Organisation);
            }
        } else if kind == SpeakerKind::Country && begins_firm(name) && speaks(text, span) {
            corrected.insert(name.clone(), SpeakerKind::Organisation);
        } else if (name.len() == 1 || is_given) && !shows_body(text, span) && (shows_person(text, span) || is_given && has_particle(name)) {
            corrected.insert(name.clone(), SpeakerKind::Person);
        }
    }
    for mention in mentions.iter_mut() {
        if let Some(&kind) = corrected.get(&mention.name) {
            mention.kind = kind;
        }
    }
}

/// One name has one kind in an article: the one that the model gives it most often, the first of them where that is even. Headlines count only
/// where the name stands nowhere else.
fn settle_kinds(mentions: &mut [Mention]) {
    let mut votes: HashMap<Name, Vec<(SpeakerKind, usize)>> = HashMap::new();
    let told: HashSet<Name> = mentions.iter().filter(|mention| !mention.in_headline).map(|mention| mention.name.clone()).collect();
    for mention in mentions.iter().filter(|mention| !mention.in_headline || !told.contains(&mention.name)) {
        let kinds = votes.entry(mention.name.clone()).or_default();
        match kinds.iter_mut().find(|(kind, _)| *kind == mention.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((mention.kind, 1)),
        }
    }
    for mention in mentions.iter_mut() {
        let kinds = &votes[&mention.name];
        mention.kind = kinds.iter().rev().max_by_key(|(_, count)| *count).map_or(mention.kind, |&(kind, _)| kind);
    }
    // A surname that is a town's or a firm's as well is the person's once the person is named in full.
    for at in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(at);
        let mention = &mut rest[0];
        let bears = |other: &Mention| other.kind == SpeakerKind::Person && other.name.len() > 1 && mention.name.is_surname_of(&other.name);
        if mention.kind != SpeakerKind::Person && before.iter().any(bears) {
            mention.kind = SpeakerKind::Person;
        }
    }
}

/// A surname alone is addressed alike throughout an article: where it is "Mr Lee" and never "Mrs Lee", "Lee" is he, and not the one named "Ana Lee"
/// only after that.
fn settle_genders(mentions: &mut [Mention]) {
    let mut addressed: HashMap<Name, HashSet<Gender>> = HashMap::new();
    for mention in mentions.iter().filter(|mention| mention.name.len() == 1) {
        let shown = mention.title.as_deref().filter(|title| is(title, Class::Honorific)).and_then(Gender::of_word);
        addressed.entry(mention.name.clone()).or_default().extend(shown);
    }
    // Once somebody is named in full, the name may be theirs.
    let mut full: Vec<Name> = Vec::new();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == SpeakerKind::Person) {
        if mention.name.len() > 1 {
            full.push(mention.name.clone());
        } else if mention.gender.is_none() && !full.iter().any(|name| mention.name.may_be_person(name)) {
            let shown = addressed.get(&mention.name).filter(|shown| shown.len() == 1);
            mention.gender = shown.and_then(|shown| shown.iter().next().copied());
        }
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

/// The gender that the words beside a name show: a form of address or a noun right before or within it, or a noun in apposition.
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

/// The only group that a surname alone may belong to, though its fullest name ends in "Jr.": "Dale" of "Robert Dale Jr.".
fn only_namesake(at: usize, groups: &[Vec<usize>], mentions: &[Mention]) -> Option<usize> {
    let mention = &mentions[at];
    let bears = |group: &usize| {
        let fullest = &mentions[groups[*group][0]];
        fullest.kind == mention.kind && fullest.name.len() > 1 && mention.name.is_surname_of(&fullest.name)
    };
    let mut bearers = (0..groups.len()).filter(bears).filter(|_| mention.kind == SpeakerKind::Person);
    let only = bearers.next()?;
    let is_addressed_alike = groups[only]
        .iter()
        .all(|&other| mentions[other].gender.is_none() || mention.gender.is_none() || mentions[other].gender == mention.gender);
    (bearers.next().is_none() && is_addressed_alike).then_some(only)
}

/// Whether a mention may belong to a group, which its fullest mention stands for.
fn may_be_one<'m>(mention: &Mention, fullest: &Mention, mut group: impl Iterator<Item = &'m Mention>) -> bool {
    if mention.kind != fullest.kind {
        return false;
    }
    if mention.name == fullest.name {
        return mention.kind != SpeakerKind::Person
            || mention.gender.is_none()
            || group.all(|other| other.gender.is_none_or(|gender| Some(gender) == mention.gender));
    }
    match mention.kind {
        SpeakerKind::Person => {
            let genders_agree =
                mention.gender.is_none() || group.all(|other| other.gender.is_none_or(|gender| Some(gender) == mention.gender));
            genders_agree && mention.name.may_be_person(&fullest.name)
        }
        SpeakerKind::Organisation => mention.name.may_be_organisation(&fullest.name),
        _ => false,
    }
}

/// Whoever bears a shared surname was named at most this many bytes back, or else is the one whom the article is mostly about.
const REACH: usize = 300;

/// How likely mention `at` belongs to a group that it may belong to, against other such groups.
fn likelihood(at: usize, group: &[usize], mentions: &[Mention]) -> impl Ord + use<> {
    let mention = &mentions[at];
    let is_full = |other: &usize| mentions[*other].name.len() > 1;
    let is_same = |other: &usize| mentions[*other].name == mention.name;
    let same = is_same(&group[0]) || is_full(&at) && group.iter().any(is_same);
    let before = group.iter().copied().filter(|&other| other < at).max();
    let is_near = before.is_some_and(|before| mention.span.start - mentions[before].span.end <= REACH);
    let often = if is_near { 0 } else { group.iter().copied().filter(|other| is_full(other)).count() };
    let same_title = mention.title.is_some() && group.iter().any(|&other| mentions[other].title == mention.title);
    // "Mrs Lee" is rather Ana than Bo, but Bo where the article names no other.
    let given = Gender::of_given_name(mentions[group[0]].name.first());
    let contradicts = mention.gender.is_some() && is_full(&group[0]) && given.is_some_and(|given| Some(given) != mention.gender);
    let is_loose = mention.kind == SpeakerKind::Organisation && mention.name.may_loosely_be(&mentions[group[0]].name);
    (!contradicts, !is_loose, same, same_title, is_near, often, before, Reverse(group[0]))
}

fn referent(text: &Text<'_>, group: &[usize], mentions: &[Mention], persons: &[Span]) -> Referent {
    let own = || group.iter().map(|&at| mentions[at].span);
    let fullest = fullest(group, mentions);
    let shown = group.iter().find_map(|&at| mentions[at].gender);
    let by_pronouns = || Pronouns::of(text, own(), persons).gender(Gender::of_given_name(fullest.name.first()));
    let gender = if fullest.kind == SpeakerKind::Person { shown.or_else(by_pronouns) } else { None };
    Referent { name: fullest.span, kind: fullest.kind, gender, mentions: group.to_vec(), words: fullest.name.clone() }
}

/// The mention with the fullest name of a group, the first of its kind. A word more, at the front of a name of several words, is none of
/// it where the article mostly does without ("Rival Ana Lee"). Of two that are as full, one in capitals alone gives way. A headline's letters count where the text lacks the name, or where they only add
/// a given name.
fn fullest<'m>(group: &[usize], mentions: &'m [Mention]) -> &'m Mention {
    let told: Vec<usize> = group.iter().copied().filter(|&at| !mentions[at].in_headline).collect();
    let adds_given_name = |&&at: &&usize| {
        let name = &mentions[at].name;
        mentions[at].kind == SpeakerKind::Person
            && Gender::of_given_name(name.first()).is_some()
            && told.iter().all(|&other| name.len() > mentions[other].name.len())
    };
    let has_case = group.iter().filter(|&&at| mentions[at].in_headline && !mentions[at].is_capitals).find(adds_given_name);
    let group = if told.is_empty() || has_case.is_some() { group } else { &told };
    let count = |name: &Name| group.iter().filter(|&&at| mentions[at].name == *name).count();
    let by_length = |mention: &&Mention| (mention.name.len(), !mention.is_capitals);
    let longest = group.iter().map(|&at| &mentions[at]).rev().max_by_key(by_length).unwrap_or(&mentions[0]);
    let shorter = group.iter().map(|&at| &mentions[at]).filter(|mention| mention.name.len() > 1 && mention.name.is_tail_of(&longest.name));
    let usual = shorter.rev().max_by_key(|mention| count(&mention.name)).filter(|_| Gender::of_given_name(longest.name.first()).is_none());
    usual.filter(|usual| count(&usual.name) > 2 * count(&longest.name)).unwrap_or(longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::scene::{Scene, check};

    fn named(marked: &str) -> String {
        let scene = Scene::new(marked);
        let shown = |referent: &Referent| format!("{} {}", referent.name.of(&scene.text), referent.mentions.len());
        scene.look(|context| context.referents.all.iter().map(shown).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn names_are_tied_as_every_case_says() {
        check(include_str!("../cases/referents.tsv"), named);
    }

    #[test]
    fn a_shared_surname_goes_to_the_one_just_named_or_named_most_often() {
        let far = "A word, and another, and more. ".repeat(12);
        let marked = format!("[PER Ana Lee] won. [PER Ana Lee] spoke. [PER Bo Lee] left. [PER Lee] sang. {far}[PER Lee] said so.");
        assert_eq!(named(&marked), "Ana Lee 3; Bo Lee 2");
    }

    #[test]
    fn kinds_are_what_the_words_beside_a_name_show() {
        check(include_str!("../cases/kinds.tsv"), |marked| {
            Scene::new(marked).look(|context| {
                let shown = |referent: &Referent| format!("{} {:?}", context.text.of(referent.name), referent.kind);
                context.referents.all.iter().map(shown).collect::<Vec<_>>().join("; ")
            })
        });
    }

    #[test]
    fn gender_is_read_off_the_text() {
        let gender = |marked: &str| Scene::new(marked).look(|context| context.referents.all[0].gender);
        assert_eq!(gender("Mr [PER Lee] met."), Some(Gender::Male));
        assert_eq!(gender("[PER Ana Lee], a former actress, met."), Some(Gender::Female));
        assert_eq!(gender("[PER Marlow Lee], whose husband left, met."), None);
        assert_eq!(gender("Spokesman [PER Bo Chen] met."), Some(Gender::Male));
        // By a given name, unless the pronouns speak against it.
        assert_eq!(gender("[PER Giulia Viti] met."), Some(Gender::Female));
        assert_eq!(gender("[PER Lars Mohr] met."), Some(Gender::Male));
        assert_eq!(gender("[PER Andrea Rossi] met."), None);
        assert_eq!(gender("[PER Maria Lee] sang as she left. [PER Lee] said she won."), Some(Gender::Female));
        assert_eq!(gender("[PER Maria Lee] sang as he left. [PER Lee] said he won."), None);
        assert_eq!(gender("[PER Marlow Lee] sang as she left. [PER Lee] said she won."), Some(Gender::Female));
        assert_eq!(gender("A friend of [PER Maria Lee] said he left. He is a friend of [PER Lee] and he won."), Some(Gender::Female));
    }
}
