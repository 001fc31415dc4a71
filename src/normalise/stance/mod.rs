//! The stance and certainty of an attribution, from its cue and the words around it.
//!
//! A lexicon of cues (`cues.tsv` of `english`) gives the effect of each; negation, refusal, attempts and hedges are found in the cue and its
//! neighbourhood; where the cue only asserts, the main clause of the content may still demand or intend. The guidelines are documented at [`Stance`]
//! and [`Certainty`].

mod content;
mod forms;
mod holder;
mod lexicon;
mod manner;
mod words;

use crate::record::{Certainty, SpeakerKind, Stance};
use crate::segment::{Text, Token, TokenKind};
use crate::text::Span;
pub(in crate::normalise) use forms::dictionary_forms;
use holder::Holder;
use lexicon::{Effect, Match};
pub use manner::Manner;
use words::{Word, words};

/// How many words before the cue can still negate or hedge it.
const WORDS_BEFORE: usize = 4;
/// How many words of the content are searched for one that belongs to the cue ("asked | them to leave").
const WORDS_OF_CONTENT: usize = 4;
/// How many words of an infinitive at the start of the content can belong to the cue ("declined | to be drawn").
const WORDS_OF_INFINITIVE: usize = 3;
/// How far the clause around the cue is searched, in tokens.
const FURTHEST: usize = 50;
/// How many words after the cue can still belong to it ("said | nothing").
const WORDS_AFTER: usize = 2;
/// Words that end the neighbourhood, since they begin another clause.
const CLAUSE_OPENERS: [&str; 20] = [
    "how", "where", "whether", "until", "and", "but", "or", "who", "which", "that", "because", "while", "when", "if", "as", "what", "why",
    "than", "though", "although",
];
/// Words before a source that connect what precedes them with the cue after it.
const LEADING_TO_SOURCE: [&str; 24] = [
    "do",
    "does",
    "did",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "should",
    "is",
    "are",
    "was",
    "were",
    "even",
    "not",
    "never",
    "nor",
    "neither",
    "reportedly",
    "allegedly",
];
/// Words in a cue after which it says when, where and how, not what ("said in an attack", "said when asked").
const CIRCUMSTANCE: [&str; 14] =
    ["in", "at", "during", "when", "after", "while", "through", "via", "from", "before", "since", "amid", "despite", "because"];

/// The stance and certainty of an attribution.
///
/// `cue`, `source` and `content` are byte spans of `text`; one that is out of range or off char boundaries is treated as absent, so nothing panics.
/// Without a cue the reading is that of a quotation: asserts, neutral, or whatever its main clause says. `speaker` is what is known about the
/// speaker: "the firm said it would pay" intends, "the engineer said it would rain" does not.
#[must_use]
pub fn stance(text: &Text<'_>, cue: Option<Span>, source: Option<Span>, content: &[Span], speaker: Option<SpeakerKind>) -> Manner {
    let is_sound = |span: &Span| text.as_str().get(span.range()).is_some();
    let source = source.filter(is_sound);
    let mut content: Vec<Span> = content.iter().copied().filter(is_sound).collect();
    content.sort_unstable();
    let cue = cue.filter(is_sound);
    let reading = cue.map_or(Manner::PLAIN, |cue| Neighbourhood::new(text, cue, source, &content).reading());
    match reading.stance {
        Stance::Asserts if cue.is_some_and(|cue| words(text, cue).is_empty()) && content::asks(text, &content) => {
            Manner { stance: Stance::Doubts, ..reading }
        }
        // What is predicted to be so is not demanded: "predicts that the moths should fly east".
        Stance::Asserts if cue.is_some_and(|cue| predicts(text, cue)) => reading,
        Stance::Asserts => {
            let holder = Holder::of(text, cue, source, &content, speaker);
            Manner { stance: content::stance(text, &content, &holder).unwrap_or(Stance::Asserts), ..reading }
        }
        _ => reading,
    }
}

/// Verbs of prediction.
const PREDICTIONS: [&str; 6] = ["predict", "forecast", "foresee", "anticipate", "estimate", "hypothesise"];

fn predicts(text: &Text<'_>, cue: Span) -> bool {
    words(text, cue).iter().any(|word| dictionary_forms(word.text).iter().any(|lemma| PREDICTIONS.contains(&lemma.as_str())))
}

/// Whether a word, in lower case and in its dictionary form, is a cue on its own.
#[must_use]
pub fn is_cue(lemma: &str) -> bool {
    lexicon::listed(lemma).is_some()
}

/// Whether the words of `span`, a byte span of `text`, contain a cue of the lexicon, including refusals and hedges ("reportedly"); `false` where the
/// span does not fit the text.
#[must_use]
pub fn contains_cue(text: &Text<'_>, span: Span) -> bool {
    let attributes = |found: &Match| matches!(found.effect, Effect::Puts(_) | Effect::Refuses | Effect::Hedges(_));
    text.as_str().get(span.range()).is_some() && lexicon::find(&words(text, span)).iter().any(attributes)
}

