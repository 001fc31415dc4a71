//! Whom a description means: "the ministry", "the governor", "the document", "the pair".

use super::context::Context;
use super::names::Referent;
use super::resolver::{Resolution, ResolvedSpeaker};
use super::roles::{Nouns, is_tie, says_the_same};
use super::speakers::{Anaphor, Description, Fit, Source, are_one_kind, fit};
use crate::attribute::Attribution;
use crate::english::{Class, Gender, is};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::Span;

/// Nouns that take up any document again.
const ANY_DOCUMENT: [&str; 8] = ["document", "documents", "file", "files", "paper", "papers", "text", "findings"];
/// "The pair" are the ones who spoke together last.
const SEVERAL: [&str; 7] = ["pair", "two", "couple", "duo", "trio", "three", "both"];

impl Resolution<'_> {
    /// Whom a definite description means: somebody named, or else whoever or whatever was described before.
    pub(super) fn meant_by(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let head = self.context.text.lower(description.head);
        if SEVERAL.contains(&head) {
            return self.together_before(source);
        }
        let anaphor = || Anaphor { span: source, source: Source::Description(*description) };
        // People and bodies are described in other words more often than documents are.
        let is_document = description.kind == SpeakerKind::Document;
        // "The report" is not the body whose name ends in the word.
        let by_head = if is_document { None } else { self.by_head(description, source) };
        let named = by_head
            .or_else(|| self.by_role(description, source))
            .or_else(|| self.by_kind(description, source))
            .or_else(|| self.apposed_before(source))
            .or_else(|| self.called_so_before(description, source));
        let scored = || self.referent(&anaphor()).filter(|found| self.is_of_kind(description, found));
        let meant = named
            .or_else(|| if is_document { self.taken_up(description, source) } else { None })
            .or_else(|| self.by_age(description, source))
            .or_else(|| self.subject_called(description, source))
            .or_else(scored)
            .or_else(|| self.taken_up(description, source))
            .or_else(|| self.only_person(description, source))
            .or_else(|| self.mentioned(description, source));
        meant.filter(|found| self.agrees_with_names(description, source, found))
    }

    /// Whether a body has in its name who is named in the description: "the Lee campaign" is no other's.
    fn agrees_with_names(&self, description: &Description, source: Span, found: &ResolvedSpeaker) -> bool {
        let Context { text, referents, .. } = self.context;
        let mut named = referents.within(Span::new(source.start, description.head.start));
        let has = |name: Span| {
            let last = text.words_in(name).next_back().map(|word| text.lower(word));
            text.words_in(found.name).any(|word| Some(text.lower(word)) == last)
        };
        // "The Saudi government" is no other country's.
        let nation = text.words_in(Span::new(source.start, description.head.start)).find(|&word| is(text.lower(word), Class::Nation));
        let is_its = nation.is_none_or(|nation| text.words_in(found.name).any(|word| text.lower(word) == text.lower(nation)));
        found.kind != SpeakerKind::Organisation || is_its && named.all(|mention| has(mention.span))
    }

    /// What people without a role beside their name are called instead, for all that they say: "the retired signalman said".
    pub(super) fn describe(&mut self) {
        let is_bare = |speaker: &ResolvedSpeaker| speaker.kind == SpeakerKind::Person && speaker.role.is_none();
        let called = |(speaker, attribution): (&Option<ResolvedSpeaker>, &Attribution)| {
            let (speaker, source) = (speaker.as_ref().filter(|speaker| is_bare(speaker))?, attribution.source?);
            let Source::Description(description) = self.context.read(source) else { return None };
            Some((speaker.name, self.called(&description, source)?))
        };
        let called: Vec<(Span, Span)> = self.speakers.iter().zip(&self.found.attributions).filter_map(called).collect();
        for speaker in self.speakers.iter_mut().flatten().filter(|speaker| is_bare(speaker)) {
            speaker.role = called.iter().find(|(name, _)| *name == speaker.name).map(|&(_, role)| role);
        }
    }

    /// The role that a description says: its noun with what stands before it, without article, age and possessor.
    fn called(&self, description: &Description, source: Span) -> Option<Span> {
        let text = self.context.text;
        let head = text.lower(description.head);
        if !Nouns::People.hold(head) || is_tie(head) || is(head, Class::FigurativeRole) {
            return None;
        }
        let before = Span::new(source.start, description.head.start);
        let opens = |word: &Span| {
            let is_possessor = text.of(Span::new(word.end, description.head.start)).starts_with(['\'', '’']);
            let word = text.lower(*word);
            is_possessor || is(word, Class::Opener) || is(word, Class::Possessive) || word.ends_with("-year-old")
        };
        let words: Vec<Span> = text.words_in(before).collect();
        let from = words.iter().rposition(opens).map_or(0, |at| at + 1);
        let first = words.get(from).copied().unwrap_or(description.head);
        Some(Span::new(first.start, description.head.end))
    }

    /// The organisation or country named last before a description whose head is a word of its name ("the ministry").
    fn by_head(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let head = self.context.text.lower(description.head);
        let holds_head = |referent: &usize| {
            let referent = &self.context.referents.all[*referent];
            referent.kind != SpeakerKind::Person && referent.words.len() > 1 && referent.words.holds(head)
        };
        self.lately_named(source).find(holds_head).map(|referent| self.named(referent))
    }

    /// Everyone named before a place, the last first, as often as named.
    fn lately_named(&self, place: Span) -> impl Iterator<Item = usize> {
        let referents = self.context.referents;
        let before = referents.mentions.partition_point(|mention| mention.span.end <= place.start);
        referents.mentions[..before].iter().rev().map(|mention| mention.referent)
    }

    /// The only person whose role a description repeats ("the governor"): of those named before, or else of all.
    fn by_role(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let noun = text.lower(description.head);
        if !Nouns::People.hold(noun) && !is(noun, Class::ShortTitle) {
            return None;
        }
        // Whoever comes from where is said in passing: "the Vermont senator".
        let is_small = |word: &Span| text.of(*word).starts_with(char::is_lowercase) || word.start == source.start;
        let told = without_owner(text, Span::new(source.start, description.head.end));
        // The party is not.
        let party = |word: Span| is(text.lower(word), Class::Party);
        let bare = !text.words_in(told).any(party)
            && text.words_in(told).filter(|word| *word != description.head).all(|word| !is_small(&word) || word.start == source.start);
        let bears = |told: Span| {
            move |referent: &usize| {
                let is_person = referents.all[*referent].kind == SpeakerKind::Person;
                is_person && self.role(*referent).is_some_and(|role| says_the_same(text, told, role))
            }
        };
        let is_known = |referent: &usize| {
            let Referent { ref mentions, .. } = referents.all[*referent];
            referents.mentions[mentions[0]].span.start < source.start
        };
        // "Its chief" may be anybody's.
        let is_owned = text.words_in(source).next().is_some_and(|word| is(text.lower(word), Class::Possessive));
        let only = |told: Span| {
            let bearers: Vec<usize> = (0..referents.all.len()).filter(bears(told)).collect();
            let known: Vec<usize> = bearers.iter().copied().filter(is_known).collect();
            match (known.as_slice(), bearers.as_slice()) {
                (&[only], _) => Some(self.named(only)),
                ([], &[only]) if !is_owned => Some(self.named(only)),
                _ => None,
            }
        };
        only(told).or_else(|| if bare { only(description.head) } else { None })
    }

    /// The only body of a description's kind that is named before ("the company"); where none is for certain, the only one that may be.
    fn by_kind(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        if description.kind != SpeakerKind::Organisation {
            return None;
        }
        let noun = self.context.text.lower(description.head);
        let (mut certain, mut open) = (Vec::new(), Vec::new());
        for referent in self.lately_named(source) {
            let fitting = match self.fit(noun, referent)? {
                Fit::Certain => &mut certain,
                Fit::Open => &mut open,
                Fit::Never => continue,
            };
            if !fitting.contains(&referent) {
                fitting.push(referent);
            }
        }
        // A body that is named more often may be meant as well, as long as nothing shows what it is.
        let often = |&referent: &usize| self.context.referents.all[referent].mentions.len();
        match (certain.as_slice(), open.as_slice()) {
            (&[only], open) if open.iter().all(|other| often(other) <= often(&only)) => Some(self.named(only)),
            ([], &[only]) => Some(self.named(only)),
            _ => None,
        }
    }

    fn fit(&self, noun: &str, referent: usize) -> Option<Fit> {
        let role = self.role(referent).map(|role| self.context.text.of(role));
        fit(self.context, noun, referent, role)
    }

    /// Whether what a description was taken for is not known to be of another kind.
    fn is_of_kind(&self, description: &Description, found: &ResolvedSpeaker) -> bool {
        if description.kind != SpeakerKind::Organisation {
            return true;
        }
        let noun = self.context.text.lower(description.head);
        let referent = self.referent_of(found);
        referent.is_none_or(|referent| self.fit(noun, referent).is_none_or(|fit| fit != Fit::Never))
    }

    /// Which of those whom the article names a speaker is.
    pub(super) fn referent_of(&self, speaker: &ResolvedSpeaker) -> Option<usize> {
        self.context.referents.within(speaker.name).find(|mention| mention.span == speaker.name).map(|mention| mention.referent)
    }

    /// "The 61-year-old" is the subject of the sentence before, or whoever was named last.
    fn by_age(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let tells_age = text.words_in(Span::new(source.start, description.head.end)).any(|word| text.of(word).ends_with("-year-old"));
        let is_person = |referent: &usize| referents.all[*referent].kind == SpeakerKind::Person;
        let last = || self.lately_named(source).find(is_person).map(|referent| self.named(referent));
        let is_someone = |speaker: &ResolvedSpeaker| speaker.kind == SpeakerKind::Person;
        let subject = || self.subject_before(text.sentence_of(source)?, &is_someone).filter(is_someone);
        if tells_age { subject().or_else(last) } else { None }
    }

    /// The person whose name opens the clause that a description goes on, between commas: "Ana Lee, *the bank's economist*, said".
    fn apposed_before(&self, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let sentence = text.sentence_of(source)?;
        let name = referents.within(Span::new(sentence.start, source.start)).last()?;
        let opening = text.of(Span::new(sentence.start, name.span.start)).trim_end();
        let opens = opening.is_empty() || opening.ends_with([',', '”', '"']);
        let is_beside = text.of(Span::new(name.span.end, source.start)) == ", ";
        let is_closed = text.of(source).ends_with(',') || text.after(source.end).starts_with(',');
        (opens && is_beside && is_closed && name.kind == SpeakerKind::Person).then(|| self.named(name.referent))
    }

    /// The person for whom the article used the same words before: "the foreign secretary".
    fn called_so_before(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let is_same = |at: &usize| {
            let place = self.found.attributions[*at].source;
            place.is_some_and(|place| place.end <= source.start && text.lower(place) == text.lower(source))
        };
        let before = (0..self.speakers.len()).filter(is_same).max_by_key(|&at| self.found.attributions[at].source)?;
        let is_someone = description.kind == SpeakerKind::Unnamed && text.words_in(source).count() > 1;
        self.speakers[before].clone().filter(|speaker| is_someone && speaker.kind == SpeakerKind::Person)
    }

    /// The subject of the sentence before, where a description that tells what somebody is takes the place of the name ("Ana Lee left. *The
    /// singer* said"): the only person whom the paragraph and the one before it name, who may be that by all that the article says.
    fn subject_called(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let (noun, sentence) = (text.lower(description.head), text.sentence_of(source)?);
        let tells = (Nouns::People.hold(noun) || is(noun, Class::Demonym)) && !is(noun, Class::Bystander) && !is_tie(noun);
        let opens = text.words_in(source).next().is_some_and(|word| text.lower(word) == "the");
        if description.kind != SpeakerKind::Unnamed || !tells || !opens || text.is_quoted(source.start) {
            return None;
        }
        let subject = self.subject_before(sentence, &|speaker| speaker.kind == SpeakerKind::Person)?;
        let referent = self.referent_of(&subject)?;
        let known = &referents.all[referent];
        let paragraphs = text.paragraphs();
        let at = text.paragraph_at(source.start);
        let near = Span::new(paragraphs[at.saturating_sub(1)].start, source.start);
        let is_alone = referents.within(near).all(|name| name.kind != SpeakerKind::Person || name.referent == referent);
        let agrees = Gender::of_word(noun).is_none_or(|gender| known.gender.is_none_or(|shown| shown == gender));
        let says_noun = |role: Span| text.words_in(role).any(|word| text.lower(word) == noun);
        let is_else = self.role(referent).is_some() && !is(noun, Class::Demonym) || self.acts_on_another(source);
        let is_others = (0..referents.all.len()).any(|other| other != referent && self.role(other).is_some_and(says_noun));
        (is_alone && agrees && !is_else && !is_others).then_some(subject)
    }

    /// The only person whom the article names as far as the description, which tells what somebody is and does not bring somebody in ("the
    /// singer", not "the judge"); not where the article says that the person is something else.
    fn only_person(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let noun = text.lower(description.head);
        let tells = (Nouns::People.hold(noun) || is(noun, Class::Demonym)) && !is(noun, Class::Bystander);
        let opens = text.words_in(source).next().is_some_and(|word| text.lower(word) == "the");
        let mut persons = self.lately_named(source).filter(|&referent| referents.all[referent].kind == SpeakerKind::Person);
        let only = persons.next().filter(|&first| persons.all(|other| other == first))?;
        let is_else = self.role(only).is_some() && !is(noun, Class::Demonym) || self.acts_on_another(source);
        (tells && opens && !is_else && description.kind == SpeakerKind::Unnamed).then(|| self.named(only))
    }

    /// Whether a description is by whom something is done to the subject, who is somebody else: "Lee was told by *the clerk*".
    fn acts_on_another(&self, source: Span) -> bool {
        let Context { text, .. } = self.context;
        let before = text.sentence_of(source).and_then(|sentence| text.words_in(Span::new(sentence.start, source.start)).last());
        before.is_some_and(|word| text.lower(word) == "by")
    }

    /// Those who spoke together last before a place.
    pub(super) fn together_before(&self, source: Span) -> Option<ResolvedSpeaker> {
        let attributions = &self.found.attributions;
        let joint = (0..attributions.len()).filter_map(|at| {
            let place = attributions[at].source.filter(|place| place.end <= source.start)?;
            let speaker = self.speakers[at].as_ref().filter(|speaker| speaker.members.len() > 1)?;
            Some((place, speaker))
        });
        joint.max_by_key(|&(place, _)| place).map(|(_, speaker)| speaker.clone())
    }

    /// The source that a description takes up again: the last one described by the same noun ("a report", "the report"), or, for "the
    /// document", the last document.
    fn taken_up(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, .. } = self.context;
        if !matches!(description.kind, SpeakerKind::Document | SpeakerKind::Unnamed | SpeakerKind::Organisation)
            || text.words_in(source).next()?.start == description.head.start
        {
            return None;
        }
        let noun = text.lower(description.head);
        let is_bare = is_bare(text, description, source);
        let attributions = &self.found.attributions;
        let before = || (0..attributions.len()).filter(|&at| attributions[at].source.is_some_and(|place| place.end <= source.start));
        let is_same = |at: &usize| match attributions[*at].source.map(|place| self.context.read(place)) {
            Some(Source::Description(other)) => {
                let theirs = text.lower(other.head);
                // "The Shore Executive" is "the executive".
                let is_named = other.kind == SpeakerKind::Organisation && theirs == noun;
                is_named || other.kind == description.kind && (same_noun(theirs, noun) || noun != "party" && are_one_kind(theirs, noun))
            }
            _ => false,
        };
        let is_document = |at: &usize| self.speakers[*at].as_ref().is_some_and(|speaker| speaker.kind == SpeakerKind::Document);
        let by_noun = before().filter(is_same).max_by_key(|&at| attributions[at].source);
        let again = ANY_DOCUMENT.contains(&noun) && is_bare;
        let last_document = || before().filter(is_document).max_by_key(|&at| attributions[at].source).filter(|_| again);
        by_noun.filter(|_| is_bare).or_else(last_document).and_then(|at| self.speakers[at].clone())
    }
}

