//! What sentences are compared by.

/// The words of a sentence, weighed, or the sum of those of several. The product of the profiles of two sentences says how like they are, from 0 to 1.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    /// Sorted by the words.
    words: Vec<(u32, f32)>,
}

impl Profile {
    pub(super) fn new(words: &[(u32, f32)]) -> Self {
        let squares: f32 = words.iter().map(|(_, weight)| weight * weight).sum();
        let by = if squares > 0.0 { 1.0 / squares.sqrt() } else { 0.0 };
        Self { words: words.iter().map(|&(word, weight)| (word, weight * by)).collect() }
    }

    pub(super) fn dot(&self, other: &Self) -> f32 {
        let mut product = 0.0;
        let mut rest = other.words.iter().peekable();
        for &(word, weight) in &self.words {
            while rest.next_if(|next| next.0 < word).is_some() {}
            if let Some(next) = rest.next_if(|next| next.0 == word) {
                product += weight * next.1;
            }
        }
        product
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut words = [&self.words[..], &other.words[..]].concat();
        words.sort_by_key(|&(word, _)| word);
        words.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        Self { words }
    }
}
