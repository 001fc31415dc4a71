//! What an article contains, read once and looked up by every rule.

use std::cell::OnceCell;

use super::names::{Phrase, Referents};
use super::speakers::{Source, read_source};
use crate::attribute::Attribution;
use crate::encode::Piece;
use crate::segment::Text;
use crate::text::Span;

/// An article's text with everyone whom it names and everyone who speaks in it.
pub struct Context<'a> {
    /// The article's text.
    pub(crate) text: &'a Text<'a>,
    /// Its tokens.
    pub(crate) pieces: &'a [Piece],
    /// Everyone whom it names.
    pub(crate) referents: &'a Referents,
    /// The distinct sources of its attributions, in order.
    pub(super) sources: Vec<ReadSource>,
    /// Its sentences word by word, each built when it is first asked for.
    phrases: Vec<OnceCell<Phrase<'a>>>,
}

/// A source and what its words were read as.
pub(super) struct ReadSource {
    pub(super) span: Span,
    pub(super) read: Source,
    pub(super) holds_name: bool,
    /// The contents attributed to it.
    contents: Vec<Span>,
}

impl<'a> Context<'a> {
    /// Reads the sources of an article's attributions. `pieces` are the model's tokens.
    #[must_use]
    pub fn new(text: &'a Text<'a>, pieces: &'a [Piece], referents: &'a Referents, attributions: &[Attribution]) -> Self {
        let mut speaking: Vec<(Span, &[Span])> =
            attributions.iter().filter_map(|attribution| Some((attribution.source?, attribution.content.as_slice()))).collect();
        speaking.sort_unstable();
        let read = |own: &[(Span, &[Span])]| {
            let (span, contents) = (own[0].0, own.iter().flat_map(|&(_, contents)| contents).copied().collect());
            let holds_name = referents.within(span).next().is_some();
            ReadSource { span, read: read_source(text, span, referents), holds_name, contents }
        };
        let sources = speaking.chunk_by(|a, b| a.0 == b.0).map(read).collect();
        Self { text, pieces, referents, sources, phrases: vec![OnceCell::new(); text.sentences().len()] }
    }

    /// Reads the words of a source, from those already read where possible.
    pub(super) fn read(&self, source: Span) -> Source {
        match self.sources.binary_search_by_key(&source, |known| known.span) {
            Ok(at) => self.sources[at].read.clone(),
            Err(_) => read_source(self.text, source, self.referents),
        }
    }

    /// Whether the contents of a source name a referent: "he" in "He said Lee had won" is not Lee (Chomsky 1981, principle C).
    pub(super) fn names(&self, source: Span, referent: usize) -> bool {
        let Ok(at) = self.sources.binary_search_by_key(&source, |known| known.span) else { return false };
        let mut named = self.sources[at].contents.iter().flat_map(|&content| self.referents.within(content));
        named.any(|mention| mention.referent == referent)
    }

    /// The sentence that a span lies in, word by word.
    pub(super) fn phrase_of(&self, span: Span) -> Option<&Phrase<'a>> {
        let sentence = self.text.sentence_of(span)?;
        let phrase = self.phrases.get(self.text.sentence_at(span.start))?;
        Some(phrase.get_or_init(|| Phrase::new(self.text, sentence, self.referents)))
    }

    /// The sentence in which a span begins, or the next one where it begins between two sentences.
    pub(super) fn sentence_around(&self, span: Span) -> Option<Span> {
        self.text.sentences().get(self.text.sentence_at(span.start)).copied()
    }
}