/// A description without the body that it belongs to, where that is no name: "*the group's* president".
fn without_owner(text: &Text<'_>, description: Span) -> Span {
    let is_owner = |word: &Span| text.of(Span::new(word.end, description.end)).starts_with(['\'', '’']) && is_small(text, *word);
    let owner = text.words_in(description).find(is_owner).filter(|&word| {
        let noun = text.lower(word);
        is(noun, Class::Organisation) || is(noun, Class::Body)
    });
    let first = owner.and_then(|owner| text.words_in(Span::new(owner.end, description.end)).find(|word| text.of(*word) != "s"));
    first.map_or(description, |first| Span::new(first.start, description.end))
}

fn is_small(text: &Text<'_>, word: Span) -> bool {
    text.of(word).starts_with(char::is_lowercase)
}

/// Whether a description is nothing but "the" and a noun, up to a mark.
fn is_bare(text: &Text<'_>, description: &Description, source: Span) -> bool {
    let mut before = text.words_in(Span::new(source.start, description.head.start));
    let is_the = before.next().is_some_and(|word| text.lower(word) == "the") && before.next().is_none();
    let after = text.of(Span::new(description.head.end, source.end));
    is_the
        && (after.is_empty() || after.starts_with([',', ' ']) && after.trim_start_matches([',', ' ']).is_empty() || after.starts_with(", "))
}

