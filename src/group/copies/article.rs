//! What is kept of an article in order to find its copies.

use super::shingles::{LENGTH, number_of, set, shingles, words};
use crate::record::Claim;
use crate::text::CodePoints;

/// An article's shingles, without its text.
pub(super) struct ShingledArticle {
    pub(super) id: String,
    pub(super) published: Option<String>,
    /// All shingles, sorted and without repeats.
    pub(super) all: Vec<u64>,
    /// All shingles in the order of the text.
    ordered: Vec<u64>,
    /// The end of every word in code points, exclusive.
    ends: Vec<usize>,
    /// The words with digits, as a set.
    numerals: Vec<u64>,
}

/// The passage of a claim: its words and some around them.
pub(super) struct Passage<'a> {
    shingles: &'a [u64],
    /// The shingles that extend beyond the content. Someone else may say the same without copying the article.
    around: Vec<u64>,
    numerals: Vec<u64>,
}

/// How many words before and after a claim belong to its passage: about one more sentence.
const AROUND: usize = 12;

/// A passage repeats an article that contains this share of its shingles.
const REPEATED: f64 = 0.5;

impl ShingledArticle {
    pub(super) fn new(id: String, published: Option<String>, text: &str) -> Self {
        let points = CodePoints::new(text);
        let ends = words(text).map(|(_, end)| points.at(end)).collect();
        let numbers: Vec<u64> = words(text).map(|(word, _)| number_of(word)).collect();
        let ordered = shingles(&numbers);
        Self { id, published, all: set(ordered.clone()), ordered, ends, numerals: numerals(text) }
    }

    /// Returns the passage around a claim of this article, or the whole article if it is too short for one.
    pub(super) fn passage(&self, claim: &Claim) -> Passage<'_> {
        let spans = &claim.content.spans;
        let word_at = |code_point: usize| self.ends.partition_point(|&end| end <= code_point);
        let said = spans.first().map_or(0, |span| word_at(span.start))..spans.last().map_or(0, |span| word_at(span.end));
        let (first, last) = (said.start.saturating_sub(AROUND), (said.end + AROUND).min(self.ordered.len()));
        // A shingle is indexed by its first word, so the last ones of a passage extend beyond it.
        let shingles = self.ordered.get(first..last).filter(|shingles| !shingles.is_empty());
        let is_around = |&place: &usize| place < said.start || place + LENGTH > said.end;
        let around = (first..last).filter(is_around).map(|place| self.ordered[place]).collect();
        Passage { shingles: shingles.unwrap_or(&self.ordered), around, numerals: numerals(&claim.content.text) }
    }

    /// Whether this article also contains another article's passage, and all the numbers in its claim.
    pub(super) fn has(&self, passage: &Passage<'_>) -> bool {
        let repeats = |shingles: &[u64]| {
            let found = shingles.iter().filter(|shingle| self.all.binary_search(shingle).is_ok()).count();
            share(found, shingles.len()) >= REPEATED
        };
        !passage.shingles.is_empty()
            && repeats(passage.shingles)
            && (passage.around.is_empty() || repeats(&passage.around))
            && passage.numerals.iter().all(|numeral| self.numerals.binary_search(numeral).is_ok())
    }

    /// The share of the smaller article's shingles that the other also has.
    pub(super) fn containment(&self, other: &Self) -> f64 {
        let (small, large) = if self.all.len() <= other.all.len() { (self, other) } else { (other, self) };
        let mut rest = large.all.iter().peekable();
        let both = small.all.iter().filter(|&shingle| {
            while rest.next_if(|&next| next < shingle).is_some() {}
            rest.peek().copied() == Some(shingle)
        });
        let both = both.count();
        if small.all.is_empty() { 0.0 } else { share(both, small.all.len()) }
    }
}

fn numerals(text: &str) -> Vec<u64> {
    set(words(text).filter(|(word, _)| word.contains(char::is_numeric)).map(|(word, _)| number_of(word)).collect())
}

#[expect(clippy::cast_precision_loss, reason = "texts have fewer words than floats have digits")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
