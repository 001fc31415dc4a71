//! Whom a pronoun or description means.

use std::collections::HashMap;

use super::anaphora::{Anaphor, Candidate, FEATURES, gendered_pronoun};
use super::memory::Memory;
use crate::engine::Matrix;
use crate::model::{ModelError, ModelSpec, PairNet};
use crate::resolve::context::Context;

/// Scores names against a pronoun or description: a net over the elementwise product of their vectors and [`Context::features`] (mention ranking,
/// Denis and Baldridge 2008; the vectors are those of the pruned scorer of Lee et al. 2017).
#[derive(Debug)]
pub(in crate::resolve) struct ReferenceScorer {
    width: usize,
    net: PairNet,
}

impl ReferenceScorer {
    /// Reads the scorer of a model folder; `None` where the model has no vectors for it.
    pub(in crate::resolve) fn load(spec: &ModelSpec) -> Result<Option<Self>, ModelError> {
        let Some(head) = &spec.heads.reference else { return Ok(None) };
        let net = PairNet::load(&spec.folder, &head.scorer, head.width + FEATURES)?;
        Ok(Some(Self { width: head.width, net }))
    }

    /// Resolves every "he" and "she" of an article in order; the referents are keyed by the byte at which the pronoun begins.
    pub(in crate::resolve) fn gendered_pronouns(&self, context: &Context<'_>, vectors: &Matrix) -> HashMap<usize, Option<usize>> {
        let mut memory = Memory::default();
        let mut meant = HashMap::new();
        for word in context.text.words_in(context.text.span()) {
            let Some(anaphor) = gendered_pronoun(context.text, word) else { continue };
            let referent = self.referent(context, &anaphor, vectors, &memory);
            if let Some(gender) = anaphor.gender() {
                memory.note(gender, word.start, referent);
            }
            meant.insert(word.start, referent);
        }
        meant
    }

    /// The index of the referent that an anaphor most likely means; `None` where it most likely means nobody who is named.
    ///
    /// `vectors` has a row for every piece: its vector as an anaphor, then its vector as a name.
    pub(in crate::resolve) fn referent(
        &self,
        context: &Context<'_>,
        anaphor: &Anaphor,
        vectors: &Matrix,
        memory: &Memory,
    ) -> Option<usize> {
        let candidates = without_others(context.candidates(anaphor), anaphor, memory);
        let own = vectors.mean(context.anaphor_pieces(anaphor), 0..self.width);
        let score = |rank: usize| {
            let mention = &context.referents.mentions[candidates[rank].mention];
            let name = vectors.mean(mention.pieces.clone(), self.width..2 * self.width);
            let product = own.iter().zip(&name).map(|(a, b)| a * b);
            self.net.score(&product.chain(context.features(anaphor, &candidates, rank, memory)).collect::<Vec<f32>>())
        };
        let nobody: Vec<f32> = std::iter::repeat_n(0.0, self.width).chain(Context::features_of_nobody(anaphor)).collect();
        let (best, highest) = (0..candidates.len()).map(|rank| (rank, score(rank))).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        let is_somebody = highest > self.net.score(&nobody) || context.is_only_one(anaphor, &candidates);
        is_somebody.then(|| candidates[best].referent)
    }
}

/// The candidates without those whom only pronouns of the other gender have meant so far, unless that leaves nobody.
fn without_others(candidates: Vec<Candidate>, anaphor: &Anaphor, memory: &Memory) -> Vec<Candidate> {
    let Some(gender) = anaphor.gender() else { return candidates };
    let own: Vec<Candidate> = candidates.iter().copied().filter(|candidate| !memory.is_other(gender, candidate.referent)).collect();
    if own.is_empty() { candidates } else { own }
}
