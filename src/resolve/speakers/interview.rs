//! Questions and answers.

use crate::record::SpeakerKind;
use crate::resolve::context::Context;
use crate::segment::Text;
use crate::text::Span;

/// An interview that is printed as questions and answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resolve) struct Interview {
    /// Whoever is asked, by the place among the referents.
    pub(in crate::resolve) interviewee: usize,
    /// The paragraphs that ask.
    questions: Vec<Span>,
}

/// Questions that are answered in the first person, so that an article is an interview; one will do where its top calls it that.
const ANSWERED: usize = 2;
/// The paragraphs at the top in which whoever is asked is introduced.
const INTRODUCTION: usize = 6;
/// A longer paragraph, in bytes, that ends in a question mark is an answer's.
const LONGEST_QUESTION: usize = 450;
/// Words after which whoever is asked is named, as far as this many bytes on.
const ASKED: [&str; 5] = ["interview", "spoke with", "spoke to", "sat down with", "caught up with"];
const REACH: usize = 120;
/// Words before the name of whoever asks.
const ASKER: [&str; 3] = ["interview by", "interviewed by", "\nby"];

impl Interview {
    /// The interview that an article is, if it is one: paragraphs that ask are followed by ones that say "I" outside of quotation marks.
    ///
    /// Of the persons whom the top names, the one is taken to be asked that stands after "interview" or its like, has a full name, stands
    /// in the headline, and is named often, in this order; where that is even, the first.
    pub(in crate::resolve) fn of(context: &Context<'_>) -> Option<Self> {
        let paragraphs = context.text.paragraphs();
        let is_question = |paragraph: &Span| {
            paragraph.len() <= LONGEST_QUESTION && context.text.of(*paragraph).ends_with('?') && !context.text.is_quoted(paragraph.end - 1)
        };
        let questions: Vec<Span> = paragraphs.iter().copied().filter(is_question).collect();
        let top = paragraphs.get(..INTRODUCTION.min(paragraphs.len()))?;
        let (headline, top) = (*top.first()?, Span::new(top.first()?.start, top.last()?.end));
        let opening = context.text.lower(top);
        let announced: Vec<usize> = ASKED.iter().flat_map(|word| opening.match_indices(word)).map(|(at, _)| top.start + at).collect();
        let says_i = |paragraph: &Span| {
            let is_first_person = |word: Span| matches!(context.text.of(word), "I" | "I'm" | "I’m" | "my" | "My" | "me" | "we" | "We");
            context.text.words_in(*paragraph).any(|word| is_first_person(word) && !context.text.is_quoted(word.start))
        };
        let answered = paragraphs.windows(2).filter(|pair| is_question(&pair[0]) && says_i(&pair[1])).count();
        let has_letters =
            paragraphs.iter().any(|&paragraph| label(context.text, paragraph).is_some_and(|label| is_answerer(context.text, label)));
        if answered < ANSWERED && (answered == 0 || announced.is_empty()) && !has_letters {
            return None;
        }
        let is_person = |referent: usize| context.referents.all[referent].kind == SpeakerKind::Person;
        let asks = |name: Span| {
            let before = context.text.lower(Span::new(0, name.start)).trim_end();
            ASKER.iter().any(|words| before.ends_with(words))
        };
        let asked = context.referents.within(top).filter(|mention| is_person(mention.referent) && !asks(mention.span));
        let persons: Vec<usize> = asked.map(|mention| mention.referent).collect();
        let often = |referent: usize| persons.iter().filter(|&&other| other == referent).count();
        let rank = |&referent: &usize| {
            let places: Vec<Span> =
                context.referents.within(top).filter(|mention| mention.referent == referent).map(|mention| mention.span).collect();
            let is_asked = |place: &Span| announced.iter().any(|&at| at < place.start && place.start < at + REACH);
            let is_full = context.text.words_in(context.referents.all[referent].name).count() > 1;
            (is_full, places.iter().any(is_asked), places.iter().any(|place| headline.contains(*place)), often(referent))
        };
        let best = persons.iter().map(rank).max()?;
        let interviewee = persons.iter().copied().find(|referent| rank(referent) == best)?;
        Some(Self { interviewee, questions })
    }

    /// Whether a place lies in a question.
    pub(in crate::resolve) fn is_question(&self, place: Span) -> bool {
        self.questions.iter().any(|question| question.contains(place))
    }
}

/// The label with which a paragraph begins: what stands before its first colon (after A and Q also a stop).
fn label(text: &Text<'_>, paragraph: Span) -> Option<Span> {
    let end = text.of(paragraph).find([':', '.'])?;
    Some(Span::new(paragraph.start, paragraph.start + end).trim(text.as_str()))
}

/// The person whom a label in capitals names by the last words of a name that stands in the article: "PENCE:".
fn in_capitals(context: &Context<'_>, label: Span) -> Option<usize> {
    let Context { text, referents, .. } = context;
    let is_written = text.of(label).chars().all(|mark| !mark.is_lowercase()) && label.len() > 2;
    let words: Vec<&str> = text.words_in(label).map(|word| text.lower(word)).collect();
    let bears = |&referent: &usize| {
        let known = &referents.all[referent];
        known.kind == SpeakerKind::Person
            && known.words.len() > words.len()
            && known.words.words().iter().rev().zip(words.iter().rev()).all(|(own, word)| own == word)
    };
    let bearers = (0..referents.all.len()).filter(bears).filter(|_| is_written && !words.is_empty());
    bearers.max_by_key(|&referent| referents.all[referent].mentions.len())
}

fn is_answerer(text: &Text<'_>, label: Span) -> bool {
    matches!(text.of(label), "A" | "Answer" | "ANSWER")
}

/// What a label in front of a turn says of whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Turn {
    /// Whoever is asked: "A:".
    Asked,
    /// Whoever asks, unless the article tells who that is: "Q:".
    Asker,
    /// A person by initials, a place among the referents: "HS:".
    Named(usize),
}

/// What a source says of whose turn it is, if it is a label that is no name.
pub(in crate::resolve) fn turn(context: &Context<'_>, source: Span) -> Option<Turn> {
    let text = context.text;
    let is_label = text.paragraph_of(source)?.start == source.start && text.after(source.end).starts_with([':', '.']);
    let words = text.of(source);
    if !is_label {
        return None;
    }
    if is_answerer(text, source) {
        return Some(Turn::Asked);
    }
    if matches!(words, "Q" | "Question" | "QUESTION") {
        return Some(Turn::Asker);
    }
    if let Some(referent) = in_capitals(context, source) {
        return Some(Turn::Named(referent));
    }
    let letters: Vec<char> = words.chars().filter(|&c| c != '.').collect();
    if !(2..=4).contains(&letters.len()) || !letters.iter().all(|letter| letter.is_uppercase()) {
        return None;
    }
    let bears = |referent: &usize| {
        let known = &context.referents.all[*referent];
        let initials: Vec<char> =
            text.words_in(known.name).flat_map(|word| text.of(word).split('-')).filter_map(|part| part.chars().next()).collect();
        known.kind == SpeakerKind::Person && initials == letters
    };
    (0..context.referents.all.len()).find(bears).map(Turn::Named)
}
