//! Verb groups ("will not be held", "is expected to report"), and whether they refer to the past or the future.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::{Lean, Sense, Tense, senses};
use super::words::Words;
use crate::english::{Class, all, is, value};
use crate::normalise::stance::{dictionary_forms, is_cue};
use crate::segment::Text;
use crate::text::Span;

/// A verb with its auxiliaries, or another word that refers to the past or the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// The time of what it describes.
    pub(super) lean: Lean,
    /// The time of the verb itself, where that differs from `lean`: "threatened".
    pub(super) own: Option<Lean>,
    /// Whether it is a speech verb.
    pub(super) says: bool,
    /// Whether it is in the present, so that only a time close to it lies in the future: "is", "flies".
    pub(super) is_present: bool,
    /// Whether its infinitive lies in the future.
    bids: bool,
}

/// Words that may stand between an auxiliary and its verb, besides adverbs in -ly.
const BETWEEN: [&str; 16] =
    ["not", "n", "t", "'", "never", "also", "still", "now", "soon", "then", "only", "even", "just", "already", "yet", "be"];
/// How far before an infinitive the word it depends on may stand, in tokens.
const INFINITIVE_REACH: usize = 6;

/// The verb groups in a range of tokens, in order.
pub(super) fn verbs(words: &Words, stretch: Range<usize>) -> Vec<Verb> {
    let mut found: Vec<Verb> = Vec::new();
    let mut at = stretch.start;
    while at < stretch.end {
        match (Group { words, before: found.last().copied() }).read(at) {
            Some(verb) => {
                at = verb.end.max(at + 1);
                found.push(verb);
            }
            None => at += 1,
        }
    }
    found
}

/// Reads a verb group, given the one before it.
struct Group<'t> {
    words: &'t Words<'t>,
    before: Option<Verb>,
}

