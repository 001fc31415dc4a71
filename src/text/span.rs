//! A run of bytes of a text.

use std::ops::Range;

/// `start..end` in bytes of a text, end exclusive, both on char boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The part of `text` that the span covers.
    ///
    /// # Panics
    ///
    /// Panics if the span does not lie on char boundaries of `text`, that is, if it belongs to another text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The span as a range, for slicing.
    #[must_use]
    pub(crate) const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The length in bytes.
    #[must_use]
    pub(crate) const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether every byte of `other` lies in this span.
    #[must_use]
    pub(crate) const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub(crate) const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without the white space at its edges; empty (at its start) where it holds only white space.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.of(text);
        let start = match words.trim_start().len() {
            0 => self.start,
            left => self.start + words.len() - left,
        };
        Self::new(start, start + words.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trim_keeps_the_words_only() {
        assert_eq!(Span::new(0, 7).trim("  a b  "), Span::new(2, 5));
        assert_eq!(Span::new(1, 3).trim("a\n\nb"), Span::new(1, 1));
        assert_eq!(Span::new(0, 4).trim("\u{a0}é"), Span::new(2, 4));
    }
}
