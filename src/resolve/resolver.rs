//! Resolves the source of every attribution to its speaker.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::context::Context;
use super::found::Found;
use super::names::{Mention, Referent, Referents};
use super::roles::role;
use super::routes::{Route, route};
use super::speakers::{Anaphor, Interview, Memory, Pronoun, ReferenceScorer, Source, Turn, continues, described, turn};
use crate::attribute::Attribution;
use crate::english::{Class, ends_in};
use crate::model::{ModelError, ModelSpec};
use crate::record::{ContentKind, SpeakerKind};
use crate::text::Span;

/// Who speaks, as spans of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedSpeaker {
    /// The fullest name, without honorifics; the words of the source where nobody is named.
    pub name: Span,
    /// The kind of whatever bears the name.
    pub kind: SpeakerKind,
    /// What the article says the speaker is.
    pub(crate) role: Option<Span>,
    /// The names of all who speak together; empty for a single speaker.
    pub(crate) members: Vec<Span>,
}

/// What an attribution's source and the words around it say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// Who speaks; `None` where there is no source, or where its words mean nobody whom the article names or describes.
    pub speaker: Option<ResolvedSpeaker>,
    /// The outlet or occasion through which the claim came.
    pub(crate) via: Option<Span>,
    /// What the source itself relies on.
    pub(crate) cites: Option<Span>,
}

impl ResolvedSpeaker {
    pub(super) fn as_written(source: Span, kind: SpeakerKind) -> Self {
        Self { name: source, kind, role: None, members: Vec::new() }
    }
}

/// Resolves the sources of articles.
#[derive(Debug)]
pub struct Resolver {
    /// `None` where the model has no head for reference: only rules then resolve pronouns and descriptions.
    scorer: Option<ReferenceScorer>,
}

/// One article's resolution, from its first attribution to its last.
pub(super) struct Resolution<'a> {
    resolver: &'a Resolver,
    pub(super) context: &'a Context<'a>,
    pub(super) found: &'a Found<'a>,
    interview: Option<Interview>,
    /// Whom every "he" and "she" means, keyed by the byte at which the pronoun begins.
    pub(super) pronouns: HashMap<usize, Option<usize>>,
    /// How each attribution reached the article.
    routes: Vec<Route>,
    /// The role of every referent, worked out when it is first asked for.
    roles: Vec<OnceCell<Option<Span>>>,
    /// The speakers resolved so far, one for every attribution.
    pub(super) speakers: Vec<Option<ResolvedSpeaker>>,
}

/// A pronoun does not mean a described source that is further back than this, in bytes.
const MEMORY: usize = 600;
/// The longest signature under a letter, in words.
const LONGEST_SIGNATURE: usize = 8;
// How many words before a relative pronoun its antecedent may begin; a phrase with a role may begin further back, as it is seldom the wrong one.
const TO_ARTICLE: usize = 6;
const TO_ARTICLE_OF_ROLE: usize = 10;

impl Resolver {
    /// Reads the scorer of a model folder.
    ///
    /// # Errors
    ///
    /// When the model has a head for reference and its scorer cannot be read.
    pub fn load(spec: &ModelSpec) -> Result<Self, ModelError> {
        Ok(Self { scorer: ReferenceScorer::load(spec)? })
    }

    /// What is known about the source of every attribution, in the order of the attributions.
    #[must_use]
    pub fn resolve(&self, found: &Found<'_>) -> Vec<Resolved> {
        let attributions = &found.attributions;
        let referents = Referents::new(&found.text, &found.entities);
        let context = Context::new(&found.text, &found.pieces, &referents, attributions);
        let speakers = vec![None; attributions.len()];
        let mut routes: Vec<Route> = (0..attributions.len()).map(|at| route(&context, attributions, at)).collect();
        share(&mut routes, attributions);
        let interview = Interview::of(&context);
        let pronouns = self.scorer.as_ref().map_or_else(HashMap::new, |scorer| scorer.gendered_pronouns(&context, &found.reference));
        let roles = vec![OnceCell::new(); referents.all.len()];
        let mut resolution = Resolution { resolver: self, context: &context, found, interview, pronouns, routes, roles, speakers };
        resolution.run();
        let resolved = resolution.speakers.into_iter().zip(resolution.routes);
        resolved.map(|(speaker, Route { via, cites, .. })| Resolved { speaker, via, cites }).collect()
    }
}

