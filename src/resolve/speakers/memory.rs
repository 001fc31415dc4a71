//! Whom earlier pronouns meant.

use std::collections::HashMap;

use crate::english::Gender;

/// The number of features from earlier pronouns.
pub(in crate::resolve) const FEATURES: usize = 5;
/// An earlier pronoun less than this many bytes back is near, and nearly always means the same person.
const NEAR: usize = 120;
/// An earlier pronoun less than this many bytes back is not far.
const NOT_FAR: usize = 400;
/// More pronouns than this do not make a gender more certain.
const SURE: u8 = 3;

/// Whom every "he" and "she" resolved so far meant. Names show no gender, but the pronouns that mean them do.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// The last pronoun of each gender: whom it meant, and the byte at which it begins.
    last: HashMap<Gender, (Option<usize>, usize)>,
    /// How many pronouns of each gender meant each referent.
    votes: HashMap<(usize, Gender), u8>,
}

impl Memory {
    /// Records whom a pronoun at byte `at` meant; `None` for nobody who is named.
    pub(crate) fn note(&mut self, gender: Gender, at: usize, referent: Option<usize>) {
        self.last.insert(gender, (referent, at));
        if let Some(referent) = referent {
            let votes = self.votes.entry((referent, gender)).or_default();
            *votes = votes.saturating_add(1);
        }
    }

    /// Whether pronouns of the other gender have meant a referent and none of this one has.
    pub(in crate::resolve) fn is_other(&self, gender: Gender, referent: usize) -> bool {
        let votes = |gender| self.votes.get(&(referent, gender)).copied().unwrap_or(0);
        votes(gender.other()) > 0 && votes(gender) == 0
    }

    /// The evidence that a pronoun at byte `at` means a referent.
    pub(in crate::resolve) fn features(&self, gender: Gender, at: usize, referent: usize) -> [f32; FEATURES] {
        let is_last = self.last.get(&gender).filter(|(last, _)| *last == Some(referent));
        let distance = is_last.map(|&(_, place)| at.saturating_sub(place));
        let within = |reach: usize| f32::from(u8::from(distance.is_some_and(|distance| distance < reach)));
        let votes = |gender| f32::from(self.votes.get(&(referent, gender)).copied().unwrap_or(0).min(SURE)) / f32::from(SURE);
        [within(NEAR), within(NOT_FAR), within(usize::MAX), votes(gender), votes(gender.other())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn training_has_the_same_numbers() {
        let line = format!("MEMORY, NEAR, NOT_FAR, SURE = {FEATURES}, {NEAR}, {NOT_FAR}, {SURE}");
        assert!(include_str!("../../../scripts/train/reference.py").lines().any(|known| known == line), "{line}");
    }
}
