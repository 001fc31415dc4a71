//! Shows claims in their surrounding sentences.

use serde::{Serialize, Serializer};

use crate::record::{Claim, Content, Quoted};
use crate::segment::Text;
use crate::text::{CodePoints, Span};

/// The most bytes of context on either side.
const CONTEXT: usize = 400;

/// The parts of a claim, with their offsets.
#[derive(Debug)]
pub(super) struct Attribution {
    pub(super) source: Option<Quoted>,
    pub(super) cue: Option<Quoted>,
    pub(super) content: Content,
}

impl Attribution {
    pub(super) fn of(claim: &Claim) -> Self {
        Self { source: claim.source.clone(), cue: claim.cue.clone(), content: claim.content.clone() }
    }
}

/// The stretch of a text in which a claim is shown, and the claim's parts there. Offsets count UTF-16 code units, as JavaScript's strings do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) text: usize,
    pub(super) stretch: Span,
    /// Empty if the claim has none.
    pub(super) source: Span,
    pub(super) cue: Span,
    pub(super) content: Vec<Span>,
}

impl Serialize for Passage {
    /// Serialises as a flat list: the text, then the start and end of each span.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let spans = [self.stretch, self.source, self.cue].into_iter().chain(self.content.iter().copied());
        serializer.collect_seq(std::iter::once(self.text).chain(spans.flat_map(|span| [span.start, span.end])))
    }
}

/// Returns the passages of an article's claims; `None` for a claim whose words are not at its offsets. Adds the texts that hold them: each stretch of
/// the article once, however many claims are shown in it.
pub(super) fn passages(text: &str, attributions: &[&Attribution], texts: &mut Vec<String>) -> Vec<Option<Passage>> {
    let (cut, index) = (Text::new(text), Units::new(text));
    let placed: Vec<Option<Placed>> = attributions.iter().map(|attribution| Placed::find(attribution, &cut, &index.points)).collect();
    let mut stretches: Vec<Span> = placed.iter().flatten().map(|placed| placed.stretch).collect();
    stretches.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for stretch in stretches {
        match merged.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => merged.push(stretch),
        }
    }
    let first = texts.len();
    texts.extend(merged.iter().map(|stretch| stretch.of(text).to_owned()));
    let passage = |placed: Placed| {
        let at = merged.partition_point(|stretch| stretch.start <= placed.stretch.start) - 1;
        let start = index.at(merged[at].start);
        let units = |span: Span| Span::new(index.at(span.start) - start, index.at(span.end) - start);
        let part = |span: Option<Span>| span.map_or(Span::new(0, 0), units);
        Passage {
            text: first + at,
            stretch: units(placed.stretch),
            source: part(placed.source),
            cue: part(placed.cue),
            content: placed.content.into_iter().map(units).collect(),
        }
    };
    placed.into_iter().map(|placed| placed.map(passage)).collect()
}

/// A claim's parts, in bytes of its article.
struct Placed {
    stretch: Span,
    source: Option<Span>,
    cue: Option<Span>,
    content: Vec<Span>,
}

impl Placed {
    fn find(attribution: &Attribution, text: &Text, index: &CodePoints) -> Option<Self> {
        let span = |start, end| Some(Span::new(index.byte_at(start)?, index.byte_at(end)?)).filter(|span| !span.is_empty());
        let quoted = |part: &Option<Quoted>| match part {
            Some(part) => span(part.start, part.end).filter(|span| text.of(*span) == part.text).map(Some),
            None => Some(None),
        };
        let content: Vec<Span> = attribution.content.spans.iter().map(|place| span(place.start, place.end)).collect::<Option<_>>()?;
        let words: Vec<&str> = content.iter().map(|span| text.of(*span)).collect();
        if words.join(crate::record::CONTENT_JOINT) != attribution.content.text {
            return None;
        }
        let (source, cue) = (quoted(&attribution.source)?, quoted(&attribution.cue)?);
        let parts = || content.iter().copied().chain(source).chain(cue);
        let whole = Span::new(parts().map(|span| span.start).min()?, parts().map(|span| span.end).max()?);
        Some(Self { stretch: stretch(text, whole), source, cue, content })
    }
}

/// Returns the sentences that overlap a span, with one before and one after.
fn stretch(text: &Text, span: Span) -> Span {
    let sentences = text.sentences();
    let over = text.sentences_over(span);
    let before = sentences.partition_point(|sentence| sentence.end <= over.start).checked_sub(1);
    let after = sentences.partition_point(|sentence| sentence.start < over.end);
    let start = before.map_or(over.start, |at| sentences[at].start).min(span.start);
    let end = sentences.get(after).map_or(over.end, |sentence| sentence.end).max(span.end);
    let words = text.as_str();
    let start = words.ceil_char_boundary(start.max(span.start.saturating_sub(CONTEXT)));
    let end = words.floor_char_boundary(end.min(span.end + CONTEXT));
    Span::new(start, end)
}

/// Converts byte offsets to UTF-16 code units.
struct Units<'t> {
    points: CodePoints<'t>,
    /// The byte offsets of the code points that take two units.
    pairs: Vec<usize>,
}

impl<'t> Units<'t> {
    fn new(text: &'t str) -> Self {
        let pairs = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().filter(|(_, mark)| mark.len_utf16() == 2).map(|(at, _)| at).collect()
        };
        Self { points: CodePoints::new(text), pairs }
    }

    fn at(&self, offset: usize) -> usize {
        self.points.at(offset) + self.pairs.partition_point(|&pair| pair < offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ContentKind, Place};

    fn attribution(text: &str, source: &str, content: &[&str]) -> Attribution {
        let place = |words: &str| {
            let start = text[..text.find(words).unwrap()].chars().count();
            Place { start, end: start + words.chars().count() }
        };
        let Place { start, end } = place(source);
        let spans = content.iter().map(|words| place(words)).collect();
        let content = Content { text: content.join(" … "), spans, kind: ContentKind::Direct };
        Attribution { source: Some(Quoted { text: source.to_owned(), start, end }), cue: None, content }
    }

    #[test]
    fn claims_share_the_stretch_that_they_are_read_in() {
        let text = "🙂 First. Ana: one is here. Between. Zoë: two 🙂 is here. Last.\n\nFar away. Very far. Far. 🙂 Bo: three.";
        let attributions =
            [attribution(text, "Ana", &["one"]), attribution(text, "Zoë", &["two 🙂", "here. L"]), attribution(text, "Bo", &["three"])];
        let mut texts = vec!["another".to_owned()];
        let found = passages(text, &attributions.iter().collect::<Vec<_>>(), &mut texts);
        assert_eq!(texts.len(), 3, "{texts:?}");
        for (passage, attribution) in found.iter().zip(&attributions) {
            let passage = passage.as_ref().unwrap();
            let units: Vec<u16> = texts[passage.text].encode_utf16().collect();
            let words = |span: &Span| String::from_utf16(&units[span.range()]).unwrap();
            assert_eq!(Some(words(&passage.source)), attribution.source.as_ref().map(|source| source.text.clone()));
            assert_eq!(passage.content.iter().map(words).collect::<Vec<_>>().join(" … "), attribution.content.text);
            assert!(words(&passage.stretch).contains(&words(&passage.source)));
        }
    }

    #[test]
    fn context_has_an_end() {
        let text = format!("{} said that {}", "é".repeat(3_000), "é".repeat(3_000));
        let attribution = attribution(&text, "said", &["that"]);
        let mut texts = Vec::new();
        passages(&text, &[&attribution], &mut texts);
        assert!(texts[0].len() <= 2 * CONTEXT + 10, "{}", texts[0].len());
    }
}
