//! Values read off news: each module measures one part of `normalise`.

#![cfg(test)]

mod stance;
mod stance_coverage;
