//! Interviews: questions and answers.

use crate::record::SpeakerKind;
use crate::resolve::context::Context;
use crate::segment::Text;
use crate::text::Span;

/// An interview printed as questions and answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resolve) struct Interview {
    /// The interviewee, as an index into the referents.
    pub(in crate::resolve) interviewee: usize,
    /// The paragraphs that ask.
    questions: Vec<Span>,
}

/// How many questions answered in the first person make an article an interview; one is enough where its top calls it one.
const ANSWERED: usize = 2;
/// How many paragraphs at the top may introduce the interviewee.
const INTRODUCTION: usize = 6;
/// The longest question, in bytes: a longer paragraph that ends in a question mark is part of an answer.
const LONGEST_QUESTION: usize = 450;
// Words after which the interviewee is named, and within how many bytes.
const ASKED: [&str; 5] = ["interview", "spoke with", "spoke to", "sat down with", "caught up with"];
const REACH: usize = 120;
/// Words before the name of the interviewer.
const ASKER: [&str; 3] = ["interview by", "interviewed by", "\nby"];

impl Interview {
    /// Reads an article as an interview, if it is one: questions are followed by paragraphs in the first person outside quotation marks, or an answer
    /// is labelled "A".
    ///
    /// The interviewee is the person named at the top who has a full name, stands after "interview" or the like, stands in the headline, and is named
    /// most often there, in this order of importance; the first of them on a tie.
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

/// The label with which a paragraph may begin: the words before its first colon or full stop.
fn label(text: &Text<'_>, paragraph: Span) -> Option<Span> {
    let end = text.of(paragraph).find([':', '.'])?;
    Some(Span::new(paragraph.start, paragraph.start + end).trim(text.as_str()))
}

/// The person whom a label in capitals names by the last words of a name in the article: "PENCE:".
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

/// Whose turn a label says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Turn {
    /// The interviewee's: "A:".
    Asked,
    /// That of an interviewer who is not named: "Q:".
    Asker,
    /// That of a person given by initials or surname ("HS:", "PENCE:"), as an index into the referents.
    Named(usize),
}

/// Whether a referent's name stands before a colon at the head of a paragraph: "*Business Daily*: Why close?", after which "BD" is the same paper.
fn is_label_elsewhere(context: &Context<'_>, referent: usize) -> bool {
    let Context { text, referents, .. } = context;
    referents.all[referent].mentions.iter().map(|&at| referents.mentions[at].span).any(|name| {
        let opens = text.paragraph_of(name).is_some_and(|paragraph| paragraph.start == name.start);
        opens && text.after(name.end).starts_with(':')
    })
}

/// Whose turn a source says it is, if it is a label other than a name.
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
        (known.kind == SpeakerKind::Person || is_label_elsewhere(context, *referent)) && initials == letters
    };
    (0..context.referents.all.len()).find(bears).map(Turn::Named)
}
