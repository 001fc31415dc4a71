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

    /// The profiles of sets of words, in which each weighs the more the fewer have it; `words` is how many different ones there are.
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

    /// The rarest words from the rarest on, each with the length of what it begins: how like the profile can be to one that shares none of those before it.
    /// Words with which that would be less than `least` are left out.
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

    /// Writes the weights of the words to their places.
    pub(super) fn spread(&self, weights: &mut [f32]) {
        for &(word, weight) in &self.words {
            weights[word as usize] = weight;
        }
    }

    /// Takes them away again.
    pub(super) fn gather(&self, weights: &mut [f32]) {
        for &(word, _) in &self.words {
            weights[word as usize] = 0.0;
        }
    }

    /// The product with a profile whose weights are spread: faster than [`Self::dot`] where one is compared with many.
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
