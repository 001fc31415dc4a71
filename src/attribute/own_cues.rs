//! Quotations that the model ties to another sentence's cue although their own stands right beside them: `Roth {nodded}. |"Why?"| Lie asked`.

use super::clauses::{Clause, is_saying};
use super::side_by_side::without_closing_mark;
use super::subjects::inverted;
use super::{Attribution, content_kind};
use crate::decode::LabelledSpan;
use crate::english::{Class, is};
use crate::normalise::dates::VerbGroups;
use crate::segment::Text;
use crate::text::Span;

/// The most words from a quotation to the verb after it.
const TO_VERB: usize = 16;
/// The score of what is recognised by its form alone.
const SCORE: f32 = 0.6;

/// Gives quotations to the cue beside them: to its attribution if there is one, or else as an attribution of its own. `names` are in order and do not
/// overlap.
pub(crate) fn with_own_cues(text: &Text<'_>, names: &[LabelledSpan], attributions: &mut Vec<Attribution>) {
    let mut read = None;
    let pieces: Vec<Span> = attributions
        .iter()
        .filter_map(|attribution| Some((attribution.cue?, attribution)))
        .flat_map(|(cue, attribution)| {
            attribution
                .content
                .iter()
                .copied()
                .filter(move |piece| text.is_quoted(piece.start) && !text.sentences_over(*piece).contains(cue))
        })
        .collect();
    for piece in pieces {
        let verbs = read.get_or_insert_with(|| VerbGroups::new(text));
        let clause = Clause { text, names, verbs };
        let Some((source, cue)) = beside(&clause, piece, attributions) else { continue };
        let is_own = |attribution: &Attribution| attribution.cue.is_some_and(|own| own.overlaps(cue));
        if attributions.iter().any(|attribution| is_own(attribution) && attribution.content.contains(&piece)) {
            continue;
        }
        for other in attributions.iter_mut().filter(|other| other.content.contains(&piece)) {
            other.content.retain(|other| *other != piece);
            other.kind = content_kind(text, &other.content);
        }
        match attributions.iter_mut().find(|attribution| is_own(attribution)) {
            Some(own) => {
                let place = own.content.partition_point(|other| other.start < piece.start);
                own.content.insert(place, piece);
                own.kind = content_kind(text, &own.content);
            }
            None => attributions.push(Attribution {
                source: Some(source),
                cue: Some(cue),
                content: vec![piece],
                kind: content_kind(text, &[piece]),
                nested_in: None,
                score: SCORE,
            }),
        }
        attributions.retain(|attribution| !attribution.content.is_empty());
    }
    attributions.sort_by_key(|attribution| attribution.content[0]);
}

/// Returns the source and the cue right beside a quotation.
fn beside(clause: &Clause<'_>, quotation: Span, attributions: &[Attribution]) -> Option<(Span, Span)> {
    after_known(clause.text, quotation, attributions).or_else(|| after(clause, quotation)).or_else(|| before(clause, quotation))
}

/// `"Why?" [Lie] <asked>`, where the model has both.
fn after_known(text: &Text<'_>, quotation: Span, attributions: &[Attribution]) -> Option<(Span, Span)> {
    let is_plain = |attribution: &&Attribution| attribution.content.iter().all(|piece| text.is_quoted(piece.start));
    let mut parts = attributions.iter().filter(is_plain).filter_map(|attribution| Some((attribution.source?, attribution.cue?)));
    let is_beside = |&(source, cue): &(Span, Span)| {
        let (first, second) = if source.start < cue.start { (source, cue) } else { (cue, source) };
        let is_joined = first.end <= second.start && text.of(Span::new(first.end, second.start)).trim_matches([',', ' ']).is_empty();
        is_joined && continues(text, quotation, first.start) && !text.after(cue.end).starts_with(':')
    };
    parts.find(is_beside)
}

/// `"It is shut," [Max Lie] <said>`, `"It is shut," <said> [Max Lie]`
fn after(clause: &Clause<'_>, quotation: Span) -> Option<(Span, Span)> {
    let text = clause.text;
    let paragraph = text.paragraph_of(quotation)?;
    let mut words = text.words_in(Span::new(quotation.end, paragraph.end)).take(TO_VERB).take_while(|word| !text.is_quoted(word.start));
    let first = words.clone().next().filter(|first| continues(text, quotation, first.start))?;
    let cue = words.find(|&word| is_saying(text.lower(word)))?;
    let source =
        if cue == first { inverted(text, cue) } else { clause.subject(cue, quotation.end).filter(|source| source.start == first.start) }?;
    let is_closed = text.after(cue.end.max(source.end)).starts_with(['.', ',']) || has_circumstance(text, cue.end.max(source.end));
    is_closed.then_some((source, cue))
}

/// `[The report] <said>, "The mill is shut."`
fn before(clause: &Clause<'_>, quotation: Span) -> Option<(Span, Span)> {
    let text = clause.text;
    let sentence = text.sentences_over(Span::new(quotation.start, quotation.start + 1));
    let cue = text.words_in(Span::new(sentence.start, quotation.start)).next_back().filter(|&word| is_saying(text.lower(word)))?;
    let is_joined = matches!(text.of(Span::new(cue.end, quotation.start)).trim(), "," | ":");
    let source = clause.subject(cue, sentence.start).filter(|source| is_joined && source.start == sentence.start)?;
    Some((source, cue))
}

/// Whether the sentence of a quotation without a full stop continues at a byte right after it.
fn continues(text: &Text<'_>, quotation: Span, start: usize) -> bool {
    let is_open = without_closing_mark(text, quotation).ends_with([',', '?', '!', '…', '-', '–', '—']);
    is_open && quotation.end <= start && text.of(Span::new(quotation.end, start)) == " "
}

/// Whether the day or place of a statement follows, not a content: "said *on Monday*".
fn has_circumstance(text: &Text<'_>, at: usize) -> bool {
    let next = text.words_in(Span::new(at, text.sentences_over(Span::new(at.saturating_sub(1), at)).end.max(at))).next();
    next.is_some_and(|word| matches!(text.lower(word), "on" | "in" | "at" | "during" | "after") || is(text.lower(word), Class::Weekday))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn quotations_have_their_own_cue() {
        check(include_str!("cases/own_cues.tsv"), with_own_cues);
    }
}
