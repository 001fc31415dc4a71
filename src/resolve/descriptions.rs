//! Whom a description means: "the ministry", "the governor", "the document", "the pair".

use super::context::Context;
use super::names::Referent;
use super::resolver::{Resolution, ResolvedSpeaker};
use super::roles::{Nouns, is_tie, says_the_same};
use super::speakers::{Anaphor, Description, Fit, Source, are_one_kind, fit};
use crate::attribute::Attribution;
use crate::english::{Class, Gender, is, is_any};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::Span;

/// Nouns that may refer back to any document.
const ANY_DOCUMENT: [&str; 8] = ["document", "documents", "file", "files", "paper", "papers", "text", "findings"];
/// Nouns for those who spoke together last: "the pair".
const SEVERAL: [&str; 7] = ["pair", "two", "couple", "duo", "trio", "three", "both"];

impl Resolution<'_> {
    /// Whom a definite description means: somebody named, or else somebody or something described before.
    pub(super) fn meant_by(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let head = self.context.text.lower(description.head);
        if SEVERAL.contains(&head) {
            return self.together_before(source);
        }
        let anaphor = || Anaphor { span: source, source: Source::Description(*description) };
        // People and bodies are referred to by a different noun more often than documents are.
        let is_document = description.kind == SpeakerKind::Document;
        // "The report" is not a body whose name ends in that word.
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

    /// Whether the speaker found, if a body, has the names and the nation of the description in its name: "the Lee campaign" is not anybody else's.
    fn agrees_with_names(&self, description: &Description, source: Span, found: &ResolvedSpeaker) -> bool {
        let Context { text, referents, .. } = self.context;
        let mut named = referents.within(Span::new(source.start, description.head.start));
        let has = |name: Span| {
            let last = text.words_in(name).next_back().map(|word| text.lower(word));
            text.words_in(found.name).any(|word| Some(text.lower(word)) == last)
        };
        // "The Saudi government" is not another country's.
        let nation = text.words_in(Span::new(source.start, description.head.start)).find(|&word| is(text.lower(word), Class::Nation));
        let is_its = nation.is_none_or(|nation| text.words_in(found.name).any(|word| text.lower(word) == text.lower(nation)));
        found.kind != SpeakerKind::Organisation || is_its && named.all(|mention| has(mention.span))
    }

    /// Gives people without a role beside their name the role that a description of them states, in all their claims: "the retired signalman said".
    pub(super) fn describe(&mut self) {
        let is_bare = |speaker: &ResolvedSpeaker| speaker.kind == SpeakerKind::Person && speaker.role.is_none();
        let called = |(speaker, attribution): (&Option<ResolvedSpeaker>, &Attribution)| {
            let (speaker, source) = (speaker.as_ref().filter(|speaker| is_bare(speaker))?, attribution.source?);
            match self.context.read(source) {
                Source::Description(description) => Some((speaker.name, self.called(&description, source)?)),
                _ => Some((speaker.name, self.introduced(source)?)),
            }
        };
        let called: Vec<(Span, Span)> = self.speakers.iter().zip(&self.found.attributions).filter_map(called).collect();
        for speaker in self.speakers.iter_mut().flatten().filter(|speaker| is_bare(speaker)) {
            speaker.role = called.iter().find(|(name, _)| *name == speaker.name).map(|&(_, role)| role);
        }
    }

    /// What the words between "The" and the comma before a name say that its bearer is, whatever the noun: "The *swan upper*, Barry Lent, said".
    fn introduced(&self, source: Span) -> Option<Span> {
        let Context { text, referents, .. } = self.context;
        let words = text.of(source).strip_prefix("The ").or_else(|| text.of(source).strip_prefix("the "))?;
        let (told, _) = words.split_once(", ")?;
        let start = source.end - words.len();
        let role = Span::new(start, start + told.len());
        let is_named = referents.within(source).next().is_some_and(|name| name.span.start == role.end + 2);
        let is_plain = told.chars().all(|mark| mark.is_lowercase() || matches!(mark, ' ' | '-'));
        let (count, last) = (text.words_in(role).count(), text.words_in(role).next_back().map_or("", |word| text.lower(word)));
        let is_noun = !is_tie(last) && !is_any(last, &[Class::Day, Class::TimeUnit, Class::Function, Class::Gendered, Class::Collective]);
        (is_named && is_plain && count <= 3 && is_noun && !last.ends_with("ed")).then_some(role)
    }

    /// The role that a description states: its noun with the words before it, without article, age and possessor.
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

    /// The last organisation or country named before a description that has the description's head in its name ("the ministry").
    fn by_head(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let head = self.context.text.lower(description.head);
        let holds_head = |referent: &usize| {
            let referent = &self.context.referents.all[*referent];
            referent.kind != SpeakerKind::Person && referent.words.len() > 1 && referent.words.holds(head)
        };
        self.lately_named(source).find(holds_head).map(|referent| self.named(referent))
    }

    /// The referent of every mention before a place, the last first.
    fn lately_named(&self, place: Span) -> impl Iterator<Item = usize> {
        let referents = self.context.referents;
        let before = referents.mentions.partition_point(|mention| mention.span.end <= place.start);
        referents.mentions[..before].iter().rev().map(|mention| mention.referent)
    }

    /// The only person whose role a description repeats ("the governor"), among those named before, or else among all.
    fn by_role(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let noun = text.lower(description.head);
        if !Nouns::People.hold(noun) && !is(noun, Class::ShortTitle) {
            return None;
        }
        // Where somebody comes from is said in passing ("the Vermont senator"), so the noun alone may match.
        let is_small = |word: &Span| text.of(*word).starts_with(char::is_lowercase) || word.start == source.start;
        let told = without_owner(text, Span::new(source.start, description.head.end));
        // A party is not said in passing.
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

    /// The only body named before that is certainly of the description's kind ("the company"), or else the only one that may be.
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
        // A body of unknown kind that is named more often may be meant just as well.
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

    /// Whether nothing shows that the speaker found for a description is of another kind.
    fn is_of_kind(&self, description: &Description, found: &ResolvedSpeaker) -> bool {
        if description.kind != SpeakerKind::Organisation {
            return true;
        }
        let noun = self.context.text.lower(description.head);
        let referent = self.referent_of(found);
        referent.is_none_or(|referent| self.fit(noun, referent).is_none_or(|fit| fit != Fit::Never))
    }

    /// The referent that a speaker is.
    pub(super) fn referent_of(&self, speaker: &ResolvedSpeaker) -> Option<usize> {
        let referents = self.context.referents;
        referents.within(speaker.name).map(|mention| mention.referent).find(|&referent| referents.all[referent].name == speaker.name)
    }

    /// The person meant by an age ("the 61-year-old"): the subject of the sentence before, or whoever was named last.
    fn by_age(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let tells_age = text.words_in(Span::new(source.start, description.head.end)).any(|word| text.of(word).ends_with("-year-old"));
        let is_person = |referent: &usize| referents.all[*referent].kind == SpeakerKind::Person;
        let last = || self.lately_named(source).find(is_person).map(|referent| self.named(referent));
        let is_someone = |speaker: &ResolvedSpeaker| speaker.kind == SpeakerKind::Person;
        let subject = || self.subject_before(text.sentence_of(source)?, &is_someone).filter(is_someone);
        if tells_age { subject().or_else(last) } else { None }
    }

    /// The person whose name opens the clause and is followed by the description between commas: "Ana Lee, *the bank's economist*, said".
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

    /// The person for whom the article has used the same words before: "the foreign secretary".
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

    /// The subject of the sentence before, where a description that says what somebody is stands in for the name ("Ana Lee left. *The singer*
    /// said"). It must be the only person named in this paragraph and the one before, and nothing in the article may contradict the description.
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

    /// The only person named before a description that says what somebody is ("the singer"), unless it tends to introduce somebody else ("the
    /// judge") or the article says that the person is something else.
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

    /// Whether a description is the agent of a passive, so that the subject is somebody else: "Lee was told by *the clerk*".
    fn acts_on_another(&self, source: Span) -> bool {
        let Context { text, .. } = self.context;
        let before = text.sentence_of(source).and_then(|sentence| text.words_in(Span::new(sentence.start, source.start)).last());
        before.is_some_and(|word| text.lower(word) == "by")
    }

    /// The last people to speak together before a place.
    pub(super) fn together_before(&self, source: Span) -> Option<ResolvedSpeaker> {
        let attributions = &self.found.attributions;
        let joint = (0..attributions.len()).filter_map(|at| {
            let place = attributions[at].source.filter(|place| place.end <= source.start)?;
            let speaker = self.speakers[at].as_ref().filter(|speaker| speaker.members.len() > 1)?;
            Some((place, speaker))
        });
        joint.max_by_key(|&(place, _)| place).map(|(_, speaker)| speaker.clone())
    }

    /// The source that a description refers back to: the last one described by the same noun ("a report", "the report"), or, for "the document",
    /// the last document.
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
                // "The executive" is "the Shore Executive".
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

/// A description without the body that owns it, where that body is not a name: "*the group's* president".
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

/// Whether a description is nothing but "the" and a noun, up to a comma.
fn is_bare(text: &Text<'_>, description: &Description, source: Span) -> bool {
    let mut before = text.words_in(Span::new(source.start, description.head.start));
    let is_the = before.next().is_some_and(|word| text.lower(word) == "the") && before.next().is_none();
    let after = text.of(Span::new(description.head.end, source.end));
    is_the
        && (after.is_empty() || after.starts_with([',', ' ']) && after.trim_start_matches([',', ' ']).is_empty() || after.starts_with(", "))
}

// The most words before and after a noun that are read as part of its phrase.
const BEFORE_NOUN: usize = 4;
const AFTER_NOUN: usize = 5;

impl Resolution<'_> {
    /// The words by which the text introduced what "the filing" or "the engineer" refers to, where they were not a source: the last phrase with
    /// that noun after an indefinite article or a possessor.
    fn mentioned(&self, description: &Description, source: Span) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let may_be_meant = matches!(description.kind, SpeakerKind::Document | SpeakerKind::Unnamed);
        let noun = text.lower(description.head);
        // "In a statement" says how a claim was made.
        if !may_be_meant || !is_bare(text, description, source) || matches!(noun, "statement" | "statements") {
            return None;
        }
        let mut earlier =
            text.words_in(Span::new(0, source.start)).rev().filter(|&word| text.lower(word) == noun && !text.is_quoted(word.start));
        let phrase = earlier.find_map(|word| self.phrase_around(word))?;
        Some(ResolvedSpeaker::as_written(phrase, description.kind))
    }

    /// Where the name of an owner begins, given its last word: "the *Dam Board's* report".
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

    /// The phrase around a noun: from an indefinite article, a possessive pronoun or a possessor to the end of its complement ("of ...", "by ...").
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

/// Whether two nouns have the same singular.
fn same_noun(one: &str, other: &str) -> bool {
    one.strip_suffix('s').unwrap_or(one) == other.strip_suffix('s').unwrap_or(other)
}
