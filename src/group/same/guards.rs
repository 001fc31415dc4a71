//! Facts that keep two contents apart, however similar their words.

use super::names::Name;
use super::statement::{Day, Statement};

impl Statement {
    /// Whether the two cannot be the same claim: each has a number or a name of the same kind that the other lacks, or they give different days or
    /// durations. A statement that merely says less than the other may be the same.
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

    /// Whether it negates something that the other does not. A negation applies to the first word after it that the other also has.
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

    /// Whether each names a person whom the other does not; likewise for places and bodies. The speaker counts as named where the content uses a
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
