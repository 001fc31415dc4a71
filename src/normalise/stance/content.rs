//! What the content's main clause adds where the cue only asserts.

use super::words::{Word, words};
use crate::english::is_abbreviation;
use crate::record::Stance;
use crate::text::Span;

const QUOTATION_MARKS: [char; 6] = ['"', '“', '”', '‘', '\'', '`'];
/// After one of these another clause begins, whose verb is not the main one.
const CLAUSE_OPENERS: [&str; 14] =
    ["that", "which", "who", "whom", "because", "if", "when", "what", "how", "why", "whether", "where", "unless", "while"];
const SUBORDINATORS: [&str; 12] =
    ["if", "when", "while", "unless", "until", "although", "because", "once", "since", "after", "before", "to"];
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', ';', ':', '…', '\n'];
const FINITE: [&str; 20] = [
    "is", "are", "was", "were", "am", "has", "had", "do", "does", "did", "will", "would", "can", "could", "may", "might", "shall", "says",
    "said", "think",
];
const IMPERATIVES: [&str; 30] = [
    "let", "stop", "please", "look", "tell", "vote", "give", "keep", "get", "go", "make", "think", "come", "take", "ask", "put", "bring",
    "leave", "send", "show", "try", "help", "join", "start", "be", "stay", "remember", "consider", "wait", "imagine",
];
/// As far into the clause the main verb is looked for.
const FURTHEST_VERB: usize = 10;

/// The stance of the content's first sentence by its main clause: a demand, an intention, or none of them.
///
/// `content` is in order, its spans on char boundaries of `text`.
pub(super) fn stance(text: &str, content: &[Span]) -> Option<Stance> {
    let direct = is_direct(text, *content.first()?);
    let clause = main_clause(text, content);
    let clause = clause.strip_prefix_of(&["that", "but", "and", "so", "well", "now", "then"]);
    if let Some(stance) = intention(clause, direct) {
        return Some(stance);
    }
    (imperative(text, clause, direct) || obligation(clause)).then_some(Stance::Demands)
}

/// Whether the content opens with a quotation mark.
pub(super) fn is_direct(text: &str, content: Span) -> bool {
    content.of(text).trim_start().starts_with(QUOTATION_MARKS)
}

trait StripPrefix {
    fn strip_prefix_of(&self, openers: &[&str]) -> &Self;
}

impl StripPrefix for [Word] {
    fn strip_prefix_of(&self, openers: &[&str]) -> &Self {
        let skipped = self.iter().take_while(|word| word.is_one_of(openers)).count();
        &self[skipped..]
    }
}

/// The first sentence's words without a subordinate clause in front. The sentence may go on in the next span ("If so," he said, "we ...").
fn main_clause(text: &str, content: &[Span]) -> Vec<Word> {
    let mut clause = Vec::new();
    for (which, &span) in content.iter().enumerate() {
        let sentence = first_sentence(text, span);
        let part = words(text, sentence);
        let leads = which == 0 && part.iter().take(2).any(|word| word.is_one_of(&SUBORDINATORS));
        let lead_end = leads.then(|| sentence.of(text).find(',').map_or(sentence.end, |at| sentence.start + at));
        clause.extend(part.into_iter().filter(|word| lead_end.is_none_or(|end| word.span.start >= end)));
        if sentence != span || sentence.of(text).ends_with(|mark| SENTENCE_ENDS.contains(&mark)) {
            break;
        }
    }
    clause
}

/// The span up to the first mark that ends a sentence; the point of an abbreviation ("Mrs. Lee") or an initial ends none.
fn first_sentence(text: &str, content: Span) -> Span {
    let words = content.of(text);
    let ends = |&(at, mark): &(usize, char)| {
        let last = words[..at].rsplit(|mark: char| !mark.is_alphanumeric()).next().unwrap_or_default();
        let next = words[at + mark.len_utf8()..].chars().next();
        let abbreviates = mark == '.' && (last.chars().count() == 1 || is_abbreviation(last));
        SENTENCE_ENDS.contains(&mark) && !abbreviates && next.is_none_or(|next| !next.is_alphanumeric())
    };
    let end = words.char_indices().find(ends).map_or(words.len(), |(at, mark)| at + mark.len_utf8());
    Span::new(content.start, content.start + end)
}

/// "I will", "we plan to"; outside of quotation marks also "he would". "It would be" has no one behind it.
fn intention(clause: &[Word], direct: bool) -> Option<Stance> {
    let subjects: &[&str] = if direct { &["i", "we"] } else { &["i", "we", "he", "she", "they", "it"] };
    let adverbs = ["also", "still", "now", "never", "certainly", "definitely", "absolutely", "soon", "currently"];
    let (subject, rest) = clause.split_first()?;
    let rest = rest.strip_prefix_of(&adverbs);
    let (verb, rest) = rest.split_first()?;
    let rest = rest.strip_prefix_of(&adverbs);
    let next = rest.first().map_or("", |word| word.text.as_str());
    let after = rest.get(1).map_or("", |word| word.text.as_str());
    let empty = matches!(next, "be" | "have" | "not" | "take" | "mean" | "seem" | "make") && subject.text == "it"
        || matches!(next, "not" | "have" | "like");
    let wills = verb.is_one_of(&["will", "would", "shall"]) && !empty;
    let plans = verb.is_one_of(&["plan", "plans", "planned", "intend", "intends", "intended", "want", "wants", "wanted", "aims", "aim"])
        && next == "to";
    let goes = verb.is_one_of(&["am", "are", "is", "was", "were"]) && next == "going" && after == "to";
    (subject.is_one_of(subjects) && (wills || plans || goes)).then_some(Stance::Intends)
}

/// The first finite verb is "should", "must", "need to", "ought to" or "has to".
fn obligation(clause: &[Word]) -> bool {
    for (at, word) in clause.iter().take(FURTHEST_VERB).enumerate() {
        let next = clause.get(at + 1).map_or("", |word| word.text.as_str());
        let after = clause.get(at + 2).map_or("", |word| word.text.as_str());
        match word.text.as_str() {
            "should" | "must" => return at > 0 && next != "have" && after != "have",
            "ought" | "needs" | "need" if at > 0 && next == "to" => return true,
            "have" | "got" if at > 0 && next == "to" && clause[0].is_one_of(&["we", "you"]) => {
                return !matches!(after, "say" | "admit" | "tell");
            }
            "better" if at > 1 => return clause[at - 1].is_one_of(&["d", "had"]),
            "time" if next == "to" || next == "for" => return at > 0 && at < 3,
            "had" | "have" | "do" if matches!(next, "better" | "got" | "need") => {}
            finite if FINITE.contains(&finite) && next != "time" && after != "time" => return false,
            opener if CLAUSE_OPENERS.contains(&opener) => return false,
            _ => {}
        }
    }
    false
}

/// A quotation that opens with the bare form of a common verb, no stop after it ("Look, ..." is no demand), or with "don't".
fn imperative(text: &str, clause: &[Word], direct: bool) -> bool {
    let [first, second, ..] = clause else { return false };
    let parted = text[first.span.end..].starts_with([',', '.', '!', '?', '…']);
    let forbids = first.is_one_of(&["do", "never"]) && (second.text == "not" || second.is_one_of(&IMPERATIVES));
    direct && !parted && (forbids || first.is_one_of(&IMPERATIVES))
}
