//! Words to values: figures on labelled data where it is given, sentences of our own, and laws on any text.

#![cfg(test)]

mod quantities;
