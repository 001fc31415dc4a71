//! Quotations side by side: `“…” “…”` with no words between them are two contents, mostly by two speakers.

use super::PartSpan;
use crate::encode::{Piece, pieces_of};
use crate::record::Part;
use crate::segment::Text;
use crate::text::Span;

/// Returns spans in their order, with contents cut between quotations that stand side by side.
pub(crate) fn apart(text: &Text<'_>, pieces: &[Piece], spans: Vec<PartSpan>) -> Vec<PartSpan> {
    spans.into_iter().flat_map(|span| if span.part == Part::Content { cut(text, pieces, &span) } else { vec![span] }).collect()
}

fn cut(text: &Text<'_>, pieces: &[Piece], whole: &PartSpan) -> Vec<PartSpan> {
    let quotations: Vec<Span> = text.quotations().iter().filter(|quotation| whole.span.overlaps(*quotation)).collect();
    // A content that begins outside quotation marks quotes in passing: "called him “a liar,” “a cheat” and worse".
    let is_quoted = quotations.first().is_some_and(|first| first.start <= whole.span.start);
    let is_utterance = |quotation: Span| {
        text.of(quotation).trim_end_matches(['"', '”', '’', '\'', '»', '“']).ends_with(['.', ',', '!', '?', '…', '-', '—', '–'])
    };
    let joints = quotations.windows(2).filter(|pair| {
        let within = whole.span.contains(Span::new(pair[0].end, pair[1].start));
        is_quoted && within && is_utterance(pair[0]) && are_side_by_side(text, pair[0], pair[1])
    });
    let mut parts = Vec::new();
    let mut start = whole.span.start;
    for pair in joints {
        parts.push(Span::new(start, pair[0].end));
        start = pair[1].start;
    }
    parts.push(Span::new(start, whole.span.end));
    let part = |span: Span| PartSpan { span, pieces: pieces_of(pieces, span), ..whole.clone() };
    parts.into_iter().filter(|part| !part.is_empty()).map(part).collect()
}

/// Whether two quotations stand in one paragraph with nothing visible between them.
fn are_side_by_side(text: &Text<'_>, first: Span, second: Span) -> bool {
    first.end < second.start
        && text.of(Span::new(first.end, second.start)).chars().all(|c| c != '\n' && is_unread(c))
        && text.paragraph_at(first.start) == text.paragraph_at(second.start)
}

/// Whether a character is white space or has no width.
fn is_unread(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a content may belong to a cue, as far as the quotations beside it allow: a cue beyond a quotation next to it belongs to that quotation.
pub(super) fn reaches(text: &Text<'_>, content: Span, cue: Span) -> bool {
    let own = |at: usize| text.quotations().around(at);
    let Some((first, last)) = own(content.start).zip(own(content.end - 1)) else { return true };
    let quotations = text.quotations();
    let is_beyond = if cue.start >= content.end {
        quotations
            .iter()
            .find(|next| next.start >= last.end)
            .is_some_and(|next| are_side_by_side(text, last, next) && next.end <= cue.start)
            || is_complete_before(text, last, cue)
            || is_far_before(text, last, cue)
    } else if text.sentence_at(cue.start) != text.sentence_at(content.start) && has_neighbour(text, last) && is_asked(text, cue) {
        // “Where were you?” Lie asked. “At home.” “Alone?”
        true
    } else {
        let before = quotations.iter().take_while(|before| before.end <= first.start).last();
        before.is_some_and(|before| are_side_by_side(text, before, first) && cue.end <= before.start)
    };
    !is_beyond
}

/// Whether a quotation is a sentence of its own, and a later sentence has the cue with a content after it: “We will not sell.” Lie *said that* it was
/// a threat. Somebody else said the quotation.
fn is_complete_before(text: &Text<'_>, quotation: Span, cue: Span) -> bool {
    is_sentence(text, quotation)
        && text.after(cue.end).starts_with(" that ")
        && text.sentence_at(quotation.end - 1) < text.sentence_at(cue.start)
}

/// Whether a whole quotation stands so far before a cue with a quotation of its own that somebody else may have said it: “I won.” Lie trained hard.
/// Roth lost. “It was windy,” she *said*.
fn is_far_before(text: &Text<'_>, quotation: Span, cue: Span) -> bool {
    let is_unquoted = |sentence: &&Span| !text.quotations().iter().any(|quotation| quotation.overlaps(**sentence));
    let own = text.quotations().iter().take_while(|own| own.end <= cue.start).last();
    let is_own = |own: Span| own.start > quotation.end && text.sentence_at(own.end - 1) == text.sentence_at(cue.start);
    let between = text.sentences().get(text.sentence_at(quotation.end - 1) + 1..text.sentence_at(cue.start)).unwrap_or_default();
    is_sentence(text, quotation) && own.is_some_and(is_own) && between.iter().filter(is_unquoted).count() > 1
}

/// Whether a quotation ends like a sentence.
fn is_sentence(text: &Text<'_>, quotation: Span) -> bool {
    without_closing_mark(text, quotation).ends_with(['.', '!', '?'])
}

/// The words of a quotation without the mark that closes it.
pub(super) fn without_closing_mark<'t>(text: &Text<'t>, quotation: Span) -> &'t str {
    text.of(quotation).trim_end_matches(['"', '”', '’', '\'', '»'])
}

