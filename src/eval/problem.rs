//! Problems in label files.

use std::fmt;

use super::labels::Location;

/// Something in a file that could not be used, and where. The message says what was left out; the rest of the file counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelProblem {
    /// The file, as the user would write it.
    pub file: String,
    /// The line, counted from 1, where it is on a single line.
    pub line: Option<usize>,
    /// What is wrong, and what was done about it.
    pub message: String,
}

impl LabelProblem {
    /// A problem with what was read at a location.
    pub(super) fn at(origin: &Location, message: String) -> Self {
        Self { file: origin.file.clone(), line: Some(origin.line), message }
    }
}

impl fmt::Display for LabelProblem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(to, "{}:{line}: {}", self.file, self.message),
            None => write!(to, "{}: {}", self.file, self.message),
        }
    }
}

/// The result of reading a file: articles and problems.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed<T> {
    /// What could be used.
    pub found: T,
    /// What could not be used.
    pub problems: Vec<LabelProblem>,
}

/// Collects the problems of one file.
#[derive(Debug)]
pub(super) struct Complaints {
    file: String,
    problems: Vec<LabelProblem>,
}

impl Complaints {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), problems: Vec::new() }
    }

    pub(super) fn at(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(LabelProblem { file: self.file.clone(), line: Some(line), message: message.into() });
    }

    pub(super) fn origin(&self, line: usize) -> Location {
        Location { file: self.file.clone(), line }
    }

    pub(super) fn are_there(&self) -> bool {
        !self.problems.is_empty()
    }

    pub(super) fn with<T>(self, found: T) -> Parsed<T> {
        Parsed { found, problems: self.problems }
    }
}
