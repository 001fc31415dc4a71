//! Keeps what the narrator says before a quotation out of contents: `Does she know? |"She does,"| he {said}`.

use super::{Attribution, content_kind};
use crate::segment::Text;
use crate::text::Span;

/// Removes the narrator's sentences before a quotation from contents whose cue follows it.
pub(crate) fn without_narration(text: &Text<'_>, attributions: &mut [Attribution]) {
    for attribution in attributions.iter_mut() {
        cut_narration(text, attribution);
    }
    attributions.sort_by_key(|attribution| attribution.content[0]);
}

fn cut_narration(text: &Text<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let quoted = |piece: Span| text.quotations().iter().find(|quotation| quotation.start >= piece.start && piece.overlaps(*quotation));
    let last = attribution.content.iter().filter(|piece| piece.end <= cue.start).filter_map(|&piece| quoted(piece)).next_back();
    let Some(last) = last else { return };
    let is_narrated =
        |piece: Span| piece.end <= last.start && quoted(piece).is_none() && !text.is_quoted(piece.start) && ends_sentence(text, piece);
    attribution.content.retain(|&piece| !is_narrated(piece));
    for piece in attribution.content.iter_mut().filter(|piece| piece.end <= cue.start && !text.is_quoted(piece.start)) {
        let Some(quotation) = quoted(*piece).filter(|_| opens_sentence(text, *piece)) else { continue };
        let sentence = text.sentences_over(Span::new(quotation.start, quotation.start + 1));
        piece.start = piece.start.max(sentence.start);
    }
    attribution.kind = content_kind(text, &attribution.content);
}

/// Whether a piece of content begins with its sentence; another verb introduces it otherwise: "She felt *it was late. ‘Very,’* she said."
fn opens_sentence(text: &Text<'_>, piece: Span) -> bool {
    text.sentences().get(text.sentence_at(piece.start)).is_some_and(|sentence| sentence.start == piece.start)
}

/// Whether a piece of content is one or more whole sentences.
fn ends_sentence(text: &Text<'_>, piece: Span) -> bool {
    text.of(piece).ends_with(['.', '?', '!']) && text.sentences_over(piece) == piece
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn the_narrator_says_nothing() {
        check(include_str!("cases/narration.tsv"), |text, _, attributions| without_narration(text, attributions));
    }
}