/// A cue with the surrounding words that may change its effect.
struct Neighbourhood<'t> {
    words: Vec<Word<'t>>,
    /// The positions of the cue's own words.
    cue: std::ops::Range<usize>,
    /// How many of the words are outside the content: only these negate or hedge.
    outside: usize,
    /// Whether the source is nobody ("no one said", "few believe").
    nobody: bool,
}

impl<'t> Neighbourhood<'t> {
    fn new(text: &'t Text<'t>, cue: Span, source: Option<Span>, content: &[Span]) -> Self {
        let is_other = |word: &Word<'_>| source.iter().chain(content).any(|span| span.overlaps(word.span));
        let before = words_before(text, cue, &is_other);
        let own = words(text, cue);
        let range = before.len()..before.len() + own.len();
        let after = words_after(text, cue, &is_other);
        let follows = content.iter().find(|content| content.start >= cue.end);
        let refuses = lexicon::find(&own).iter().any(|found| found.effect == Effect::Refuses)
            || own.iter().any(|word| word.text.starts_with("declin"));
        let opening = follows.map(|&content| content_opening(text, content, refuses)).unwrap_or_default();
        let nobody = source.is_some_and(|source| {
            let source = words(text, source);
            // "No 10" is an actual source.
            let is_number = source.get(1).is_some_and(|word| word.text.starts_with(|letter: char| letter.is_ascii_digit()));
            source.first().is_some_and(|word| word.is_one_of(&["no", "none", "nobody", "neither", "few", "nothing"])) && !is_number
        });
        let mut words: Vec<Word<'_>> = before.into_iter().chain(own).chain(after).collect();
        let outside = words.len();
        words.extend(opening);
        Self { words, cue: range, outside, nobody }
    }

    fn reading(&self) -> Manner {
        let found = lexicon::find(&self.words);
        let main = self.main(&found);
        let end = main.map_or(self.cue.end, |(found, _)| found.last());
        let base = main.map(|(_, reading)| reading).or_else(|| self.derived(&found));
        let has = |effect: Effect| found.iter().any(|found| found.effect == effect && found.first() < end.min(self.outside));
        let (refuses, attempts) = (has(Effect::Refuses), has(Effect::Attempts));
        let negations = found.iter().filter(|found| found.effect == Effect::Negates && self.negates(found.first(), end)).count();
        let is_negated = (negations + usize::from(self.nobody)) % 2 == 1;
        let stance = match base.map(|base| base.stance) {
            None | Some(Stance::Demands | Stance::Intends | Stance::Judges) if refuses => Stance::Denies,
            None if is_negated => Stance::Doubts,
            None if attempts => Stance::Intends,
            None => Stance::Asserts,
            Some(stance) if refuses || is_negated => negated(stance),
            Some(stance) => stance,
        };
        let hedge = found.iter().rev().find_map(|found| match found.effect {
            Effect::Hedges(certainty) if found.first() < self.outside => Some(certainty),
            _ => None,
        });
        let certainty = match base.map(|base| base.certainty) {
            Some(Certainty::Endorsed) if attempts => Certainty::Neutral,
            Some(certainty) if !refuses && !is_negated => certainty,
            _ => Certainty::Neutral,
        };
        Manner { stance, certainty: hedge.unwrap_or(certainty) }
    }

    /// The most telling entry of the cue itself: the first, except that a plain assertion gives way to a later entry ("issued a denial").
    fn main<'f>(&self, found: &'f [Match]) -> Option<(&'f Match, Manner)> {
        let own = found.iter().filter(|found| self.cue.contains(&found.first()));
        let mut own = own.filter_map(|found| match found.effect {
            Effect::Puts(reading) => Some((found, reading)),
            _ => None,
        });
        let first = own.next()?;
        if first.1 != Manner::PLAIN {
            return Some(first);
        }
        let telling = own.find(|&(_, reading)| reading != Manner::PLAIN);
        let is_said_of_it =
            |telling: &Match| !self.words[first.0.first()..telling.first()].iter().any(|word| word.is_one_of(&CIRCUMSTANCE));
        telling.filter(|(telling, _)| is_said_of_it(telling)).or(Some(first))
    }

    /// The reading derived from those of the cue's words that have no effect of their own.
    fn derived(&self, found: &[Match]) -> Option<Manner> {
        let has_effect = |place: usize| found.iter().any(|found| found.places.contains(&place));
        let own: Vec<Word<'_>> = self.cue.clone().filter(|&place| !has_effect(place)).map(|place| self.words[place]).collect();
        lexicon::derived(&own)
    }

    /// Whether the negating word at `place` applies to the entry at `main`: it precedes the entry's last word (except in "not only"), or is the
    /// object.
    fn negates(&self, place: usize, main: usize) -> bool {
        let next = self.words.get(place + 1);
        let only = next.is_some_and(|word| word.is_one_of(&["only", "just", "merely", "simply", "least", "surprisingly"]));
        let object = || self.words[place].is_one_of(&["nothing", "little"]) && place > main;
        !only && place < self.outside && (place < main || object())
    }
}