impl Group<'_> {
    fn read(&self, at: usize) -> Option<Verb> {
        let word = self.words.word(at);
        match word {
            "to" => self.infinitive(at),
            "is" | "are" | "was" | "were" | "am" | "isn" | "aren" | "wasn" | "weren" => Some(self.be(at)),
            "has" | "have" | "had" | "hasn" | "haven" | "hadn" | "ve" => self.have(at),
            "did" | "didn" => Some(verb(at, self.main(at + 1), Lean::Past)),
            "won" if self.words.word(at + 1) == "'" && self.words.is_glued(at + 1) => Some(self.modal(at)),
            _ if self.tense(at) == Some(Tense::Modal) => self.is_verb(at).then(|| self.modal(at)),
            _ => self.single(at),
        }
    }

    /// "will be held", "could have closed"; "could not" refers to the past as often as to the future.
    fn modal(&self, at: usize) -> Verb {
        let end = self.main(at + 1);
        let has = |word: &str| (at + 1..end).any(|at| self.words.word(at) == word);
        let unreal = has("have") && !matches!(self.words.word(at), "will" | "ll" | "shall");
        let lean = match self.words.word(at) {
            _ if unreal => Lean::Past,
            "could" if has("not") || has("t") => Lean::Open,
            _ => Lean::Future,
        };
        verb(at, end, lean)
    }

    /// "was held", "is to be held", "is expected to report", "are meeting".
    fn be(&self, at: usize) -> Verb {
        let past = self.words.word(at).starts_with('w');
        let main = self.pass(at + 1);
        let lean = if past { Lean::Past } else { Lean::Open };
        if self.words.word(main) == "to" || self.words.word(main) == "set" && matches!(self.words.word(main + 1), "to" | "for") {
            let to = if self.words.word(main) == "set" { main + 1 } else { main };
            let end = if self.words.word(to) == "to" { self.main(to + 1) } else { to + 1 };
            let unreal = self.words.word(to + 1) == "have";
            return verb(at, end, if unreal { Lean::Past } else { Lean::Future });
        }
        if self.tense(main) == Some(Tense::Future) {
            return verb(at, main + 1, Lean::Future);
        }
        if let Some(told) = self.form(main) {
            // What somebody is told or asked to do lies in the future.
            let end = if self.words.word(main) == "being" { self.main(main + 1) } else { main + 1 };
            return Verb {
                lean: told.own.map_or(lean, |_| told.lean),
                own: told.own.map(|_| lean),
                bids: told.bids,
                ..verb(at, end, lean)
            };
        }
        let word = self.words.word(main);
        if word.len() > 4 && word.ends_with("ing") {
            return verb(at, self.main(main), if past { Lean::Past } else { Lean::Future });
        }
        Verb { is_present: !past, ..verb(at, at + 1, lean) }
    }

    /// "has been held", "had closed"; "has to close", but not "has a plan".
    fn have(&self, at: usize) -> Option<Verb> {
        let main = self.pass(at + 1);
        let past = self.words.word(at).starts_with("had");
        if self.words.word(main) == "to" {
            return Some(verb(at, self.main(main + 1), if past { Lean::Past } else { Lean::Future }));
        }
        let perfect = self.words.word(main) == "been" || self.form(main).is_some();
        let main = if self.words.word(main) == "been" { self.pass(main + 1) } else { main };
        let ahead = self.form(main).filter(|told| told.own.is_some());
        let group = |ahead: Verb| Verb { end: ahead.end, start: at, ..ahead };
        (perfect || past).then(|| ahead.map_or_else(|| verb(at, if perfect { self.main(main) } else { at + 1 }, Lean::Past), group))
    }

    /// "to close", "to have closed". Its time depends on the word it belongs to; on its own it lies in the future.
    fn infinitive(&self, at: usize) -> Option<Verb> {
        let next = self.words.word(at + 1);
        let fits = self.words.is_letters(at + 1) && !self.words.is_capitalised(at + 1) && !is_object(next);
        if !fits {
            return None;
        }
        if next == "have" {
            return Some(verb(at, self.main(at + 2), Lean::Past));
        }
        let near = self.before.filter(|before| at - before.end <= INFINITIVE_REACH);
        // "guidelines to be published"
        let is_passive = next == "be" && near.is_none_or(|before| before.end < at);
        let lean = match near {
            _ if is_passive => Lean::Future,
            Some(before) if before.bids => Lean::Future,
            Some(before) => before.lean,
            None => Lean::Future,
        };
        Some(Verb { bids: near.is_some_and(|before| before.bids), ..verb(at, self.main(at + 1), lean) })
    }

    /// A verb without auxiliaries, or another word that shows tense.
    fn single(&self, at: usize) -> Option<Verb> {
        match self.tense(at) {
            Some(Tense::Future) => return self.is_verb(at).then(|| verb(at, at + 1, Lean::Future)),
            Some(Tense::Past) => return Some(verb(at, at + 1, Lean::Past)),
            _ => {}
        }
        self.form(at)
    }

    /// A past form or participle, or any form of a word that refers to the future.
    fn form(&self, at: usize) -> Option<Verb> {
        let word = self.words.word(at);
        if word.len() < 3 || !self.words.is_letters(at) || self.words.is_capitalised(at) {
            return None;
        }
        let is_past = is_past_form(word);
        if !is_past && is_present_form(word) {
            return Some(Verb { is_present: true, ..verb(at, at + 1, Lean::Open) });
        }
        let tense = ahead(word);
        if !is_past && tense.is_none() {
            return None;
        }
        if word == "set" && matches!(self.words.word(at + 1), "to" | "for") {
            return Some(verb(at, at + 2, Lean::Future));
        }
        if word == "put" && matches!(self.words.word(at + 1), "off" | "back") {
            return Some(Verb { own: Some(Lean::Past), ..verb(at, at + 2, Lean::Future) });
        }
        // "a still unspecified date"
        let before = at.checked_sub(1 + usize::from(at > 1 && matches!(self.words.word(at - 1), "still" | "newly")));
        if is_past && before.is_some_and(|before| is(self.words.word(before), Class::Determiner)) {
            return None;
        }
        let own = if is_past { Lean::Past } else { Lean::Open };
        let says = is_past && dictionary_forms(word).iter().any(|lemma| is_cue(lemma));
        let is_ahead = tense == Some(Tense::Ahead);
        // "a plan", "calls": only their infinitives count.
        let lean = if is_ahead { Lean::Future } else { own };
        let found = Verb { own: is_ahead.then_some(Lean::Past), says, bids: tense.is_some(), ..verb(at, at + 1, lean) };
        (is_past || is_ahead || self.words.word(at + 1) == "to" || tense == Some(Tense::Bidding)).then_some(found)
    }

    fn tense(&self, at: usize) -> Option<Tense> {
        tense_of(self.words.senses(at))
    }

    /// "May" and "Will" may be names.
    fn is_verb(&self, at: usize) -> bool {
        !(self.words.is_capitalised(at) && matches!(self.words.word(at), "may" | "will"))
    }

    /// The position after adverbs and negations.
    fn pass(&self, from: usize) -> usize {
        let is_between = |&at: &usize| {
            let word = self.words.word(at);
            BETWEEN.contains(&word) || word.len() > 4 && word.ends_with("ly")
        };
        (from..from + 5).find(|at| !is_between(at)).unwrap_or(from + 5)
    }

    /// The position after the main verb that follows auxiliaries, skipping further auxiliaries.
    fn main(&self, from: usize) -> usize {
        let mut at = self.pass(from);
        while matches!(self.words.word(at), "have" | "been" | "being") {
            at = self.pass(at + 1);
        }
        let is_verb = self.words.is_letters(at) && !self.words.is_capitalised(at);
        if is_verb && !is(self.words.word(at), Class::Determiner) { at + 1 } else { at.min(from + 1) }
    }
}

