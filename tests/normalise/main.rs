//! What `normalise` reads, on sentences of our own and, where `WHOSAID_DATA` names a folder of labelled data, on that.

#![cfg(test)]

mod dates;
mod polarity;
mod quantities;
mod stance;
mod stance_coverage;