/// The stance that results from negating a stance.
const fn negated(stance: Stance) -> Stance {
    match stance {
        Stance::Doubts => Stance::Asserts,
        Stance::Intends => Stance::Denies,
        Stance::Asserts | Stance::Denies | Stance::Demands | Stance::Judges => Stance::Doubts,
    }
}

/// The words before the cue within its clause, without the source.
fn words_before<'t>(text: &'t Text<'t>, cue: Span, is_other: &impl Fn(&Word<'_>) -> bool) -> Vec<Word<'t>> {
    let all = words(text, Span::new(clause_around(text, cue).start, cue.start));
    let opener = all.iter().rposition(|word| !is_other(word) && word.is_one_of(&CLAUSE_OPENERS)).map_or(0, |at| at + 1);
    let from = opener.max(before_source(&all, is_other));
    let near: Vec<Word<'_>> = all.into_iter().skip(from).filter(|word| !is_other(word)).collect();
    let skipped = near.len().saturating_sub(WORDS_BEFORE);
    near.into_iter().skip(skipped).collect()
}

/// The first of the words before a cue that may apply to it: those before the source do where they lead up to it ("never *did* she say", "not *even*
/// Lee says"), and otherwise belong to something else ("without changes, it urges").
fn before_source(words: &[Word<'_>], is_other: &impl Fn(&Word<'_>) -> bool) -> usize {
    let Some(source_end) = words.iter().rposition(is_other) else { return 0 };
    let source = words[..source_end].iter().rposition(|word| !is_other(word)).map_or(0, |before| before + 1);
    let leads = source.checked_sub(1).is_some_and(|before| words[before].is_one_of(&LEADING_TO_SOURCE));
    if leads { 0 } else { source }
}

/// The words after the cue up to the next part of the attribution or the end of the clause.
fn words_after<'t>(text: &'t Text<'t>, cue: Span, is_other: &impl Fn(&Word<'_>) -> bool) -> Vec<Word<'t>> {
    let near = words(text, Span::new(cue.end, clause_around(text, cue).end));
    near.into_iter().take(WORDS_AFTER).take_while(|word| !is_other(word) && !word.is_one_of(&CLAUSE_OPENERS)).collect()
}

/// The cue with the words before and after it in its sentence, up to the nearest mark that ends a clause.
fn clause_around(text: &Text<'_>, cue: Span) -> Span {
    let (tokens, sentence) = (text.tokens_in(cue), text.tokens_in(text.sentences_over(cue)));
    let goes_on = |token: &&Token| !matches!(token.kind, TokenKind::Mark(mark) if ends_clause(mark));
    let before = text.tokens()[sentence.start.min(tokens.start)..tokens.start].iter().rev().take(FURTHEST).take_while(goes_on).last();
    let after = text.tokens()[tokens.end..sentence.end.max(tokens.end)].iter().take(FURTHEST).take_while(goes_on).last();
    Span::new(before.map_or(cue.start, |token| token.span.start), after.map_or(cue.end, |token| token.span.end))
}

/// The words of the content that may complete a cue: its first word and, outside quotation marks, the "to" of an infinitive close by ("asked | them
/// to leave"), or the words after a "to", "not", "no" or "for" at its start ("declined | to comment", "pleaded | not guilty").
fn content_opening<'t>(text: &'t Text<'t>, content: Span, refuses: bool) -> Vec<Word<'t>> {
    let reach = if content::is_direct(text, content) { 1 } else { WORDS_OF_CONTENT };
    let opening = words(text, content).into_iter().take(reach).enumerate();
    let same_clause: Vec<Word<'_>> =
        opening.take_while(|(place, word)| *place == 0 || !word.is_one_of(&CLAUSE_OPENERS)).map(|(_, word)| word).collect();
    let whole = match same_clause.first().map(|first| first.text) {
        Some("to") if refuses => WORDS_OF_INFINITIVE,
        Some("not" | "no" | "for") => 2,
        _ => 1,
    };
    same_clause.into_iter().enumerate().filter(|(place, word)| *place < whole || word.text == "to").map(|(_, word)| word).collect()
}

const fn ends_clause(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | '!' | '?' | '"' | '“' | '”' | '(' | ')' | '—' | '–')
}
