//! Strings stored once, however often they are used.

use std::collections::HashMap;
use std::rc::Rc;

use serde::{Serialize, Serializer};

/// A table of strings. The first is empty and stands for none.
#[derive(Debug)]
pub(super) struct Strings {
    all: Vec<Rc<str>>,
    places: HashMap<Rc<str>, u32>,
}

impl Default for Strings {
    fn default() -> Self {
        let mut strings = Self { all: Vec::new(), places: HashMap::new() };
        strings.add("");
        strings
    }
}

impl Strings {
    /// Adds a string, if it is not there yet, and returns its index.
    pub(super) fn add(&mut self, string: &str) -> u32 {
        if let Some(&place) = self.places.get(string) {
            return place;
        }
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let string: Rc<str> = string.into();
        self.all.push(Rc::clone(&string));
        self.places.insert(string, place);
        place
    }

    /// The string at an index.
    pub(super) fn get(&self, place: u32) -> &str {
        &self.all[place as usize]
    }

    /// As [`Self::add`]; 0 for none.
    pub(super) fn add_some<S: AsRef<str>>(&mut self, string: Option<S>) -> u32 {
        string.map_or(0, |string| self.add(string.as_ref()))
    }
}

impl Serialize for Strings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all.iter().map(AsRef::as_ref as fn(&Rc<str>) -> &str))
    }
}
