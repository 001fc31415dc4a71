//! Labels that survive every form.

#![cfg(test)]

mod forms;
mod made_up;
