//! Continued subjects: whom a pronoun as source means, and whose a quotation without a source is, by the text right before.

use super::context::Context;
use super::resolver::{Resolution, ResolvedSpeaker};
use super::roles::{Nouns, is_tie};
use super::speakers::Pronoun;
use crate::attribute::Attribution;
use crate::english::{Class, Gender, is};
use crate::record::SpeakerKind;
use crate::text::Span;

/// How many sentences back the subject is looked for, past sentences that are quoted as a whole.
const QUOTED: usize = 4;
/// The subject does not continue further than this, in bytes.
const REACH: usize = 700;
/// The most words before a subject's name: "His agent, ...".
const BEFORE_SUBJECT: usize = 5;
/// How an article states that a person is called "they".
const THEY_THEM: &str = "they/them";
/// Verbs whose object is as likely to speak next as their subject.
const TURNS: [&str; 11] =
    ["asked", "asks", "urged", "accused", "invited", "ordered", "begged", "pressed", "questioned", "demanded", "challenged"];

impl Resolution<'_> {
    /// Whom a pronoun as source means: the speaker before it in its sentence, or else the subject of the last sentence before that is not quoted.
    /// `None` within quotations, and where the pronoun cannot mean that subject.
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
            // "A source close to Lee said he would go", "The group said it was late": only a named speaker will do.
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
            // The words before ", he says" are what is said, and are not about whoever says it.
            None if !text.of(before).trim_end().ends_with([',', '"', '”', '’']) && self.subject_of(before).is_some() => {
                self.subject_of(before).filter(fits)
            }
            None => self.subject_before(here, &fits).filter(fits),
        }
    }

    /// The one person of whom the article says "they/them", where that person is the subject before, or was named last.
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

    /// The body, or the people, that the sentence before is about, where nobody else whom "they" may mean is mentioned in between.
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

    /// The body or the group of people with which a sentence begins: "*Police* were called".
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

    /// Whether nobody whom a pronoun may mean is named or described before it in the content of the attribution `outer`: "Lee said the plan was late
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
        // "She had asked him, and he had promised": somebody else has been mentioned.
        let own = Gender::of_pronoun(text.lower(source));
        let is_other = text.words_in(before).filter_map(|word| Gender::of_pronoun(text.lower(word))).any(|gender| Some(gender) != own);
        // "It" may mean any thing.
        !is_named && !is_described && !is_other && (is_person || !is_thing())
    }

    /// The attributions whose sources stand in a stretch of text, outside contents and quotations, in order.
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

    /// The subject of the last sentence before `sentence` that is not quoted as a whole: the last fitting speaker in it, or, where nobody speaks in
    /// it, whoever it begins with.
    pub(super) fn subject_before(&self, sentence: Span, fits: &impl Fn(&ResolvedSpeaker) -> bool) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let at = text.sentence_at(sentence.start);
        let before = text.sentences().get(at.saturating_sub(QUOTED)..at)?;
        let is_narrative = |candidate: &&Span| !text.is_quoted(candidate.start + 1) || self.speaks_in(**candidate).next().is_some();
        let last = *before.iter().rev().find(is_narrative)?;
        if sentence.start - last.end > REACH {
            return None;
        }
        let speaking: Vec<usize> = self.speaks_in(last).filter(|&at| !self.is_agent(at) || self.subject_of(last).is_none()).collect();
        if speaking.iter().any(|&at| self.turns(at)) {
            return None;
        }
        let spoken = speaking.iter().rev().find_map(|&at| self.speakers[at].clone().filter(fits));
        spoken.or_else(|| if speaking.is_empty() { self.subject_of(last) } else { None })
    }

    /// Whether the source of an attribution is the agent of a passive, whose subject is somebody else: "Rae Holt was described by *a critic* as".
    fn is_agent(&self, attribution: usize) -> bool {
        let text = self.context.text;
        let Attribution { cue: Some(cue), source: Some(source), .. } = self.found.attributions[attribution] else { return false };
        let before = text.words_in(Span::new(cue.start, source.start.max(cue.start))).next_back();
        before.is_some_and(|word| text.lower(word) == "by" && word.end + 1 == source.start)
    }

    /// Whether somebody else is as likely to speak after an attribution.
    fn turns(&self, attribution: usize) -> bool {
        let text = self.context.text;
        let cue = self.found.attributions[attribution].cue;
        cue.is_some_and(|cue| text.words_in(cue).any(|word| TURNS.contains(&text.lower(word))))
    }

    /// The person whom the first words of a sentence make its subject: a pronoun, or a name with its introduction.
    fn subject_of(&self, sentence: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let first = text.words_in(sentence).next().filter(|first| !text.is_quoted(first.start))?;
        if let Some(kin) = self.kin_speaking(sentence) {
            return Some(kin);
        }
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

    /// Somebody's kin, with whom a sentence begins and whom it lets speak: "*Her mother* disagrees."
    fn kin_speaking(&self, sentence: Span) -> Option<ResolvedSpeaker> {
        let text = self.context.text;
        let mut words = text.words_in(sentence);
        let (whose, kin, verb) = (words.next()?, words.next()?, words.next()?);
        let is_kin = is(text.lower(whose), Class::Possessive) && is_tie(text.lower(kin));
        let speaks = is(text.lower(verb), Class::ReportingVerb) && text.of(Span::new(kin.end, verb.start)) == " ";
        (is_kin && speaks).then(|| ResolvedSpeaker::as_written(Span::new(whose.start, kin.end), SpeakerKind::Unnamed))
    }

    fn may_mean(&self, pronoun: Pronoun, speaker: &ResolvedSpeaker) -> bool {
        match pronoun {
            Pronoun::Third(gender) => match speaker.kind {
                SpeakerKind::Person => {
                    let shown = self.referent_of(speaker).and_then(|referent| self.context.referents.all[referent].gender);
                    shown.is_none() || gender.is_none() || shown == gender
                }
                SpeakerKind::Unnamed => {
                    // "The Swede" is somebody named elsewhere.
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

    /// The speaker of a quotation without source and cue: the subject of the words before it in its paragraph, or, where it opens the paragraph, the
    /// only person whom the paragraph before names.
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
