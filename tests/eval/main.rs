//! Scoring: its laws, and labels that survive every format.

#![cfg(test)]

mod corpus;
mod forms;
mod made_up;
mod scores;
mod tool;
