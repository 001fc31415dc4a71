//! Groups mentions into referents: which names belong to the same person, organisation or place.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::evidence::{Pronouns, shows_body, shows_person, speaks};
use super::mentions::{Mention, mentions};
use super::name::Name;
use super::namesakes::by_address;
use crate::decode::LabelledSpan;
use crate::english::{Class, Gender, is, value};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::Span;

/// Someone or something that the article names.
#[derive(Debug, Clone)]
pub struct Referent {
    /// The fullest name: its first mention, without honorifics unless only they tell the bearer from somebody else.
    pub(crate) name: Span,
    /// The kind of whatever bears the name.
    pub(crate) kind: SpeakerKind,
    /// Male or female, where the text shows it.
    pub(crate) gender: Option<Gender>,
    /// All mentions, as indices into [`Referents::mentions`], in order.
    pub(crate) mentions: Vec<usize>,
    /// The words of the fullest name.
    pub(in crate::resolve) words: Name,
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
    /// Ties the names of an article together. `entities` are in order and do not overlap.
    ///
    /// Fuller names come first, and a shorter one is tied to the fuller one that it may stand for. Where there are several ("Clinton", where the
    /// article names Bill and Hillary), it is tied to the one named shortly before, or else to the one named in full most often.
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
        let mut all: Vec<Referent> = groups.iter().map(|group| referent(text, group, &mentions, &persons)).collect();
        tell_namesakes_apart(text, &mut all, &mentions);
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

/// Whether a name contains a surname particle, which few names but people's do: "Inés *de la* Cruz", "Khalid *bin* Salem".
fn has_particle(name: &Name) -> bool {
    let words = name.words();
    words.len() > 2
        && words[1..words.len() - 1]
            .iter()
            .any(|word| matches!(word.as_str(), "de" | "da" | "di" | "del" | "van" | "von" | "der" | "bin" | "bint" | "ibn"))
}

/// Corrects kinds that the words beside a name, or its first word, contradict: a firm that the model takes for a person or a place, a person that
/// it takes for a firm or a place. A corrected kind holds for every mention of the name.
fn correct_kinds(text: &Text<'_>, mentions: &mut [Mention]) {
    let bears_surname = |name: &Name| {
        mentions.iter().any(|other| other.kind == SpeakerKind::Person && other.name.len() > 1 && name.may_be_person(&other.name))
    };
    // "Northlake" is "Northlake Copper", but "Boston" is not "Boston University".
    let is_firm = |other: &Mention| {
        let last = other.name.words().last().and_then(|word| value(word, Class::BodyKind));
        let is_short = other.name.words().len() == 2 && matches!(last, Some("firm" | "bank"));
        let is_closed = other.name.words().last().is_some_and(|word| is(word, Class::Corporate));
        other.kind == SpeakerKind::Organisation && (is_short || is_closed && other.name.words().len() > 1)
    };
    // A firm's name may open with initials: "E.F. Hutton Group".
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

/// Gives each name one kind in an article: the one that the model gives it most often, or the first on a tie. Headlines count only where the
/// name stands nowhere else.
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
    // A surname that is also the name of a town or a firm means the person once the person has been named in full.
    for at in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(at);
        let mention = &mut rest[0];
        let bears = |other: &Mention| other.kind == SpeakerKind::Person && other.name.len() > 1 && mention.name.is_surname_of(&other.name);
        if mention.kind != SpeakerKind::Person && before.iter().any(bears) {
            mention.kind = SpeakerKind::Person;
        }
    }
}

/// Gives surnames alone the gender of their form of address, which is the same throughout an article: where it has "Mr Lee" and never "Mrs Lee", a
/// "Lee" before the first "Ana Lee" is a man.
fn settle_genders(mentions: &mut [Mention]) {
    let mut addressed: HashMap<Name, HashSet<Gender>> = HashMap::new();
    for mention in mentions.iter().filter(|mention| mention.name.len() == 1) {
        let shown = mention.title.as_deref().filter(|title| is(title, Class::Honorific)).and_then(Gender::of_word);
        addressed.entry(mention.name.clone()).or_default().extend(shown);
    }
    // Once somebody has been named in full, the surname may be theirs.
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

/// The only group that a surname alone may belong to, even where the fullest name ends in "Jr.": "Dale" for "Robert Dale Jr.".
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

/// Whether a mention may belong to a group, given the group's fullest mention.
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

/// A shared surname means somebody named at most this many bytes back, or else the one whom the article names in full most often.
const REACH: usize = 300;

/// Ranks a group among those that mention `at` may belong to; the highest is the likeliest.
fn likelihood(at: usize, group: &[usize], mentions: &[Mention]) -> impl Ord + use<> {
    let mention = &mentions[at];
    let is_full = |other: &usize| mentions[*other].name.len() > 1;
    let is_same = |other: &usize| mentions[*other].name == mention.name;
    let same = is_same(&group[0]) || is_full(&at) && group.iter().any(is_same);
    let before = group.iter().copied().filter(|&other| other < at).max();
    let is_near = before.is_some_and(|before| mention.span.start - mentions[before].span.end <= REACH);
    let often = if is_near { 0 } else { group.iter().copied().filter(|other| is_full(other)).count() };
    let same_title = mention.title.is_some() && group.iter().any(|&other| mentions[other].title == mention.title);
    // "Mrs Lee" is more likely Ana than Bo, but is Bo where the article names nobody else.
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

/// Adds the form of address to the names that do not tell their bearers from somebody else.
fn tell_namesakes_apart(text: &Text<'_>, all: &mut [Referent], mentions: &[Mention]) {
    let is_person = |referent: &Referent| referent.kind == SpeakerKind::Person;
    let with_address = |at: usize| {
        let places = all[at].mentions.iter().map(|&at| mentions[at].span);
        // Whoever is named first has the surname alone, unless nobody is named in full.
        let comes_before = |other: usize| other < at || all[other].words.len() == 1;
        let others = (0..all.len()).filter(|&other| other != at && is_person(&all[other]) && comes_before(other));
        let others = others.map(|other| &all[other].words);
        by_address(text, &all[at].words, places, others).filter(|_| is_person(&all[at]))
    };
    let names: Vec<Option<Span>> = (0..all.len()).map(with_address).collect();
    for (referent, name) in all.iter_mut().zip(names) {
        referent.name = name.unwrap_or(referent.name);
    }
}

/// The first mention with the fullest name of a group. An extra word before a name of several words is not part of it where the article
/// mostly leaves it out ("Rival Ana Lee"). Of two equally full names, one not all in capitals is preferred. Mentions in headlines count only where
/// the text lacks the name, or where they add a given name.
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
        // By a given name, unless the pronouns contradict it.
        assert_eq!(gender("[PER Giulia Viti] met."), Some(Gender::Female));
        assert_eq!(gender("[PER Lars Mohr] met."), Some(Gender::Male));
        assert_eq!(gender("[PER Andrea Rossi] met."), None);
        assert_eq!(gender("[PER Maria Lee] sang as she left. [PER Lee] said she won."), Some(Gender::Female));
        assert_eq!(gender("[PER Maria Lee] sang as he left. [PER Lee] said he won."), None);
        assert_eq!(gender("[PER Marlow Lee] sang as she left. [PER Lee] said she won."), Some(Gender::Female));
        assert_eq!(gender("A friend of [PER Maria Lee] said he left. He is a friend of [PER Lee] and he won."), Some(Gender::Female));
    }
}
