//! Words of a text to values.
//!
//! [`quantities`] reads numbers with what they count: "nearly 10,000 soldiers", "£2.5bn", "five per cent".

pub mod quantities;
