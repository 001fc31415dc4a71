//! Reporting clauses that the model misses: `{Kenya will import maize}, [its farm minister] <said> on Monday`, `[The company] <said> {it has sold
//! the mine}`. They are the plainest form of attribution and, in the news of wire services, the most frequent.

use super::Attribution;
use super::clauses::Clause;
use super::days::without_first_day;
use crate::decode::LabelledSpan;
use crate::english::{Class, is};
use crate::normalise::dates::VerbGroups;
use crate::record::ContentKind;
use crate::segment::Text;
use crate::text::Span;

/// Verbs that report a clause before or after them, and those that count only at the end of a sentence.
const SAYING: [&str; 3] = ["said", "says", "say"];
const REPORTING: [&str; 9] = ["added", "adds", "announced", "reported", "confirmed", "warned", "predicted", "showed", "estimated"];
/// Words after a verb of saying that do not begin a clause ("said no to the offer").
const ANSWERS: [&str; 7] = ["no", "yes", "so", "nothing", "little", "goodbye", "sorry"];
/// Words that begin the time, place or audience of a statement after the verb.
const CIRCUMSTANCES: [&str; 12] = ["on", "in", "at", "late", "early", "earlier", "this", "last", "today", "yesterday", "to", "during"];
/// The most words in such a phrase, and in the clause's subject.
const LONGEST_CIRCUMSTANCE: usize = 8;
const LONGEST_SUBJECT: usize = 12;
/// The fewest words of content.
const SHORTEST: usize = 4;
/// The score of what is recognised by its form alone.
const SCORE: f32 = 0.6;

/// Adds the attributions of sentences with a reporting clause that the model missed. Pieces of content that overlap theirs are removed from
/// attributions whose cue is not in the same sentence. `names` are in order and do not overlap.
pub(crate) fn add_reporting_clauses(text: &Text<'_>, names: &[LabelledSpan], attributions: &mut Vec<Attribution>) {
    let mut read = None;
    let datelines = text.datelines();
    for &sentence in text.sentences() {
        let dateline = datelines.iter().find(|dateline| dateline.start == sentence.start && dateline.end < sentence.end);
        let sentence = dateline.map_or(sentence, |dateline| Span::new(dateline.end, sentence.end));
        if !SAYING.iter().chain(&REPORTING).any(|verb| text.of(sentence).contains(verb)) {
            continue;
        }
        let verbs = read.get_or_insert_with(|| VerbGroups::new(text));
        let clause = Clause { text, names, verbs };
        let Some(found) = Reported::at_end(&clause, sentence).or_else(|| Reported::at_start(&clause, sentence)) else { continue };
        if attributions.iter().any(|known| found.is_known(known, sentence)) {
            continue;
        }
        for known in attributions.iter_mut() {
            cut_off(text, found.content, sentence.start, &mut known.content);
        }
        attributions.retain(|known| !known.content.is_empty());
        attributions.push(Attribution {
            source: Some(found.source),
            cue: Some(found.cue),
            content: vec![found.content],
            kind: ContentKind::Indirect,
            nested_in: None,
            score: SCORE,
        });
    }
    attributions.sort_by_key(|attribution| attribution.content[0]);
}

/// Removes what overlaps a sentence's content from the pieces of another; a piece from an earlier sentence keeps its words before byte `start`.
fn cut_off(text: &Text<'_>, found: Span, start: usize, pieces: &mut Vec<Span>) {
    pieces.retain_mut(|piece| {
        let is_free = !piece.overlaps(found);
        if !is_free && piece.start < start {
            let before = text.of(Span::new(piece.start, start)).trim_end().trim_end_matches('.');
            piece.end = piece.start + before.len();
        }
        is_free || piece.end <= start && !piece.is_empty()
    });
}

/// The parts of a sentence with a reporting clause.
struct Reported {
    content: Span,
    source: Span,
    cue: Span,
}

impl Reported {
    /// `{Kenya will import maize}, [its farm minister] <said> on Monday.`
    fn at_end(clause: &Clause<'_>, sentence: Span) -> Option<Self> {
        let text = clause.text;
        let is_verb = |word: &Span| reports(text.lower(*word));
        let cue = text.words_in(sentence).rev().take(LONGEST_CIRCUMSTANCE + 1).find(is_verb)?;
        let comma = sentence.start + text.of(Span::new(sentence.start, cue.start)).rfind(", ")?;
        let source = Span::new(comma + 2, cue.start).trim(text.as_str());
        let content = Span::new(sentence.start, comma);
        let after = Span::new(cue.end, sentence.end);
        let is_whole = is_unquoted(text, sentence)
            && closes(text, after)
            && text.words_in(source).count() <= LONGEST_SUBJECT
            && clause.is_subject(source)
            && is_statement(clause, content);
        is_whole.then_some(Self { content, source, cue })
    }

