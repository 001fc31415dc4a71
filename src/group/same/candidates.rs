//! Which statements are worth comparing.

use rayon::prelude::*;

use super::profile::Profile;
use super::statement::Statement;

/// Words in more statements than this find no candidates, though they count when two are compared.
const COMMON: usize = 400;

/// A statement looks for others by so many of its rarest words.
const LOOKED_UP: usize = 6;

/// How like the words of two statements have to be, weighed by rarity, for these to be compared further.
const SHARED: f32 = 0.2;

/// No statement is compared with more than so many others, the likeliest.
const MOST: usize = 24;

/// Statements, and where each word stands in them.
pub(super) struct Index<'a> {
    statements: &'a [Statement],
    profiles: Vec<Profile>,
    /// For every word, the statements that have it, in order.
    having: Vec<Vec<u32>>,
}

impl<'a> Index<'a> {
    /// `words` is how many different ones there are.
    pub(super) fn new(statements: &'a [Statement], words: usize) -> Self {
        let mut having = vec![Vec::new(); words];
        for (place, statement) in (0..).zip(statements) {
            for &term in &statement.terms {
                having[term as usize].push(place);
            }
        }
        let profiles = statements.iter().map(|statement| Profile::new(&weighed(statement, &having, statements.len()))).collect();
        Self { statements, profiles, having }
    }

    /// The words of a statement, each with its weight: the rarer, the more.
    pub(super) fn weighed(&self, place: usize) -> Vec<(u32, f32)> {
        weighed(&self.statements[place], &self.having, self.statements.len())
    }

    /// Pairs of statements that share enough words and that nothing keeps apart, the earlier one first.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let places = (0..self.statements.len()).into_par_iter();
        let mut pairs: Vec<_> = places.map_init(Vec::new, |found, place| self.pairs_of(place, found)).flatten_iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// `found` is room for what is found on the way.
    fn pairs_of(&self, place: usize, found: &mut Vec<usize>) -> Vec<(usize, usize)> {
        let (own, profile) = (&self.statements[place], &self.profiles[place]);
        let mut rare: Vec<&Vec<u32>> =
            own.terms.iter().map(|&term| &self.having[term as usize]).filter(|having| having.len() <= COMMON).collect();
        rare.sort_by_key(|having| having.len());
        found.clear();
        found.extend(rare.into_iter().take(LOOKED_UP).flatten().map(|&other| other as usize).filter(|&other| other != place));
        found.sort_unstable();
        found.dedup();
        let alike = found.iter().map(|&other| (profile.dot(&self.profiles[other]), other));
        let mut alike: Vec<(f32, usize)> =
            alike.filter(|&(likeness, other)| likeness >= SHARED && !own.is_apart_from(&self.statements[other])).collect();
        alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        alike.truncate(MOST);
        alike.into_iter().map(|(_, other)| (place.min(other), place.max(other))).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of statements")]
fn weighed(statement: &Statement, having: &[Vec<u32>], all: usize) -> Vec<(u32, f32)> {
    let weight = |term: u32| ((1.0 + all as f32) / (1.0 + having[term as usize].len() as f32)).ln() + 1.0;
    statement.terms.iter().map(|&term| (term, weight(term))).collect()
}
