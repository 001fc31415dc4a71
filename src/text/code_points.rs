//! Byte offsets to code-point offsets and back.

use super::Span;

/// The number of bytes between two indexed places of a [`CodePoints`].
const STRIDE: usize = 256;

/// An index that turns byte offsets into a text into counts of Unicode code points, which is what Python's `str` indexes by.
///
/// Built once per article; a lookup counts at most a few hundred bytes.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// The number of code points before byte `i * STRIDE`; empty for ASCII text, where both counts agree.
    before: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(STRIDE) {
                before.push(count);
                count += count_starts(block);
            }
        }
        Self { text, before }
    }

    /// The number of code points before byte `offset`.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let Some(block) = self.before.len().checked_sub(1).map(|last| (offset / STRIDE).min(last)) else {
            return offset;
        };
        self.before[block] + count_starts(&self.text.as_bytes()[block * STRIDE..offset])
    }

    /// The byte offset that has `count` code points before it; `None` beyond the end of the text.
    #[must_use]
    pub(crate) fn byte_at(&self, count: usize) -> Option<usize> {
        let Some(block) = self.before.partition_point(|&before| before <= count).checked_sub(1) else {
            return (count <= self.text.len()).then_some(count);
        };
        let from = block * STRIDE;
        let starts = (from..).zip(&self.text.as_bytes()[from..]).filter(|&(_, byte)| is_start(*byte)).map(|(at, _)| at);
        starts.chain([self.text.len()]).nth(count - self.before[block])
    }

    /// The text between two offsets in code points; `None` where they are not a place in the text.
    #[must_use]
    pub(crate) fn words(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(self.byte_at(start)?..self.byte_at(end)?)
    }

    /// A byte span as (start, end) in code points.
    #[must_use]
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

/// The number of bytes that begin a code point.
fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

fn is_start(byte: u8) -> bool {
    (byte & 0xC0) != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_chars_does(text in "(?s).{0,900}") {
            let index = CodePoints::new(&text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.at(offset), count);
                prop_assert_eq!(index.byte_at(count), Some(offset));
            }
            let all = text.chars().count();
            prop_assert_eq!(index.byte_at(all), Some(text.len()));
            prop_assert_eq!(index.byte_at(all + 1), None);
            prop_assert_eq!(index.at(text.len()), text.chars().count());
        }
    }
}
