//! Word vectors for comparing sentences.

/// The weighted words of a sentence, or the sum of several sentences' words. The dot product of two sentences' profiles is their cosine similarity,
/// from 0 to 1.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    /// Sorted by word.
    words: Vec<(u32, f32)>,
}

impl Profile {
    pub(super) fn new(words: &[(u32, f32)]) -> Self {
        let squares: f32 = words.iter().map(|(_, weight)| weight * weight).sum();
        let by = if squares > 0.0 { 1.0 / squares.sqrt() } else { 0.0 };
        Self { words: words.iter().map(|&(word, weight)| (word, weight * by)).collect() }
    }

    /// Returns the profiles of sets of words, in which rarer words weigh more; `words` is the number of distinct words.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub(super) fn of_all<'s>(sentences: impl Iterator<Item = &'s [u32]> + Clone, words: usize) -> Vec<Self> {
        let mut having = vec![0_u32; words];
        let mut all = 0;
        for sentence in sentences.clone() {
            all += 1;
            for &word in sentence {
                having[word as usize] += 1;
            }
        }
        let weight = |word: u32| ((1.0 + all as f32) / (1.0 + having[word as usize] as f32)).ln() + 1.0;
        sentences.map(|sentence| Self::new(&sentence.iter().map(|&word| (word, weight(word))).collect::<Vec<_>>())).collect()
    }

    /// Returns the leading words, rarest first, each with the norm of the profile from that word on: an upper bound on the similarity to a profile
    /// that shares none of the words before it. Words whose bound is below `least` are left out.
    pub(super) fn leading(&self, least: f32) -> Vec<(u32, f32)> {
        let mut words = self.words.clone();
        words.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut rest = 0.0;
        for (_, weight) in words.iter_mut().rev() {
            rest += *weight * *weight;
            *weight = rest.sqrt();
        }
        words.retain(|&(_, rest)| rest >= least);
        words
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

    /// Writes each word's weight to its index.
    pub(super) fn spread(&self, weights: &mut [f32]) {
        for &(word, weight) in &self.words {
            weights[word as usize] = weight;
        }
    }

    /// Resets them to 0.
    pub(super) fn gather(&self, weights: &mut [f32]) {
        for &(word, _) in &self.words {
            weights[word as usize] = 0.0;
        }
    }

    /// The dot product with a profile whose weights are spread: faster than [`Self::dot`] for comparing one profile with many.
    pub(super) fn dot_spread(&self, weights: &[f32]) -> f32 {
        self.words.iter().map(|&(word, weight)| weight * weights[word as usize]).sum()
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
