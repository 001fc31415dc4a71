//! What claims of different articles have in common. Sees records only.

pub mod people;
