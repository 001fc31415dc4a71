//! Shows claims in their own words where the article is not available: the known parts, in the order of the text.

use super::passages::{Attribution, Passage};
use crate::record::CONTENT_JOINT;
use crate::text::Span;

/// Parts this close are separated only by a space or a punctuation mark.
const NEAR: usize = 2;

/// Words of the article that begin at a code point.
struct Piece {
    start: usize,
    words: Vec<char>,
}

impl Piece {
    fn end(&self) -> usize {
        self.start + self.words.len()
    }
}

/// Returns the passage of a claim and adds its text to `texts`.
pub(super) fn own_words(attribution: &Attribution, texts: &mut Vec<String>) -> Passage {
    let (source, cue, content) = pieces(attribution);
    let mut ordered: Vec<&Piece> = source.iter().chain(&cue).chain(&content).collect();
    ordered.sort_by_key(|piece| piece.start);
    let mut text = String::new();
    // The pieces written, by their place in the article: (first code point, first UTF-16 code unit, words).
    let mut written: Vec<(usize, usize, &[char])> = Vec::new();
    let mut end = 0;
    for piece in ordered {
        if !text.is_empty() && piece.start > end {
            text.push_str(if piece.start - end <= NEAR { " " } else { CONTENT_JOINT });
        }
        let new = &piece.words[piece.words.len().min(end.saturating_sub(piece.start))..];
        written.push((piece.start.max(end), text.encode_utf16().count(), new));
        text.extend(new);
        end = end.max(piece.end());
    }
    let unit = |start: usize, unit: usize, words: &[char], point: usize| {
        unit + words[..point - start].iter().map(|mark| mark.len_utf16()).sum::<usize>()
    };
    let at = |point: usize, is_end: bool| {
        let holds = |&&(start, _, words): &&(usize, usize, &[char])| {
            let end = start + words.len();
            if is_end { start < point && point <= end } else { start <= point && point < end }
        };
        written.iter().find(holds).map_or(0, |&(start, first, words)| unit(start, first, words, point))
    };
    let span = |piece: &Piece| Span::new(at(piece.start, false), at(piece.end(), true));
    let part = |piece: &Option<Piece>| piece.as_ref().map_or(Span::new(0, 0), span);
    let passage = Passage {
        text: texts.len(),
        stretch: Span::new(0, text.encode_utf16().count()),
        source: part(&source),
        cue: part(&cue),
        content: content.iter().map(span).collect(),
    };
    texts.push(text);
    passage
}

/// Returns source, cue and content. If a record's words and offsets contradict each other, its parts are placed one after the other.
fn pieces(attribution: &Attribution) -> (Option<Piece>, Option<Piece>, Vec<Piece>) {
    let Attribution { source, cue, content } = attribution;
    let chars = |text: &str| text.chars().collect::<Vec<char>>();
    let quoted = [source, cue].map(|part| part.as_ref().map(|part| Piece { start: part.start, words: chars(&part.text) }));
    let whole = chars(&content.text);
    let joint = CONTENT_JOINT.chars().count();
    let lengths: Vec<usize> = content.spans.iter().map(|span| span.end.saturating_sub(span.start)).collect();
    let fits = lengths.iter().sum::<usize>() + joint * lengths.len().saturating_sub(1) == whole.len();
    let agrees = [source, cue].into_iter().flatten().all(|part| part.end.saturating_sub(part.start) == part.text.chars().count());
    let [source, cue] = quoted;
    if fits && agrees {
        let mut from = 0;
        let cut = content.spans.iter().zip(lengths).map(|(span, length)| {
            let words = whole[from..from + length].to_vec();
            from += length + joint;
            Piece { start: span.start, words }
        });
        return (source, cue, cut.collect());
    }
    let mut start = 0;
    let mut next = |words: Vec<char>| {
        let piece = Piece { start, words };
        start = piece.end() + 1;
        piece
    };
    let source = source.map(|source| next(source.words));
    let cue = cue.map(|cue| next(cue.words));
    (source, cue, vec![next(whole)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Content, ContentKind, Place, Quoted};

    fn read(source: (&str, usize), cue: (&str, usize), content: &str, spans: &[(usize, usize)]) -> (String, Vec<String>) {
        let quoted = |(words, start): (&str, usize)| Some(Quoted { text: words.to_owned(), start, end: start + words.chars().count() });
        let spans = spans.iter().map(|&(start, end)| Place { start, end }).collect();
        let content = Content { text: content.to_owned(), spans, kind: ContentKind::Mixed };
        let mut texts = Vec::new();
        let passage = own_words(&Attribution { source: quoted(source), cue: quoted(cue), content }, &mut texts);
        let units: Vec<u16> = texts[0].encode_utf16().collect();
        let parts = [passage.source, passage.cue].into_iter().chain(passage.content);
        let parts = parts.map(|span| String::from_utf16(&units[span.range()]).unwrap()).collect();
        (texts.remove(0), parts)
    }

    #[test]
    fn parts_stand_in_the_order_of_the_text() {
        let (text, parts) = read(("Zoë", 20), ("said", 24), "\"It 🙂 is … over\"", &[(10, 18), (60, 65)]);
        assert_eq!(text, "\"It 🙂 is Zoë said … over\"");
        assert_eq!(parts, ["Zoë", "said", "\"It 🙂 is", "over\""]);
    }

    #[test]
    fn parts_may_lie_over_each_other() {
        let (text, parts) = read(("the mayor's plan", 10), ("plan", 22), "mayor's plan to go", &[(14, 32)]);
        assert_eq!(text, "the mayor's plan to go");
        assert_eq!(parts, ["the mayor's plan", "plan", "mayor's plan to go"]);
    }

    #[test]
    fn places_that_contradict_the_words_are_passed_over() {
        let (text, parts) = read(("Ana", 90), ("said", 94), "it was over", &[(0, 3)]);
        assert_eq!(text, "Ana said it was over");
        assert_eq!(parts, ["Ana", "said", "it was over"]);
    }
}
