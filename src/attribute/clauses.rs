//! Finds the subject of a reporting verb in its own clause, including what stands between the two: "*The firm, which was sold in May,* said".

use crate::decode::LabelledSpan;
use crate::english::{Class, ends_in, is};
use crate::normalise::dates::VerbGroups;
use crate::segment::Text;
use crate::text::Span;

/// The most words in a subject's head, and in the whole subject.
const LONGEST_HEAD: usize = 10;
const LONGEST: usize = 45;
/// The most phrases that may precede a subject: "However, on Monday, the firm said".
const ADVERBIALS: usize = 3;
/// Words after which a clause with a subject of its own may begin.
const JOINTS: [&str; 13] =
    ["and", "but", "while", "although", "though", "because", "after", "before", "since", "as", "when", "that", "whereas"];
/// Words that open a relative clause.
const RELATIVES: [&str; 5] = ["who", "which", "whose", "where", "whom"];
/// Parenthetical phrases between commas that do not describe the subject.
const ASIDES: [&str; 9] = ["however", "meanwhile", "though", "too", "instead", "for example", "for instance", "in turn", "therefore"];
/// Words that may open a sentence before its subject.
const OPENERS: [&str; 16] = [
    "but",
    "and",
    "yet",
    "however",
    "meanwhile",
    "still",
    "so",
    "nor",
    "also",
    "later",
    "then",
    "earlier",
    "separately",
    "today",
    "yesterday",
    "despite",
];
/// Words in a cue whose subject does not speak: forms of "be", which make it passive, and the "to" of an infinitive.
const PASSIVE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "to"];

/// Participles that, before a preposition, describe the noun before them.
const PARTICIPLES: [&str; 9] = ["suspected", "accused", "convicted", "opposed", "charged", "dedicated", "committed", "related", "devoted"];

/// Verbs of saying that have a clause or a quotation right beside them.
const SAYING: [&str; 12] =
    ["said", "says", "say", "added", "adds", "announced", "reported", "confirmed", "warned", "predicted", "showed", "estimated"];

pub(super) fn is_saying(word: &str) -> bool {
    SAYING.contains(&word)
}

/// A text with its names and verb groups, in which the subjects of clauses are found.
pub(super) struct Clause<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) names: &'a [LabelledSpan],
    pub(super) verbs: &'a VerbGroups<'a>,
}

