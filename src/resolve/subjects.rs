//! The subject goes on: whom a pronoun that speaks, or a quotation that nobody is said to say, belongs to by what stands right before.

use super::context::Context;
use super::resolver::{Resolution, ResolvedSpeaker};
use super::roles::Nouns;
use super::speakers::Pronoun;
use crate::english::{Class, Gender, is};
use crate::record::SpeakerKind;
use crate::text::Span;

/// So many sentences of nothing but quoted words may stand between.
const QUOTED: usize = 4;
/// The subject does not go on further than this, in bytes.
const REACH: usize = 700;
/// The words before a subject's name: "His agent, ...".
const BEFORE_SUBJECT: usize = 5;
/// What an article says of a person whom it calls "they".
const THEY_THEM: &str = "they/them";
/// Verbs whose object speaks next as often as their subject.
const TURNS: [&str; 11] =
    ["asked", "asks", "urged", "accused", "invited", "ordered", "begged", "pressed", "questioned", "demanded", "challenged"];

impl Resolution<'_> {
    /// Whom a pronoun means that is the subject of an attribution: the speaker before it in its sentence, or else the subject of the sentence
    /// before, quoted ones aside. `None` within quotations, and where that subject cannot be meant.
    pub(super) fn subject_goes_on(&self, source: Span, pronoun: Pronoun, attribution: usize) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let own = self.found.attributions.get(attribution)?;
        if text.is_quoted(source.start) {
            return None;
        }
        let is_named = |speaker: &ResolvedSpeaker| self.referent_of(speaker).is_some_and(|referent| self.context.names(source, referent));
        let fits = |speaker: &ResolvedSpeaker| self.may_mean(pronoun, speaker) && !is_named(speaker);
        if let Some(outer) = own.nested_in.filter(|&outer| self.opens_content(source, pronoun, outer))
            && let Some(sayer) = self.speakers[outer].clone().filter(fits)
            // "A source close to Lee said he would go", "The group said it was late": what is described says less than the words.
            && self.referent_of(&sayer).is_some()
        {
            return Some(sayer);
        }
        let nested_first =
            own.nested_in.is_none_or(|outer| self.found.attributions[outer].content.iter().any(|content| content.start == source.start));
        if !nested_first {
            return None;
        }
        let here = text.sentence_of(source)?;
        let before = Span::new(here.start, source.start);
        let in_own = self.speaks_in(before).last().map(|at| self.speakers[at].clone());
        let is_nested = own.nested_in.is_some();
        match in_own {
            Some(speaker) => speaker.filter(|speaker| fits(speaker) && (!is_nested || speaker.kind == SpeakerKind::Person)),
            // What stands before ", he says" is said, and not about the one who says it.
            None if !text.of(before).trim_end().ends_with([',', '"', '”', '’']) && self.subject_of(before).is_some() => {
                self.subject_of(before).filter(fits)
            }
            None => self.subject_before(here, &fits).filter(fits),
        }
    }

    /// The one person of whom the article says "they/them", where the subject before is that person.
    pub(super) fn single_they(&self, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let told = text.as_str().find(THEY_THEM)?;
        let sentence = text.sentence_of(Span::new(told, told + THEY_THEM.len()))?;
        let is_person = |referent: usize| referents.all[referent].kind == SpeakerKind::Person;
        let own = referents.within(sentence).filter(|name| name.span.start < told).map(|name| name.referent).find(|&one| is_person(one))?;
        let is_own = |speaker: &ResolvedSpeaker| self.referent_of(speaker) == Some(own);
        let last = referents.within(Span::new(0, source.start)).last().is_some_and(|name| name.referent == own);
        let subject = self.subject_before(text.sentence_of(source)?, &is_own).filter(is_own);
        subject.or_else(|| last.then(|| self.named(own)))
    }

    /// The body that the sentence before is about, where it brings in no people whom "they" may mean instead.
    pub(super) fn body_before(&self, source: Span) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let here = text.sentence_of(source)?;
        let is_body = |speaker: &ResolvedSpeaker| speaker.kind == SpeakerKind::Organisation;
        let before = text.sentences()[text.sentence_at(here.start).checked_sub(1)?];
        let body = self.subject_before(here, &is_body).filter(is_body).or_else(|| self.several_opening(before))?;
        let are_people = |word: &str| is(word, Class::Group) || word.strip_suffix('s').is_some_and(|one| Nouns::People.hold(one));
        let between = Span::new(before.start, source.start);
        let has_people = text.words_in(between).any(|word| !body.name.overlaps(word) && are_people(text.lower(word)));
        (!has_people && !text.is_quoted(source.start)).then_some(body)
    }

    /// The body or the several people with whom a sentence begins: "*Police* were called".
    fn several_opening(&self, sentence: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let mut words = text.words_in(sentence).skip_while(|&word| text.lower(word) == "the").take(2);
        let (first, next) = (words.next()?, words.next()?);
        let acts = is(text.lower(next), Class::Auxiliary) || is(text.lower(next), Class::ReportingVerb);
        let named = referents.within(sentence).next().filter(|name| name.span.start == first.start);
        match named {
            Some(name) => (name.kind == SpeakerKind::Organisation).then(|| self.named(name.referent)),
            None => (acts && is(text.lower(first), Class::Group) && !is(text.lower(first), Class::Function))
                .then(|| ResolvedSpeaker::as_written(first, SpeakerKind::Group)),
        }
    }

    /// Whether nobody else whom a pronoun may mean is named or described before it in the content of an attribution: "Lee said the plan was late
    /// and that *he* wanted more".
    fn opens_content(&self, source: Span, pronoun: Pronoun, outer: usize) -> bool {
        let Context { text, referents, .. } = self.context;
        let attribution = &self.found.attributions[outer];
        let Some(content) = attribution.content.iter().find(|content| content.contains(source)) else { return false };
        let before = Span::new(attribution.content[0].start.min(content.start), source.start);
        let is_person = matches!(pronoun, Pronoun::Third(_));
        let may_be = |kind: SpeakerKind| (kind == SpeakerKind::Person) == is_person;
        let is_named = referents.within(before).any(|name| may_be(name.kind));
        let noun = if is_person { Nouns::People } else { Nouns::Bodies };
        let is_described = text.words_in(before).any(|word| noun.hold(text.lower(word)) || is(text.lower(word), Class::Organisation));
        let is_thing = || text.words_in(before).any(|word| is(text.lower(word), Class::Determiner));
        // "She had asked him, and he had promised": somebody else has come in.
        let own = Gender::of_pronoun(text.lower(source));
        let is_other = text.words_in(before).filter_map(|word| Gender::of_pronoun(text.lower(word))).any(|gender| Some(gender) != own);
        // "It" may be any thing.
        !is_named && !is_described && !is_other && (is_person || !is_thing())
    }

    /// The attributions whose sources stand in a stretch, outside of contents and quotations, in order.
    fn speaks_in(&self, stretch: Span) -> impl DoubleEndedIterator<Item = usize> {
        let attributions = &self.found.attributions;
        let stands = |&at: &usize| {
            let source = attributions[at].source;
            attributions[at].nested_in.is_none()
                && source.is_some_and(|source| stretch.contains(source) && !self.context.text.is_quoted(source.start))
        };
        let mut speaking: Vec<usize> = (0..attributions.len()).filter(stands).collect();
        speaking.sort_by_key(|&at| attributions[at].source);
        speaking.into_iter()
    }

    /// The subject of the last sentence before another that is not quoted as a whole: the last to speak in it who fits, or whoever is named or
    /// meant where it begins.
    pub(super) fn subject_before(&self, sentence: Span, fits: &impl Fn(&ResolvedSpeaker) -> bool) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let at = text.sentence_at(sentence.start);
        let before = text.sentences().get(at.saturating_sub(QUOTED)..at)?;
        let is_narrative = |candidate: &&Span| !text.is_quoted(candidate.start + 1) || self.speaks_in(**candidate).next().is_some();
        let last = *before.iter().rev().find(is_narrative)?;
        if sentence.start - last.end > REACH {
            return None;
        }
        let speaking: Vec<usize> = self.speaks_in(last).collect();
        if speaking.iter().any(|&at| self.turns(at)) {
            return None;
        }
        let spoken = speaking.iter().rev().find_map(|&at| self.speakers[at].clone().filter(fits));
        spoken.or_else(|| if speaking.is_empty() { self.subject_of(last) } else { None })
    }

    /// Whether after an attribution somebody else is as likely to speak.
    fn turns(&self, attribution: usize) -> bool {
        let text = self.context.text;
        let cue = self.found.attributions[attribution].cue;
        cue.is_some_and(|cue| text.words_in(cue).any(|word| TURNS.contains(&text.lower(word))))
    }

    /// The person whom a sentence is about by its first words: a name, with what introduces it, or a pronoun.
    fn subject_of(&self, sentence: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let first = text.words_in(sentence).next().filter(|first| !text.is_quoted(first.start))?;
        if Gender::of_pronoun(text.lower(first)).is_some() && !is(text.lower(first), Class::Possessive) {
            return self.pronouns.get(&first.start).copied().flatten().map(|referent| self.named(referent));
        }
        let name = referents.within(sentence).find(|mention| referents.all[mention.referent].kind == SpeakerKind::Person)?;
        if text.is_quoted(name.span.start) {
            return None;
        }
        let mut before = text.words_in(Span::new(sentence.start, name.span.start));
        let introduces = before.clone().count() <= BEFORE_SUBJECT
            && before.all(|word| {
                !is(text.lower(word), Class::EndsHead)
                    && !is(text.lower(word), Class::Clause)
                    && !is(text.lower(word), Class::ReportingVerb)
            });
        let after = text.after(name.span.end);
        let owns = after.starts_with(['\'', '’']);
        let joins =
            after.starts_with(" and ") && referents.within(sentence).nth(1).is_some_and(|next| next.span.start <= name.span.end + 24);
        (introduces && !owns && !joins).then(|| self.named(name.referent))
    }

    fn may_mean(&self, pronoun: Pronoun, speaker: &ResolvedSpeaker) -> bool {
        match pronoun {
            Pronoun::Third(gender) => match speaker.kind {
                SpeakerKind::Person => {
                    let shown = self.referent_of(speaker).and_then(|referent| self.context.referents.all[referent].gender);
                    shown.is_none() || gender.is_none() || shown == gender
                }
                SpeakerKind::Unnamed => {
                    // "The Swede" is somebody who is named.
                    let nation = self.context.text.words_in(speaker.name).any(|word| is(self.context.text.lower(word), Class::Demonym));
                    !nation && self.gender_described(speaker).is_none_or(|shown| Some(shown) == gender)
                }
                _ => false,
            },
            Pronoun::It => matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Document | SpeakerKind::Country),
            Pronoun::They => matches!(speaker.kind, SpeakerKind::Group | SpeakerKind::Unnamed) || speaker.members.len() > 1,
            _ => false,
        }
    }

    fn gender_described(&self, speaker: &ResolvedSpeaker) -> Option<Gender> {
        let text = self.context.text;
        text.words_in(speaker.name).find_map(|word| Gender::of_word(text.lower(word)))
    }

    /// Whose a quotation is that nobody is said to say: it ends the paragraph that begins with them, or stands alone after the paragraph that is
    /// about them and nobody else.
    pub(super) fn named_before(&self, quotation: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let at = text.paragraph_at(quotation.start);
        let paragraph = *text.paragraphs().get(at)?;
        let sentence = text.sentence_of(Span::new(quotation.start, quotation.start + 1))?;
        let is_person = |speaker: &ResolvedSpeaker| matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Unnamed);
        let own = text.of(Span::new(paragraph.start, quotation.start));
        if own.chars().any(char::is_alphanumeric) {
            return self.subject_before(sentence, &is_person).filter(is_person);
        }
        let before = text.paragraphs()[at.checked_sub(1)?];
        let mut persons = referents.within(before).filter(|mention| referents.all[mention.referent].kind == SpeakerKind::Person);
        let only = persons.next()?.referent;
        let is_alone = persons.all(|mention| mention.referent == only);
        self.subject_before(sentence, &is_person).filter(|speaker| is_alone && self.referent_of(speaker) == Some(only))
    }
}