/// Whether a word after "to" begins an object rather than an infinitive.
fn is_object(word: &str) -> bool {
    is(word, Class::Determiner) || matches!(word, "which" | "what" | "whom" | "it" | "them")
}

/// A group with the given span and tense and no other properties.
fn verb(start: usize, end: usize, lean: Lean) -> Verb {
    Verb { start, end: end.max(start + 1), lean, own: None, says: false, is_present: false, bids: false }
}

/// The sense in which a word refers to the future, if any word that it may be a form of does.
fn ahead(word: &str) -> Option<Tense> {
    let looks = |lemma: &String| tense_of(senses(lemma)).filter(|tense| matches!(tense, Tense::Ahead | Tense::Bidding));
    dictionary_forms(word).iter().find_map(looks)
}

fn tense_of(senses: &[Sense]) -> Option<Tense> {
    senses.iter().find_map(|sense| if let Sense::Tense(tense) = sense { Some(*tense) } else { None })
}

/// Whether a word in lower case is the past form or the participle of a verb.
fn is_past_form(word: &str) -> bool {
    let regular = word.len() > 4
        && word.ends_with("ed")
        && !matches!(word, "indeed" | "hundred" | "need" | "speed" | "exceed" | "proceed" | "succeed");
    let irregular = !["ing", "fs", "ses", "ria"].iter().any(|noun| word.ends_with(noun))
        && value(word, Class::Irregular).is_some_and(|lemma| !matches!(lemma, "be" | "have"));
    regular || irregular || matches!(word, "died")
}

/// Whether a word in lower case is the third person singular of a strong verb: "flies", "takes". With a day, the present tense describes what is
/// planned.
fn is_present_form(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && dictionary_forms(word).iter().any(|lemma| lemma != word && STRONG.contains(lemma.as_str()) && !is_cue(lemma))
}

/// Verbs with irregular forms that describe actions.
static STRONG: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    const OTHERS: [&str; 12] = ["be", "have", "do", "belief", "analysis", "criterion", "hypothesis", "mean", "know", "set", "cost", "let"];
    all(Class::Irregular).map(|(_, lemma)| lemma).filter(|lemma| !OTHERS.contains(lemma)).collect()
});

/// The verb groups of a text, for rules that look for a clause's subject or for its other content.
pub(crate) struct VerbGroups<'t>(Words<'t>);

/// A verb with its auxiliaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VerbGroup {
    /// Its words.
    pub(crate) span: Span,
    /// Whether it is a past form of a cue.
    pub(crate) says: bool,
}

impl<'t> VerbGroups<'t> {
    /// Reads a text's words.
    #[must_use]
    pub(crate) fn new(text: &'t Text<'t>) -> Self {
        Self(Words::new(text))
    }

    /// The verb groups within a span of the text, in order.
    #[must_use]
    pub(crate) fn within(&self, stretch: Span) -> Vec<VerbGroup> {
        let tokens = self.0.text.tokens();
        let group = |verb: Verb| VerbGroup {
            span: Span::new(tokens[verb.start].span.start, tokens[verb.end.min(tokens.len()) - 1].span.end),
            says: verb.says,
        };
        verbs(&self.0, self.0.text.tokens_in(stretch)).into_iter().map(group).collect()
    }
}