/// Whether the last quotation before a cue is a question.
fn is_asked(text: &Text<'_>, cue: Span) -> bool {
    let before = text.quotations().iter().take_while(|before| before.end <= cue.start).last();
    before.is_some_and(|before| without_closing_mark(text, before).ends_with('?'))
}

/// Whether another quotation stands right after one, side by side.
fn has_neighbour(text: &Text<'_>, quotation: Span) -> bool {
    text.quotations().iter().find(|next| next.start >= quotation.end).is_some_and(|next| are_side_by_side(text, quotation, next))
}

/// Removes unquoted pieces of a content with an inch sign, which the model takes for the end of a quotation: "The 12" main burst. “It woke us,” he
/// said." If all pieces are like that, they all stay.
pub(super) fn without_strays(text: &Text<'_>, pieces: Vec<Span>) -> Vec<Span> {
    let is_stray = |piece: &Span| {
        text.quotations().inches().iter().any(|inch| piece.overlaps(*inch))
            && !text.quotations().iter().any(|quotation| quotation.overlaps(*piece))
    };
    if pieces.iter().all(is_stray) { pieces } else { pieces.into_iter().filter(|piece| !is_stray(piece)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the parts into which a text's one content, marked by `|`, is cut, with `/` between them.
    fn parts(marked: &str) -> String {
        let (before, rest) = marked.split_once('|').unwrap();
        let (content, after) = rest.split_once('|').unwrap();
        let whole = format!("{before}{content}{after}");
        let text = Text::new(&whole);
        let span = Span::new(before.len(), before.len() + content.len());
        let parts = apart(&text, &[], vec![PartSpan { span, pieces: 0..0, part: Part::Content, score: 1.0 }]);
        parts.iter().map(|part| text.of(part.span)).collect::<Vec<_>>().join(" / ")
    }

    /// Whether the first quotation may belong to the first "said".
    fn reached(words: &str) -> bool {
        let text = Text::new(words);
        let quotation = text.quotations().iter().next().unwrap();
        let cue = words.find("said").unwrap();
        reaches(&text, quotation, Span::new(cue, cue + "said".len()))
    }

    #[test]
    fn quotations_side_by_side_are_two() {
        for line in include_str!("side_by_side.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (marked, expected) = line.split_once('\t').unwrap();
            assert_eq!(parts(&marked.replace("\\n", "\n")), expected.replace("\\n", "\n"), "{marked}");
        }
    }

    #[test]
    fn a_cue_with_its_own_clause_leaves_the_sentence_before_alone() {
        assert!(!reached("“We will not sell.” Mona Lie said that it was a threat."));
        assert!(reached("“We will not sell,” Mona Lie said, adding that it was a threat."));
        assert!(reached("“We will not sell.” So said Mona Lie."));
    }

    #[test]
    fn a_cue_with_its_own_quotation_leaves_those_far_before_alone() {
        assert!(!reached("“I feel well.” Lie won in an hour.\n\nRoth lost to Vos. “It was windy,” she said."));
        assert!(reached("“I feel well.” She paused. “It was windy,” she said."));
        assert!(reached("“I feel well.” Lie won in an hour. Roth lost to Vos. That is what she said."));
        assert!(reached("“I feel well.”\n\n“It was windy,” she said."));
    }

    #[test]
    fn a_cue_beyond_a_quotation_says_that_one() {
        let text = Text::new("Ada Brun said: “We will sue.” “Let them,” Bram Vos answered.");
        let place = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let (first, second) = (place("“We will sue.”"), place("“Let them,”"));
        let pairs = [(first, "said", true), (first, "answered", false), (second, "said", false), (second, "answered", true)];
        for (content, cue, expected) in pairs {
            assert_eq!(reaches(&text, content, place(cue)), expected, "{} {cue}", text.of(content));
        }
        assert!(reaches(&text, place("Ada Brun"), place("answered")));
    }
}