/// The words before a noun that belong to its phrase, and the words after it that go on with it, at most.
const BEFORE_NOUN: usize = 4;
const AFTER_NOUN: usize = 5;

impl Resolution<'_> {
    /// The words by which the text brings in what "the filing" or "the engineer" takes up, though it is no source there: the last phrase with
    /// that noun after an article or a possessor.
    fn mentioned(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let may_be_meant = matches!(description.kind, SpeakerKind::Document | SpeakerKind::Unnamed);
        let noun = text.lower(description.head);
        // "In a statement" tells how it came.
        if !may_be_meant || !is_bare(text, description, source) || matches!(noun, "statement" | "statements") {
            return None;
        }
        let mut earlier =
            text.words_in(Span::new(0, source.start)).rev().filter(|&word| text.lower(word) == noun && !text.is_quoted(word.start));
        let phrase = earlier.find_map(|word| self.phrase_around(word))?;
        Some(ResolvedSpeaker::as_written(phrase, description.kind))
    }

    /// Where the name of an owner begins whose last word is given: "*the Dam Board's* report".
    fn owner_from(&self, sentence: Span, last: Span) -> usize {
        let text = self.context.text;
        let mut start = last.start;
        for word in text.words_in(Span::new(sentence.start, last.start)).rev() {
            let is_beside = text.of(Span::new(word.end, start)) == " " && word.start > sentence.start;
            if !is_beside || !text.of(word).starts_with(char::is_uppercase) || is(text.lower(word), Class::Function) {
                break;
            }
            start = word.start;
        }
        start
    }

    /// From an indefinite article, a possessive pronoun or a possessor before a noun to the end of what goes on after it.
    fn phrase_around(&self, noun: Span) -> Option<Span> {
        let text = self.context.text;
        let sentence = text.sentence_of(noun)?;
        let mut start = None;
        let mut next = noun.start;
        for word in text.words_in(Span::new(sentence.start, noun.start)).rev().take(BEFORE_NOUN) {
            let gap = text.of(Span::new(word.end, next));
            let lower = text.lower(word);
            let is_owner = matches!(gap, "'s " | "’s " | "' " | "’ ") && text.of(word).starts_with(char::is_uppercase);
            if is_owner {
                start = Some(self.owner_from(sentence, word));
                break;
            }
            if gap == " " && (matches!(lower, "a" | "an") || is(lower, Class::Possessive)) {
                start = Some(word.start);
                break;
            }
            if !matches!(gap, " " | "-") || is(lower, Class::Function) {
                break;
            }
            next = word.start;
        }
        let after = text.words_in(Span::new(noun.end, sentence.end)).take(AFTER_NOUN);
        let mut end = noun.end;
        let mut goes_on = false;
        for word in after {
            let lower = text.lower(word);
            let leads = end == noun.end && matches!(lower, "of" | "by" | "at" | "from");
            let is_inner = goes_on && (lower == "the" || text.of(word).starts_with(char::is_uppercase));
            if text.of(Span::new(end, word.start)) != " " || !(leads || is_inner) {
                break;
            }
            (end, goes_on) = (word.end, true);
        }
        let words = Span::new(start?, end);
        let is_whole = !text.words_in(words).next_back().is_some_and(|word| is(text.lower(word), Class::Function));
        Some(if is_whole { words } else { Span::new(words.start, noun.end) })
    }
}

/// Whether two nouns are the same in the singular.
fn same_noun(one: &str, other: &str) -> bool {
    one.strip_suffix('s').unwrap_or(one) == other.strip_suffix('s').unwrap_or(other)
}
