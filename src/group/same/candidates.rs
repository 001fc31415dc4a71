//! Finds pairs of statements that are worth comparing.

use rayon::prelude::*;

use super::profile::Profile;
use super::statement::Statement;

/// A statement is compared with at most this many others, those that share its rarest words first: enough even for a formula that thousands use.
const MOST_MET: usize = 256;

/// A statement is paired with at most this many others, the most similar ones.
const MOST_ALIKE: usize = 24;

/// The buffers of a thread.
struct Room {
    found: Vec<usize>,
    /// The weight of every word in the current statement.
    weights: Vec<f32>,
}

/// Two statements, the earlier first.
pub(super) type Pair = (usize, usize);

/// Pairs of similar statements.
pub(super) struct Pairs {
    pub(super) same: Vec<Pair>,
    /// Pairs that say the opposite of each other.
    pub(super) opposite: Vec<Pair>,
}

/// Statements, indexed by their leading words.
///
/// The similarity of two statements is at most the product of the norms of what remains of each from their first shared word on, counting from the
/// rarest. When they share only common words, little remains, so few dissimilar statements are compared.
pub(super) struct Index<'a> {
    statements: &'a [Statement],
    profiles: &'a [Profile],
    least: f32,
    /// For every word, the statements it leads, each with the norm of what remains from that word on, in descending order.
    led_by: Vec<Vec<(f32, usize)>>,
}

impl<'a> Index<'a> {
    /// Indexes statements by their profiles. `words` is the number of distinct words; `least` is the similarity that pairs must have.
    pub(super) fn new(statements: &'a [Statement], profiles: &'a [Profile], words: usize, least: f32) -> Self {
        let mut led_by = vec![Vec::new(); words];
        for (place, profile) in profiles.iter().enumerate() {
            for (word, rest) in profile.leading(least) {
                led_by[word as usize].push((rest, place));
            }
        }
        for led in &mut led_by {
            led.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        }
        Self { statements, profiles, least, led_by }
    }

    /// Returns the pairs of similar statements, in order.
    pub(super) fn pairs(&self) -> Pairs {
        let places = (0..self.statements.len()).into_par_iter();
        let room = || Room { found: Vec::new(), weights: vec![0.0; self.led_by.len()] };
        let mut all: Vec<Pair> = places.map_init(room, |room, place| self.pairs_of(place, room)).flatten_iter().collect();
        all.par_sort_unstable();
        all.dedup();
        let (mut opposite, same): (Vec<Pair>, _) =
            all.into_iter().partition(|&(one, other)| self.statements[one].contradicts(&self.statements[other]));
        opposite.retain(|&(one, other)| self.statements[one].is_opposite_of(&self.statements[other]));
        Pairs { same, opposite }
    }

    fn pairs_of(&self, place: usize, room: &mut Room) -> Vec<Pair> {
        let (own, profile) = (&self.statements[place], &self.profiles[place]);
        let Room { found, weights } = room;
        found.clear();
        for (word, rest) in profile.leading(self.least) {
            let alike = self.led_by[word as usize].iter().take_while(|(other, _)| rest * other >= self.least);
            let left = MOST_MET.saturating_sub(found.len());
            found.extend(alike.map(|&(_, other)| other).filter(|&other| other != place).take(left));
        }
        found.sort_unstable();
        found.dedup();
        profile.spread(weights);
        let alike = found.iter().map(|&other| (self.profiles[other].dot_spread(weights), other));
        let mut alike: Vec<(f32, usize)> =
            alike.filter(|&(likeness, other)| likeness >= self.least && !own.is_apart_from(&self.statements[other])).collect();
        profile.gather(weights);
        alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        alike.truncate(MOST_ALIKE);
        alike.into_iter().map(|(_, other)| (place.min(other), place.max(other))).collect()
    }
}