    /// `[The company] <said> {it has sold the mine}.`
    fn at_start(clause: &Clause<'_>, sentence: Span) -> Option<Self> {
        let text = clause.text;
        let verb = |word: &Span| SAYING.contains(&text.lower(*word));
        let mut cues = text.words_in(sentence).filter(verb);
        let (cue, others) = (cues.next()?, cues.next());
        let source = clause.subject(cue, sentence.start)?;
        let rest = without_first_day(text, Span::new(cue.end, sentence.end)).trim(text.as_str());
        let content = Span::new(text.words_in(rest).next()?.start, rest.start + text.of(rest).trim_end_matches('.').len());
        let first = text.words_in(content).next()?;
        let is_clause = clause.verbs.within(content).first().is_some_and(|verb| verb.span.start > first.start)
            && !ANSWERS.contains(&text.lower(first))
            && (text.lower(first) == "that" || !is(text.lower(first), Class::EndsHead) && !is(text.lower(first), Class::Clause));
        let is_whole = others.is_none()
            && is_unquoted(text, sentence)
            && text.words_in(source).count() <= LONGEST_SUBJECT
            && source.end < cue.start
            && text.words_in(content).count() >= SHORTEST;
        (is_whole && is_clause).then_some(Self { content, source, cue })
    }

    /// Whether an attribution already covers the clause.
    fn is_known(&self, known: &Attribution, sentence: Span) -> bool {
        let clause = Span::new(self.source.start, self.cue.end);
        // The content of an earlier sentence that runs on over this one does not hold it.
        let own = known.content.iter().filter(|part| part.start >= sentence.start);
        let is_held = known.source.iter().chain(&known.cue).chain(own).any(|part| part.overlaps(clause));
        let is_own = known.cue.is_some_and(|cue| sentence.contains(cue)) && known.content.iter().any(|part| part.overlaps(self.content));
        is_held || is_own || known.source.iter().chain(&known.cue).any(|part| part.overlaps(self.content))
    }
}

/// Whether a word is a finite verb that reports a clause.
pub(super) fn reports(word: &str) -> bool {
    SAYING.iter().chain(&REPORTING).any(|verb| *verb == word)
}

fn is_unquoted(text: &Text<'_>, sentence: Span) -> bool {
    !text.of(sentence).contains(['"', '“', '”', ';', ':']) && !text.is_quoted(sentence.start)
}

/// Whether nothing but the circumstances of the statement follows a verb in its sentence.
fn closes(text: &Text<'_>, after: Span) -> bool {
    let begins = |first: Span| CIRCUMSTANCES.contains(&text.lower(first)) || is(text.lower(first), Class::Day);
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '\'' | '’');
    text.words_in(after).next().is_none_or(begins) && text.of(after).trim().trim_end_matches('.').chars().all(is_plain)
}

/// Whether the words before a comma are a main clause: they have a verb, and no word that subordinates them to what follows ("When asked, ...").
fn is_statement(clause: &Clause<'_>, content: Span) -> bool {
    let text = clause.text;
    let main = match text.words_in(content).next() {
        Some(first) if is(text.lower(first), Class::EndsHead) => {
            let comma = text.of(content).find(", ").map(|comma| content.start + comma + 2);
            comma.map(|start| Span::new(start, content.end))
        }
        _ => Some(content),
    };
    let begins_well = |main: &Span| text.words_in(*main).next().is_some_and(|first| !is(text.lower(first), Class::Clause));
    let is_long = text.words_in(content).count() >= SHORTEST;
    is_long && main.filter(begins_well).is_some_and(|main| !clause.verbs.within(main).is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::marked::{Marked, shown};
    use super::*;

    #[test]
    fn reporting_clauses_are_found() {
        for (marked, expected) in [
            ("Kenya will import maize, its farm minister said on Monday.", "its farm minister / said / Kenya will import maize"),
            ("NAIROBI, March 10 - Kenya will import maize, its farm minister said.", "its farm minister / said / Kenya will import maize"),
            ("A third miner died overnight, the company said.", "the company / said / A third miner died overnight"),
            ("In April, prices rose by 2 percent, the figures showed.", "the figures / showed / In April, prices rose by 2 percent"),
            ("The company said it has sold the mine.", "The company / said / it has sold the mine"),
            ("The company said on Monday that it has sold the mine.", "The company / said / that it has sold the mine"),
            ("The firm, which is said to own the mine, closed.", ""),
            ("The mine, which it said was sold, closed.", ""),
            ("The company said no to the offer.", ""),
            ("When asked about the maize, the minister said.", ""),
            ("After a long meeting, the minister said.", ""),
            ("The firm, which lost money last year, said.", ""),
            ("Maize will be imported, the minister said, and wheat.", ""),
            (
                "|Kenya will import maize|, its minister said on Monday. <Farmers> {said} prices would fall.",
                "its minister / said / Kenya will import maize",
            ),
            (
                "<Lie> {said} |he may buy the mine. He said the offer ends in May|.",
                "Lie / said / he may buy the mine; He / said / the offer ends in May",
            ),
            ("The company said last week that it has sold the mine.", "The company / said / that it has sold the mine"),
        ] {
            let marked = Marked::new(marked);
            let text = Text::new(&marked.text);
            let mut found = marked.attributions(&text);
            add_reporting_clauses(&text, &marked.names, &mut found);
            assert_eq!(shown(&text, &found), expected, "{}", marked.text);
        }
    }
}
