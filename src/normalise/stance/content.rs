//! The stance that the content's main clause adds where the cue only asserts.

use super::holder::Holder;
use super::words::{Word, words};
use crate::english::{Class, is};
use crate::record::Stance;
use crate::segment::{Gap, Text, Token, TokenKind};
use crate::text::Span;

/// Words that begin another clause, whose verb is not the main one.
const CLAUSE_OPENERS: [&str; 14] =
    ["that", "which", "who", "whom", "because", "if", "when", "what", "how", "why", "whether", "where", "unless", "while"];
const SUBORDINATORS: [&str; 12] =
    ["if", "when", "while", "unless", "until", "although", "because", "once", "since", "after", "before", "to"];
/// How many words into the clause the main verb is looked for.
const FURTHEST_VERB: usize = 10;

/// The stance of the content's first sentence, judged by its main clause: a demand, an intention, or neither.
///
/// `content` is in order, and its spans lie on char boundaries of `text`.
pub(super) fn stance(text: &Text<'_>, content: &[Span], holder: &Holder) -> Option<Stance> {
    let direct = is_direct(text, *content.first()?);
    let clause = main_clause(text, content);
    let clause = past_openers(&clause, &["that", "but", "and", "so", "well", "now", "then"]);
    if let Some(stance) = intention(clause, direct, holder) {
        return Some(stance);
    }
    (imperative(text, clause, direct) || obligation(clause)).then_some(Stance::Demands)
}

/// Whether the content's first sentence is a question.
pub(super) fn asks(text: &Text<'_>, content: &[Span]) -> bool {
    let Some(&first) = content.first() else { return false };
    text.of(first_sentence(text, first)).trim_end_matches(['"', '”', '\'', '’', ' ']).ends_with('?')
}

/// Whether the content opens with a quotation mark. Lying inside a quotation is not the test: in a paragraph with a missing mark, quotations and
/// running text are swapped.
pub(super) fn is_direct(text: &Text<'_>, content: Span) -> bool {
    text.of(content).trim_start().starts_with(['"', '“', '”', '‘', '\'', '`'])
}

/// The words of a clause after its opening words.
fn past_openers<'c, 't>(clause: &'c [Word<'t>], openers: &[&str]) -> &'c [Word<'t>] {
    &clause[clause.iter().take_while(|word| word.is_one_of(openers)).count()..]
}

/// The first sentence's words without a leading subordinate clause. The sentence may continue in the next span ("If so," he said, "we ...").
fn main_clause<'t>(text: &'t Text<'t>, content: &[Span]) -> Vec<Word<'t>> {
    let mut clause = Vec::new();
    for (which, &span) in content.iter().enumerate() {
        let sentence = first_sentence(text, span);
        let part = words(text, sentence);
        let leads = which == 0 && part.iter().take(2).any(|word| word.is_one_of(&SUBORDINATORS));
        let lead_end = leads.then(|| text.of(sentence).find(',').map_or(sentence.end, |at| sentence.start + at));
        clause.extend(part.into_iter().filter(|word| lead_end.is_none_or(|end| word.span.start >= end)));
        if sentence != span || text.of(sentence).ends_with(['.', '!', '?', ';', ':', '…']) {
            break;
        }
    }
    clause
}

/// The part of the content within its first sentence, up to a colon or semicolon that ends a clause.
fn first_sentence(text: &Text<'_>, content: Span) -> Span {
    let tokens = &text.tokens()[text.tokens_in(content)];
    let Some(first) = tokens.first() else { return content };
    let ends_clause = |pair: &&[Token]| matches!(pair[0].kind, TokenKind::Mark(':' | ';')) && pair[1].gap != Gap::None;
    let sentence = text.sentences_over(first.span).end;
    let clause = tokens.windows(2).find(ends_clause).map_or(content.end, |pair| pair[0].span.end);
    Span::new(content.start, content.end.min(sentence).min(clause))
}

/// "I will", "we plan to"; outside quotation marks also "he would", where "he" is the speaker. "It would be" expresses nobody's intention.
fn intention(clause: &[Word<'_>], direct: bool, holder: &Holder) -> Option<Stance> {
    let adverbs = ["also", "still", "now", "never", "certainly", "definitely", "absolutely", "soon", "currently"];
    let (subject, rest) = clause.split_first()?;
    let rest = past_openers(rest, &adverbs);
    let (verb, rest) = rest.split_first()?;
    let rest = past_openers(rest, &adverbs);
    let next = rest.first().map_or("", |word| word.text);
    let after = rest.get(1).map_or("", |word| word.text);
    let empty = matches!(next, "be" | "have" | "not" | "take" | "mean" | "seem" | "make") && subject.text == "it"
        || matches!(next, "not" | "have" | "like");
    let wills = verb.is_one_of(&["will", "would", "shall"]) && !empty;
    let plans = verb.is_one_of(&["plan", "plans", "planned", "intend", "intends", "intended", "want", "wants", "wanted", "aims", "aim"])
        && next == "to";
    let goes = verb.is_one_of(&["am", "are", "is", "was", "were"]) && next == "going" && after == "to";
    let is_own = if direct { subject.is_one_of(&["i", "we"]) } else { holder.may_be(subject.text) };
    (is_own && (wills || plans || goes)).then_some(Stance::Intends)
}

/// Whether the first finite verb is "should", "must", "need to", "ought to" or "has to".
fn obligation(clause: &[Word<'_>]) -> bool {
    for (at, word) in clause.iter().take(FURTHEST_VERB).enumerate() {
        let next = clause.get(at + 1).map_or("", |word| word.text);
        let after = clause.get(at + 2).map_or("", |word| word.text);
        match word.text {
            "should" | "must" => return at > 0 && next != "have" && after != "have",
            "ought" | "needs" | "need" if at > 0 && next == "to" => return true,
            "have" | "got" if at > 0 && next == "to" && clause[0].is_one_of(&["we", "you"]) => {
                return !matches!(after, "say" | "admit" | "tell");
            }
            "better" if at > 1 => return clause[at - 1].is_one_of(&["d", "had"]),
            "time" if next == "to" || next == "for" => return at > 0 && at < 3,
            "had" | "have" | "do" if matches!(next, "better" | "got" | "need") => {}
            finite if is_finite(finite) && next != "time" && after != "time" => return false,
            opener if CLAUSE_OPENERS.contains(&opener) => return false,
            _ => {}
        }
    }
    false
}

/// Whether a word is a finite verb: an auxiliary, or a verb common in clauses of opinion.
fn is_finite(word: &str) -> bool {
    is(word, Class::Auxiliary) && !matches!(word, "been" | "being" | "have") || matches!(word, "am" | "shall" | "says" | "said" | "think")
}

/// Whether a quotation opens with the bare form of a common verb without a stop after it ("Look, ..." is not a demand), or with "don't".
fn imperative(text: &Text<'_>, clause: &[Word<'_>], direct: bool) -> bool {
    let [first, second, ..] = clause else { return false };
    let parted = text.after(first.span.end).starts_with([',', '.', '!', '?', '…']);
    let forbids = first.is_one_of(&["do", "never"]) && (second.text == "not" || is(second.text, Class::Imperative));
    direct && !parted && (forbids || is(first.text, Class::Imperative))
}