impl Clause<'_> {
    /// Returns the subject of a cue that is a finite verb in the active voice, outside quotations: the longest stretch between byte `floor` and the
    /// verb that can be a subject.
    pub(super) fn subject(&self, cue: Span, floor: usize) -> Option<Span> {
        let sentence = self.text.sentence_of(cue).filter(|_| !self.text.is_quoted(cue.start) && self.is_active(cue))?;
        let before = self.trimmed(Span::new(sentence.start.max(floor).min(cue.start), cue.start));
        let after_joints = self.text.words_in(before).filter(|&word| JOINTS.contains(&self.text.lower(word))).map(|word| word.end);
        let starts: Vec<usize> = std::iter::once(before.start).chain(after_joints).collect();
        let agrees = |subject: &Span| !self.is_noun_after(cue, *subject);
        starts.into_iter().find_map(|start| self.read(Span::new(start, before.end))).filter(agrees)
    }

    /// Whether a cue is a finite verb whose subject speaks.
    fn is_active(&self, cue: Span) -> bool {
        let words: Vec<&str> = self.text.words_in(cue).map(|word| self.text.lower(word)).collect();
        let is_noun = |word: &str| ["ing", "ion", "ment", "sal"].iter().any(|form| word.ends_with(form));
        let opens_well = words.first().is_some_and(|first| !is(first, Class::Determiner) && !is_noun(first));
        let is_verb = words.iter().any(|word| is(word, Class::ReportingVerb)) || !self.verbs.within(cue).is_empty();
        // "The men suspected of fraud" suspect nobody.
        let is_participle =
            matches!(words.as_slice(), [verb, .., "of" | "to" | "with"] if verb.ends_with("ed") && PARTICIPLES.contains(verb));
        opens_well && is_verb && !is_participle && !words.iter().any(|word| PASSIVE.contains(word))
    }

    /// Whether a cue is a noun, as a word in -s is after a plural: "The analysts' *claims*", "the parties *demands*".
    fn is_noun_after(&self, cue: Span, subject: Span) -> bool {
        let is_plural = self.text.of(subject).ends_with('s') && !self.is_named(subject.end);
        is_plural && self.text.lower(cue).ends_with('s') && self.text.words_in(cue).count() == 1
    }

    /// Returns a stretch without punctuation at its start and adverbs at its end.
    fn trimmed(&self, stretch: Span) -> Span {
        let mut stretch = stretch.trim(self.text.as_str());
        let bare = self.text.of(stretch).trim_start_matches([',', '"', '”', '’', ' ', '-', '–', '—']);
        stretch = Span::new(stretch.end - bare.len(), stretch.end);
        while let Some(last) = self.text.words_in(stretch).next_back().filter(|last| last.end == stretch.end) {
            let word = self.text.lower(last);
            let is_adverb = matches!(word, "also" | "later" | "then" | "again" | "now" | "still") || word.len() > 4 && word.ends_with("ly");
            if !is_adverb || last.start == stretch.start || self.is_named(last.end) {
                break;
            }
            stretch = Span::new(stretch.start, last.start).trim(self.text.as_str());
        }
        stretch
    }

    /// Returns the subject that makes up a stretch of a clause, without the adverbials that open it.
    fn read(&self, stretch: Span) -> Option<Span> {
        let mut stretch = self.trimmed(stretch);
        for _ in 0..ADVERBIALS {
            let first = self.text.words_in(stretch).next()?;
            let word = self.text.lower(first);
            let is_adverbial = is(word, Class::EndsHead) || is(word, Class::TimeStep) || OPENERS.contains(&word);
            if !is_adverbial {
                break;
            }
            let rest = self.text.of(stretch).find(", ").map(|comma| stretch.start + comma + 2);
            let bare = OPENERS.contains(&word).then_some(first.end);
            stretch = self.trimmed(Span::new(rest.filter(|&rest| rest < stretch.end).or(bare)?, stretch.end));
        }
        let is_short = self.text.words_in(stretch).count() <= LONGEST && !self.text.of(stretch).contains(['"', '“', '”', ';', ':']);
        let (head, inner) = match self.text.of(stretch).find(", ") {
            Some(comma) => (Span::new(stretch.start, stretch.start + comma), Some(Span::new(stretch.start + comma + 2, stretch.end))),
            None => (stretch, None),
        };
        let whole = match inner {
            // "The film, named": the verb is a participle.
            None => Some(head).filter(|&head| !self.text.of(head).ends_with(',')),
            Some(inner) if ASIDES.contains(&self.text.lower(inner).trim_end_matches(',')) => Some(head),
            Some(inner) => self.belongs(inner).then_some(stretch),
        };
        whole.filter(|_| is_short && self.is_subject(head))
    }

    /// Whether words are a pronoun, or a noun phrase without a verb.
    pub(super) fn is_subject(&self, head: Span) -> bool {
        let text = self.text;
        let words: Vec<Span> = text.words_in(head).collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
        let (opening, ending) = (text.lower(first), text.lower(last));
        if matches!(opening, "he" | "she" | "it" | "they" | "we" | "i") {
            return words.len() == 1;
        }
        let is_plain = !words.iter().any(|&word| is(text.lower(word), Class::Auxiliary) || RELATIVES.contains(&text.lower(word)));
        let is_verbless = self.verbs.within(head).iter().all(|verb| self.is_named(verb.span.end));
        let is_noun = self.is_named(last.end)
            || !is(ending, Class::EndsHead)
                && !is(ending, Class::Determiner)
                && !["ing", "ed", "est", "ly"].iter().any(|form| ending.ends_with(form))
                && !is(ending, Class::Clause);
        let is_group = last == first && ending.ends_with('s') && ending.len() > 4 || words.len() > 1 && ending.ends_with('s');
        let opens =
            is(opening, Class::Determiner) && words.len() > 1 || self.is_named(last.end) || is_group || ends_in(ending, Class::Role);
        let is_owner = text.after(last.end).starts_with(['\'', '’']);
        words.len() <= LONGEST_HEAD && is_plain && is_verbless && is_noun && opens && !is_owner && !text.is_quoted(head.start)
    }

    /// Whether the words after a noun and a comma describe it: a relative clause, an apposition, an age, a participle.
    fn belongs(&self, inner: Span) -> bool {
        let text = self.text;
        let Some(first) = text.words_in(inner).next() else { return false };
        let (word, is_closed) = (text.lower(first), text.of(inner).ends_with(','));
        if RELATIVES.contains(&word) {
            return is_closed;
        }
        let says = text.words_in(inner).skip(1).any(|word| is(text.lower(word), Class::ReportingVerb) && !self.is_named(word.end));
        let is_participle = self.verbs.within(first).len() == 1 && !is(word, Class::Auxiliary);
        let is_apposed =
            is(word, Class::Determiner) || word.parse::<u8>().is_ok() || ends_in(word, Class::Role) || word.ends_with("-based");
        !says && (is_participle || is_apposed && is_closed)
    }

    /// Whether the text right before byte `end` belongs to a name.
    fn is_named(&self, end: usize) -> bool {
        self.names.iter().any(|name| name.span.start < end && end <= name.span.end)
    }
}
