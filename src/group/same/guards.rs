//! What keeps two contents apart, however alike they sound.

use super::names::Name;
use super::statement::{Day, Statement};

impl Statement {
    /// Whether the two cannot be of the same: each has a number that the other lacks, or a name of the same kind, or they speak of different days or lengths
    /// of time. One that only says less than the other may.
    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        self.is_of_other_numbers(other) || self.is_of_other_days(other) || self.is_of_others(other)
    }

    /// Whether one negates what the other says.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        self.negates(other) || other.negates(self)
    }

    /// Whether one plainly denies what the other says.
    pub(super) fn is_opposite_of(&self, other: &Self) -> bool {
        let denies =
            |one: &Self, other: &Self| other.negated.is_empty() && one.denied.is_some_and(|term| other.terms.binary_search(&term).is_ok());
        denies(self, other) || denies(other, self)
    }

    /// Whether it negates what the other does not. A negation is of the first word after it that the other has too.
    fn negates(&self, other: &Self) -> bool {
        let is_negated = |term: &u32| other.negated.iter().any(|terms| terms.contains(term));
        let shared = |terms: &Vec<u32>| terms.iter().copied().find(|term| other.terms.binary_search(term).is_ok());
        self.negated.iter().filter_map(shared).any(|term| !is_negated(&term))
    }

    fn is_of_other_numbers(&self, other: &Self) -> bool {
        let lacks = |one: &Self, other: &Self| one.numbers.iter().any(|number| !other.numbers.iter().any(|known| number.may_be(*known)));
        lacks(self, other) && lacks(other, self)
    }

    fn is_of_other_days(&self, other: &Self) -> bool {
        have_nothing_in_common(&self.days, &other.days, Day::may_be) || have_nothing_in_common(&self.lengths, &other.lengths, String::eq)
    }

    /// Whether each speaks of a person whom the other does not name; or of a place, or of a body. Whoever says it counts as named where the content has a
    /// pronoun for them.
    fn is_of_others(&self, other: &Self) -> bool {
        let (own, others) = (self.all_names(), other.all_names());
        let lacking = |one: &[&Name], other: &[&Name]| -> Vec<Name> {
            one.iter().filter(|name| !other.iter().any(|known| name.may_be(known))).map(|&name| name.clone()).collect()
        };
        let missed = lacking(&others, &own);
        !missed.is_empty() && lacking(&own, &others).iter().any(|name| missed.iter().any(|missed| name.is_like(missed)))
    }

    fn all_names(&self) -> Vec<&Name> {
        self.names.iter().chain(&self.teller).collect()
    }
}

fn have_nothing_in_common<T>(one: &[T], other: &[T], may_be: impl Fn(&T, &T) -> bool) -> bool {
    let is_known = |item: &T| other.iter().any(|other| may_be(item, other));
    !one.is_empty() && !other.is_empty() && !one.iter().any(is_known)
}

impl Day {
    fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(from, to), Self::Known(other_from, other_to)) => from <= other_to && other_from <= to,
            (Self::Named(one), Self::Named(other)) => one == other,
            _ => true,
        }
    }
}
