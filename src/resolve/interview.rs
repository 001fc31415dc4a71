//! Questions and answers.

use super::anaphora::Context;
use crate::record::SpeakerKind;
use crate::text::Span;

/// An interview that is printed as questions and answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Interview {
    /// Whoever is asked, by the place among the referents.
    pub(super) interviewee: usize,
    /// The paragraphs that ask.
    questions: Vec<Span>,
}

/// Fewer paragraphs that end in a question mark do not make an interview.
const QUESTIONS: usize = 3;
/// The paragraphs at the top in which whoever is asked is introduced.
const INTRODUCTION: usize = 6;

impl Interview {
    /// The interview that an article is, if it is one: it says so at its top, and several of its paragraphs are questions.
    ///
    /// Whoever is named most often among the persons of the introduction is taken to be asked; where that is even, the first.
    pub(super) fn of(context: &Context<'_>) -> Option<Self> {
        let questions: Vec<Span> =
            context.paragraphs.iter().copied().filter(|paragraph| paragraph.of(context.text).ends_with('?')).collect();
        let top = context.paragraphs.get(..INTRODUCTION.min(context.paragraphs.len()))?;
        let top = Span::new(top.first()?.start, top.last()?.end);
        let says_so = |word: &str| top.of(context.text).to_lowercase().contains(word);
        if questions.len() < QUESTIONS
            || !["interview", "q&a", "spoke with", "spoke to", "sat down with", "questions"].into_iter().any(says_so)
        {
            return None;
        }
        let persons = context.referents.within(top).map(|mention| mention.referent);
        let persons: Vec<usize> = persons.filter(|&referent| context.referents.all[referent].kind == SpeakerKind::Person).collect();
        let often = |referent: &&usize| persons.iter().filter(|other| other == referent).count();
        let interviewee = persons.iter().rev().max_by_key(often).copied()?;
        Some(Self { interviewee, questions })
    }

    /// Whether a place lies in a question.
    pub(super) fn is_question(&self, place: Span) -> bool {
        self.questions.iter().any(|question| question.contains(place))
    }
}