/// Gives attributions with the same source the outlet or occasion stated for one of them: "[they] <said> in a letter {that ...} and <called for>
/// {it}".
fn share(routes: &mut [Route], attributions: &[Attribution]) {
    let told: Vec<(Span, Span)> = attributions.iter().zip(&*routes).filter_map(|(one, route)| Some((one.source?, route.via?))).collect();
    for (attribution, route) in attributions.iter().zip(routes) {
        let others = || told.iter().find(|(source, _)| Some(*source) == attribution.source).map(|&(_, via)| via);
        route.via = route.via.or_else(others);
    }
}

impl Resolution<'_> {
    fn run(&mut self) {
        let attributions = &self.found.attributions;
        // In the order of the sources, so that earlier descriptions are resolved first; attributions that depend on another one's speaker come last.
        let mut order: Vec<usize> = (0..attributions.len()).collect();
        order.sort_by_key(|&at| (attributions[at].source.is_none(), attributions[at].source));
        let (hanging, own): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|&at| self.hangs(&attributions[at]));
        for at in own.into_iter().chain(hanging) {
            self.speakers[at] = match self.routes[at].source.or(attributions[at].source) {
                Some(source) => self.speaker(source, at),
                None => self.continued(at),
            };
        }
        self.describe();
    }

    /// Whether an attribution's speaker depends on that of another one.
    fn hangs(&self, attribution: &Attribution) -> bool {
        attribution.source.is_none_or(|source| match self.context.read(source) {
            Source::Pronoun(Pronoun::First { .. } | Pronoun::Second) => true,
            Source::Pronoun(Pronoun::Third(_)) => self.context.text.is_quoted(source.start),
            _ => false,
        })
    }

    fn speaker(&self, source: Span, attribution: usize) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let as_written = |kind| Some(ResolvedSpeaker::as_written(source, kind));
        if let Some(turn) = turn(self.context, source) {
            return match turn {
                Turn::Asked => self.interview.as_ref().map(|interview| self.named(interview.interviewee)),
                Turn::Asker => None,
                Turn::Named(referent) => Some(self.named(referent)),
            };
        }
        match self.context.read(source) {
            Source::Name(mention) => Some(self.named(referents.mentions[mention].referent)),
            Source::Joint(parts) => {
                let members = parts.iter().map(|&part| self.speaker(part, attribution).map_or(part, |speaker| speaker.name)).collect();
                Some(ResolvedSpeaker { members, ..ResolvedSpeaker::as_written(source, SpeakerKind::Group) })
            }
            Source::Pronoun(Pronoun::First { plural }) => {
                let sayer = self.turn_taker(source).filter(|_| !plural).or_else(|| self.sayer(source, attribution));
                let speaker = sayer.map(|speaker| if plural { speaker } else { self.one_of(speaker) });
                let speaker = speaker.or_else(|| self.answerer(source, plural)).or_else(|| if plural { None } else { self.signed(source) });
                speaker.or_else(|| as_written(SpeakerKind::Writer))
            }
            Source::Pronoun(Pronoun::Second) => {
                let interview = self.interview.as_ref()?;
                interview.is_question(source).then(|| self.named(interview.interviewee))
            }
            Source::Pronoun(Pronoun::Indefinite) => {
                let is_of_several = matches!(text.lower(source), "each" | "both" | "neither");
                let several = if is_of_several { self.together_before(source) } else { None };
                several.or_else(|| as_written(if text.lower(source) == "both" { SpeakerKind::Group } else { SpeakerKind::Unnamed }))
            }
            Source::Pronoun(Pronoun::Relative) => self.before_relative(source),
            Source::Pronoun(pronoun) => self.meant_by_pronoun(pronoun, source, attribution),
            Source::Description(description) => {
                let known = || self.meant_by(&description, source);
                // "A", "to" and "there" are what remains of a source that the model cut short.
                let is_nobody = matches!(text.lower(source), "a" | "an" | "the" | "to" | "there" | "of" | "for" | "by" | "in");
                let unknown = || (!is_nobody).then(|| ResolvedSpeaker::as_written(described(text, source), description.kind));
                description.is_definite.then(known).flatten().or_else(unknown)
            }
        }
    }

    /// Whom "he", "she", "it" or "they" means.
    fn meant_by_pronoun(&self, pronoun: Pronoun, source: Span, attribution: usize) -> Option<ResolvedSpeaker> {
        let anaphor = Anaphor { span: source, source: Source::Pronoun(pronoun) };
        let subject = self.subject_goes_on(source, pronoun, attribution);
        let single = || if pronoun == Pronoun::They { self.single_they(source) } else { None };
        let body = || if pronoun == Pronoun::They { self.body_before(source) } else { None };
        let meant = subject.or_else(single).or_else(|| self.referent(&anaphor)).or_else(|| self.described_before(source, pronoun));
        // People who are quoted call themselves "I".
        let is_quoted = self.context.text.is_quoted(source.start) && matches!(pronoun, Pronoun::Third(_));
        let is_sayer = |meant: &ResolvedSpeaker| self.sayer(source, attribution).is_some_and(|sayer| sayer.name == meant.name);
        meant.or_else(body).filter(|meant| !is_quoted || !is_sayer(meant))
    }

    pub(super) fn role(&self, referent: usize) -> Option<Span> {
        *self.roles[referent].get_or_init(|| role(self.context, referent))
    }

    pub(super) fn named(&self, referent: usize) -> ResolvedSpeaker {
        let Referent { name, kind, .. } = self.context.referents.all[referent];
        ResolvedSpeaker { role: self.role(referent), ..ResolvedSpeaker::as_written(name, kind) }
    }

    pub(super) fn referent(&self, anaphor: &Anaphor) -> Option<ResolvedSpeaker> {
        let scorer = self.resolver.scorer.as_ref()?;
        let known = anaphor.gender().and_then(|_| self.pronouns.get(&anaphor.span.start).copied());
        let referent = known.unwrap_or_else(|| scorer.referent(self.context, anaphor, &self.found.reference, &Memory::default()));
        referent.map(|referent| self.named(referent))
    }

    /// Whom "I" and "we" mean, which is whoever says the words around them: the speaker of the enclosing attribution, or of the quotation.
    fn sayer(&self, source: Span, attribution: usize) -> Option<ResolvedSpeaker> {
        let attributions = &self.found.attributions;
        let around = (0..attributions.len())
            .filter(|&at| at != attribution && attributions[at].content.iter().any(|content| content.contains(source)));
        let innermost = around.min_by_key(|&at| {
            attributions[at].content.iter().filter(|content| content.contains(source)).map(|content| content.len()).min()
        });
        let quotation = self.context.text.quotations().iter().find(|quotation| quotation.contains(source));
        let quoting = quotation.and_then(|quotation| {
            (0..attributions.len())
                .find(|&at| at != attribution && attributions[at].content.iter().any(|content| content.overlaps(quotation)))
        });
        let introducing = quotation.and_then(|quotation| self.introducing(quotation));
        let known = |outer: usize| self.speakers[outer].clone().filter(|speaker| speaker.kind != SpeakerKind::Writer);
        [innermost, quoting, introducing].into_iter().flatten().find_map(known)
    }

    /// The attribution that introduces a quotation, where the paragraph before ends in a colon.
    fn introducing(&self, quotation: Span) -> Option<usize> {
        let text = self.context.text;
        let (at, paragraphs) = (text.paragraph_at(quotation.start), text.paragraphs());
        let before = paragraphs[at.checked_sub(1)?];
        let opens = text.of(Span::new(paragraphs.get(at)?.start, quotation.start)).chars().all(|c| !c.is_alphanumeric());
        let is_announced = text.of(before).trim_end().ends_with([':', ';']) && opens;
        let stands_before = |attribution: &Attribution| attribution.source.is_some_and(|source| before.contains(source));
        is_announced.then(|| self.found.attributions.iter().rposition(stands_before)).flatten()
    }

    /// Whose turn it is in a conversation printed with names before a colon ("Lee: I said no."); `None` within a quotation.
    fn turn_taker(&self, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let paragraph = text.paragraph_of(source).filter(|_| !text.is_quoted(source.start))?;
        let name = referents.within(paragraph).next().filter(|name| name.span.start == paragraph.start)?;
        let is_label = referents.all[name.referent].kind == SpeakerKind::Person && text.after(name.span.end).starts_with(':');
        is_label.then(|| self.named(name.referent))
    }

    /// Whom "I" or "we" means in the answers of an interview: "I" is the interviewee, and "we" an open group with the interviewee among them.
    fn answerer(&self, source: Span, plural: bool) -> Option<ResolvedSpeaker> {
        let interviewee = || {
            let interview = self.interview.as_ref().filter(|interview| !interview.is_question(source))?;
            Some(self.named(interview.interviewee))
        };
        let asked = self.turn_taker(source).or_else(interviewee)?;
        let several = |asked: &ResolvedSpeaker| ResolvedSpeaker {
            members: vec![asked.name],
            ..ResolvedSpeaker::as_written(source, SpeakerKind::Group)
        };
        Some(if plural { several(&asked) } else { asked })
    }

    /// The person whose name stands under the letter in which "I" stands, on a page of letters: at least two lines only name a person.
    fn signed(&self, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let signature = |paragraph: &Span| {
            let name = referents.within(*paragraph).next().filter(|name| name.span.start == paragraph.start)?;
            let rest = text.of(Span::new(name.span.end, paragraph.end));
            let is_line = rest.is_empty() || rest.starts_with([',', '(']) && text.words_in(*paragraph).count() <= LONGEST_SIGNATURE;
            let is_person = referents.all[name.referent].kind == SpeakerKind::Person && text.words_in(name.span).nth(1).is_some();
            let is_open = rest.ends_with(['.', '?', '!', ':', '"', '”']);
            (is_line && is_person && !is_open).then_some(name.referent)
        };
        let signatures: Vec<(usize, usize)> =
            text.paragraphs().iter().enumerate().filter_map(|(at, paragraph)| Some((at, signature(paragraph)?))).collect();
        let own = text.paragraph_at(source.start);
        let below = signatures.iter().find(|&&(at, _)| at > own).filter(|_| signatures.len() > 1 && !text.is_quoted(source.start));
        below.map(|&(_, referent)| self.named(referent))
    }

    /// The first named person of several who speak together; the speaker as it is where none is.
    fn one_of(&self, speaker: ResolvedSpeaker) -> ResolvedSpeaker {
        let referents = self.context.referents;
        let is_person = |referent: &usize| referents.all[*referent].kind == SpeakerKind::Person;
        let named = |&member: &Span| referents.within(member).map(|mention| mention.referent).find(is_person);
        speaker.members.iter().find_map(named).map_or(speaker, |referent| self.named(referent))
    }

    /// Whom "who" means: the name right before it, or else whoever the words from the last article on describe ("Ana Lee, a clerk at the Treasury
    /// who ...").
    fn before_relative(&self, source: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let sentence = text.sentence_of(source)?;
        let before = Span::new(sentence.start, source.start);
        let last = text.words_in(before).last()?;
        // "It is late, and *that* calls for haste."
        if text.lower(source) == "that" && matches!(text.lower(last), "and" | "but" | "or" | "so" | "because" | "as" | "than" | "like") {
            return None;
        }
        let until = last.end;
        let is_article = |word: &Span| matches!(text.lower(*word), "the" | "a" | "an" | "those" | "some" | "many" | "one");
        let phrases = |words: usize| text.words_in(before).rev().take(words).filter(is_article).map(|word| Span::new(word.start, until));
        let says_role = |phrase: &Span| text.words_in(*phrase).any(|word| ends_in(text.lower(word), Class::Role));
        let described = phrases(TO_ARTICLE_OF_ROLE).find(says_role);
        let speaks = |referent: usize| referents.all[referent].kind != SpeakerKind::Country;
        let is_right_before = |name: &&Mention| text.words_in(Span::new(name.span.end, source.start)).next().is_none();
        let name = referents.within(before).last().filter(is_right_before).filter(|name| speaks(name.referent));
        if let Some(name) = name {
            let is_body = text.lower(source) == "who" && referents.all[name.referent].kind == SpeakerKind::Organisation;
            if !is_body || described.is_none() {
                return Some(self.named(name.referent));
            }
        }
        let beside = described.and_then(|phrase| self.beside(phrase));
        beside.or_else(|| self.speaker(described.filter(|_| name.is_some()).or_else(|| phrases(TO_ARTICLE).next())?, usize::MAX))
    }

    /// The person whose name stands right before a description, separated by a comma.
    fn beside(&self, description: Span) -> Option<ResolvedSpeaker> {
        let Context { text, referents, .. } = self.context;
        let name = referents.within(Span::new(0, description.start)).last()?;
        let is_beside = text.of(Span::new(name.span.end, description.start)) == ", ";
        let is_person = referents.all[name.referent].kind == SpeakerKind::Person;
        (is_beside && is_person).then(|| self.named(name.referent))
    }

    /// The speaker of the nearest source before a pronoun that is of a kind that the pronoun may mean.
    fn described_before(&self, source: Span, pronoun: Pronoun) -> Option<ResolvedSpeaker> {
        let attributions = &self.found.attributions;
        let fits = |kind: SpeakerKind| match pronoun {
            Pronoun::They => matches!(kind, SpeakerKind::Group | SpeakerKind::Organisation | SpeakerKind::Unnamed),
            Pronoun::It => matches!(kind, SpeakerKind::Organisation | SpeakerKind::Document),
            _ => kind == SpeakerKind::Unnamed,
        };
        let described = (0..attributions.len()).filter_map(|at| {
            let place = attributions[at].source.filter(|place| place.end <= source.start && source.start - place.end <= MEMORY)?;
            let speaker = self.speakers[at].as_ref().filter(|speaker| fits(speaker.kind))?;
            Some((place, speaker))
        });
        described.max_by_key(|&(place, _)| place).map(|(_, speaker)| speaker.clone())
    }

    /// The speaker of a quotation without a source: the interviewee, whoever spoke right before and continues, whoever a colon introduces, or whoever
    /// the text before is about.
    fn continued(&self, attribution: usize) -> Option<ResolvedSpeaker> {
        let attributions = &self.found.attributions;
        let quotation = &attributions[attribution];
        if quotation.cue.is_some() {
            return None;
        }
        // An answer without a label.
        let is_answer = quotation.kind == ContentKind::Direct && !self.context.text.is_quoted(quotation.content[0].start);
        if let Some(interview) = self.interview.as_ref().filter(|_| is_answer) {
            return Some(self.named(interview.interviewee));
        }
        let before = (0..attribution).rev().find(|&at| self.speakers[at].is_some());
        let running = before.filter(|&before| continues(self.context, &attributions[before], quotation));
        let is_quoted = quotation.kind == ContentKind::Direct;
        let announced = || if is_quoted { self.introducing(quotation.content[0]) } else { None };
        let before = || if is_quoted { self.named_before(quotation.content[0]) } else { None };
        running.or_else(announced).and_then(|at| self.speakers[at].clone()).or_else(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::scene::{Scene, check};

    #[test]
    fn every_case_has_the_speakers_that_it_says() {
        check(include_str!("cases/speakers.tsv"), |marked| {
            let scene = Scene::new(marked);
            let resolved = Resolver { scorer: None }.resolve(&scene.found());
            let names = resolved.iter().map(|resolved| scene.show(resolved.speaker.as_ref().map(|speaker| speaker.name)));
            names.collect::<Vec<_>>().join("; ")
        });
    }

    #[test]
    fn cues_of_one_source_share_the_way() {
        let attribution = |source: Option<Span>| Attribution {
            source,
            cue: None,
            content: vec![Span::new(9, 12)],
            kind: ContentKind::Indirect,
            nested_in: None,
            score: 1.0,
        };
        let (one, other, via) = (Some(Span::new(0, 3)), Some(Span::new(4, 6)), Some(Span::new(20, 26)));
        let attributions = [one, one, other, None].map(attribution);
        let mut routes = [Route { via, ..Route::default() }, Route::default(), Route::default(), Route::default()];
        share(&mut routes, &attributions);
        assert_eq!(routes.map(|route| route.via), [via, via, None, None]);
    }

    #[test]
    fn descriptions_give_a_role_where_none_stands_beside_the_name() {
        check(include_str!("cases/called.tsv"), |marked| {
            let scene = Scene::new(marked);
            let resolved = Resolver { scorer: None }.resolve(&scene.found());
            let roles = resolved.iter().map(|resolved| scene.show(resolved.speaker.as_ref().and_then(|speaker| speaker.role)));
            roles.collect::<Vec<_>>().join("; ")
        });
    }
}
