//! Byte offsets to code-point offsets and back.

use super::Span;

/// How many bytes lie between two remembered places of a [`CodePoints`] index.
const STRIDE: usize = 256;

/// An index of a text that turns byte offsets into counts of Unicode code points, which is what Python's `str` indexes by.
///
/// Built once per article; a lookup counts at most a few hundred bytes.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STRIDE`; empty for ASCII text, where both counts agree.
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

    /// A byte span as (start, end) in code points.
    #[must_use]
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

/// Counts the bytes that begin a code point.
fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| (byte & 0xC0) != 0x80).count()
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
            }
            prop_assert_eq!(index.at(text.len()), text.chars().count());
        }
    }
}
