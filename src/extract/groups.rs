//! Splits a sequence of articles into groups of bounded size, in order and in constant memory.

use crate::model::{BatchSizes, ModelSpec};

/// The smallest size that an item counts as, in tokens, so that a group of items without text is bounded too.
const SMALLEST_ITEM: usize = 64;

/// The sizes of groups for a model, in tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GroupSizes {
    batch: BatchSizes,
    /// The number of tokens that neighbouring windows share, and the distance between their starts.
    overlap: usize,
    stride: usize,
}

impl GroupSizes {
    pub(super) fn of(spec: &ModelSpec) -> Self {
        let ModelSpec { batch, overlap, .. } = *spec;
        Self { batch, overlap, stride: spec.stride() }
    }

    /// Estimates the number of tokens that the model reads for a text from its words, numbers and marks. The estimate is within a fifth of the true
    /// number, where an estimate by bytes is off by two thirds for tables of figures (Reuters-21578, groups of some hundred articles).
    pub(crate) fn tokens(self, text: &str) -> usize {
        let mut in_word = false;
        let begins_unit = |character: &char| {
            let was_in_word = std::mem::replace(&mut in_word, character.is_alphanumeric());
            if in_word { !was_in_word } else { !character.is_whitespace() }
        };
        let tokens = text.chars().filter(begins_unit).count();
        tokens + tokens.saturating_sub(self.overlap) / self.stride * self.overlap
    }
}

/// Splits items into groups of bounded size; the first ones are small, so that the first records come early, and an item over the size is a group
/// of its own. Takes no more items than the requested groups hold, plus the one that did not fit.
pub(crate) fn groups<T>(
    mut items: impl Iterator<Item = T>,
    sizes: GroupSizes,
    tokens: impl Fn(&T) -> usize,
) -> impl Iterator<Item = Vec<T>> {
    let BatchSizes { first, largest } = sizes.batch;
    let mut size = first;
    let mut kept_back = None;
    std::iter::from_fn(move || {
        let mut group = Vec::new();
        let mut held = 0;
        while held < size
            && let Some(item) = kept_back.take().or_else(|| items.next())
        {
            held += tokens(&item).max(SMALLEST_ITEM);
            if held > size && !group.is_empty() {
                kept_back = Some(item);
                break;
            }
            group.push(item);
        }
        size = (2 * size).min(largest);
        (!group.is_empty()).then_some(group)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZES: GroupSizes = GroupSizes { batch: BatchSizes { first: 1 << 10, largest: 10 << 10 }, overlap: 96, stride: 222 };

    proptest! {
        #[test]
        fn groups_hold_all_items_in_order_and_not_too_much(lengths in prop::collection::vec(0usize..5_000, 0..60)) {
            let texts = lengths.iter().map(|&words| "word ".repeat(words));
            let tokens = |text: &String| SIZES.tokens(text);
            let groups: Vec<Vec<String>> = groups(texts.clone(), SIZES, tokens).collect();
            for group in &groups {
                prop_assert!(group.len() == 1 || group.iter().map(tokens).sum::<usize>() <= SIZES.batch.largest);
            }
            prop_assert_eq!(groups.concat(), texts.collect::<Vec<_>>());
        }
    }

    #[test]
    fn tokens_are_estimated_with_what_windows_share() {
        assert_eq!(SIZES.tokens("In 1987, wheat rose 2.5 per cent -- to $3."), 16);
        assert_eq!(SIZES.tokens(&"word ".repeat(400)), 400 + 96);
    }
}
