//! Web archives that are broken, or none at all.

use crate::read::Problem;

pub(super) const FORM: &str = "web archive";

pub(super) fn damaged(message: &str) -> Problem {
    Problem::Damaged { form: FORM, message: message.to_owned() }
}
